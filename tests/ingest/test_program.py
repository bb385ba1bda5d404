from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graph.model import Kind
from graph.store import open_store
from ingest.__main__ import main
from samples.make import SAMPLES
from search.engine import Filters, Query, open_engine
from tests.ingest.plans import TASKS, a_plan
from tests.ingest.readers.test_container import zipped

ROOT = Path(__file__).parents[2]
ITEM_KEYS = {
    "responsibilities": {
        *("surface", "agency", "role", "basis", "rule", "confidence", "span"),
    },
    "targets": {
        *("text", "metric", "comparator", "value", "unit", "deadline"),
        *("rule", "confidence", "span"),
    },
    "subjects": {"surface", "concept", "label", "rule", "confidence", "span"},
    "citations": {
        *("surface", "title", "document_number", "kind", "relation"),
        *("rule", "confidence", "span"),
    },
    "locations": {"surface", "canonical", "span"},
    "deadlines": {"text", "date", "span"},
}
DOCUMENT_KEYS = {
    *("title", "document_number", "issuers", "issued_on", "year", "document_type"),
    *("status", "jurisdiction", "addressees", "copied_to"),
}
ACTION_KEYS = {*("number", "section", "title", "text", "statement", "span"), *ITEM_KEYS}


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("ZHIZE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHIZE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ZHIZE_LEXICON", str(SAMPLES / "lexicon"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "a.txt").write_text(a_plan(TASKS[0]), "utf-8")
    (folder / "b.txt").write_text(a_plan(TASKS[1]), "utf-8")
    return folder


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> dict[str, dict]:
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHIZE_LEXICON", str(SAMPLES / "lexicon"))
        assert main(["extract", str(SAMPLES / "documents"), "--out", str(out)]) == 0
    return {path.stem: json.loads(path.read_text("utf-8")) for path in out.iterdir()}


def items(shape: dict):
    """Yield each thing found with its words and the words at its span."""
    for issuer in shape["document"]["issuers"]:
        yield issuer["surface"], issuer["span"]
    for citation in shape["preamble_citations"]:
        yield citation["surface"], citation["span"]
    for action in shape["actions"]:
        yield action["text"], action["span"]
        for kind in ITEM_KEYS:
            for item in action[kind]:
                yield item.get("surface", item.get("text")), item["span"]


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_extract_writes_one_file_for_each_document(extracted) -> None:
    assert set(extracted) == {path.stem for path in (SAMPLES / "documents").iterdir()}


def test_extract_writes_the_keys_of_the_guidelines(extracted) -> None:
    for shape in extracted.values():
        assert set(shape) == {"document", "preamble_citations", "actions", "locations", "text"}
        assert set(shape["document"]) == DOCUMENT_KEYS
        assert all(set(c) == ITEM_KEYS["citations"] for c in shape["preamble_citations"])
        for action in shape["actions"]:
            assert set(action) - {"open_list"} == ACTION_KEYS
            assert action.get("open_list", True) is True
            for kind, keys in ITEM_KEYS.items():
                assert all(set(item) == keys for item in action[kind])


def test_extract_uses_the_words_of_the_guidelines(extracted) -> None:
    for action in (action for shape in extracted.values() for action in shape["actions"]):
        roles = {item["role"] for item in action["responsibilities"]}
        assert roles <= {"lead", "sole", "joint", "support"}
        assert {item["basis"] for item in action["responsibilities"]} <= {"stated", "issuer"}
        comparators = {item["comparator"] for item in action["targets"]}
        assert comparators <= {">=", "<=", "=", "~", "+", "-"}
        kinds = {item["kind"] for item in action["citations"]}
        assert kinds <= {"law", "policy", "interpretation", "standard", "other"}
        relations = {item["relation"] for item in action["citations"]}
        assert relations <= {"based_on", "implements", "amends", "formulates", "refers"}


def test_every_span_leads_to_the_words(extracted) -> None:
    for name, shape in extracted.items():
        for words, (start, end) in items(shape):
            there = shape["text"][start:end]
            if "\f" not in there and words:
                assert bare(there) == bare(words), name


def test_a_span_across_pages_holds_the_words_from_first_to_last(extracted) -> None:
    across = [
        (bare(words), bare(shape["text"][start:end]))
        for shape in extracted.values()
        for words, (start, end) in items(shape)
        if "\f" in shape["text"][start:end]
    ]
    assert across
    for words, there in across:
        assert (there[0], there[-1]) == (words[0], words[-1])
        rest = iter(there)
        assert all(character in rest for character in words)


def test_extract_touches_no_store(files, tmp_path) -> None:
    assert main(["extract", str(files), "--out", str(tmp_path / "out")]) == 0
    assert not (tmp_path / "data").exists()


def test_extractions_of_files_with_one_name_are_kept_apart(files, tmp_path) -> None:
    (files / "里").mkdir()
    (files / "里" / "a.txt").write_text(a_plan(TASKS[2]), "utf-8")
    (files / "b.html").write_text(f"<p>{a_plan(TASKS[3])}</p>", "utf-8")
    assert main(["extract", str(files), "--out", str(tmp_path / "out")]) == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["a.txt-2.json", "a.txt.json", "b.html.json", "b.txt.json"]


def test_extract_goes_on_after_a_refused_file(files, tmp_path, capsys) -> None:
    (files / "a.txt").write_bytes(b"")
    assert main(["extract", str(files), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == "refused   a.txt: The file is empty.\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.json"]


def test_add_tells_what_became_of_each_file(files, capsys) -> None:
    (files / "c.txt").write_bytes(b"")
    (files / "d.txt").write_text(a_plan(TASKS[0]), "utf-8")
    assert main(["add", str(files)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "added     a.txt",
        "added     b.txt",
        "refused   c.txt: The file is empty.",
        "duplicate d.txt: The same document as a.txt.",
        "4 files = 2 added + 0 updated + 0 unchanged + 1 duplicate + 1 refused",
    ]


def test_add_again_tells_that_nothing_changed(files, capsys) -> None:
    assert main(["add", str(files)]) == 0
    capsys.readouterr()
    assert main(["add", str(files), "--workers", "2"]) == 0
    out = capsys.readouterr().out
    assert out == "2 files = 0 added + 0 updated + 2 unchanged + 0 duplicate + 0 refused\n"


def test_what_is_added_can_be_searched_at_once(files, capsys) -> None:
    from search.__main__ import main as search

    main(["add", str(files)])
    capsys.readouterr()
    assert search(["放心食堂", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] > 0


def test_files_lists_the_ledger(files, capsys) -> None:
    (files / "c.txt").write_bytes(b"")
    main(["add", str(files)])
    capsys.readouterr()
    assert main(["files"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert sorted((row[1], row[2], row[4]) for row in rows) == [
        ("added", "a.txt", ""),
        ("added", "b.txt", ""),
        ("refused", "c.txt", "The file is empty."),
    ]
    assert main(["files", "--outcome", "refused"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_retry_takes_what_was_refused_once_it_is_mended(files, capsys) -> None:
    (files / "里").mkdir()
    mended, gone, packed = files / "里" / "c.txt", files / "d.txt", files / "e.zip"
    mended.write_bytes(b"")
    gone.write_bytes(b"")
    packed.write_bytes(zipped({"甲/f.txt": b"", "甲/g.txt": a_plan(TASKS[2]).encode()}))
    main(["add", str(files)])
    capsys.readouterr()
    mended.write_text(a_plan(TASKS[3]), "utf-8")
    gone.unlink()
    assert main(["retry"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("ingest: 1 refused files are no longer there.\n")
    assert sorted(said.out.splitlines()) == [
        "3 files = 1 added + 0 updated + 1 unchanged + 0 duplicate + 1 refused",
        "added     里/c.txt",
        "refused   e.zip/甲/f.txt: The file is empty.",
    ]


def test_a_removed_document_is_no_longer_found(files, capsys) -> None:
    from search.__main__ import main as search

    main(["add", str(files / "a.txt")])
    main(["files"])
    document = capsys.readouterr().out.splitlines()[-1].split("\t")[3]
    assert main(["remove", document]) == 0
    search(["放心食堂", "--json"])
    assert json.loads(capsys.readouterr().out)["total"] == 0
    assert main(["remove", document]) == 2
    assert capsys.readouterr().err == f"ingest: there is no document {document}.\n"


def test_a_missing_path_is_one_sentence_and_nothing_is_added(files, capsys, tmp_path) -> None:
    assert main(["add", str(files), str(tmp_path / "没有")]) == 2
    said = capsys.readouterr()
    assert said.err == f"ingest: There is no file or folder {tmp_path / '没有'}.\n"
    assert said.out == ""
    assert not (tmp_path / "data").exists()


def test_an_unknown_setting_is_one_sentence(monkeypatch, capsys) -> None:
    monkeypatch.setenv("ZHIZE_COLOUR", "red")
    assert main(["files"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("ingest: ZHIZE_COLOUR is no setting; there are ZHIZE_DATA, ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(("name", "value"), [("ZHIZE_GRAPH", "paper:"), ("ZHIZE_SEARCH", "paper:")])
def test_an_unknown_store_or_engine_is_one_sentence(files, monkeypatch, capsys, name, value):
    monkeypatch.setenv(name, value)
    assert main(["add", str(files)]) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "ingest:" in line]
    assert "'paper:'" in line


def test_a_file_in_place_of_a_folder_is_one_sentence(files, tmp_path, capsys) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", "utf-8")
    for arguments in (
        ["extract", str(files), "--out", str(taken)],
        ["--data", str(taken), "add", str(files)],
        ["--data", str(taken), "files"],
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err == f"ingest: {taken} cannot be used: File exists.\n"


def test_a_damaged_ledger_is_one_sentence(tmp_path, capsys) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ledger.sqlite").write_bytes(b"paper" * 999)
    assert main(["files"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("ingest: The ledger ")
    assert said.count("\n") == 1


def test_a_lexicon_that_cannot_be_is_one_sentence(files, tmp_path, monkeypatch, capsys) -> None:
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    (lexicon / "functions.toml").write_text("[[", "utf-8")
    monkeypatch.setenv("ZHIZE_LEXICON", str(lexicon))
    assert main(["add", str(files)]) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "ingest:" in line]
    assert "functions.toml is not TOML" in line


@pytest.mark.parametrize("arguments", [[], ["fly"], ["add"], ["extract", "a.txt"]])
def test_arguments_that_cannot_be_show_how_to_use_it(arguments, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m ingest" in capsys.readouterr().err


@pytest.mark.parametrize("program", ["graph", "search", "ingest", "web"])
def test_every_program_says_what_it_can_do(program) -> None:
    said = subprocess.run(
        [sys.executable, "-m", program, "--help"], cwd=ROOT, capture_output=True, timeout=60
    )
    assert said.returncode == 0, said.stderr.decode()
    assert f"python -m {program}" in said.stdout.decode()


def test_a_limit_can_be_set_on_the_command_line_and_in_the_environment(
    files, capsys, monkeypatch
) -> None:
    assert main(["--limit", "size=10", "add", str(files / "a.txt")]) == 1
    assert "bytes (limit size: 10)." in capsys.readouterr().out
    monkeypatch.setenv("ZHIZE_LIMIT_SIZE", "20")
    assert main(["add", str(files / "a.txt")]) == 1
    assert "bytes (limit size: 20)." in capsys.readouterr().out
    assert main(["--limit", "size=100000", "add", str(files / "a.txt")]) == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ZHIZE_LIMIT_SIZE", "many", "ZHIZE_LIMIT_SIZE is 'many'; it is a whole number."),
        ("ZHIZE_LIMIT_WEIGHT", "3", "weight is no limit; there are size, pages,"),
    ],
)
def test_a_limit_that_is_none_is_told(files, capsys, monkeypatch, name, value, said) -> None:
    monkeypatch.setenv(name, value)
    assert main(["add", str(files)]) == 2
    assert said in capsys.readouterr().err


def test_the_ledger_tells_all_of_a_file_as_json(files, capsys) -> None:
    (files / "c.txt").write_bytes(b"")
    main(["add", str(files)])
    capsys.readouterr()
    assert main(["files", "--json"]) == 0
    rows = {row["name"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["a.txt"]["media_type"] == "text/plain"
    assert rows["a.txt"]["actions"] > 0
    assert rows["a.txt"]["size"] == (files / "a.txt").stat().st_size
    assert rows["a.txt"]["seconds"] > 0
    assert (rows["c.txt"]["outcome"], rows["c.txt"]["code"]) == ("refused", "empty")


def test_removing_again_brings_the_index_up_after_a_run_that_was_ended(
    files, tmp_path, capsys
) -> None:
    main(["add", str(files)])
    with open_store(f"sqlite:{tmp_path / 'data' / 'graph.sqlite'}") as store:
        document = next(node.id for node in store.nodes(Kind.DOCUMENT))
        store.remove(document)
    assert main(["remove", document]) == 2
    with closing(open_engine(f"tantivy:{tmp_path / 'data' / 'index'}")) as engine:
        found = engine.search(Query(filters=Filters(kind="document")))
    assert (found.total, document in {hit.id for hit in found.hits}) == (1, False)
