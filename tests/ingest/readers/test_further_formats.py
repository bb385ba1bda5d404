from __future__ import annotations

import datetime
import random
from contextlib import suppress

import pytest

from ingest.errors import Reason, Refusal
from ingest.layouts import places_of
from ingest.readers import Limits, read
from tests.ingest.readers.builders import kept, zip_of
from tests.ingest.readers.test_container import zipped
from tests.ingest.readers.test_one_document import LISTS, PLANS
from tests.ingest.readers.writers import eml_of, ofd_of, xlsx_of

PLAN = [
    "青川市2024年节水工作要点",
    "一、守住水源",
    "1.新建水厂2座，水质合格率达到98%以上。（市水利局牵头，市财政局、市住建局配合）",
    "2.更换水表5万只。（市水利局负责）",
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
    (place,) = places_of(reading.places, start, start + 4)
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


@pytest.mark.parametrize("kind", [*PLANS, *LISTS])
def test_damage_never_gives_anything_but_text_or_a_refusal(kind: str) -> None:
    data = (PLANS.get(kind) or LISTS[kind])()
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
