"""The citation explorer in a real browser: layers, lines that lead to sentences, and steps."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser

LAW = "regulation/云岭省食品安全条例"
PLAN, BELOW = "regulation/qc-2022", "regulation/lj-2022"
SHOWN = "[data-lineage][data-shown]"


def opened(page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(SHOWN)


def after(page, act) -> None:
    before = page.get_attribute("[data-lineage]", "data-shown")
    act()
    page.wait_for_function(
        "before => document.querySelector('[data-lineage]').dataset.shown !== before", arg=before
    )


def links(page) -> set[str]:
    return set(
        page.eval_on_selector_all("[data-links] tr", "rows => rows.map(r => r.dataset.link)")
    )


def works(page) -> set[str]:
    return set(
        page.eval_on_selector_all("[data-works] [data-body]", "all => all.map(e => e.dataset.body)")
    )


def place(page, work: str) -> dict[str, float]:
    return page.evaluate("id => document.querySelector('.drawing').middleOf(id)", work)


def choose(page, work: str) -> None:
    page.locator("[data-works]").evaluate("e => { e.open = true; }")
    after(page, page.locator(f'[data-body="{work}"]').click)


@pytest.mark.parametrize("path", ["/regulations/qc-2022", "/regulations/qc-2022/lineage"])
def test_the_drawing_has_the_works_and_links_of_the_list(page, path: str) -> None:
    opened(page, path)
    assert page.get_attribute(".drawing", "data-drawn") == str(len(works(page)))
    assert page.get_attribute(".drawing", "data-lines") == str(len(links(page)))
    ends = {end for link in links(page) for end in link.split()[:2]}
    assert works(page) == ends


def test_works_stand_in_layers_by_level_of_government(page) -> None:
    opened(page, "/regulations/云岭省食品安全条例/lineage")
    law, plan, below = (place(page, work) for work in (LAW, PLAN, BELOW))
    assert law["y"] < plan["y"] < below["y"]


def test_within_a_level_years_rise_and_what_is_cited_stands_above(page) -> None:
    opened(page, "/regulations/qc-2022/lineage")
    source = page.get_attribute("script[type=module]", "src")
    placed = page.evaluate(
        """async (source) => {
          const module = (name) => import(source.replace("lineage.js", name));
          const [{ layers }, { inLevels }] = [await module("layers.js"), await module("levels.js")];
          const years = [["new", 2022], ["old", 2019], ["cited", 2023]];
          const works = years.map(([id, year]) => ({ id, level: "county", year }));
          const cited = "cited";
          const layerOf = layers(works, works.map(({ id }) => ({ citing: id, cited })));
          const dots = works.map((one) => ({...one, layer: layerOf.get(one.id), group: one.year}));
          return Object.fromEntries(inLevels(dots, [{ level: "county", name: "" }]).places);
        }""",
        source,
    )
    assert placed["old"]["x"] < placed["new"]["x"]
    assert placed["cited"]["y"] < min(placed["old"]["y"], placed["new"]["y"])


def test_a_line_shows_the_sentence_that_cites(page) -> None:
    opened(page, "/regulations/qc-2022/lineage?down=0")
    line = f"{PLAN} {LAW} based_on"
    at = page.evaluate("id => document.querySelector('.drawing').between(id)", line)
    page.locator(".drawing").scroll_into_view_if_needed()
    after(page, lambda: page.locator(".drawing").click(position=at))
    row = page.locator("[data-links] tr.chosen")
    assert row.get_attribute("data-link") == line
    assert "依据《云岭省食品安全条例》" in row.inner_text()
    row.locator(".source a").click()
    page.wait_for_url("**/documents/qc-2022#c*")


def test_a_work_is_followed_step_by_step_and_each_step_undone(page) -> None:
    opened(page, "/regulations/lj-2022/lineage?up=1&down=0")
    before = links(page)
    choose(page, LAW)
    assert "未收录" in page.inner_text("[data-facts]")
    after(page, page.locator('[data-act="in"]').click)
    assert f"{PLAN} {LAW} based_on" in links(page) - before
    assert page.get_attribute(".drawing", "data-lines") == str(len(links(page)))
    assert "处引用" in page.inner_text("[data-message]")
    address = page.url
    grown = links(page)
    after(page, page.locator('[data-tool="undo"]').click)
    assert links(page) == before
    after(page, page.locator('[data-tool="redo"]').click)
    assert links(page) == grown
    after(page, page.locator('[data-act="close"]').click)
    assert links(page) == before
    page.goto("about:blank")
    opened(page, address)
    assert links(page) == grown
    assert parse_qs(urlsplit(page.url).fragment)["open"] == [f"in {LAW}"]


def test_all_is_done_from_the_keyboard(page) -> None:
    opened(page, "/regulations/qc-2022/lineage")
    page.locator("[data-works] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    work = page.evaluate("document.activeElement.dataset.body")
    after(page, lambda: page.keyboard.press("Enter"))
    assert page.evaluate("document.activeElement.dataset.body") == work
    page.locator('[data-act="out"]').focus()
    after(page, lambda: page.keyboard.press("Enter"))
    assert parse_qs(urlsplit(page.url).fragment)["open"] == [f"out {work}"]


def test_the_lineage_fits_a_narrow_screen(page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, "/regulations/qc-2022")
    choose(page, LAW)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_the_list_stands_alone(browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/regulations/qc-2022/lineage")
    assert page.locator("[data-links] tr").count() > 0
    assert page.locator(".drawing").is_hidden()
    assert page.locator("[data-lists]").is_hidden()
    context.close()
