from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cutting import PythonCutter, RustCutter
from search.folding import fold
from search.tokens import grams, index_words, normal_numbers, pattern, query_words, stream

TEXTS = [
    "青川市市场监督管理局牵头开展校园食品安全专项整治行动",
    "临江县卫生健康委员会配合做好农村集体聚餐风险防控工作",
    "畜牧兽医服务中心按职责分工负责屠宰环节质量安全监督抽检",
    "云岭省人民政府办公厅关于印发重点任务分工方案的通知",
    "推动企业落实主体责任建立健全追溯体系完善应急预案",
    "强化部门协作形成工作合力确保各项举措落地见效",
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_cutters_cut_alike(text: str) -> None:
    rust, python = RustCutter(), PythonCutter()
    assert list(rust.cut(text)) == list(python.cut(text))
    assert list(rust.cut_for_search(text)) == list(python.cut_for_search(text))


def test_both_cutters_learn_alike() -> None:
    rust, python = RustCutter(), PythonCutter()
    for cutter in (rust, python):
        cutter.add_word("畜牧兽医服务中心")
    text = "由畜牧兽医服务中心负责"
    assert list(rust.cut(text)) == list(python.cut(text)) == ["由", "畜牧兽医服务中心", "负责"]


def test_importing_the_analysis_loads_no_dictionary() -> None:
    program = "import sys, search.tokens; print({'jieba', 'rjieba', 'opencc'} & {*sys.modules})"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout
    assert shown == "set()\n"


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folding_does_not_look_at_neighbours(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("國務院後發", "国务院后发"),
        ("ＡＢ１２", "ab12"),
        ("、，（）", "、，（）"),
        ("HACCP", "haccp"),
    ],
)
def test_folding_makes_script_width_and_case_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "〔2019〕44号", "(2019)44", "2019年44号", "[2019]44号", "（2019）第44号", "【2019】 044 号",
        "２０１９年第４４號",
    ],
)  # fmt: skip
def test_a_document_number_has_one_form(text: str) -> None:
    assert [word.text for word in query_words(text)] == ["〔2019〕44号"]
    assert list(index_words(f"按{text}执行"))[1:-1] == ["〔2019〕44号"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022年4月5日", ["2022-04-05"]),
        ("2022.4.5", ["2022-04-05"]),
        ("达到99.5%", ["达到", "99.5"]),
        ("1,000,000元", ["1000000", "元"]),
        ("COVID-19", ["covid-19"]),
        ("5G网络", ["5g", "网络"]),
        ("v1.2.3", ["v1.2.3"]),
        ("2022年4月", ["2022", "年", "4", "月"]),
    ],
)
def test_numbers_dates_and_latin_words_stay_whole(text: str, words: list[str]) -> None:
    assert [word.text for word in query_words(text)] == words


@given(st.text(alphabet="市场監管局，2019年〔〕号AbＣ ．"))
def test_words_stand_one_after_another(text: str) -> None:
    spans = [place for word in query_words(text) for place in (word.start, word.end)]
    assert spans == sorted(spans)
    assert all(0 <= place <= len(text) for place in spans)


@given(st.text(), st.data())
def test_the_stream_of_a_part_is_part_of_the_stream(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert stream(text[start:end]) in stream(text)


@given(st.text(), st.data())
def test_the_pattern_of_a_part_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert re.search(pattern(stream(text[start:end])), fold(text)) is not None


def test_neighbours_cover_a_stream() -> None:
    assert list(grams("水")) == []
    assert list(grams("饮用水")) == ["饮用", "用水"]


def test_numbers_are_made_normal_where_they_stand() -> None:
    assert normal_numbers("青政辦(2022)第3號和2022年4月5日") == "青政办〔2022〕3号和2022-04-05"
