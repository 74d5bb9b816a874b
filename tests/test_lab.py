"""The real thing: `wirecopy explore` starts JupyterLab, a real Chromium opens the notebooks and uses them."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from dataclasses import replace

import pytest
from browser import CHROMIUM, launched, opened_in
from conftest import ROOT
from hostile_story import hostile_story, markup

from analysis import load_corpus, load_labels
from analysis.articles.corpus.corrections_file import read_corrections
from analysis.articles.corpus.store import save_articles

pytestmark = pytest.mark.browser
SUFFIX = ".ipynb"
LONG = 90_000  # milliseconds; a kernel starts slowly on a busy machine
# What JupyterLab says of a slow machine; it says so of its own parts, and nothing is wrong.
SLOW = re.compile(r"Plugin \S+ (\(with \d+ dependants\) took [\d.]+ms|is taking too long) to activate\.")
WIDGETS = "__import__('ipywidgets').Widget.widgets"
# Texts of the explorer with less contrast than WCAG asks for, 4.5 to 1.
FAINT = """() => {
  const channel = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const rgb = css => (css.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const solid = color => color.length && (color[3] === undefined || color[3] > 0.5);
  const ground = e => { while (e && !solid(rgb(getComputedStyle(e).backgroundColor))) e = e.parentElement; return e; };
  const ratio = e => { const pair = [getComputedStyle(e).color, getComputedStyle(ground(e) ?? document.body).backgroundColor];
    const [dark, bright] = pair.map(css => light(rgb(css))).sort((a, b) => a - b); return (bright + 0.05) / (dark + 0.05); };
  const texts = document.querySelectorAll('.wc-explorer :is(p, li, legend, small, b, label > span, h3, button, select)');
  return [...texts].filter(e => e.offsetParent && e.textContent.trim() && ratio(e) < 4.5)
    .map(e => [ratio(e), e.outerHTML.slice(0, 90)]);
}"""
PAGE = (ROOT / "tests" / "data" / "raw_page.txt").read_text("utf8")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address of a JupyterLab that the command has started on the sample corpus, and the folder of its notebooks."""
    with started(ROOT / "corpus", tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@contextlib.contextmanager
def started(corpus, home):
    """`wirecopy explore CORPUS` with a home of its own: its address and the folder of its notebooks."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: .ci/run installs Debian's")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        name: str(home / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    server = ["--IdentityProvider.token=", "--allow-root", "--LabApp.expose_app_in_browser=True", "--ServerApp.ip=127.0.0.1"]
    command = [sys.executable, "-m", "analysis.cli", "explore", str(corpus), "--folder", str(home / "notebooks")]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--no-browser", "--port", str(port), "--jupyter", *server],
            env={**os.environ, **own, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _answered(f"{url}/api", process, home / "log")
            yield url, home / "notebooks"
        finally:
            process.terminate()
            process.wait(30)


def _answered(url, process, log):
    import time

    end = time.monotonic() + LONG / 1000
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=1)
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@contextlib.contextmanager
def notebook(browser, lab, name):
    """A notebook in JupyterLab with its kernel ready; at the end, nothing was asked of other machines and nothing went wrong."""
    url, _ = lab
    with opened_in(browser, f"{url}/lab/workspaces/{name.removesuffix(SUFFIX)}/tree/{name}") as page:
        page.set_default_timeout(LONG)
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext")
        page.evaluate(
            """async () => { const { context, sessionContext } = jupyterapp.shell.currentWidget;
            await context.ready; await sessionContext.ready; await sessionContext.session.kernel.info; }"""
        )
        page.local = (url, url.replace("http", "ws"), "data:", "blob:")
        yield page
        assert_nothing_wrong(page)


def assert_nothing_wrong(page):
    assert [request for request in page.requests if not request.startswith(page.local)] == []
    assert sorted({problem for problem in page.problems if not SLOW.fullmatch(problem)}) == []


def run_all(page):
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    assert page.locator(".jp-OutputArea-output[data-mime-type*=stderr], .jp-RenderedText[data-mime-type*=error]").count() == 0


def ask(page, expression):
    """What the kernel says."""
    return page.evaluate(
        """async code => { let said = '';
        const future = jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code, store_history: false });
        future.onIOPub = message => { said += message.content.text ?? (message.content.traceback ?? []).join('\\n'); };
        await future.done; return said.trim(); }""",
        f"print({expression})",
    )


def shown(page, view, republication=None):
    """Wait until the stage shows a view, drawn."""
    page.wait_for_function(
        """([view, id]) => { const { shown, republication } = document.querySelector('.wc-stage')?.dataset ?? {};
        return shown?.split(' ').includes(view) && (!id || republication === id); }""",
        arg=[view, republication],
    )
    return page.locator(".wc-part:not([hidden])")


@pytest.fixture(scope="module")
def browser():
    with launched() as browser:
        yield browser


def change_theme(page, theme):
    """
    Change JupyterLab's theme and wait until its splash screen has gone.

    JupyterLab takes the screen away 0.2 s after the change, without a look whether it is there; where a second change falls
    into that time, the screen is taken away twice and the page reports "Failed to execute 'removeChild' on 'Node'".
    """
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function(
        "theme => document.body.dataset.jpThemeName === theme && !document.getElementById('jupyterlab-splash')", arg=theme
    )


@pytest.fixture(scope="module")
def story_page(browser, lab):
    """story.ipynb, all cells run, the explorer drawn."""
    with notebook(browser, lab, "story.ipynb") as page:
        run_all(page)
        # JupyterLab draws the cells that are in view alone, and has gone to the last one.
        page.evaluate("jupyterapp.shell.currentWidget.content.scrollToItem(3, 'start')")
        shown(page, "Overview")
        ask(page, f"globals().update(explorer=next(w for w in {WIDGETS}.values() if type(w).__name__ == 'StoryExplorer'))")
        yield page


@pytest.fixture
def explorer(story_page):
    """The page that the tests of the explorer share; what goes wrong in it is told with the test that did it."""
    yield story_page
    assert_nothing_wrong(story_page)


def test_command_copies_the_notebooks(lab):
    _, folder = lab
    assert {path.name for path in folder.glob("*.ipynb")} == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_every_chart_of_the_story_is_drawn(explorer):
    charts = explorer.locator(".jp-RenderedVegaCommon5 svg, .jp-RenderedVegaCommon5 canvas, .jp-RenderedVegaCommon5 img")
    charts.nth(6).wait_for(state="attached")
    assert explorer.locator(".jp-OutputArea-output").get_by_text("Traceback").count() == 0


def test_a_quotation_of_the_table_leads_to_the_reader_of_the_notebook(explorer):
    explorer.locator(".jp-RenderedHTML [data-republication='03-newsgale'] button.wc-fate-altered").first.click()
    hit = explorer.locator(".jp-OutputArea-output > .wc-lab .wc-panel:visible .wc-hit").first
    hit.wait_for()
    assert hit.evaluate("hit => hit.closest('.wc-panel').dataset.republication") == "03-newsgale"
    assert explorer.locator(".wc-explorer .wc-hit").count() == 0


@pytest.mark.parametrize(
    ("view", "n_charts"),
    [("Metrics", 1), ("Why", 1), ("Countries", 1), ("Hedges", 2), ("Quotations", 1), ("Flow", 1), ("Overview", 1)],
)
def test_every_view_is_drawn(explorer, view, n_charts):
    explorer.get_by_role("button", name=view, exact=True).click()
    part = shown(explorer, view)
    assert part.count() == 1
    assert part.locator("svg.marks").count() == n_charts
    for k in range(n_charts):
        assert part.locator("svg.marks").nth(k).locator("path, line, text").count() > 5
    assert ask(explorer, "explorer.view") == view


def test_reading_takes_the_whole_room(explorer):
    explorer.get_by_role("button", name="Read", exact=True).click()
    explorer.locator(".wc-stage").wait_for(state="hidden")
    assert explorer.locator(".wc-explorer .wc-panel:visible .wc-s").count() > 10


def test_another_republication_shows_everywhere(explorer):
    explorer.get_by_role("button", name="Metrics", exact=True).click()
    part = shown(explorer, "Metrics")
    explorer.locator(".wc-explorer").get_by_role("combobox", name="Republication").select_option(label="Newsgale")
    shown(explorer, "Metrics", "03-newsgale")
    assert ask(explorer, "explorer.republication") == "03-newsgale"
    assert explorer.locator(".wc-explorer .wc-panel:visible").get_attribute("data-republication") == "03-newsgale"
    words = ask(explorer, "f'{analysis.measure([story.republications[2]]).value[0]:.0f}'")
    part.get_by_text(f"→ {words}").first.wait_for()


def test_a_click_on_a_mark_shows_its_words(explorer):
    ask(explorer, "setattr(explorer, 'republication', '03-newsgale') or setattr(explorer, 'view', 'Hedges')")
    part = shown(explorer, "Hedges", "03-newsgale")
    part.locator("svg.marks path[aria-roledescription=bar]").first.click()
    hit = explorer.locator(".wc-explorer .wc-panel:visible .wc-hit").first
    hit.wait_for()
    assert hit.get_attribute("data-w").split()[1] == ask(explorer, "explorer.words")
    explorer.wait_for_function(
        """() => { const hit = document.querySelector('.wc-explorer .wc-panel:not([hidden]) .wc-hit').getBoundingClientRect();
        const room = document.querySelector('.wc-explorer .wc-widget').getBoundingClientRect();
        return hit.top >= room.top && hit.bottom <= room.bottom && hit.top >= 0 && hit.bottom <= innerHeight; }"""
    )
    assert explorer.locator("#vg-tooltip-element.visible").count() == 0


@pytest.mark.parametrize("mark", ["point", "line mark"])
def test_sentences_and_ribbons_lead_to_the_sentence(explorer, mark):
    ask(explorer, "setattr(explorer, 'words', '') or setattr(explorer, 'view', 'Flow')")
    part = shown(explorer, "Flow")
    part.locator(f"svg.marks [aria-roledescription='{mark}']").first.click()
    explorer.locator(".wc-explorer .wc-panel:visible .wc-s.wc-hit").first.wait_for()
    assert ask(explorer, "explorer.words") == "wire-0"


def test_keys_reach_marks_and_do_not_touch_the_notebook(explorer):
    ask(explorer, "setattr(explorer, 'words', '') or setattr(explorer, 'view', 'Hedges')")
    part = shown(explorer, "Hedges")
    n_cells = explorer.locator(".jp-Cell").count()
    explorer.get_by_role("button", name="Read", exact=True).focus()
    explorer.keyboard.press("Tab")
    part.get_by_text("Arrow keys: from mark to mark").first.wait_for()
    explorer.keyboard.press("ArrowRight")
    explorer.keyboard.press("Enter")
    explorer.locator(".wc-explorer .wc-panel:visible .wc-hit").first.wait_for()
    assert ask(explorer, "explorer.words").startswith("hedge:")
    explorer.get_by_role("button", name="Metrics", exact=True).focus()
    explorer.keyboard.press("d")
    explorer.keyboard.press("d")
    explorer.keyboard.press("Enter")
    shown(explorer, "Metrics")
    assert explorer.locator(".jp-Cell").count() == n_cells
    assert explorer.locator(".jp-Notebook.jp-mod-editMode").count() == 0


def test_the_notebook_can_be_saved_while_a_control_has_the_focus(explorer):
    explorer.get_by_role("button", name="Metrics", exact=True).focus()
    explorer.wait_for_function("jupyterapp.shell.currentWidget.context.model.dirty")
    explorer.keyboard.press("Control+s")
    explorer.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")


def test_layers_can_be_switched(explorer):
    reader = explorer.locator(".wc-explorer .wc-reader")
    box = reader.get_by_label("Countries")
    box.check(force=True)
    assert "wc-on-countries" in reader.get_attribute("class")
    reader.locator(".wc-panel:visible .wc-m-country").first.hover()
    reader.locator(".wc-why", has_text=re.compile(r"\w")).wait_for()
    box.uncheck(force=True)
    assert "wc-on-countries" not in reader.get_attribute("class")


def test_every_control_has_a_name(explorer):
    nameless = explorer.evaluate(
        """() => [...document.querySelectorAll('.wc-explorer :is(button, select, input)')].filter(e => e.offsetParent)
        .filter(e => !(e.textContent.trim() || e.ariaLabel || [...(e.labels ?? [])].some(l => l.textContent.trim())))
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


