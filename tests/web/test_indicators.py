"""What is measured, and the targets of one metric beside each other, never mixed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.model import Location, Role
from graph.questions import ALL_ROWS, Answer, Indicators
from tests.builders import LINJIANG, QINGCHUAN, FragmentBuilder, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import words_of
from web.charts import MOST_BARS, MOST_LINES, Charts, charts_of

RATE = "/indicators?metric=抽检合格率&exact=yes&unit=%25"


def charts(*targets: tuple) -> Charts:
    """Return the charts of targets, each told by place, year, value and, if need be, more."""
    app = site_of(plans(*targets))
    answer: Answer = app.extensions["zhize"].store.answer(Indicators(page=ALL_ROWS))
    nothing = {location: location for location in ("",)}
    return charts_of(
        answer.rows,  # type: ignore[arg-type]
        lambda place: nothing.get(place, place[9:]),
        str,
        lambda row: f"#{row.indicator.id}",
    )


def plans(*targets: tuple) -> list:
    found = []
    for number, (place, year, value, *more) in enumerate(targets):
        told = dict(more)
        builder = FragmentBuilder(f"p{number}", year, place).name(QINGCHUAN, LINJIANG)
        action = builder.action((an_agency(), Role.SOLE))
        unit = told.pop("unit", "%")
        target = builder.target(action, told.pop("metric", "抽检合格率"), value, unit)
        builder.nodes[target.id] = replace(target, **told)
        found.append(builder.build())
    return found


HERE, THERE = QINGCHUAN.id, LINJIANG.id


def test_each_target_of_a_place_is_a_bar_and_each_year_of_a_place_a_point() -> None:
    drawn = charts((HERE, 2021, 95.0), (HERE, 2022, 97.0), (THERE, 2022, 98.0))
    assert [(bar.place, bar.year, bar.value) for bar in drawn.bars] == [
        ("临江县", 2022, 98),
        ("青川市", 2021, 95),
        ("青川市", 2022, 97),
    ]
    assert [[(p.year, p.value) for p in line] for line in drawn.lines] == [[(2021, 95), (2022, 97)]]
    assert drawn.bars_without == ()
    assert drawn.lines_without == (("single", 1),)


def test_growths_are_not_drawn_with_levels() -> None:
    drawn = charts((HERE, 2021, 95.0), (HERE, 2022, 97.0), (HERE, 2023, 2.0, ("comparator", "+")))
    assert len(drawn.bars) == 2
    assert dict(drawn.bars_without) == {"sense": 1}


def test_growths_and_falls_are_not_drawn_together() -> None:
    up, down = ("comparator", "+"), ("comparator", "-")
    drawn = charts((HERE, 2021, 1.0, down), (HERE, 2022, 2.0, down), (HERE, 2023, 3.0, up))
    assert [bar.sign for bar in drawn.bars] == ["-", "-"]


def test_several_figures_of_one_place_and_year_are_on_no_line() -> None:
    drawn = charts((HERE, 2021, 95.0), (HERE, 2022, 97.0), (HERE, 2023, 98.0), (HERE, 2023, 99.0))
    assert [[p.year for p in line] for line in drawn.lines] == [[2021, 2022]]
    assert dict(drawn.lines_without) == {"several": 2}
    assert len(drawn.bars) == 4


def test_the_same_figure_twice_is_one_point() -> None:
    drawn = charts((HERE, 2021, 95.0), (HERE, 2022, 97.0), (HERE, 2022, 97.0))
    assert [[p.year for p in line] for line in drawn.lines] == [[2021, 2022]]


def test_the_year_of_a_target_is_that_of_its_deadline() -> None:
    due = ("deadline", "2024-12-31")
    assert {bar.year for bar in charts((HERE, 2021, 9.0, due), (HERE, 2023, 9.0)).bars} == {
        2023,
        2024,
    }


def test_what_has_no_place_or_year_is_told_and_not_drawn() -> None:
    drawn = charts((None, 2021, 95.0), (HERE, None, 96.0), (HERE, 2022, 97.0))
    assert dict(drawn.bars_without) == {"placeless": 1}
    assert dict(drawn.lines_without) == {"placeless": 1, "yearless": 1, "single": 1}


def test_one_target_is_no_chart() -> None:
    assert charts((HERE, 2021, 95.0)).bars == ()
    assert charts().bars == ()


def test_a_chart_has_its_limit_and_tells_how_many_are_left_out() -> None:
    places = [Location(id=f"location/{n:03}", name=f"{n}", level=LINJIANG.level) for n in range(40)]
    targets = [(place.id, year, 95.0) for place in places for year in (2021, 2022)]
    drawn = charts(*targets)
    assert len(drawn.bars) == MOST_BARS
    assert dict(drawn.bars_without)["many"] == 80 - MOST_BARS
    assert len(drawn.lines) == MOST_LINES
    assert dict(drawn.lines_without)["many"] == 80 - 2 * MOST_LINES


@pytest.fixture(scope="module")
def rates() -> FlaskClient:
    return site_of(
        plans(
            (HERE, 2021, 95.0),
            (HERE, 2022, 97.0),
            (THERE, 2022, 98.0),
            (HERE, 2022, 5.0, ("unit", "倍")),
            (HERE, 2022, 99.0, ("metric", "农产品抽检合格率")),
        )
    ).test_client()


def drawing_of(client: FlaskClient, address: str) -> dict:
    data = client.get(address).text.partition('id="chart-data">')[2].partition("</script>")[0]
    return json.loads(data)


def test_metrics_are_listed_with_their_counts_and_lead_to_their_targets(
    rates: FlaskClient,
) -> None:
    page = rates.get("/indicators").text
    assert "抽检合格率 % 3 2 2" in words_of(rates, "/indicators")
    address = re.search(r'href="(/indicators[^"]+)">抽检合格率</a></th>\s*<td[^>]*>%<', page)
    assert address
    words = words_of(rates, unescape(address[1]))
    assert "目标 3" in words
    assert "临江县 2022 = 98%" in words


def test_a_chart_holds_the_targets_of_the_metric_and_unit_alone(rates: FlaskClient) -> None:
    drawing = drawing_of(rates, RATE)
    assert drawing["unit"] == "%"
    assert sorted(bar["value"] for bar in drawing["bars"]) == [95, 97, 98]
    assert drawing["years"] == ["2021", "2022"]
    assert [len(line["points"]) for line in drawing["lines"]] == [2]


def test_several_units_are_not_drawn_but_offered(rates: FlaskClient) -> None:
    address = "/indicators?metric=抽检合格率&exact=yes"
    page = rates.get(address).text
    assert "chart-data" not in page
    assert "echarts" not in page
    assert "这些目标用了几种单位" in words_of(rates, address)


def test_like_metrics_are_offered_apart(rates: FlaskClient) -> None:
    words = words_of(rates, RATE).partition("名称相近的指标")[2]
    assert "农产品抽检合格率" in words
    assert "抽检合格率 倍" in words


def test_every_figure_leads_to_its_sentence(rates: FlaskClient) -> None:
    for bar in drawing_of(rates, RATE)["bars"]:
        page, _, place = bar["address"].partition("#")
        assert f'id="{place}"' in rates.get(page).text


def test_place_and_year_narrow_metrics_and_targets(rates: FlaskClient) -> None:
    assert "目标 1" in words_of(rates, f"{RATE}&jurisdiction={THERE}")
    assert "目标 1" in words_of(rates, f"{RATE}&year=2021")
    assert "指标种类 1" in words_of(rates, "/indicators?year=2021")
    assert "指标种类 1" in words_of(rates, "/indicators?metric=农产品")


def test_the_library_is_loaded_only_where_something_is_drawn(rates: FlaskClient) -> None:
    assert "echarts" in rates.get(RATE).text
    for address in ("/indicators", f"{RATE}&year=2021", "/compare", "/"):
        assert "echarts" not in rates.get(address).text


@pytest.mark.parametrize("query", ["year=20x2", "jurisdiction=临江县", "below=maybe"])
def test_what_makes_no_sense_is_refused(rates: FlaskClient, query: str) -> None:
    assert rates.get(f"/indicators?{query}").status_code == 422
