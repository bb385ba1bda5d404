"""Everything on a page is reached by the Tab key, seen where it is, and left by Escape."""

from __future__ import annotations

import pytest

from tests.web.test_pages import PAGES

pytestmark = pytest.mark.browser

PATHS = tuple({path.partition("?")[0]: path for path in PAGES}.values())
"""Of each page the address that asks most of it."""
MOST_KEYS = 600
CONTROLS = """() => {
  const all = [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']")];
  window.unreached = new Set(all.filter(one => one.checkVisibility({visibilityProperty: true})
    && !one.disabled && one.type !== "hidden"));
  window.unseen = [];
  return all.filter(one => one.tabIndex > 0).map(one => one.outerHTML);
}"""
STEP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return false;
  const look = getComputedStyle(here), box = here.getBoundingClientRect();
  const isLit = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const isInView = box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  if (!isLit || !isInView) window.unseen.push(here.outerHTML);
  return window.unreached.delete(here);
}"""


@pytest.mark.parametrize("path", PATHS)
def test_every_control_is_reached_and_seen(tab, path: str) -> None:
    tab.goto(path)
    assert tab.evaluate(CONTROLS) == []
    for _ in range(MOST_KEYS):
        tab.keyboard.press("Tab")
        if not tab.evaluate(STEP):
            break
    assert tab.evaluate("[...window.unreached].map(one => one.outerHTML)") == []
    assert tab.evaluate("window.unseen") == []


def test_the_skip_link_leads_past_the_head(page) -> None:
    page.goto("/documents")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", ["/", "/about", "/documents/qc-2022", "/network"])
def test_a_slash_goes_to_the_search_box(page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.input_value("input[name=q] >> nth=0") == ""
    page.keyboard.type("a/b")
    assert page.input_value("input[name=q] >> nth=0") == "a/b"


def test_the_menu_of_a_narrow_screen_is_opened_and_left_by_keys(page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/about")
    menu = page.get_by_role("button", name="菜单")
    menu.focus()
    page.keyboard.press("Enter")
    entry = page.get_by_role("navigation").get_by_role("link", name="公文").first
    entry.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('nav') !== null")
    page.keyboard.press("Escape")
    entry.wait_for(state="hidden")
    assert menu.evaluate("e => e === document.activeElement")
