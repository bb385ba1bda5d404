from __future__ import annotations

import pytest
from hypothesis import given

from graph.lexicon import load_lexicon
from ingest.extract.names import NameShapes
from ingest.extract.statements import StatementGrammar
from ingest.text import normalise
from tests.ingest.known import fails
from tests.ingest.texts import texts

GRAMMAR = StatementGrammar(NameShapes(load_lexicon()))


def _said(text: str) -> str:
    """Return what a statement says as "role body, role body", with … for an open list."""
    found = GRAMMAR.parse(normalise(text))
    if found is None:
        return ""
    said = ", ".join(f"{r.role} {r.agency.plain}" for r in found.responsibilities)
    return said + (" …" if found.is_open_list else "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("市教育局负责", "sole 市教育局"),
        ("市教育局", "sole 市教育局"),
        ("市教育局、市财政局", "joint 市教育局, joint 市财政局"),
        ("市教育局牵头", "lead 市教育局"),
        ("市教育局牵头，市财政局配合", "lead 市教育局, support 市财政局"),
        ("市教育局牵头、市财政局配合", "lead 市教育局, support 市财政局"),
        ("市教育局负责，市财政局配合", "lead 市教育局, support 市财政局"),
        ("市教育局负责牵头，市财政局配合", "lead 市教育局, support 市财政局"),
        ("市教育局牵头，相关单位配合", "lead 市教育局, support 相关单位"),
        ("市教育局、市财政局分别牵头", "lead 市教育局, lead 市财政局"),
        ("市教育局牵头推进，市财政局协助推进", "lead 市教育局, support 市财政局"),
        ("市教育局牵头，市财政局做好配合", "lead 市教育局, support 市财政局"),
        ("市教育局牵头，市财政局等按职责分工负责", "lead 市教育局, joint 市财政局 …"),
        ("由市教育局会同市财政局、市人社局负责", "lead 市教育局, joint 市财政局, joint 市人社局"),
        ("市教育局会同有关部门负责", "lead 市教育局, joint 有关部门"),
        ("市教育局承办", "lead 市教育局"),
        ("市教育局指导，各县（区）政府负责", "support 市教育局, lead 各县（区）政府"),
        ("主办：市教育局；协办：市财政局", "lead 市教育局, support 市财政局"),
        ("牵头单位：市教育局，配合单位：市财政局", "lead 市教育局, support 市财政局"),
        ("牵头单位：市教育局 配合单位：市财政局", "lead 市教育局, support 市财政局"),
        ("牵头单位:市教育局;配合单位:市财政局", "lead 市教育局, support 市财政局"),
        ("责任单位：市教育局牵头，市财政局配合", "lead 市教育局, support 市财政局"),
        ("责任单位：各镇（街道），区教育局", "joint 各镇（街道）, joint 区教育局"),
        ("责任单位：市教育局；完成时限：2024年底", "sole 市教育局"),
        ("市教育局（牵头）、市财政局", "lead 市教育局, joint 市财政局"),
        ("市教育局及各县（区）政府", "joint 市教育局, joint 各县（区）政府"),
        ("各级政府及有关部门", "joint 各级政府, joint 有关部门"),
        ("各级各部门", "sole 各级各部门"),
        ("市公安局交警支队、市交通运输局负责", "joint 市公安局交警支队, joint 市交通运输局"),
        ("市法院、市检察院", "joint 市法院, joint 市检察院"),
        ("市教育局、卫健委、公安局等部门负责", "joint 市教育局, joint 卫健委, joint 公安局 …"),
        ("住房城乡建设部、市场监管总局等负责", "joint 住房城乡建设部, joint 市场监管总局 …"),
        ("市教育局负责，2024年6月底前完成", "sole 市教育局"),
        ("市教育局牵头，市财政局配合；2024年底前完成", "lead 市教育局, support 市财政局"),
        ("市教育局负责，持续推进", "sole 市教育局"),
        ("市教育局、市财政局等负责，持续推进", "joint 市教育局, joint 市财政局 …"),
        ("市教育局负责；长期坚持", "sole 市教育局"),
        ("责任单位：市教育局；2024年12月底前完成，并长期坚持", "sole 市教育局"),
        ("市教育局牵头，市财政局按职责分工配合", "lead 市教育局, support 市财政局"),
        ("市教育局牵头，市财政局按职责参与", "lead 市教育局, support 市财政局"),
        ("市教育局牵头，各责任单位按职责分工落实", "lead 市教育局, joint 各责任单位"),
        (
            "教育部门牵头，公安、市场监管部门配合",
            "lead 教育部门, support 公安, support 市场监管部门",
        ),
        ("教育局牵头，公安局等7部门配合", "lead 教育局, support 公安局 …"),
        fails("市教育局总负责", "sole 市教育局"),
        ("市教育局主责，市财政局配合", "lead 市教育局, support 市财政局"),
        ("市教育局为主，市财政局配合", "lead 市教育局, support 市财政局"),
        ("市教育局牵头，市财政局协同", "lead 市教育局, support 市财政局"),
        fails("市教育局、市财政局各司其职", "joint 市教育局, joint 市财政局"),
        ("市教育局（主办），市财政局（协办）", "lead 市教育局, support 市财政局"),
        (
            "市级牵头单位：市教育局；县级责任单位：各县（区）政府",
            "lead 市教育局, joint 各县（区）政府",
        ),
        ("责任领导：张某某，责任单位：市教育局", "sole 市教育局"),
        (
            "牵头市领导：张某某 责任单位：市教育局 项目责任人：李某某 配合单位：市财政局",
            "lead 市教育局, support 市财政局",
        ),
        (
            "牵头单位：市教育局；其他责任单位：市财政局；协作单位：市公安局；督办单位：市政府督查室",
            "lead 市教育局, joint 市财政局, support 市公安局",
        ),
        (
            "牵头单位：市教育局；成员单位：市财政局、市公安局；配合单位：市民政局",
            "lead 市教育局, support 市民政局",
        ),
        ("共同牵头单位：市教育局、市财政局", "lead 市教育局, lead 市财政局"),
        ("市教育局主办，市公安局会办", "lead 市教育局, support 市公安局"),
        ("市安委会办牵头，市教育局配合", "lead 市安委会办, support 市教育局"),
        (
            "责任单位：市教育局，各区政府 具体责任人：李某某 联系电话：1234567",
            "joint 市教育局, joint 各区政府",
        ),
        ("市领导张某某牵头，市教育局负责", "sole 市教育局"),
        fails("市教育局★、市财政局", "joint 市教育局, joint 市财政局"),
        ("市委市直机关工委负责", "sole 市委市直机关工委"),
        ("责任单位：市教育局；时限：长期", "sole 市教育局"),
    ],
)
def test_what_a_statement_says(text: str, said: str) -> None:
    assert _said(text) == said


