from __future__ import annotations

import pytest
from hypothesis import given

from graph.lexicon import load_lexicon
from ingest.extract.found import Metadata
from ingest.extract.metadata import MetadataReader
from ingest.extract.names import NameShapes
from ingest.text import repair
from tests.ingest.known import fails
from tests.ingest.texts import texts

LEXICON = load_lexicon()
READER = MetadataReader(LEXICON, NameShapes(LEXICON))
ITEM = "一、开展隐患排查，对用电线路、空调设备等逐一检查，建立问题台账并限期整改到位。\n"


def _read(source: str) -> Metadata:
    return READER.read(repair(source))


def _issuers(source: str) -> list[str]:
    return [mention.plain for mention in _read(source).issuers]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("晋市民发〔2024〕18号", "晋市民发〔2024〕18号"),
        ("晋市民发[2024]18号", "晋市民发[2024]18号"),
        ("晋市民发（2024）18号", "晋市民发（2024）18号"),
        ("晋市民发〔2024〕第18号", "晋市民发〔2024〕第18号"),
        ("晋市民发 〔2024〕 18 号", "晋市民发〔2024〕18号"),
        ("晋市民发〔２０２４〕１８号", "晋市民发〔２０２４〕１８号"),
        ("晋市民发〔2024〕 号", None),
        ("2024年18号", None),
        ("晋市民发【2024】18号", "晋市民发【2024】18号"),
        ("晋市民发2024〕18号", "晋市民发2024〕18号"),
        ("晋市民发〔2024〕18-1号", "晋市民发〔2024〕18-1号"),
        ("晋城市人民政府令第36号", "晋城市人民政府令第36号"),
    ],
)
def test_number_in_its_brackets(line: str, number: str | None) -> None:
    assert (
        _read(f"晋城市民政局文件\n{line}\n晋城市养老服务工作方案\n{ITEM}").document_number == number
    )


def test_a_number_that_is_cited_is_not_the_documents_own() -> None:
    source = f"晋城市养老服务工作方案\n根据《养老意见》（晋政发〔2023〕6号）制定。\n{ITEM}"
    assert _read(source).document_number is None


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("2024年6月18日", "2024-06-18"),
        ("2024 年 6 月 18 日", "2024-06-18"),
        ("２０２４年６月１８日", "2024-06-18"),
        ("二〇二四年六月十八日", "2024-06-18"),
        ("二○二四年十一月二十日", "2024-11-20"),
        ("二零二四年十月三十一日", "2024-10-31"),
        ("2024年6月", "2024-06"),
        ("二O二四年六月十八日", "2024-06-18"),
        ("2024-06-18", "2024-06-18"),
        ("2024.6.18", "2024-06-18"),
        ("2024/6/18", "2024-06-18"),
    ],
)
def test_day_of_issue_below_the_signature(day: str, iso: str) -> None:
    head = "晋城市民政局关于做好养老机构安全工作的通知\n各县（市、区）民政局：\n"
    assert _read(f"{head}{ITEM}晋城市民政局\n{day}\n").issued_on == iso


@pytest.mark.parametrize(
    ("head", "issuers"),
    [
        ("晋城市民政局关于印发晋城市养老服务工作方案的通知", ["晋城市民政局"]),
        ("晋城市民政局\n关于印发《晋城市养老服务工作方案》的通知", ["晋城市民政局"]),
        ("晋城市人民政府办公室\n关于印发晋城市养老服务工作方案\n的通知", ["晋城市人民政府办公室"]),
        (
            "晋城市民政局、晋城市财政局关于印发晋城市养老服务工作方案的通知",
            ["晋城市民政局", "晋城市财政局"],
        ),
        (
            "晋城市民政局 晋城市财政局关于印发晋城市养老服务工作方案的通知",
            ["晋城市民政局", "晋城市财政局"],
        ),
        fails(
            "晋城市民政局\n晋城市财政局\n关于印发晋城市养老服务工作方案的通知",
            ["晋城市民政局", "晋城市财政局"],
        ),
        (
            "中共晋城市委 晋城市人民政府印发《晋城市养老服务工作方案》",
            ["中共晋城市委", "晋城市人民政府"],
        ),
    ],
)
def test_issuers_in_the_title_of_a_notice(head: str, issuers: list[str]) -> None:
    source = f"{head}\n各县（市、区）民政局：\n现将方案印发给你们。\n晋城市养老服务工作方案\n{ITEM}"
    assert _issuers(source) == issuers


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("工作要点", "工作要点"),
        ("重点工作安排", "工作安排"),
        ("三年行动计划", "行动计划"),
        ("实施意见", "实施意见"),
        ("管理办法（试行）", "管理办法"),
        ("任务分工方案", "分工方案"),
        ("若干措施", "若干措施"),
        ("应急预案", "应急预案"),
    ],
)
def test_genre_is_the_end_of_the_title(genre: str, kind: str) -> None:
    assert _read(f"晋城市养老服务{genre}\n{ITEM}").document_type == kind


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("晋城市2024年养老服务工作要点", 2024),
        ("晋城市养老服务三年行动方案（2023—2025年）", 2023),
        ("晋城市养老服务工作方案（2023-2025）", 2023),
        ("晋城市养老服务工作方案", None),
        ("晋城市二〇二四年养老服务工作要点", 2024),
    ],
)
def test_year_that_a_plan_is_about(title: str, year: int | None) -> None:
    assert _read(f"{title}\n{ITEM}").year == year


@pytest.mark.parametrize(
    ("salutation", "addressees"),
    [
        ("各县（市、区）人民政府，市直各单位：", ["各县（市、区）人民政府", "市直各单位"]),
        (
            "各区（县）人民政府、高新区管委会，州人民政府各局、委、办：",
            ["各区（县）人民政府", "高新区管委会", "州人民政府各局、委、办"],
        ),
        ("各县（市、区）民政局、财政局：", ["各县（市、区）民政局", "财政局"]),
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"],
        ),
        ("", []),
    ],
)
def test_whom_a_document_addresses(salutation: str, addressees: list[str]) -> None:
    source = f"晋城市民政局关于做好养老机构安全工作的通知\n{salutation}\n{ITEM}"
    assert list(_read(source).addressees) == addressees


@pytest.mark.parametrize(
    "head",
    [
        "晋城市养老服务工作方案\n（征求意见稿）",
        "晋城市养老服务工作方案（草案）",
        "晋城市养老服务工作方案（送审稿）",
    ],
)
def test_a_draft_says_so_under_its_title(head: str) -> None:
    found = _read(f"{head}\n{ITEM}")
    assert (found.title, found.status) == ("晋城市养老服务工作方案", "draft")


def test_a_trial_measure_is_in_force() -> None:
    assert _read(f"晋城市养老服务管理办法（试行）\n{ITEM}").status == "final"


def test_a_text_that_opens_with_an_item_has_no_head() -> None:
    found = _read("一、加强监管。\n二、开展排查。")
    assert (found.document_number, found.issuers, found.addressees) == (None, (), ())


def test_an_empty_text_says_nothing_of_itself() -> None:
    assert _read("") == Metadata()


@given(texts)
def test_the_title_stands_in_the_text(source: str) -> None:
    text = repair(source)
    found = READER.read(text)
    if found.title_span:
        a, b = found.title_span
        assert 0 <= a < b <= len(text.clean)
    assert 0 <= found.body <= len(text.clean)
