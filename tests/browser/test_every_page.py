"""Every page is quiet, keeps still, fits its window, and can be used by all (WCAG 2.2 AA)."""

from __future__ import annotations

import os

import pytest

from tests.browser.visits import AXE, NARROW, WIDE, Found, found_on
from tests.web.test_pages import PAGES
from web.languages import COOKIE

pytestmark = pytest.mark.browser

IS_WHOLE = "TEST_WHOLE" in os.environ
"""Whether each page is visited in both languages; else every other one in English too."""
VISITS = [
    (path, code)
    for number, path in enumerate(PAGES)
    for code in ("zh", "en")
    if code == "zh" or IS_WHOLE or number % 2
]


@pytest.fixture(scope="module", params=VISITS, ids=" ".join)
def found(request: pytest.FixtureRequest, window, lasting_tab, address: str) -> Found:
    """What a visit of a page in a language finds: made once for the tests below."""
    path, code = request.param
    page, complaints = lasting_tab
    window.add_cookies([{"name": COOKIE, "value": code, "url": address}])
    complaints.clear()
    return found_on(page, path, complaints)


def test_the_browser_complains_of_nothing(found: Found) -> None:
    assert found.complaints == []


def test_no_page_violates_its_policy(found: Found) -> None:
    assert found.violations == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_scrolls_sideways(found: Found, width: int) -> None:
    assert found.fits[width]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_moves_after_it_is_shown(found: Found, width: int) -> None:
    assert found.moved[width] < 0.01


def test_every_control_has_a_name_and_every_page_one_heading(found: Found) -> None:
    assert found.title
    assert found.headings == 1
    assert found.unnamed == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci")
def test_no_page_breaks_a_rule_of_accessibility(found: Found) -> None:
    assert found.faults == {}
