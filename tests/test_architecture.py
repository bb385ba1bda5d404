"""The rooms of the house: who may import whom, read over the syntax trees of all modules."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "search", "ingest", "web")
MAY_IMPORT = {
    "graph": {"graph"},
    "search": {"search", "graph"},
    "ingest": {"ingest", "graph"},
    "web": set(PACKAGES),
}
# Where things are wired together: a program brings its documents into the index at once.
WIRING = {
    "ingest/__main__.py": {"search"},
    "ingest/opening.py": {"search"},
    "ingest/projections.py": {"search"},
}
MAX_LINES = 300
HEAVY = {
    *("rdflib", "pyoxigraph", "networkx", "jieba", "rjieba", "tantivy", "whoosh"),
    *("lxml", "opencc", "pypdfium2", "docx", "id_validator"),
}


def modules() -> list[str]:
    """Return the path of each module of ours, from the root."""
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return sorted(str(file.relative_to(ROOT)) for file in files if "vendor" not in file.parts)


def files_of_tests() -> list[str]:
    return sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests").rglob("test_*.py"))


MODULES = modules()
each_module = pytest.mark.parametrize("module", MODULES)


def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"), module)


def imported_by(module: str) -> Iterator[str]:
    """Yield the dotted names that a module imports, anywhere in it."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports by dots"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages_of_ours(module: str) -> set[str]:
    return {name.partition(".")[0] for name in imported_by(module)} & {*PACKAGES, "tests"}


def test_there_are_modules_to_look_at() -> None:
    assert {module.partition("/")[0] for module in MODULES} == set(PACKAGES)
    assert "graph/model.py" in MODULES


@each_module
def test_a_module_imports_only_what_its_package_may(module) -> None:
    allowed = MAY_IMPORT[module.partition("/")[0]] | WIRING.get(module, set())
    assert packages_of_ours(module) <= allowed


def test_the_model_imports_nothing_of_ours_but_its_vocabulary() -> None:
    assert packages_of_ours("graph/vocabulary.py") == set()
    ours = [name for name in imported_by("graph/model.py") if name.startswith("graph.")]
    assert all(name.startswith("graph.vocabulary.") for name in ours)


def test_only_programs_import_a_program() -> None:
    programs = {f"{package}.__main__" for package in PACKAGES}
    for module in MODULES:
        imported = {name for name in imported_by(module) if name.startswith(tuple(programs))}
        assert not imported, module


def environment_readers(module: str) -> Iterator[int]:
    """Yield the lines of a module that reach for the environment, under whatever name."""
    for node in ast.walk(tree_of(module)):
        is_attribute = isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT
        is_imported = isinstance(node, ast.ImportFrom) and node.module == "os"
        if is_attribute or (is_imported and {a.name for a in node.names} & ENVIRONMENT):
            yield node.lineno


ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv"}


@pytest.mark.parametrize("module", [m for m in MODULES if not m.endswith("__main__.py")])
def test_no_module_but_a_program_reads_the_environment(module) -> None:
    assert list(environment_readers(module)) == []


def hands_environment_to_settings(module: str) -> bool:
    """Whether each mention of the environment is the argument of settings_from."""
    calls = (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call))
    handed = [
        argument.lineno
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "settings_from"
        for argument in call.args
    ]
    return sorted(environment_readers(module)) == sorted(handed)


@pytest.mark.parametrize("module", [m for m in MODULES if m.endswith("__main__.py")])
def test_a_program_only_hands_the_environment_to_its_settings(module) -> None:
    assert hands_environment_to_settings(module)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short(module) -> None:
    lines = (ROOT / module).read_text("utf-8").count("\n")
    assert lines <= MAX_LINES


@each_module
def test_a_module_says_what_it_holds(module) -> None:
    assert ast.get_docstring(tree_of(module)) or not tree_of(module).body


VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


@each_module
def test_no_module_has_a_name_that_says_nothing(module) -> None:
    assert not VAGUE & {part.removesuffix(".py") for part in Path(module).parts}


def asserts_in(function: ast.AST) -> bool:
    """Whether something is asserted here, by a statement or by expecting an error or a diff."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Attribute) and node.attr in ("raises", "warns", "fail"):
            return True
    return False


@pytest.mark.parametrize("file", files_of_tests())
def test_a_test_file_asserts_something(file) -> None:
    assert asserts_in(tree_of(file))


@pytest.mark.parametrize("file", files_of_tests())
def test_every_folder_of_tests_is_a_package(file) -> None:
    """Without these files a folder named like a package of ours would hide it."""
    folders = [folder for folder in Path(file).parents if folder != Path(".")]
    assert all((ROOT / folder / "__init__.py").exists() for folder in folders)


def loaded_by(module: str) -> set[str]:
    """Return the packages that are loaded once a fresh interpreter has imported a module."""
    program = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split("\n")}


@pytest.mark.parametrize(
    "module",
    [
        *PACKAGES,
        *("graph.store", "graph.settings", "graph.lexicon", "graph.__main__"),
        *("search.engine", "search.sync", "search.__main__"),
        *("ingest.ledger", "ingest.extract", "ingest.pipeline", "ingest.__main__"),
        "web.app",
        "web.__main__",
    ],
)
def test_nothing_heavy_is_loaded_at_import(module) -> None:
    assert loaded_by(module) & HEAVY == set()
