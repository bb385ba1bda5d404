"""Charts in a real browser: as many points as the table tells, in both colours, quietly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import served
from tests.web.conftest import site_of
from tests.web.test_indicators import HERE, RATE, THERE, plans

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a site whose targets can be compared."""
    targets = ((HERE, 2021, 95.0), (HERE, 2022, 97.0), (THERE, 2022, 98.0))
    with served(site_of(plans(*targets))) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_have_a_point_for_each_target(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(RATE)
    bars, lines = page.locator("[data-chart=bars]"), page.locator("[data-chart=lines]")
    assert bars.get_attribute("data-drawn") == "3"
    assert lines.get_attribute("data-drawn") == "2"
    said = bars.locator("svg text").all_text_contents()
    assert [value for value in ("= 95%", "= 97%", "= 98%") if value in said] == [
        "= 95%",
        "= 97%",
        "= 98%",
    ]
    assert page.locator("tbody tr").count() == 3


def test_a_chart_fits_a_narrow_screen(page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(RATE)
    page.locator("[data-drawn] svg").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pointing_at_a_bar_tells_it_and_choosing_it_leads_to_the_sentence(page) -> None:
    page.goto(RATE)
    bar = page.locator("[data-chart=bars] svg path[fill='#0b5c63']").first
    bar.hover()
    bar.click()
    page.wait_for_url("**/documents/*#c*")


def test_without_scripts_the_table_stands_alone(browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(RATE)
    assert page.locator("figure:visible").count() == 0
    assert page.locator("tbody tr").count() == 3
    context.close()