def test_the_former_view_stays_until_the_next_is_drawn(explorer):
    ask(explorer, "setattr(explorer, 'view', 'Metrics')")
    shown(explorer, "Metrics")
    explorer.evaluate(
        """() => { const stage = document.querySelector('.wc-stage'); window.seen = [];
        const visible = () => [...stage.querySelectorAll('.wc-part:not(.wc-drawing)')].filter(part => part.offsetHeight > 50);
        const look = () => { seen.push(visible().length); window.looking = requestAnimationFrame(look); }; look(); }"""
    )
    for view in ("Flow", "Why", "Overview", "Metrics"):
        explorer.get_by_role("button", name=view, exact=True).click()
        shown(explorer, view)
    explorer.evaluate("cancelAnimationFrame(looking)")
    assert set(explorer.evaluate("seen")) == {1}


@pytest.mark.parametrize("view", ["Overview", "Quotations", "Read"])
def test_axe_finds_no_violation(explorer, view):
    from axe_playwright_python.sync_playwright import Axe

    ask(explorer, f"setattr(explorer, 'view', {view!r})")
    if view != "Read":
        shown(explorer, view)
    # Landmarks and the order of headings are matters of the notebook around it.
    rules = {"rules": {"region": {"enabled": False}, "heading-order": {"enabled": False}}}
    found = Axe().run(explorer, context=".wc-explorer", options=rules).response["violations"]
    assert [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found] == []


