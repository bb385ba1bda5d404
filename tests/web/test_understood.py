"""Parts of a question can be left out; results are sorted and shown as the link says."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import assume, given, settings

from graph.links import parameters_of, question_from
from graph.questions import Question
from search.describe import describe
from tests.strategies import questions
from tests.web.conftest import site_of
from tests.web.test_pages import words_of
from tests.web.town import town
from web.pages.understood import understood

LEFT_OUT = re.compile(r'<a class="off" href="([^"]+)" aria-label="去掉 ([^"]+)"')
APP = site_of(town())


@settings(max_examples=60, deadline=None)
@given(questions)
def test_a_part_left_out_is_the_only_one_that_is_gone(question: Question) -> None:
    assume(getattr(question, "node", "") != "nothing")
    with APP.test_request_context():
        chips = understood(question)
        told = describe(question, APP.extensions["zhize"].store, "zh")
        assert [(chip.label, chip.value) for chip in chips] == list(told)
        for number, chip in enumerate(chips):
            if chip.without is None:
                continue
            link = dict(parse_qsl(urlsplit(chip.without).query))
            less = question_from(link)
            assert question_from(parameters_of(less)) == less
            rest = describe(less, APP.extensions["zhize"].store, "zh")
            others = [*told[:number], *told[number + 1 :]]
            assert set(rest) <= set(others) | {(chip.label, chip.value)}
            assert len(rest) == len(others)


def chips(client: FlaskClient, address: str) -> str:
    return client.get(address).text.partition('class="chips"')[2].partition("</ul>")[0]


def test_the_parts_of_a_sentence_can_be_left_out(client: FlaskClient) -> None:
    page = client.get("/search?q=青川市2022年市场监管局负责的任务").text
    found = [(unescape(label), unescape(link)) for link, label in LEFT_OUT.findall(page)]
    left = {label.partition("：")[0]: link for label, link in found}
    assert {"年份", "地区"} <= left.keys()
    assert "2022年" not in chips(client, left["年份"])
    assert "青川市" not in chips(client, left["地区"])
    assert "2022年" in chips(client, left["地区"])


@pytest.mark.parametrize(
    ("sort", "first"),
    [("newest", "2022"), ("oldest", "2021"), ("highest", "= 100%"), ("lowest", "6个")],
)
def test_answers_are_sorted_by_links(client: FlaskClient, sort: str, first: str) -> None:
    page = client.get("/answer?find=indicators").text
    links = re.findall(r'<li><a href="(/answer\?find=indicators[^"]*)"', page)
    address = next(unescape(link) for link in links if (sort in link) or sort == "newest")
    rows = client.get(address).text.partition("<tbody>")[2].split("</tr>")
    assert first in re.sub(r"<[^>]+>", "", rows[0])


@pytest.mark.parametrize("address", ["/search?q=食品", "/answer?find=actions&year=2022"])
def test_results_are_shown_as_a_table_or_as_cards(client: FlaskClient, address: str) -> None:
    shown = {view: client.get(f"{address}&view={view}").text for view in ("table", "cards")}
    assert '<table class="rows' in shown["table"]
    assert '<ol class="hits">' in shown["cards"]
    assert '<ol class="hits">' not in shown["table"]
    links = [set(re.findall(r'href="(/actions/[^"]+)"', page)) for page in shown.values()]
    assert links[0] == links[1]
    assert links[0]
    assert 'view=table"' in shown["cards"] or "<b>表格</b>" not in shown["cards"]


def test_the_view_is_no_part_of_a_question(client: FlaskClient) -> None:
    assert "理解为" in words_of(client, "/search?q=市场监管局牵头的所有任务&view=cards")
    page = client.get("/answer?find=actions&year=2022&view=cards").text
    assert not re.search(r'href="/(feed|export)[^"]*view=', page)


def test_where_nothing_fits_the_page_says_what_to_try(client: FlaskClient) -> None:
    page = client.get("/answer?find=actions&agency=agency/青川市教育局&year=1999").text
    tries = page.partition("没有符合的结果")[2].partition("</ul>")[0]
    wider = [unescape(href) for href in re.findall(r'href="([^"]+)"', tries)]
    assert any("没有符合" not in client.get(address).text for address in wider)
    words = client.get("/search?q=食品&role=lead&year=1999").text.partition("没有找到")[2]
    (without_year,) = re.findall(r'href="([^"]+)">去掉 年份', words)
    assert "没有找到" not in client.get(unescape(without_year)).text
    assert "可以这样问" in words
