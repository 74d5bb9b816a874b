"""Make the pictures of the documentation from the sample corpus: the report in Chromium, light, dark, narrow and in print."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import analysis

PICTURES = Path(__file__).parent / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SHOTS = [  # name, width, height, scheme
    ("report-light", 1400, 1180, "light"),
    ("report-dark", 1400, 1180, "dark"),
    ("report-phone", 390, 844, "light"),
]


def main() -> int:
    """Write one PNG file for each of ``SHOTS``."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("pictures: Chromium is not installed; on Debian: apt-get install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = analysis.render_report(analysis.load_story("corpus", "cod-collision"), folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, width, height, scheme in SHOTS:
            page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True).new_page()
            page.goto(report.as_uri())
            page.wait_for_selector("html[data-ready]", state="attached")
            page.locator("input[value='03-newsgale']").check()
            page.evaluate("window.scrollTo(0, 0)")
            page.screenshot(path=PICTURES / f"{name}.png")
            print(PICTURES / f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