def test_another_story_of_the_corpus_can_be_chosen(explorer):
    first, second = (story.story_id for story in load_corpus(ROOT / "corpus")[:2])
    ask(explorer, "setattr(explorer, 'view', 'Overview')")
    menu = explorer.locator(".wc-explorer").get_by_role("combobox", name="Story")
    for index, story_id in ((1, second), (0, first)):
        menu.select_option(index=index)
        explorer.wait_for_function("id => document.querySelector('.wc-stage').dataset.shown.startsWith(id)", arg=story_id)
        assert ask(explorer, "explorer.story_id") == story_id


def test_dark_theme_is_readable(explorer):
    """Words against what they stand on: at least 4.5 to 1, as WCAG asks."""
    change_theme(explorer, "JupyterLab Dark")
    ask(explorer, "setattr(explorer, 'view', 'Overview')")
    shown(explorer, "Overview")
    faint = explorer.evaluate(FAINT)
    change_theme(explorer, "JupyterLab Light")
    assert faint == []


def test_own_article_from_upload_to_comparison(browser, lab, tmp_path):
    corpus = tmp_path / "corpus"
    page_file = tmp_path / "page.txt"
    page_file.write_text(PAGE, encoding="utf8")
    with notebook(browser, lab, "your-articles.ipynb") as page:
        run_all(page)
        form = page.locator(".wc-importer")
        with page.expect_file_chooser() as chooser:
            form.get_by_role("button", name="upload a page").click()
        chooser.value.set_files(page_file)
        form.get_by_text("5 parts, 2 of them body text").wait_for()
        form.get_by_label("Kind of part 2").select_option("crosshead")
        form.get_by_role("button", name="Save", exact=True).click()
        form.get_by_role("alert").get_by_text("outlet is empty").wait_for()
        form.get_by_label("Outlet", exact=True).fill("Example Wire")
        form.get_by_label("Story", exact=True).fill("herring")
        form.get_by_label("Corpus folder").fill(str(corpus))
        form.get_by_role("button", name="wire", exact=True).click()
        assert not corpus.exists()
        form.get_by_role("button", name="Save", exact=True).click()
        form.get_by_text("Saved as").wait_for()
        assert "[crosshead] Ministers arrive" in (corpus / "herring" / "example-wire.md").read_text("utf8")
        form.get_by_role("button", name="Next article").click()
        form.get_by_text("Nothing has been read yet").wait_for()
        form.locator("textarea").fill(PAGE.replace("nine hours", "9 hours"))
        form.get_by_label("Outlet", exact=True).fill("Example Gazette")
        form.get_by_role("button", name="republication", exact=True).click()
        form.get_by_role("button", name="Save", exact=True).click()
        shown(page, "Overview", "example-gazette")
        (story,) = load_corpus(corpus)
        assert [article.outlet for article in story.articles] == ["Example Wire", "Example Gazette"]


