"""The page of a body: its tasks sorted and narrowed, what they cite and ask for, its peers."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.model import Relation, Role
from tests.builders import LINJIANG, MARKET, QINGCHUAN, YUNLING, FragmentBuilder, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import BUREAU, words_of

ROW = re.compile(r'<td class="task">.*?</tr>', re.S)
FUNCTION = "/functions/market-regulation"


def section(client: FlaskClient, address: str, name: str) -> str:
    page = client.get(address).text
    return page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def rows(client: FlaskClient, address: str) -> list[str]:
    return ROW.findall(section(client, address, "tasks"))


def test_every_row_has_the_sentence_the_role_and_the_source(client: FlaskClient) -> None:
    found = rows(client, BUREAU)
    assert len(found) == 7
    for row in found:
        assert re.search(r'<div class="quote clamp">（.+）</div>', row)
        assert re.search(r'class="role \w+">', row)
        assert re.search(r'href="/documents/qc-20\d\d#c\d+"', row)
        assert row.count('class="own">青川市市场监督管理局') == 1


@pytest.mark.parametrize("address", [BUREAU, FUNCTION, "/subjects/canteens"])
def test_tasks_can_be_had_oldest_first(client: FlaskClient, address: str) -> None:
    newest, oldest = (
        ["/documents/qc-2021" in row for row in rows(client, address + sort)]
        for sort in ("", "?sort=oldest")
    )
    assert newest == sorted(newest)
    assert oldest == sorted(newest, reverse=True)
    assert client.get(address + "?sort=best").status_code == 404


def test_words_narrow_the_tasks_and_their_number_in_each_role(client: FlaskClient) -> None:
    words = words_of(client, f"{BUREAU}?words=校园")
    assert "共 3 条" in words
    assert "全部 3 共同负责 1 配合 2" in words
    assert "共 1 条" in words_of(client, f"{BUREAU}?words=校园 明厨亮灶")
    assert "没有结果" in words_of(client, f"{BUREAU}?words=星空")


@pytest.mark.parametrize("words", ["词" * 41, " ".join(map(str, range(9)))])
def test_no_more_words_are_taken_than_a_person_types(client: FlaskClient, words: str) -> None:
    assert client.get(BUREAU, query_string={"words": words}).status_code == 404


def test_a_choice_leaves_the_others_as_they_are(client: FlaskClient) -> None:
    page = section(client, f"{BUREAU}?role=support&year=2022&words=食品", "tasks")
    assert '<input type="hidden" name="role" value="support">' in page
    assert '<option value="2022" selected>' in page
    assert 'value="食品"' in page
    leads = next(href for href in re.findall(r'href="([^"]+)"', page) if "role=joint" in href)
    assert "year=2022" in leads
    assert "words=" in leads


def test_the_tasks_shown_are_those_that_can_be_taken_along(client: FlaskClient) -> None:
    page = section(client, f"{BUREAU}?role=support&year=2022", "tasks")
    (address,) = re.findall(r'href="([^"]+format=jsonl[^"]*)"', page)
    lines = client.get(unescape(address), buffered=True).text.strip().split("\n")
    assert len(lines) == len(rows(client, f"{BUREAU}?role=support&year=2022")) == 3


def test_a_body_shows_what_its_tasks_cite_and_leads_to_them(client: FlaskClient) -> None:
    cited = section(client, BUREAU, "cited")
    works = re.findall(r'href="/regulations/[^"]+">([^<]+)</a>', cited)
    assert works == ["云岭省食品安全条例", "农产品质量安全行动方案", "青川市学校供餐管理办法"]
    first = re.search(r'href="(/search[^"]+)"', cited)
    assert first
    words = words_of(client, unescape(first[1]))
    assert "共 1 条" in words
    assert "云岭省食品安全条例" in words


def test_a_body_shows_the_targets_of_its_tasks(client: FlaskClient) -> None:
    targets = section(client, BUREAU, "targets")
    assert '<span class="count">3</span>' in targets
    assert "学校食堂检查覆盖率达到100%" in targets
    assert "监测哨点医院" not in targets


def test_bodies_with_the_function_elsewhere_come_near_ones_first() -> None:
    builder = FragmentBuilder().name(YUNLING, QINGCHUAN, LINJIANG, MARKET)
    far = replace(LINJIANG, id="location/远山县", name="远山县", parent="location/远山市")
    builder.name(far)
    places = {"青川": QINGCHUAN, "远山": far, "云岭": YUNLING, "临江": LINJIANG}
    bodies = [replace(an_agency(f"{n}局"), location=place.id) for n, place in places.items()]
    own, _far, province, _county = bodies
    for body in bodies:
        builder.action((body, Role.SOLE))
    builder.action((province, Role.SOLE))
    builder.join(own, Relation.SUCCEEDS, replace(an_agency("青川旧局"), location=QINGCHUAN.id))
    client = site_of([builder.build()]).test_client()
    elsewhere = section(client, "/agencies/青川局", "elsewhere")
    found = re.findall(r'href="/agencies/[^"]+">([^<]+)</a>', elsewhere)
    assert found == ["临江局", "云岭局", "远山局"]
    assert re.findall(r'<td class="number"[^>]*>(\d)</td>', elsewhere) == ["1", "2", "1"]
    compared = re.findall(r'href="(/answer[^"]+)"', elsewhere)
    assert all("side-by-side" in address for address in compared)
    assert "含前身的全部任务" in client.get("/agencies/青川局").text


def test_a_body_of_no_function_has_no_peers(client: FlaskClient) -> None:
    assert section(client, "/agency-groups/青川市各县（市、区）人民政府", "elsewhere") == ""
