"""The top of a page stays out of the way, and its menu opens without scripts."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

ROWS = """() => new Set([...document.querySelectorAll(
  'header :is(.brand, .language, .menu, .searchbox, .entries a)'
)].filter(e => e.offsetParent).map(e => {
  const {top, bottom} = e.getBoundingClientRect();
  return Math.round((top + bottom) / 2 / 8);
})).size"""


@pytest.mark.parametrize("code", ["zh", "zh-Hant", "en"])
@pytest.mark.parametrize("width", [1440, 1100, 800, 390, 320])
def test_the_header_has_two_rows_at_most(tab, width: int, code: str) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"/language/{code}?to=/about")
    assert tab.evaluate(ROWS) <= 2


def test_the_menu_of_a_narrow_screen_opens_by_keyboard_and_without_scripts(
    browser, address: str
) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/about")
    entry = page.locator(".entries a[href='/functions']")
    assert not entry.is_visible()
    page.locator(".menu").focus()
    page.keyboard.press("Enter")
    assert entry.is_visible()
    page.keyboard.press("Escape")
    assert not entry.is_visible()
    page.locator(".menu").click()
    entry.click()
    page.wait_for_url("**/functions")
    context.close()
