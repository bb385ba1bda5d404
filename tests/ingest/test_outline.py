from __future__ import annotations

import pytest
from hypothesis import given

from ingest.outline import Block, marker, outline, title_end
from ingest.text import normalise
from tests.ingest.known import fails
from tests.ingest.texts import texts


def _tree(block: Block) -> list[object]:
    """Return the numbers below a block, those of deeper blocks in lists of their own."""
    shape: list[object] = []
    for child in block.children:
        shape.append(child.number)
        if child.children:
            shape.append(_tree(child))
    return shape


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("一、加强监管", "一、", "一"),
        ("十二、加强监管", "一、", "十二"),
        ("（一）加强监管", "（一）", "一"),
        ("（十二）加强监管。", "（一）", "十二"),
        ("㈠加强监管", "（一）", "㈠"),
        ("1. 加强监管", "1.", "1"),
        ("1、加强监管", "1.", "1"),
        ("12．加强监管", "1.", "12"),
        ("1 加强监管", "1.", "1"),
        ("（3）加强监管", "（1）", "3"),
        ("⑶加强监管", "（1）", "⑶"),
        ("3）加强监管", "1）", "3"),
        ("③加强监管", "①", "③"),
        ("1.1 加强监管", "1.1", "1.1"),
        ("1.1.2 加强监管", "1.1.1", "1.1.2"),
        ("第一章 总则", "chapter", "一"),
        ("第三节 许可", "section", "三"),
        ("第十五条 取水应当申请许可", "article", "十五"),
        ("2024年完成改造", "", ""),
        ("3月底前完成", "", ""),
        ("1.5万亩高标准农田", "", ""),
        ("98%以上", "", ""),
        ("一是加强监管", "", ""),
        ("一批项目开工", "", ""),
        ("1. 2024年底前建成平台", "1.", "1"),
        ("1.2024年底前建成平台", "1.", "1"),
        ("1. 5G基站实现连续覆盖", "1.", "1"),
        fails("任务一：加强监管", "任务", "一"),
        ("（1）", "", ""),
    ],
)
def test_how_a_line_is_numbered(line: str, style: str, number: str) -> None:
    plain = normalise(line)
    assert marker(plain, 0, len(plain))[:2] == (style, number)


@pytest.mark.parametrize(
    ("lines", "tree"),
    [
        (
            "一、甲\n（一）乙\n1. 丙\n（1）丁\n2. 戊\n（二）己\n二、庚",
            ["一", ["一", ["1", ["1"], "2"], "二"], "二"],
        ),
        ("一、甲\n1. 乙\n2. 丙\n二、丁\n1. 戊", ["一", ["1", "2"], "二", ["1"]]),
        ("1. 甲\n（1）乙\n（2）丙\n2. 丁", ["1", ["1", "2"], "2"]),
        ("1. 甲\n①乙\n②丙\n2. 丁\n①戊", ["1", ["①", "②"], "2", ["①"]]),
        (
            "第一章 甲\n第一条 乙\n第二条 丙\n第二章 丁\n第三条 戊",
            ["一", ["一", "二"], "二", ["三"]],
        ),
        ("第一条 甲\n（一）乙\n（二）丙\n第二条 丁", ["一", ["一", "二"], "二"]),
        ("一、甲\n1. 乙\n（一）丙\n1. 丁", ["一", ["1", "一", ["1"]]]),
        ("（一）甲\n1. 乙\n2. 丙\n（二）丁", ["一", ["1", "2"], "二"]),
        ("1 甲\n1.1 乙\n1.2 丙\n2 丁", ["1", ["1.1", "1.2"], "2"]),
        ("甲\n乙", []),
        ("一、甲\n抄送：乙\n二、丙", ["一", "二"]),
    ],
)
def test_what_lies_below_what(lines: str, tree: list[object]) -> None:
    assert _tree(outline(normalise(lines))) == tree


def test_paragraphs_without_a_number_belong_to_the_item_above() -> None:
    plain = "一、甲乙丙\n丁戊己\n庚辛壬\n二、子丑寅"
    first = outline(plain).children[0]
    assert [plain[a:b] for a, b in first.paragraphs] == ["甲乙丙", "丁戊己", "庚辛壬"]


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("加强监管。对企业逐户检查。", "加强监管"),
        ("加强监管", "加强监管"),
        (
            "对全市所有食品生产企业、流通企业、餐饮单位和学校食堂进行检查并且逐户建立台账实行动态管理定期通报。其他。",
            "",
        ),
    ],
)
def test_where_a_title_ends(paragraph: str, title: str) -> None:
    assert paragraph[: title_end(paragraph, 0, len(paragraph))] == title


@given(texts)
def test_blocks_stand_in_order_and_inside_the_text(text: str) -> None:
    plain = normalise(text)
    root = outline(plain)
    blocks = [block for block in root.walk() if block.style]
    assert [b.start for b in blocks] == sorted({b.start for b in blocks})
    for block in blocks:
        assert 0 <= block.start < block.body <= block.end <= block.last <= len(plain)
        assert all(child.parent is block for child in block.children)
