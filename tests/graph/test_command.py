"""``python -m graph`` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SKOS

from graph.__main__ import main
from graph.lexicon import load_lexicon
from graph.model import Role
from graph.sqlite_store import SqliteStore
from tests.builders import a_fragment, an_agency


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(a_fragment())
    return tmp_path


def run(data: Path, *arguments: object) -> int:
    return main(["--data", str(data), *map(str, arguments)])


def test_stats_count_what_is_there(data: Path, capsys: pytest.CaptureFixture[str]):
    assert run(data, "stats") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["1", "action", "任务"] in lines
    assert ["1", "leads", "牵头"] in lines


def test_an_export_loads_into_a_new_folder(data: Path, tmp_path: Path):
    out = tmp_path / "graph.jsonl"
    assert run(data, "export", "--format", "jsonl", "--out", out) == 0
    assert run(tmp_path / "new", "load", out) == 0
    with SqliteStore(tmp_path / "new" / "graph.sqlite") as store:
        assert store.document(a_fragment().document.id) == a_fragment().document


def test_sparql_prints_columns_and_rows(data: Path, capsys: pytest.CaptureFixture[str]):
    assert run(data, "sparql", "SELECT (count(*) AS ?n) { ?x a :Action }") == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header == "n"
    assert row.startswith('"1"')


def test_the_network_lists_who_acts_together(data: Path, capsys: pytest.CaptureFixture[str]):
    with SqliteStore(data / "graph.sqlite") as store:
        store.replace(a_fragment((an_agency("甲局"), Role.LEAD), (an_agency("乙局"), Role.JOINT)))
    assert run(data, "network", "--year", "2021") == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == "community\tactions\tpartners\tbetweenness\tagency\tid"
    assert rows == [f"1\t1\t1\t0.000\t{name}\tagency/{name}" for name in ("乙局", "甲局")]


def test_rows_left_out_are_announced(data: Path, capsys: pytest.CaptureFixture[str]):
    assert run(data, "sparql", "SELECT * { ?s ?p ?o }", "--rows", 2) == 0
    assert capsys.readouterr().err == "Only the first 2 rows are shown.\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("network", "--year", "MMXX"), "must be like 2020"),
        (("sparql", "SELECT"), "The query cannot be answered"),
        (("export", "--format", "csv", "--out", "/nowhere/at/all.csv"), "cannot be written"),
        (("export", "--format", "csv", "--out", "."), "is a folder"),
        (("load", "/nowhere/at/all.jsonl"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_code_2(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], reason: str
):
    assert run(data, *arguments) == 2
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("\n") == 1


def test_a_folder_without_a_graph_is_said_to_have_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(tmp_path, "stats") == 2
    assert "There is no graph at" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_setting_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ZHIZE_COLOUR", "red")
    assert run(data, "stats") == 2
    assert "ZHIZE_COLOUR is no setting" in capsys.readouterr().err


def test_the_subjects_are_written_as_a_vocabulary_of_skos(tmp_path: Path):
    out = tmp_path / "subjects.ttl"
    assert run(tmp_path / "nothing", "subjects", "--out", out) == 0
    graph = rdflib.Graph().parse(out, format="turtle")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(list(load_lexicon().subjects))
    for concept in concepts:
        languages = {label.language for label in graph.objects(concept, SKOS.prefLabel)}
        assert languages == {"zh", "en"}
        assert len(set(graph.objects(concept, SKOS.inScheme))) == 1
        is_top = (None, SKOS.hasTopConcept, concept) in graph
        assert is_top != ((concept, SKOS.broader, None) in graph)
    assert set(graph.objects(None, SKOS.broader)) <= concepts