def test_a_sample_is_labelled_by_keyboard_and_goes_on_where_it_stopped(browser, lab):
    file = lab[1] / "labels.csv"
    with notebook(browser, lab, "coding.ipynb") as page:
        run_all(page)
        form = page.locator(".wc-coder")
        form.get_by_text("AN: 0 of 50 items labelled.").wait_for()
        form.focus()
        for k, key in enumerate("12", 1):
            page.keyboard.press(key)
            form.get_by_text(f"AN: {k} of 50 items labelled.").wait_for()
        page.keyboard.press("n")
        page.keyboard.type("u, s and 1 are letters here")
        page.keyboard.press("Enter")
        page.keyboard.press("1")
        form.get_by_text("AN: 3 of 50 items labelled.").wait_for()
        assert load_labels(file).label.tolist() == ["yes", "no", "yes"]
        assert load_labels(file).note.tolist() == ["", "", "u, s and 1 are letters here"]
        text = form.locator("mark").inner_text()
        run_all(page)
        form.get_by_text("AN: 3 of 50 items labelled.").wait_for()
        assert form.locator("mark").inner_text() == text
        assert page.locator(".jp-Notebook .jp-CodeCell").count() == 4  # no key reached JupyterLab


@pytest.mark.parametrize("name", ["outlets.ipynb", "method.ipynb"])
def test_other_notebooks_run_and_are_alive(browser, lab, name):
    with notebook(browser, lab, name) as page:
        run_all(page)
        if name == "outlets.ipynb":
            page.locator(".jp-RenderedVegaCommon5").first.wait_for()
            shown(page, "Overview")
            page.get_by_role("combobox", name="Story").select_option(index=1)
            page.wait_for_function("document.querySelector('.wc-stage').dataset.shown.startsWith('flood-aid')")
        else:
            page.locator(".wc-annotated .wc-panel .wc-m-country").first.hover()
            page.locator(".wc-annotated .wc-why", has_text=re.compile(r"\w")).wait_for()


