"""What the policy of a page forbids is heard of, so that a visit can tell it."""

from __future__ import annotations

import pytest

from tests.browser.visits import LISTEN

pytestmark = pytest.mark.browser


def test_a_violation_would_be_heard(browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.add_init_script(LISTEN)
    page.goto("/about")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("window.violations.length")
    assert "style-src" in page.evaluate("window.violations[0]")
    page.close()
