from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import (
    LONGEST,
    MOST_TERMS,
    AllOf,
    AnyOf,
    Field,
    Phrase,
    Tree,
    Without,
    Words,
    Years,
    parse,
    wanted,
)


@pytest.mark.parametrize(
    ("typed", "nodes"),
    [
        ("", []),
        ("食品 安全", [Words("食品"), Words("安全")]),
        ("食品　安全", [Words("食品"), Words("安全")]),
        ('"校园 食品"', [Phrase("校园 食品")]),
        ("“校园食品”", [Phrase("校园食品")]),
        ("「校园食品」", [Phrase("校园食品")]),
        ("校园“食品安全”检查", [Words("校园"), Phrase("食品安全"), Words("检查")]),
        ("-学校", [Without(Words("学校"))]),
        ("－“学校食堂”", [Without(Phrase("学校食堂"))]),
        ("covid-19", [Words("covid-19")]),
        ("学校 OR 医院", [AnyOf((Words("学校"), Words("医院")))]),
        ("学校 或 医院 或 工地", [AnyOf((Words("学校"), Words("医院"), Words("工地")))]),
        ("食堂 学校 OR 医院", [Words("食堂"), AnyOf((Words("学校"), Words("医院")))]),
        ("or", [Words("or")]),
        ("机构:市场监管局", [Words("市场监管局", Field.AGENCY)]),
        ("牵头：“市场监管局”", [Phrase("市场监管局", Field.LEAD)]),
        ("配合:教育局", [Words("教育局", Field.SUPPORT)]),
        ("地区:青川", [Words("青川", Field.PLACE)]),
        ("文号:青政办〔2022〕3号", [Words("青政办〔2022〕3号", Field.NUMBER)]),
        ("类型:方案", [Words("方案", Field.TYPE)]),
        (
            "LEAD:health -support:x",
            [Words("health", Field.LEAD), Without(Words("x", Field.SUPPORT))],
        ),
        ("年份:2019..2021", [Years(2019, 2021)]),
        ("年份:2019-2021", [Years(2019, 2021)]),
        ("年份:2019年至2021年", [Years(2019, 2021)]),
        ("year:2019..", [Years(2019, None)]),
        ("year:..2021", [Years(None, 2021)]),
        ("年份：２０２０", [Years(2020, 2020)]),
        ("http://example", [Words("http://example")]),
    ],
)
def test_what_is_typed_becomes_a_tree(typed: str, nodes: list[Tree]) -> None:
    assert parse(typed).tree == AllOf(tuple(nodes))
    assert parse(typed).ignored == ()


@pytest.mark.parametrize(
    ("typed", "ignored"),
    [
        ('"食品', ['"']),
        ("OR 食品", ["OR"]),
        ("食品 OR", ["OR"]),
        ("食品 OR OR 学校", ["OR"]),
        ("- 食品", ["-"]),
        ("年份:去年", ["年份:去年"]),
        ("机构:", []),
        ("食品 ……", ["……"]),
        ("“”", ["“”"]),
    ],
)
def test_what_is_no_part_of_the_tree_is_said(typed: str, ignored: list[str]) -> None:
    assert list(parse(typed).ignored) == ignored


def test_what_is_too_long_is_cut_and_said() -> None:
    parsed = parse("食" * (LONGEST + 50))
    assert parsed.tree == AllOf((Words("食" * LONGEST),))
    assert parsed.ignored == ("食" * 20 + "…",)


def test_what_is_too_much_is_left_out_and_said() -> None:
    parsed = parse("食品 " * MOST_TERMS + "学校 或 医院")
    assert len(parsed.tree.nodes) == MOST_TERMS
    assert parsed.ignored == ("学校", "医院", "或")


@given(st.text())
def test_any_text_makes_a_tree(typed: str) -> None:
    parse(typed)


@given(st.lists(st.sampled_from(["OR", "或", "-", '"', "“", "”", "机构:", "年份:2020", "a", " "])))
def test_any_order_of_operators_makes_a_tree(pieces: list[str]) -> None:
    parse("".join(pieces))


def test_what_is_left_out_is_not_wanted() -> None:
    tree = parse("食品 -学校 “安全” 医院 OR 工地").tree
    assert [term.text for term in wanted(tree)] == ["食品", "安全", "医院", "工地"]
