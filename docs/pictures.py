"""Make the pictures of the documentation from the sample corpus: the report and JupyterLab, in Chromium."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import analysis

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
LARGEST = 250_000  # bytes of one picture
WAIT = 120_000  # milliseconds
ADDRESS = "http://127.0.0.1:18888"
SHOTS = [  # name, width, height, scheme
    ("report-light", 1400, 1180, "light"),
    ("report-dark", 1400, 1180, "dark"),
    ("report-phone", 390, 844, "light"),
]
PAGE = (ROOT / "tests" / "data" / "raw_page.txt").read_text("utf8")


def main() -> int:
    """Write one PNG file for each of ``SHOTS`` and ``LAB_SHOTS``."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("pictures: Chromium is not installed; on Debian: apt-get install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        _report(browser, Path(folder))
        with _lab(Path(folder)):
            for name, notebook, prepare in LAB_SHOTS:
                _notebook(browser, name, notebook, prepare)
        browser.close()
    return 0


def _report(browser: Browser, folder: Path) -> None:
    report = analysis.render_report(analysis.load_story(ROOT / "corpus", "cod-collision"), folder)
    for name, width, height, scheme in SHOTS:
        page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True).new_page()
        page.goto(report.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        page.locator("input[value='03-newsgale']").check()
        page.evaluate("window.scrollTo(0, 0)")
        _keep(page, name)


@contextlib.contextmanager
def _lab(folder: Path) -> Iterator[None]:
    """JupyterLab as the command starts it, with settings of its own."""
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")
    command = [sys.executable, "-m", "analysis.cli", "explore", str(ROOT / "corpus"), "--folder", str(folder / "notebooks")]
    options = ["--IdentityProvider.token=", "--allow-root", "--LabApp.expose_app_in_browser=True", "--ServerApp.ip=127.0.0.1"]
    server = subprocess.Popen(  # noqa: S603  our own command
        [*command, "--no-browser", "--port", ADDRESS.rpartition(":")[2], "--jupyter", *options],
        env={**os.environ, **{name: str(folder / name.lower()) for name in own}, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while server.poll() is None:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{ADDRESS}/api", timeout=1)  # noqa: S310  this machine
                break
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait()


def _notebook(browser: Browser, name: str, notebook: str, prepare: Callable[[Page], None]) -> None:
    page = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light").new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{ADDRESS}/lab/workspaces/{name}/tree/{notebook}")
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext")
    page.evaluate(
        """async () => { const { context, sessionContext } = jupyterapp.shell.currentWidget;
        await context.ready; await sessionContext.ready; await sessionContext.session.kernel.info;
        jupyterapp.shell.collapseLeft(); await jupyterapp.commands.execute('notebook:run-all-cells'); }"""
    )
    prepare(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)  # smooth scrolling, fading bars
    _keep(page, name)
    page.context.close()


def _explorer(page: Page) -> None:
    page.locator(".wc-cards").first.wait_for()
    page.locator(".wc-explorer").get_by_role("combobox", name="Republication").select_option(label="Newsgale")
    page.get_by_role("button", name="Hedges", exact=True).click()
    page.wait_for_function("document.querySelector('.wc-stage').dataset.shown.endsWith('Hedges')")
    page.locator(".wc-part:not([hidden]) path[aria-roledescription=bar]").first.click()
    page.locator(".wc-explorer .wc-panel:visible .wc-hit").first.wait_for()
    _scroll_to(page, ".wc-explorer", 12)


def _outlets(page: Page) -> None:
    page.locator(".jp-RenderedVegaCommon5 svg").first.wait_for()
    _scroll_to(page, ".jp-RenderedVegaCommon5", 40)


def _own(page: Page) -> None:
    form = page.locator(".wc-importer")
    form.locator("textarea").fill(PAGE)
    form.get_by_label("Outlet", exact=True).fill("Example Wire")
    form.get_by_label("Story", exact=True).fill("herring-talks")
    form.get_by_label("Corpus folder").fill("my-corpus")
    form.get_by_role("button", name="wire", exact=True).click()
    form.get_by_text("of them body text").wait_for()
    _scroll_to(page, ".wc-importer textarea", 60)


def _method(page: Page) -> None:
    page.locator(".wc-annotated .wc-m-country").first.wait_for()
    _scroll_to(page, ".wc-annotated", 60)


def _scroll_to(page: Page, selector: str, above: int) -> None:
    page.evaluate(
        """([selector, above]) => { const room = document.querySelector('.jp-WindowedPanel-outer');
        const top = element => element.getBoundingClientRect().top;
        room.scrollBy(0, top(document.querySelector(selector)) - top(room) - above); }""",
        [selector, above],
    )


def _keep(page: Page, name: str) -> None:
    path = PICTURES / f"{name}.png"
    size = len(page.screenshot(path=path))
    print(path, size)
    if size > LARGEST:
        raise SystemExit(f"pictures: {path} has {size} bytes, more than {LARGEST}: show less.")


LAB_SHOTS = [  # name, notebook, what to do before
    ("lab-explorer", "story.ipynb", _explorer),
    ("lab-outlets", "outlets.ipynb", _outlets),
    ("lab-your-articles", "your-articles.ipynb", _own),
    ("lab-method", "method.ipynb", _method),
]


if __name__ == "__main__":
    sys.exit(main())
