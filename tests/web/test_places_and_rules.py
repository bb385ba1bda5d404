"""Pages of the start, of places and of regulations tell what the documents say, and lead on."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.web.test_pages import words_of


def test_the_start_tells_what_came_last_with_its_tasks(client: FlaskClient) -> None:
    words = words_of(client, "/")
    assert re.search(r"青川市2022年食品安全重点工作安排 .*? 青川市 2022年4月15日 7 ", words)
    assert re.search(r"公文的年份 2022 2 · 2021 1", words)


@pytest.mark.parametrize(
    "way", ["/locations", "/functions", "/network", "/indicators", "/compare", "/gaps", "/answer"]
)
def test_the_start_leads_into_the_graph(client: FlaskClient, way: str) -> None:
    ways = client.get("/").text.partition('class="ways"')[2].partition("</ul>")[0]
    assert re.search(f'href="{way}["?]', ways)


def test_a_place_tells_who_leads_most_and_leads_to_these_tasks(client: FlaskClient) -> None:
    page = client.get("/locations/青川市").text
    aside = page.partition("<aside")[2]
    found = re.findall(r'<a class="muted" href="([^"]+)">(\d+) 项</a>', aside)
    assert len(found) > 5
    for address, count in found:
        assert f'<span class="count">{count}</span>' in client.get(unescape(address)).text


def test_a_place_shows_the_places_below_it_two_steps_down(client: FlaskClient) -> None:
    below = client.get("/locations/云岭省").text.partition("下级地区")[2]
    assert below.index(">青川市</a>") < below.index("<details>") < below.index(">临江县</a>")
    assert "下级地区" not in client.get("/locations/临江县").text


def test_a_place_keeps_its_year_in_targets_and_tasks(client: FlaskClient) -> None:
    words = words_of(client, "/locations/青川市?year=2021")
    assert "监测哨点医院" in words
    assert "学校食堂检查覆盖率" not in words
    assert "任务 3 " in words


def test_a_rule_that_is_not_held_says_what_cannot_be_seen(client: FlaskClient) -> None:
    words = words_of(client, "/regulations/云岭省食品安全条例")
    assert "本站没有收录全文" in words
    assert "它自己的任务 " not in words.partition("谁引用它")[2]
    assert "引用它的任务，按年份 2022 2" in words
    assert "本站没有收录全文" not in words_of(client, "/regulations/qc-2022")


def test_a_rule_that_is_held_shows_its_tasks_and_its_basis(client: FlaskClient) -> None:
    words = words_of(client, "/regulations/qc-2022")
    assert "它自己的任务 7" in words
    assert "它的依据 云岭省食品安全条例" in words
    assert "它的依据 云岭省食品安全条例、农产品" not in words


def test_the_years_of_a_rule_lead_to_as_many_tasks(client: FlaskClient) -> None:
    page = client.get("/regulations/云岭省食品安全条例").text
    years = re.findall(r'href="(/search[^"]+)">(20\d\d|[^<]+)</a> <span class="muted">(\d+)', page)
    assert years
    for address, _, count in years:
        assert f"共 {count} 条" in words_of(client, unescape(address))
