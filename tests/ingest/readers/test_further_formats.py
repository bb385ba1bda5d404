from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from contextlib import suppress

import pytest

from graph.lexicon import load_lexicon
from ingest.errors import Reason, Refusal
from ingest.extract import Extractor
from ingest.readers import Limits, read
from tests.ingest.readers.builders import docx_of, kept, pdf_of, zip_of
from tests.ingest.readers.test_container import zipped
from tests.ingest.readers.writers import eml_of, mht_of, ofd_of, page_of, rtf_of, xlsx_of

PLAN = [
    "青川市2024年节水工作要点",
    "一、守住水源",
    "1.新建水厂2座，水质合格率达到98%以上。（市水利局牵头，市财政局、市住建局配合）",
    "2.更换水表5万只。（市水利局负责）",
]
ROWS = [
    ["完成时限", "配合单位", "任务", "牵头单位", "序号"],
    ["2024年6月底前", "市财政局", "新建水厂2座。", "市水利局", "1"],
    ["2024年底前", "市公安局、市住建局", "更换水表5万只。", "市城管局", "2"],
]
WRITERS: dict[str, Callable[[], bytes]] = {
    "txt": lambda: "\n".join(PLAN).encode("gb18030"),
    "docx": lambda: docx_of(PLAN),
    "pdf": lambda: pdf_of(PLAN),
    "html": lambda: page_of(PLAN).encode(),
    "rtf": lambda: rtf_of(PLAN),
    "eml": lambda: eml_of(PLAN),
    "mht": lambda: mht_of(PLAN),
    "ofd": lambda: ofd_of(PLAN),
}
TABLES: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: xlsx_of([["青川市2024年节水任务清单"], *ROWS]),
    "csv": lambda: ("青川市2024年节水任务清单\n" + "\n".join(map(",".join, ROWS))).encode(
        "gb18030"
    ),
    "rtf": lambda: rtf_of(["青川市2024年节水任务清单"], ROWS),
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon())


def _found(extractor: Extractor, data: bytes) -> tuple[object, ...]:
    found = extractor.extract(read(data, "plan").text)[1]
    actions = [
        (
            action.number,
            action.text,
            [(str(r.role), r.agency.surface) for r in action.responsibilities],
            [(t.metric, t.comparator, t.value, t.unit) for t in action.targets],
        )
        for action in found.actions
    ]
    return found.metadata.title, actions


@pytest.mark.parametrize("kind", WRITERS)
def test_one_document_gives_the_same_from_every_format(extractor: Extractor, kind: str) -> None:
    assert kept(read(WRITERS[kind](), "plan").text) == PLAN
    assert _found(extractor, WRITERS[kind]()) == _found(extractor, WRITERS["txt"]())


@pytest.mark.parametrize("kind", TABLES)
def test_a_list_of_tasks_in_any_order_of_columns(extractor: Extractor, kind: str) -> None:
    title, actions = _found(extractor, TABLES[kind]())
    assert title == "青川市2024年节水任务清单"
    assert [(number, text, acting) for number, text, acting, _ in actions] == [  # type: ignore[attr-defined]
        ("1", "新建水厂2座。", [("support", "市财政局"), ("lead", "市水利局")]),
        (
            "2",
            "更换水表5万只。",
            [("support", "市公安局"), ("support", "市住建局"), ("lead", "市城管局")],
        ),
    ]


def test_a_merged_cell_counts_for_each_row_dates_are_written_out_and_hidden_sheets_left_out():
    day = datetime.date(2024, 6, 30)
    rows = [["任务", "牵头单位", "时限"], ["建站", "市水利局", day], ["修渠", None, 7]]
    assert kept(read(xlsx_of(rows, "B2:B3"), "list").text) == [
        "任务\t牵头单位\t时限",
        "建站\t市水利局\t2024年6月30日",
        "修渠\t市水利局\t7",
    ]


def test_a_span_of_an_ofd_leads_to_page_and_position():
    reading = read(ofd_of(PLAN[:2], PLAN[2:]), "plan")
    start = reading.text.index("更换水表")
    (place,) = reading.places_of(start, start + 4)
    assert (place.page, len(reading.pages)) == (1, 2)
    left, top, right, bottom = place.box
    assert 56 < left < 58
    assert 90 < top < bottom < 110
    assert right > 110


def test_a_mail_that_only_sends_a_file_is_refused_with_its_name():
    with pytest.raises(Refusal, match=r"方案\.zip") as refusal:
        read(eml_of(["见附件。"], "方案.zip"), "mail.eml")
    assert refusal.value.reason is Reason.EMPTY


def test_an_archive_of_documents_is_not_taken_for_one_of_them():
    stored = zip_of(word__document_xml="x")
    with pytest.raises(Refusal) as refusal:
        read(zip_of(plan_docx=stored.decode("latin-1")), "all.zip")
    assert refusal.value.reason is Reason.UNKNOWN_FORMAT


@pytest.mark.parametrize("kind", [*WRITERS, *TABLES])
def test_damage_never_gives_anything_but_text_or_a_refusal(kind: str) -> None:
    data = (WRITERS.get(kind) or TABLES[kind])()
    chance = random.Random(kind)
    for _ in range(60):
        damaged = bytearray(data[: chance.randint(1, len(data))])
        for _ in range(chance.randint(0, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(Refusal):
            assert read(bytes(damaged), "plan").text.strip()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1" + b"{" * 5_000, Reason.DAMAGED),
        (b"{\\rtf1 {\\*\\x a}}", Reason.EMPTY),
        (b"{\\rtf1 \\bin999999999 a}", Reason.EMPTY),
        (zip_of(OFD_xml="<OFD/>"), Reason.NO_TEXT_LAYER),
        (zip_of(OFD_xml="<OFD><Encryptions/></OFD>"), Reason.ENCRYPTED),
        (zip_of(OFD_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><OFD>&b;</OFD>"), Reason.DAMAGED),
        (zip_of(xl__workbook_xml="<workbook/>"), Reason.EMPTY),
        (b"From: a\nDate: b\nSubject: c\n\n", Reason.EMPTY),
    ],
)
def test_what_holds_nothing_to_read_is_refused(data: bytes, reason: Reason) -> None:
    with pytest.raises(Refusal) as refusal:
        read(data, "plan")
    assert refusal.value.reason is reason


def _workbook(sheet: str, strings: str = "<sst/>") -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "xl/workbook.xml": f'<w xmlns:r="{space}"><sheet r:id="a"/></w>'.encode(),
            "xl/_rels/workbook.xml.rels": b'<R><Relationship Id="a" Target="s.xml"/></R>',
            "xl/s.xml": f"<w>{sheet}</w>".encode(),
            "xl/sharedStrings.xml": strings.encode(),
        }
    )


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "-1"])
def test_what_is_no_number_of_a_row_string_or_style_counts_as_none(number: str) -> None:
    cells = f'<c s="{number}"><v>甲</v></c><c t="s"><v>{number}</v></c>'
    assert read(_workbook(f'<row r="{number}">{cells}</row>'), "plan").text.strip() == "甲"


def test_a_text_that_a_workbook_repeats_without_measure_is_refused() -> None:
    data = _workbook("<row><c t='s'><v>0</v></c></row>" * 99, "<sst><si><t>甲甲</t></si></sst>")
    with pytest.raises(Refusal) as refusal:
        read(data, "plan", Limits(characters=50))
    assert refusal.value.reason is Reason.TOO_LARGE


def test_an_ofd_with_too_many_pages_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        read(ofd_of(*[["甲"]] * 4), "plan", Limits(pages=3))
    assert refusal.value.reason is Reason.TOO_MANY_PAGES
