"""``python -m graph`` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SKOS

from graph.__main__ import main
from graph.lexicon import load_lexicon
from graph.model import Relation, Role
from graph.sqlite_store import SqliteStore
from tests.builders import FragmentBuilder, a_fragment, a_regulation, an_agency


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


def test_a_store_is_written_anew(data: Path, capsys: pytest.CaptureFixture[str]):
    assert run(data, "compact") == 0
    assert "MB before" in capsys.readouterr().out
    with SqliteStore(data / "graph.sqlite") as store:
        assert store.document("document/qc-2021") == a_fragment().document


def test_only_a_file_is_written_anew(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ZHIZE_GRAPH", "memory:")
    assert run(data, "compact") == 2
    assert "Only an SQLite store" in capsys.readouterr().err


def test_an_export_loads_into_a_new_folder(data: Path, tmp_path: Path):
    out = tmp_path / "graph.jsonl"
    assert run(data, "export", "--format", "jsonl", "--out", out) == 0
    assert run(tmp_path / "new", "load", out) == 0
    with SqliteStore(tmp_path / "new" / "graph.sqlite") as store:
        assert store.document(a_fragment().document.id) == a_fragment().document


def test_sparql_prints_columns_and_rows(data: Path, capsys: pytest.CaptureFixture[str]):
    assert run(data, "sparql", "SELECT (count(*) AS ?n) { ?x a :Action }") == 0
    header, row = capsys.readouterr().out.splitlines()
    assert (header, row) == ("?n", "1")


@pytest.mark.parametrize(
    ("query", "form", "begin"),
    [
        ("SELECT ?x { ?x a :Action }", "json", '{"head":'),
        ("DESCRIBE ?x { ?x a :Action }", "ttl", "@prefix"),
    ],
)
def test_sparql_answers_in_the_form_asked_for(
    data: Path, capsys: pytest.CaptureFixture[str], query: str, form: str, begin: str
):
    assert run(data, "sparql", query, "--format", form) == 0
    assert capsys.readouterr().out.startswith(begin)


@pytest.fixture
def tied(data: Path) -> Path:
    """Two years in which bodies act together, one of them with a citation."""
    with SqliteStore(data / "graph.sqlite") as store:
        builder = FragmentBuilder()
        action = builder.action((an_agency("甲局"), Role.LEAD), (an_agency("乙局"), Role.JOINT))
        builder.join(action, Relation.CITES, a_regulation())
        store.replace(builder.build())
        parts = ((an_agency("甲局"), Role.LEAD), (an_agency("丙局"), Role.JOINT))
        store.replace(a_fragment(*parts, key="qc-2022", year=2022))
    return data


def test_the_network_lists_who_acts_together(tied: Path, capsys: pytest.CaptureFixture[str]):
    assert run(tied, "network", "--year", "2021") == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == ("community\tactions\tpartners\tbetweenness\tpagerank\tcore\tcut\tagency\tid")
    assert rows == [
        f"1\t1\t1\t0.000\t0.5000\t1\tno\t{name}\tagency/{name}" for name in ("乙局", "甲局")
    ]
    assert run(tied, "network", "--measure", "betweenness") == 0
    assert capsys.readouterr().out.splitlines()[1].endswith("yes\t甲局\tagency/甲局")


def test_the_network_tells_what_changed_between_years(
    tied: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(tied, "network", "--compare", "2021", "2022") == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[1:] == [
        "gained\t0\t1\t丙局\t甲局",
        "lost\t1\t0\t乙局\t甲局",
        "came\t0\t1\t丙局\t",
        "went\t1\t0\t乙局\t",
    ]
    assert told.err.startswith("1 and 1 documents; 1 gained, 1 lost,")


def test_the_network_tells_what_cites_what(tied: Path, capsys: pytest.CaptureFixture[str]):
    assert run(tied, "network", "--citations") == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[1] == "1\t1\t0\t0\tno\t食品安全条例\tregulation/食品安全条例"
    assert "1 works cited in 1 places" in told.err


@pytest.mark.parametrize("more", [(), ("--citations",)])
@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape", "csv"])
def test_a_network_is_written_to_a_file(tied: Path, form: str, more: tuple[str, ...]):
    out = tied / "network"
    assert run(tied, "network", "--format", form, "--out", out, *more) == 0
    assert "甲局" in out.read_text("utf-8") or more


def test_rows_left_out_are_announced(data: Path, capsys: pytest.CaptureFixture[str]):
    assert run(data, "sparql", "SELECT * { ?s ?p ?o }", "--rows", 2) == 0
    assert capsys.readouterr().err == "Only the first 2 rows are shown.\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("network", "--year", "MMXX"), "must be like 2020"),
        (("network", "--compare", "2020", "MMXX"), "must be like 2020"),
        (("network", "--compare", "2020", "2021", "--year", "2020"), "leave out --year"),
        (("network", "--compare", "2020", "2021", "--format", "csv"), "leave out --format"),
        (("network", "--format", "gexf"), "with --out"),
        (("network", "--out", "/tmp/x"), "name the --format"),
        (("network", "--format", "gexf", "--out", "/nowhere/at/all"), "cannot be written"),
        (("sparql", "SELECT"), "The query cannot be answered"),
        (("sparql", "ASK {}", "--format", "ttl"), "in any of the forms"),
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
