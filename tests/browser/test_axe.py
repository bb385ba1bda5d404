"""No page breaks a rule of WCAG 2.2 AA that a program can check."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.web.test_pages import PAGES

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """async tags => (await axe.run(document, {runOnly: tags})).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`))"""

IS_WHOLE = "TEST_WHOLE" in os.environ
"""Whether each page is checked in both languages; else every other one is checked in English."""
LANGUAGES = ("zh", "en")
CHOSEN = [
    (path, code)
    for number, path in enumerate(PAGES)
    for code in (LANGUAGES if IS_WHOLE else LANGUAGES[number % 2 : number % 2 + 1])
]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "code"), CHOSEN)
def test_no_page_breaks_a_rule_of_accessibility(page, axe: str, path: str, code: str) -> None:
    page.goto(f"/language/{code}?to=/about")
    page.goto(path)
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, contrast="no-preference")
        assert page.evaluate(CHECK, RULES) == []
        page.emulate_media(contrast="more")
        assert page.evaluate(CHECK, ["cat.color"]) == []
