"""The search page answers questions, finds words, and combines filters."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from graph.model import Level, Location, Role
from tests.builders import QINGCHUAN, YUNLING, FragmentBuilder, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import words_of


def test_a_question_is_told_back_and_answered_in_full(client: FlaskClient) -> None:
    words = words_of(client, "/search?q=市场监管局牵头的所有任务")
    assert "牵头单位 市场监管" in words
    assert "结果 3" in words
    assert "规范农贸市场" in words


def test_the_words_of_a_question_can_be_searched_instead(client: FlaskClient) -> None:
    page = client.get("/search?q=市场监管局牵头的所有任务").text
    link = re.search(r'<a href="(/search\?[^"]+)">改为按词语检索', page)
    assert link
    assert "理解为" not in words_of(client, unescape(link[1]))


def test_words_are_marked_where_they_were_found(client: FlaskClient) -> None:
    assert '<mark class="found">农贸</mark>' in client.get("/search?q=农贸").text


@pytest.mark.parametrize("view", ["cards", "table"])
def test_each_hit_can_be_quoted_with_its_source(client: FlaskClient, view: str) -> None:
    page = client.get(f"/search?q=农贸&view={view}").text
    quoted = [unescape(words) for words in re.findall(r'<p translate="no">(“[^<]*)</p>', page)]
    (total,) = re.findall(r"共 (\d+) 条", page)[:1]
    assert len(quoted) == int(total) > 0
    for words in quoted:
        said, told = words.removeprefix("“").split("”——《", 1)
        address = unquote(told.splitlines()[1]).removeprefix("http://localhost")
        assert re.search(r"#c\d+$", address)
        assert said[:8] in words_of(client, address.partition("#")[0])


def test_filters_combine_and_each_can_be_taken_away(client: FlaskClient) -> None:
    assert "共 6 条" in words_of(client, "/search?kind=action&role=support")
    both = "/search?kind=action&role=support&year=2022"
    assert "共 4 条" in words_of(client, both)
    removing = re.findall(r'<a class="off" href="([^"]+)"', client.get(both).text)
    assert len(removing) == 3
    assert "共 6 条" in words_of(client, unescape(removing[2]))


def test_pages_hold_every_hit_once() -> None:
    builder = FragmentBuilder()
    for _ in range(60):
        builder.action((an_agency(), Role.SOLE))
    client = site_of([builder.build()]).test_client()
    found: list[str] = []
    for number in (1, 2, 3):
        page = client.get(f"/search?kind=action&page={number}").text
        hits = page.partition('<ol class="hits">')[2].partition("</ol>")[0]
        found += re.findall(r'<a href="([^"]+)"', hits)
    assert len(found) == len(set(found)) == 60


def test_what_had_no_part_in_the_search_is_said(client: FlaskClient) -> None:
    assert "没有用到：，" in words_of(client, "/search?q=，")


def test_a_very_long_query_is_cut_not_refused(client: FlaskClient) -> None:
    assert client.get("/search?q=" + "食" * 5000).status_code == 200


def test_an_answer_can_be_changed_with_a_form(client: FlaskClient) -> None:
    page = client.get("/search?q=市场监管局牵头的所有任务").text
    assert '<option value="lead,sole" selected>' in page
    changed = (
        "/answer?find=actions&function=function/market-regulation&role=&jurisdiction=&year=2021"
    )
    assert "结果 2" in words_of(client, changed)


def test_a_name_of_several_places_is_asked_back_with_the_question_of_each() -> None:
    here, there = (
        Location(id=f"location/{above}云台区", name="云台区", level=Level.COUNTY, parent=parent)
        for above, parent in (("青川", QINGCHUAN.id), ("云岭", YUNLING.id))
    )
    builder = FragmentBuilder(location=here.id).name(here, there, QINGCHUAN, YUNLING)
    builder.action((an_agency(), Role.SOLE))
    client = site_of([builder.build()]).test_client()
    page = client.get("/search?q=云台区2021年的任务").text
    links = re.findall(r'<a href="(/answer[^"]+)">(云台区（[^<]+）)</a>', page)
    assert len(links) == 2
    totals = {label: "结果 1" in words_of(client, unescape(link)) for link, label in links}
    assert totals == {"云台区（青川市）": True, "云台区（云岭省）": False}
