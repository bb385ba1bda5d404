"""What a regulation rests on, up to the State Council, and what rests on it, down to a county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext

from graph.lineage import Link, links_of
from graph.model import Kind, Level, Regulation
from graph.questions import CitationRow, Citations, Page
from web.addresses import address_of
from web.labels import level_label
from web.site import node_or_404, site

lineage_pages = Blueprint("lineage", __name__, url_prefix="/regulations")

MOST_CITATIONS = 200
"""So many citations in either direction, the nearest, are drawn,"""
FEWER = 40
"""and so many on the page of a regulation, which has other parts."""
STEPS = range(6)
STEPS_UP, STEPS_DOWN = 3, 2
Direction = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Links around a work; ``shown`` of ``total`` citations are in them."""

    links: list[Link]
    shown: int
    total: int


@lineage_pages.get("/<key>/lineage")
def lineage(key: str) -> str:
    """Show the works above and below one as a drawing, with the equal list."""
    work = _work(key)
    up, down = _steps("up", STEPS_UP), _steps("down", STEPS_DOWN)
    parts = parts_of_page(work, up, down, MOST_CITATIONS)
    return render_template("lineage.html", regulation=work, **parts)


@lineage_pages.get("/<key>/lineage/step")
def step(key: str) -> str:
    """Show what cites a work, or what it cites, as a part of a page that the drawing adds."""
    work = _work(key)
    found = _together(_citations(work, _direction(), 1, MOST_CITATIONS))
    return render_template(
        "lineage_step.html", links=found.links, drawing=_drawing(work, found), lineage=found
    )


def parts_of_page(
    work: Regulation, up: int = STEPS_UP, down: int = STEPS_DOWN, most: int = FEWER
) -> dict[str, Any]:
    """Return what templates need to show the lineage of a work."""
    found = _together(_citations(work, "out", up, most), _citations(work, "in", down, most))
    return {
        "lineage": found,
        "lineage_drawing": _drawing(work, found),
        "up": up,
        "down": down,
        "steps": STEPS,
    }


def _work(key: str) -> Regulation:
    found = node_or_404(Kind.REGULATION, key)
    assert isinstance(found, Regulation)
    return found


def _direction() -> Direction:
    match request.args.get("direction"):
        case "in":
            return "in"
        case "out":
            return "out"
    abort(404)


def _steps(name: str, usual: int) -> int:
    value = request.args.get(name) or str(usual)
    if value not in map(str, STEPS):
        abort(404)
    return int(value)


def _citations(
    work: Regulation, direction: Direction, depth: int, most: int
) -> tuple[list[CitationRow], int]:
    """Return the nearest citations of a direction, and how many there are."""
    if not depth:
        return [], 0
    # What a work cites is told by its full text, where there is one.
    node = work.document if direction == "out" and work.document else work.id
    page = Page(0, most)
    answer = site().store.answer(Citations(node=node, direction=direction, depth=depth, page=page))
    return [row for row in answer.rows if isinstance(row, CitationRow)], answer.total


def _together(*found: tuple[list[CitationRow], int]) -> Lineage:
    rows = [row for rows, _ in found for row in rows]
    return Lineage(links_of(rows), len(rows), sum(total for _, total in found))


def _drawing(work: Regulation, found: Lineage) -> dict[str, Any]:
    """Return works and links as the drawing script reads them."""
    ids = dict.fromkeys([work.id, *_ends(found.links)])
    nodes = (site().nodes.node(one) for one in ids)
    return {
        "middle": work.id,
        "works": [_drawn(node) for node in nodes if isinstance(node, Regulation)],
        "links": [
            {"citing": link.citing, "cited": link.cited, "how": link.treatment}
            for link in found.links
        ],
        "levels": [
            *({"level": level, "name": level_label(level)} for level in Level),
            {"level": "", "name": str(gettext("层级不明"))},
        ],
    }


def _ends(links: Iterable[Link]) -> list[str]:
    return [end for link in links for end in (link.citing, link.cited)]


def _drawn(work: Regulation) -> dict[str, Any]:
    standing, key = site().standings.of(work), work.id.partition("/")[2]
    return {
        "id": work.id,
        "title": work.title,
        "level": standing.level or "",
        "year": standing.year,
        "held": work.document is not None,
        "address": address_of(work.id),
        "lineage": url_for("lineage.lineage", key=key),
        "step": url_for("lineage.step", key=key),
    }
