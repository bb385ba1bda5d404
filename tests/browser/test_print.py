"""On paper a page holds its text and tables whole, says where it is from, and nothing to click."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pypdfium2
import pytest

from tests.web.test_pages import PAGES

pytestmark = pytest.mark.browser

PATHS = tuple({path.partition("?")[0]: path for path in PAGES}.values())
"""Of each page the address that asks most of it."""
SIDES = ("top", "right", "bottom", "left")
CLICKED = "header nav, .language, .account, .skip, .foot, .choices, .pages, button, select"


def plain(words: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe]", "", words)


def printed(page) -> list[str]:
    """Return the words of each sheet that a page is printed on, without what parts them."""
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4", margin=dict.fromkeys(SIDES, "15mm")))
    return [plain(sheet.get_textpage().get_text_bounded()) for sheet in sheets]


@pytest.mark.parametrize("path", PATHS)
def test_the_heading_and_the_address_are_printed_and_nothing_to_click(tab, path: str) -> None:
    tab.goto(path)
    words = "".join(printed(tab))
    assert plain(tab.locator("h1").text_content()) in words or tab.locator("h1.unseen").count()
    assert plain(unquote(tab.url.partition("?")[0])) in words
    tab.emulate_media(media="print")
    assert tab.locator(CLICKED).filter(visible=True).count() == 0


@pytest.mark.parametrize("path", ["/documents/qc-2022", "/answer?find=actions", "/network"])
def test_no_row_of_a_table_is_cut_between_two_sheets(tab, path: str) -> None:
    tab.goto(path)
    sheets = printed(tab)
    tab.emulate_media(media="print")
    rows = tab.locator("main tbody tr").filter(visible=True)
    assert rows.count() > 3
    for cell in rows.locator(":scope > :first-child").all_inner_texts():
        assert any(plain(cell) in sheet for sheet in sheets), cell


def test_a_source_is_printed_with_the_address_of_its_sentence(tab) -> None:
    tab.goto("/answer?find=actions")
    address = tab.locator(".source a[data-printed]").first.get_attribute("data-printed")
    assert address.startswith("/documents/")
    assert "#c" in address
    assert plain(address) in "".join(printed(tab))