@pytest.mark.parametrize(
    "way",
    [
        "按职责分工负责",
        "按照职责分工负责",
        "按照各自职责分工负责",
        "根据职责分工负责",
        "依职责分工负责",
        "按职能分工负责",
        "按照职能职责分工负责",
        "按职责分工落实",
        "按职责推进",
        "分别负责",
        "分工负责",
        "共同负责",
        "负责组织实施",
        "负责落实",
    ],
)
def test_several_who_share_are_joint(way: str) -> None:
    assert _said(f"市教育局、市财政局{way}") == "joint 市教育局, joint 市财政局"


@pytest.mark.parametrize(
    ("note", "first_leads"),
    [
        ("排名第一的为牵头单位，下同", True),
        ("列第一位者为工作牵头单位或汇总单位，下同", True),
        ("除标注“分别牵头”外，列第一位为牵头或汇总单位，下同", True),
        ("以下简称税务局", False),
    ],
)
def test_a_note_in_brackets_is_no_part_of_the_name_before_it(note: str, first_leads: bool) -> None:
    found = GRAMMAR.parse(normalise(f"责任单位：市教育局、市税务局（{note}）"))
    assert found is not None
    assert found.first_leads is first_leads
    if first_leads:
        assert [r.agency.plain for r in found.responsibilities] == ["市教育局", "市税务局"]


@pytest.mark.parametrize(
    "text",
    [
        "以下简称工作专班",
        "市、区",
        "试行",
        "含免疫、登记、处罚信息",
        "社区居委会、物业公司可自荐",
        "包括其负责人、主要股东",
        "详见附件2",
        "2024年",
        "负责",
        "牵头",
        "",
    ],
)
def test_what_states_no_responsibility(text: str) -> None:
    assert _said(text) == ""


@given(texts)
def test_what_is_named_stands_in_the_statement(text: str) -> None:
    plain = normalise(text)
    found = GRAMMAR.parse(plain)
    for responsibility in found.responsibilities if found else ():
        mention = responsibility.agency
        assert plain[slice(*mention.span)] == mention.plain != ""
