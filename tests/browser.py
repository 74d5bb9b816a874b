"""A real Chromium for the tests, cut off from everything but this machine."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def launched() -> Iterator[Any]:
    """A browser for several pages; Playwright runs once at a time, so it must be closed before another is opened."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: .ci/run installs Debian's")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def opened_in(browser: Any, url: str, *, width: int = 1400, scheme: str = "light", **context: Any) -> Iterator[Any]:
    """A page with lists of its ``requests`` and of its console ``problems``."""
    own = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **context)
    page = own.new_page()
    page.requests, page.problems = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.problems.append(message.text) if message.type in ("error", "warning") else None)
    # With the stack, which alone tells whose error it is.
    page.on("pageerror", lambda error: page.problems.append(error.stack or str(error)))
    try:
        page.goto(url)
        yield page
    finally:
        own.close()


@contextlib.contextmanager
def opened(url: str, **options: Any) -> Iterator[Any]:
    """A page in a browser of its own; see `opened_in`."""
    with launched() as browser, opened_in(browser, url, **options) as page:
        yield page
