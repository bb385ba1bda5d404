"""Pages in traditional script say the same as those in simplified script, and lead to the same."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from tests.web.reading import VOID
from tests.web.test_pages import PAGES, words_of
from web.traditional import FORMS, traditional

HAN = st.text(st.characters(codec="utf-8", max_codepoint=0x9FFF) | st.sampled_from("发后里面干"))
READ = ("title", "aria-label", "placeholder", "alt", "data-label", "data-words")
SENT = ("href", "action", "id", "name", "value", "for", "data-address")
PEOPLE = {"Accept": "text/html"}
KEPT = ("script", "style", "textarea", "code", "pre", "kbd")


class Page(HTMLParser):
    """What a page says and what its elements send or lead to, as a browser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.sent: list[tuple[str, str]] = []
        self.kept: list[str] = []
        self.around: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        is_kept = tag in KEPT or told.get("translate") == "no"
        if tag not in VOID and (is_kept or self.around):
            self.around.append(tag)
        self.sent += [(name, told[name]) for name in SENT if name in told]
        if not self.around:
            self.said += [told[name] for name in READ if name in told]

    def handle_endtag(self, tag: str) -> None:
        if self.around and self.around[-1] == tag:
            self.around.pop()

    def handle_data(self, data: str) -> None:
        if self.around[-1:] != ["script"]:  # what drawings show of their data is turned
            (self.kept if self.around else self.said).append(data)


@pytest.fixture
def turned(client: FlaskClient) -> FlaskClient:
    client.get("/language/zh-Hant")
    return client


def main_of(html: str) -> str:
    """Return what a page holds without the note that it was turned."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r'<p class="note small">[^<]*<a href="/language/zh.*?</p>', "", main)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_all_in_traditional_script_and_sends_what_it_did(
    client: FlaskClient, address: str
) -> None:
    before = Page(main_of(client.get(address, headers=PEOPLE).text))
    client.get("/language/zh-Hant")
    html = client.get(address, headers=PEOPLE).text
    after = Page(main_of(html))
    assert '<html lang="zh-Hant">' in html
    convert = OpenCC(FORMS).convert
    assert [words for words in after.said if convert(words) != words] == []
    assert [words for words in before.kept if words not in after.kept] == []
    assert after.sent == before.sent


def test_the_quote_to_copy_stays_as_the_document_says_it(turned: FlaskClient) -> None:
    page = turned.get("/actions/qc-2022-1").text
    copied = re.search(r'(?s)<p translate="no">(.*?)</p>', page)
    assert copied
    assert "对全市学校食堂逐一检查" in copied[1]
    assert "對全市學校食堂逐一檢查" in page


@pytest.mark.parametrize("address", ["/documents/qc-2022", "/actions/qc-2022-1"])
def test_a_text_in_traditional_script_says_that_it_was_turned_and_leads_to_its_source(
    turned: FlaskClient, address: str
) -> None:
    assert "本頁的字由程序從簡體轉換" in words_of(turned, address)
    link = f'href="/language/zh?to={address}"'
    assert link in turned.get(address).text
    assert "轉換" not in words_of(turned, "/about")


def test_what_is_typed_in_traditional_script_is_found(turned: FlaskClient) -> None:
    words = words_of(turned, "/search?q=市場監管局牽頭的所有任務")
    assert "理解為" in words
    assert "青川市市場監督管理局" in words
    assert 'value="市場監管局牽頭的所有任務"' in (
        turned.get("/search?q=市場監管局牽頭的所有任務").text
    )


def test_names_in_drawings_are_turned_and_their_ids_are_not(turned: FlaskClient) -> None:
    page = turned.get("/network").text
    assert '"id": "agency/青川市农业农村局"' in page
    assert '"name": "青川市農業農村局"' in page


def test_data_for_programs_is_never_turned(turned: FlaskClient) -> None:
    address = "/api/v1/documents/qc-2022"
    assert "青川市2022年食品安全重点工作安排" in turned.get(address).text
    assert "独自负责" in turned.get("/export?find=actions&format=csv").text


@given(HAN, HAN)
def test_a_page_keeps_its_tags_whatever_it_says(one: str, other: str) -> None:
    words = one.replace("<", "").replace(">", ""), other.replace("<", "").replace(">", "")
    html = '<p id="发">{}<b>发{}</b></p>'.format(*words)
    assert re.findall("<[^>]*>", traditional(html)) == re.findall("<[^>]*>", html)
    assert len(traditional(html)) == len(html)


def test_a_word_is_turned_as_one_where_a_part_is_marked_but_not_across_paragraphs() -> None:
    assert traditional("<p>头<mark>发</mark></p>") == "<p>頭<mark>髮</mark></p>"
    assert traditional("<p>头</p><p>发</p>") == "<p>頭</p><p>發</p>"
