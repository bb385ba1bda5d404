"""The pages of accounts and uploads keep the rules of accessibility, and nothing moves on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import served
from tests.browser.visits import AXE, CHECK, COLOURS, RULES, SHIFTS, WIDEST
from tests.web.desk import PASSWORD, desk_in
from tests.web.test_desk_pages import DESK

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with accounts, served until the tests end."""
    desk = desk_in(Path(tmp_path_factory.mktemp("desk")))
    with served(desk) as address:
        yield address


@pytest.mark.parametrize("path", DESK)
def test_a_page_of_the_desk_breaks_no_rule_and_keeps_still(page, path: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci")
    if path != "/signin":
        page.goto("/signin")
        page.fill("[name=name]", "administrator")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        assert page.evaluate(WIDEST)
        assert page.evaluate(SHIFTS) < 0.01
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(CHECK, rules) == []