# Where a canvas has a disc of a colour: JupyterLab draws charts on canvases, which have no marks to ask for.
DISC = """(canvas, [red, green, blue]) => {
  const { width, height } = canvas, { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const is = (x, y) => { const k = 4 * (y * width + x); return data[k] === red && data[k + 1] === green && data[k + 2] === blue; };
  for (let y = 4; y < height - 4; y++) for (let x = 4; x < width - 4; x++)
    if (is(x, y) && is(x - 4, y) && is(x + 4, y) && is(x, y - 4) && is(x, y + 4))
      return { x: x * canvas.clientWidth / width, y: y * canvas.clientHeight / height };
}"""


def test_a_click_on_a_mark_of_the_outlets_does_not_leave_the_notebook(browser, lab):
    """JupyterLab takes a chart's link, even to a place of its own page, for that of a file."""
    with notebook(browser, lab, "outlets.ipynb") as page:
        run_all(page)
        canvas = page.locator(".jp-RenderedVegaCommon5 canvas").first
        canvas.scroll_into_view_if_needed()
        canvas.click(position=canvas.evaluate(DISC, [0x7B, 0x87, 0x94]))
        page.wait_for_timeout(1000)  # for nothing to happen
        assert page.evaluate("jupyterapp.shell.currentWidget.context.path").endswith("outlets.ipynb")
        folded = page.locator("details.wc-habits").first
        folded.locator("summary").click()
        assert folded.locator("tr[id^=habit]").count() > 30
        assert page.locator("table a[href]").count() == 0  # there are no pages to lead to


