from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.store import open_store
from search.__main__ import main
from tests.search.worlds import a_world


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("ZHIZE_GRAPH", "ZHIZE_SEARCH", "ZHIZE_LEXICON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    world = a_world()
    with open_store(f"sqlite:{tmp_path / 'graph.sqlite'}") as store:
        for document in ("document/qc-2021", "document/qc-2022"):
            store.replace(world.fragment(document))
    return str(tmp_path)


def test_words_are_found_without_an_index_having_been_made(data: str, capsys) -> None:
    assert main(["食堂", "--data", data]) == 0
    shown = capsys.readouterr().out
    assert "共 2 条" in shown
    assert "检查学校食堂" in shown
    assert "《青川市食品安全工作要点》" in shown


def test_words_as_json_can_be_filtered(data: str, capsys) -> None:
    arguments = ["检查", "--json", "--kind", "action", "--year", "2022", "--size", "1"]
    assert main([*arguments, "--data", data]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["total"] == 1
    assert record["hits"][0]["document"] == "document/qc-2022"


def test_a_question_is_answered_with_who_and_where_it_is_said(data: str, capsys) -> None:
    assert main(["ask", "青川市市场监管局牵头的任务", "--data", data]) == 0
    shown = capsys.readouterr().out
    assert "牵头单位 = 青川市市场监督管理局" in shown
    assert "共 1 条" in shown
    assert "检查学校食堂" in shown
    assert "配合: 青川市卫生健康委员会" in shown


def test_a_question_as_json_gives_all_rows(data: str, capsys) -> None:
    assert main(["ask", "all tasks of 青川市", "--json", "--data", data]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["total"] == len(record["results"]) == 3


@pytest.mark.parametrize(
    "question",
    [
        "青川市的指标",
        "青川市的文件",
        "哪些单位与青川市市场监管局协同",
        "青川市哪些部门协同",
        "哪些文件引用《校园食品安全行动方案》",
        "食堂",
        "云台区的任务",
    ],
)
def test_every_kind_of_answer_can_be_shown(data: str, capsys, question: str) -> None:
    assert main(["ask", question, "--data", data]) == 0
    assert "共 " in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--year", "20"], ["--size", "0"], ["--kind", "agency"]])
def test_a_filter_that_cannot_be_is_refused(data: str, wrong: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["食堂", *wrong, "--data", data])


def test_rebuilding_says_how_much_was_read(data: str, capsys) -> None:
    assert main(["rebuild", "--data", data]) == 0
    assert capsys.readouterr().out.startswith("2 documents")


@pytest.mark.parametrize("command", [[], ["ask"], ["rebuild"]])
def test_help_names_the_folder(command: list[str], capsys) -> None:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    assert "--data" in capsys.readouterr().out


def test_the_folder_may_be_named_first(data: str, capsys) -> None:
    assert main(["--data", data, "ask", "青川市的文件"]) == 0
    assert "共 2 条" in capsys.readouterr().out


def test_what_cannot_be_opened_is_said_in_a_sentence(data: str, capsys, monkeypatch) -> None:
    monkeypatch.setenv("ZHIZE_SEARCH", "lucene:")
    assert main(["食堂", "--data", data]) == 1
    assert "No search engine is known" in capsys.readouterr().err
