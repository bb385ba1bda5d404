"""What a browser finds on a page that it visits once; each test of pages reads its part."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""Those of the rules that a page may break in dark colours only."""
CHECK = """async rules => (
  await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})
).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`))"""
SHIFTS = """() => new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) moved += shift.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 200);
})"""
WIDEST = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
"""Whether a page is not wider than its window."""
UNNAMED = """[...document.querySelectorAll(
  "main :is(input:not([type=hidden]), select, button, a[href])"
)].filter(
  e => !(e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim())
).map(e => e.outerHTML)"""

# Heard of by every page before its own scripts run.
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""
WIDE, NARROW = 1440, 390


@dataclass(frozen=True)
class Found:
    """What was found on a page, at both widths where they may differ."""

    title: str
    headings: int
    unnamed: list[str]
    violations: list[str]
    faults: dict[str, list[str]]
    fits: dict[int, bool]
    moved: dict[int, float]
    complaints: list[str]


def found_on(page, path: str, complaints: list[str]) -> Found:
    """Visit a page on a wide screen and then on a narrow one, and return what was found."""
    fits, moved, violations = {}, {}, []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        fits[width], moved[width] = page.evaluate(WIDEST), page.evaluate(SHIFTS)
        page.keyboard.press("Tab")
        violations += page.evaluate("window.violations")
        if width == WIDE:
            faults = faults_on(page) if AXE.is_file() else {}
    return Found(
        title=page.title(),
        headings=page.locator("h1").count(),
        unnamed=page.evaluate(UNNAMED),
        violations=violations,
        faults=faults,
        fits=fits,
        moved=moved,
        complaints=list(complaints),
    )


def faults_on(page) -> dict[str, list[str]]:
    """Return what breaks a rule of accessibility, by the colours in which it does."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults = {}
    for scheme, rules in (("light", RULES), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme, contrast="no-preference")
        faults[scheme] = page.evaluate(CHECK, rules)
        page.emulate_media(contrast="more")
        faults[f"{scheme}, more contrast"] = page.evaluate(CHECK, ["cat.color"])
    page.emulate_media(color_scheme="light", contrast="no-preference")
    return {colours: found for colours, found in faults.items() if found}