@pytest.mark.slow
def test_a_key_corrects_what_is_under_the_cursor_and_another_takes_it_back(browser, tmp_path, tmp_path_factory):
    corpus = tmp_path / "corpus"
    story = shutil.copytree(ROOT / "corpus" / "flood-aid", corpus / "flood-aid")
    with started(corpus, tmp_path_factory.mktemp("corrected")) as lab, notebook(browser, lab, "story.ipynb") as page:
        run_all(page)
        page.locator(".wc-explorer").get_by_role("button", name="Read", exact=True).click()
        reader = page.locator(".wc-explorer .wc-reader")
        reader.get_by_role("button", name="Correct", exact=True).click()
        reader.locator(".wc-layer", has_text="Hedges").click()
        cells = page.locator(".jp-Notebook .jp-CodeCell").count()
        reader.locator(".wc-panel:not([hidden]) .wc-cell:first-child .wc-m-hedge").first.hover()
        page.keyboard.press("x")
        reader.locator(".wc-said-now", has_text="saved: hedge").wait_for()
        ((_, said),) = read_corrections(story / "corrections.csv")
        assert said.label == "no" and load_corpus(corpus)[0].wire.corrections == (said,)
        reader.locator(".wc-m-nohedge").first.wait_for()
        page.keyboard.press("u")
        reader.locator(".wc-said-now", has_text="undone: hedge").wait_for()
        assert list(read_corrections(story / "corrections.csv")) == []
        assert page.locator(".jp-Notebook .jp-CodeCell").count() == cells  # no key reached JupyterLab


@pytest.mark.slow
def test_no_field_of_a_hostile_corpus_runs_in_a_notebook(browser, tmp_path, tmp_path_factory):
    """Every field that may hold markup does; each notebook shows it as text, the explorer in all its views, too."""
    corpus = tmp_path / "corpus"
    save_articles([replace(a, story_id=story_id) for story_id in ("again", "hostile") for a in hostile_story().articles], corpus)
    with started(corpus, tmp_path_factory.mktemp("hostile")) as lab:
        for name in sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb")):
            with notebook(browser, lab, name) as page:
                run_all(page)
                if name == "your-articles.ipynb":
                    form = page.locator(".wc-importer")
                    form.locator("textarea").fill(
                        "\n\n".join([*map(markup, ("headline", "byline", "line")), *hostile_story().wire.text.split("\n\n")])
                    )
                    for label in ("Outlet", "Story"):
                        form.get_by_label(label, exact=True).fill(markup(label))
                    form.get_by_text("body text").first.wait_for()
                elif name == "coding.ipynb":
                    form = page.locator(".wc-coder")
                    form.press("n")
                    form.locator("textarea").fill(markup("note"))
                    form.locator("textarea").press("Enter")
                    form.press("1")
                    form.get_by_text("1 of").wait_for()
                elif name == "method.ipynb":
                    page.locator(".wc-annotated .wc-panel .wc-m-country").first.hover()
                else:
                    for view in ("Overview", "Metrics", "Countries", "Hedges", "Quotations", "Flow", "Read"):
                        page.locator(".wc-explorer").get_by_role("button", name=view, exact=True).click()
                        if view != "Read":
                            shown(page, view)
                assert "onerror" in page.locator(".jp-Notebook").inner_text(), name
                assert page.evaluate("window.hacked") is None, name
                assert page.locator(".jp-OutputArea img[src=x], .jp-OutputArea [onerror]").count() == 0, name
