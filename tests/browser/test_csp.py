"""No page does what its policy forbids."""

from __future__ import annotations

import pytest

from tests.web.test_pages import PAGES

pytestmark = pytest.mark.browser

# Heard of by every page before its own scripts run.
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""


def test_no_page_violates_its_policy(page) -> None:
    page.add_init_script(LISTEN)
    found = {}
    for address in PAGES:
        page.goto(address, wait_until="load")
        page.keyboard.press("Tab")
        if violations := page.evaluate("window.violations"):
            found[address] = violations
    assert found == {}


def test_a_violation_would_be_heard(browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.add_init_script(LISTEN)
    page.goto("/about")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("window.violations.length")
    assert "style-src" in page.evaluate("window.violations[0]")
    page.close()
