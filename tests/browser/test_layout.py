"""Nothing on a page moves after it is shown."""

from __future__ import annotations

import pytest

from tests.web.test_pages import PAGES

pytestmark = pytest.mark.browser

SHIFTS = """() => new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) moved += shift.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 200);
})"""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_after_it_is_shown(page, path: str) -> None:
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        assert page.evaluate(SHIFTS) < 0.01
