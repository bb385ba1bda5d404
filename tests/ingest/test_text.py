from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import fold, normalise, repair, simplify
from tests.ingest.texts import texts


@given(st.one_of(texts, st.text()))
def test_every_form_is_as_long_as_the_text(text: str) -> None:
    assert len(fold(text)) == len(simplify(text)) == len(normalise(text)) == len(text)


@given(st.one_of(texts, st.text()))
def test_folding_and_normalising_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.one_of(texts, st.text()))
def test_repair_invents_no_character(source: str) -> None:
    text = repair(source)
    position = -1
    for offset, char in enumerate(text.clean):
        if char == "\n":
            continue
        assert source[text.origin[offset]] == char
        assert text.origin[offset] > position
        position = text.origin[offset]


@given(texts, st.data())
def test_a_span_leads_back_to_the_same_characters(source: str, data: st.DataObject) -> None:
    text = repair(source)
    start = data.draw(st.integers(0, len(text.clean)))
    end = data.draw(st.integers(start, len(text.clean)))
    a, b = text.span(start, end)
    assert 0 <= a <= b <= len(source)
    left = iter(source[a:b])
    assert all(char in left for char in text.clean[start:end] if char != "\n")


@given(texts)
def test_clean_and_plain_run_side_by_side(source: str) -> None:
    text = repair(source)
    assert len(text.plain) == len(text.clean) == len(text.origin) - 1


@given(texts)
def test_a_repaired_text_needs_no_second_repair_of_its_spaces(source: str) -> None:
    clean = repair(source).clean
    assert "\u3000\u3000" not in clean
    assert "\n\n" not in clean


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("加强基层队 伍建设", "加强基层队伍建设"),
        (
            "健全监测预警网络，做到早发现、早报告、早处置，并将\n- 12 -\n结果及时上报。",
            "健全监测预警网络，做到早发现、早报告、早处置，并将结果及时上报。",
        ),
        ("一、总体要求\n\n\n二、主要任务", "一、总体要求\n二、主要任务"),
        ("Windows Server 系统", "Windows Server系统"),
        ("衛(wèi)生健康", "衛生健康"),
        ("開展(zhǎn )檢查????", "開展檢查"),
        ("时间：2024年5月至6月。", "时间：2024年5月至6月。"),
        ("时间：2024-05-06 来源：本网\n走访群众。", "走访群众。"),
        ("访问困难群众\n分享帮扶经验", "访问困难群众\n分享帮扶经验"),
        ("财政部 住房城乡建设部", "财政部 住房城乡建设部"),
        ("市教育局 市财政局", "市教育局 市财政局"),
        (
            "（市教育局、市财政局、市卫生健康委\n按职责分工负责）",
            "（市教育局、市财政局、市卫生健康委按职责分工负责）",
        ),
        ("", ""),
        (" \n\u3000\n", ""),
    ],
)
def test_what_repair_makes_of_a_text(source: str, clean: str) -> None:
    assert repair(source).clean == clean


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("達到９８％", "达到98%"),
        ("(市衛生局牽頭)", "（市卫生局牵头）"),
        ("1,200个", "1,200个"),
        ("甲,乙", "甲，乙"),
        ("「最後一公里」", "“最后一公里”"),
        ("［2021］8号", "［2021］8号"),
    ],
)
def test_what_rules_see_of_a_text(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_a_body_that_comes_twice_is_kept_once() -> None:
    body = "".join(
        f"{n}.开展第{n}类场所隐患排查，逐一登记造册，明确整改期限和责任人，对逾期未改的依法处理，并向社会公布结果，接受群众监督，确保整改到位不反弹。\n"
        for n in range(1, 6)
    )
    assert repair(body + "附注\n" + body).clean == (body + "附注").strip()
