import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

PACKAGE = Path(analysis.__file__).parent
# Rooms, and the wings in them: each imports only from what stands before it.
HOUSE = {
    "articles": ("", "corpus", "pages", "importing", "checking"),
    "arguments": ("",),
    "annotation": ("text", "countries", "quotes", "hedges", "sentiment", ""),
    "comparison": (
        "frames",
        "house_style",
        "folding",
        "stems",
        "version",
        "alignment",
        "changes",
        "claims",
        "numbers",
        "findings",
        "coding",
    ),
    "presentation": ("", "charts", "page", "lab", "report"),
    "archive": ("",),
    "cli": ("",),
}
ORDER = [(room, wing) for room, wings in HOUSE.items() for wing in wings]
# Words and errors that every room may use; the package's own door opens all of them.
COMMON = {"errors", "data"}
HEAVY = ("altair", "ipywidgets", "anywidget", "jupyter", "jupyter_core", "jupyterlab", "nbclient", "nbconvert", "IPython")
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "templates" not in p.parts)


def place(name):
    """Room and wing of a module: ``analysis.articles.pages.html`` stands in ("articles", "pages")."""
    room, *rest = name.split(".")[1:]
    wings = HOUSE.get(room, ())
    return room, rest[0] if rest and rest[0] in wings else ""


def module_name(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def imports(path):
    """Modules of this package that a file imports, also inside its functions."""
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield "relative"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "analysis":
            yield from [node.module] if node.module != "analysis" else [f"analysis.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == "analysis")


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_wing_imports_only_from_wings_before_it(path):
    name = module_name(path)
    if name == "analysis" or name.split(".")[1] in COMMON:
        assert not list(imports(path)), "the package's door loads its rooms on first use only"
        return
    here = place(name)
    if path.name == "__init__.py":
        assert not list(imports(path)), "rooms and wings are named in full, so that this test sees them"
        return
    for module in imports(path):
        assert module != "relative", "rooms are named in full, so that this test sees them"
        if module == "analysis":
            assert here[0] in ("presentation", "cli"), "inside the rooms, import from the module that has the name"
            continue
        if module.split(".")[1] in COMMON:
            continue
        assert ORDER.index(place(module)) <= ORDER.index(here), f"{name} imports {module}, which stands behind it"


def test_every_file_belongs_to_a_wing():
    for path in MODULES:
        name = module_name(path)
        assert name == "analysis" or name.split(".")[1] in COMMON or path.name == "__init__.py" or place(name) in ORDER, name


def loaded_after(code):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_loads_nothing_heavy():
    loaded = loaded_after("import analysis")
    assert not loaded & {*HEAVY, "pandas", "numpy"}
    assert not [module for module in loaded if module.startswith("analysis.")]


def test_annotating_loads_no_pandas_and_comparing_no_charts():
    assert not loaded_after("import analysis; analysis.annotate('Talks may fail.')") & {*HEAVY, "pandas"}
    loaded = loaded_after("import analysis; analysis.compare, analysis.findings, analysis.outlets")
    assert "pandas" in loaded and not loaded & {*HEAVY}


def test_word_lists_are_read_on_first_use():
    code = """
import builtins, io, pathlib
opened = []
def spy(real):
    def call(path, *args, **kwargs):
        opened.append(str(path))
        return real(path, *args, **kwargs)
    return call
io.open = builtins.open = spy(builtins.open)
import analysis, analysis.annotation.annotation, analysis.comparison.numbers.differences
assert not [p for p in opened if p.endswith('.csv')], opened
"""
    loaded_after(code)


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_public_name_loads_and_is_documented(name):
    value = getattr(analysis, name)
    assert name in dir(analysis)
    if name == "METRICS":
        assert all(metric.meaning for metric in value.values())
        return
    doc = inspect.getdoc(value)
    assert doc and len(doc.splitlines()[0]) > 15
    if inspect.isfunction(value):
        parameters = inspect.signature(value).parameters
        assert not parameters or "Parameters\n----------" in doc
        assert all(parameter in doc for parameter in parameters)
        assert "Returns\n-------" in doc
    elif inspect.isclass(value) and not issubclass(value, Exception):
        assert not inspect.signature(value).parameters or "Parameters\n----------" in doc or "Attributes\n----------" in doc


def test_public_names_are_those_of_the_contract():
    contract = """Block Article Story load_corpus save_article import_article annotate target_sentiment align measure
    country_sentiment evidence sentence_table edits quote_fates compare explain outlets METRICS charts StoryExplorer
    render_report AnalysisError country_differences hedge_changes overview findings claim_changes claims
    Metric add_metric concordance keyness substitutions find_republications
    measure_archive sources source_fates sample_for_coding Coder
    load_labels agreement corrected_rates export_labels import_labels write_package apply_labels"""
    assert {*contract.split()} <= {*analysis.__all__}


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_module_can_be_imported_by_its_name(path):
    name = module_name(path)
    namespace = {}
    exec(f"import {name} as module", namespace)
    assert namespace["module"].__name__ == name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="sentimentt"):
        _ = analysis.sentimentt


FOLDERS = sorted({path.parent for path in MODULES if path.parent != PACKAGE and "data" not in path.parts})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PACKAGE)))
def test_the_map_of_a_wing_names_every_module_and_wing_in_it(folder):
    name = ".".join(folder.relative_to(PACKAGE.parent).parts)
    named = set(re.findall(r"``(\w+)``", importlib.import_module(name).__doc__))
    inside = {p.stem for p in folder.glob("*.py")} | {p.parent.name for p in folder.glob("*/__init__.py")}
    assert named >= inside - {"__init__"}
