"""The page of gaps counts the tasks whose text leaves open who has to act, and leads to all."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.model import Role
from tests.builders import QINGCHUAN, FragmentBuilder, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import words_of

TASKS = ("整治农贸市场", "抽检冷饮", "宣传食品安全", "检查学校食堂")


@pytest.fixture(scope="module")
def unclear() -> FlaskClient:
    market, health, schools = map(an_agency, ("市场监管局", "卫生健康委", "教育局"))
    builder = FragmentBuilder("unclear").name(QINGCHUAN)
    builder.action((market, Role.LEAD), (health, Role.LEAD), text="整治农贸市场")
    builder.action((schools, Role.LEAD), text="抽检冷饮", is_open_list=True)
    builder.action((schools, Role.SUPPORT), text="宣传食品安全", statement="（市教育局指导）")
    builder.action((market, Role.SOLE), text="检查学校食堂", statement="（市市场监管局负责）")
    return site_of([builder.build()]).test_client()


def section(page: str, name: str) -> str:
    return page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("gap", "task"),
    [
        ("no-lead", "宣传食品安全"),
        ("two-leads", "整治农贸市场"),
        ("open-list", "抽检冷饮"),
        ("vague", "宣传食品安全"),
    ],
)
def test_each_gap_shows_its_tasks_and_leads_to_all_of_them(
    unclear: FlaskClient, gap: str, task: str
) -> None:
    shown = section(unclear.get("/gaps").text, gap)
    assert '<span class="count">1</span>' in shown
    assert [one for one in TASKS if one in shown] == [task]
    (address,) = re.findall(r'href="(/answer\?[^"]+)"', shown)
    found = words_of(unclear, unescape(address))
    assert [one for one in TASKS if one in found] == [task]


def test_gaps_are_narrowed_by_place_and_year(client: FlaskClient) -> None:
    assert "无人牵头 3 写了" in words_of(client, "/gaps")
    assert "无人牵头 1 写了" in words_of(client, "/gaps?jurisdiction=location/临江县")
    narrowed = words_of(client, "/gaps?jurisdiction=location/青川市&year=2021")
    assert "无人牵头 0 写了" in narrowed
    assert "3 全部任务" in narrowed
    assert client.get("/gaps?year=now").status_code == 404


def test_gaps_follow_the_store() -> None:
    fresh = site_of(())
    page = fresh.test_client()
    assert "0 全部任务" in words_of(page, "/gaps")
    builder = FragmentBuilder()
    builder.action((an_agency(), Role.JOINT))
    fresh.extensions["zhize"].store.replace(builder.build())
    assert "1 全部任务" in words_of(page, "/gaps")
