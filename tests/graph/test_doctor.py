"""What the doctor finds, and what it leaves in peace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.__main__ import main
from graph.doctor import Doctor, Report, examined
from graph.lexicon import load_lexicon
from graph.memory import MemoryStore
from graph.model import Agency, Relation, Role
from graph.sqlite_store import SqliteStore
from tests.builders import QINGCHUAN, FragmentBuilder, a_regulation, an_agency


def report_of(*builders: FragmentBuilder) -> Report:
    store = MemoryStore()
    for builder in builders:
        store.replace(builder.build())
    return examined(store, load_lexicon())


def of_qingchuan(name: str, function: str | None = None) -> Agency:
    return replace(an_agency(f"青川市{name}", function), location=QINGCHUAN.id)


def naming(*bodies: Agency, key: str = "qc-2021") -> FragmentBuilder:
    builder = FragmentBuilder(key).name(QINGCHUAN)
    for body in bodies:
        builder.action((body, Role.LEAD))
    return builder


def test_a_name_left_open_is_listed_with_its_place():
    open_name = replace(an_agency("区委办", None), is_resolved=False)
    (found,) = report_of(naming(open_name, open_name, an_agency())).unsettled
    assert (found.body, found.mentions, found.documents) == (open_name, 2, 1)
    assert found.edge.source == open_name.id


def test_an_open_name_says_what_it_may_mean(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    may_be = ("新华区教育局", "鼓楼区教育局")
    open_name = replace(an_agency("区教育局", None), is_resolved=False, candidates=may_be)
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(naming(open_name).build())
    assert main(["--data", str(tmp_path), "doctor"]) == 0
    assert "may be 新华区教育局 or 鼓楼区教育局" in capsys.readouterr().out


def test_a_draft_and_its_final_text_are_known_to_be_two():
    title = "公共自行车运营维护和停放秩序管理工作考核办法"
    draft, final = a_regulation(f"{title}（草案）"), a_regulation(title)
    builder = FragmentBuilder()
    action = builder.action()
    for work in (draft, final):
        builder.join(action, Relation.CITES, work, mode=None)
    assert len(report_of(builder).alike) == 1
    builder.join(draft, Relation.VERSION_OF, final)
    assert not report_of(builder).alike


def test_two_full_names_on_one_body_are_suspicious():
    body = of_qingchuan("教育局")
    builder = FragmentBuilder().name(QINGCHUAN)
    action = builder.action()
    for name in ("市教育局", "县教育局", "市教育委员会"):
        builder.join(body, Relation.LEADS, action, mode=Role.LEAD, surface=name)
    (found,) = report_of(builder).merges
    assert found.names == (("教育局", 2), ("教育委员会", 1))


def test_short_names_beside_a_full_one_are_not_suspicious():
    body = an_agency("青川市市场监督管理局")
    builder = FragmentBuilder().name(QINGCHUAN)
    action = builder.action()
    for name in ("市市场监管局", "青川市市场监督管理局"):
        builder.join(body, Relation.LEADS, action, mode=Role.LEAD, surface=name)
    assert not report_of(builder).merges


def test_missing_works_come_by_how_many_documents_cite_them():
    wanted, rare = a_regulation("水法"), a_regulation("渔业法")
    builders = []
    for key in ("a", "b"):
        builder = FragmentBuilder(key)
        builder.join(builder.action(), Relation.CITES, wanted, mode=None)
        builders.append(builder)
    builders[0].join(builders[0].action(), Relation.CITES, rare, mode=None)
    found = report_of(*builders).missing
    assert [(one.regulation.title, one.documents) for one in found] == [("水法", 2), ("渔业法", 1)]


def test_a_shortened_name_of_the_same_place_is_nearly_the_same():
    one, other = of_qingchuan("住建局"), of_qingchuan("住房和城乡建设局")
    (pair,) = report_of(naming(one, other)).alike
    assert {pair.one, pair.other} == {one, other}


@pytest.mark.parametrize(
    "bodies",
    [
        (of_qingchuan("公安局"), of_qingchuan("公安局交警支队")),
        (of_qingchuan("住建局", "function/a"), of_qingchuan("住房和城乡建设局", "function/b")),
        (of_qingchuan("民政局"), of_qingchuan("财政局")),
        (of_qingchuan("住建局"), an_agency("赤岭市住房和城乡建设局", None)),
    ],
)
def test_what_is_known_to_be_two_is_left_in_peace(bodies: tuple[Agency, ...]):
    assert not report_of(naming(*bodies)).alike


def test_plans_of_two_years_or_places_are_not_alike():
    builder = FragmentBuilder()
    action = builder.action()
    for title in (
        "晋城市2021年食品安全重点工作安排",
        "晋城市2022年食品安全重点工作安排",
        "长治市2021年食品安全重点工作安排",
    ):
        builder.join(action, Relation.CITES, a_regulation(title), mode=None)
    assert not report_of(builder).alike


def test_one_work_written_in_two_ways_is_found():
    builder = FragmentBuilder()
    action = builder.action()
    for title in ("食品安全事故应急处置工作办法", "食品安全事故应急处置的工作办法"):
        builder.join(action, Relation.CITES, a_regulation(title), mode=None)
    assert len(report_of(builder).alike) == 1


def test_the_report_follows_the_store():
    store = MemoryStore()
    doctor = Doctor(store, load_lexicon())
    assert doctor.report == Report((), (), (), ())
    store.replace(naming(replace(an_agency("区委办", None), is_resolved=False)).build())
    assert len(doctor.report.unsettled) == 1


def test_the_command_says_how_many_it_leaves_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    names = ("区委办", "区府办", "镇党政办")
    bodies = (replace(an_agency(name, None), is_resolved=False) for name in names)
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(naming(*bodies).build())
    assert main(["--data", str(tmp_path), "doctor", "--most", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "names not settled: 3"
    assert lines[3].startswith("  … 1 more")
