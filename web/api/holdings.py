"""What the site holds, as JSON: counts, the files handed in, what deserves a second look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.codec import edge_record, record_of
from graph.doctor import Alike, Merge, Missing, Unsettled
from graph.questions import Page
from ingest.ledger import Entry, Outcome
from web.api.answers import all_at_once, part_of
from web.api.documents import file_record
from web.api.lists import Listing
from web.api.reading import Values
from web.pages.about import census as counted
from web.site import document_counts, site


def census(values: Values) -> dict[str, Any]:
    """Return how much the graph holds, how far it and the index have come, and the files."""
    row, here = counted(), site()
    return {
        "nodes": dict(row.nodes),
        "edges": dict(row.edges),
        "years": [{"value": v, "count": n} for v, n in sorted(document_counts("year"))],
        "change": here.store.last_change,
        "indexed": here.engine.last_change,
        "files": here.ledger.counts() if here.ledger else {},
    }


def files(values: Values) -> dict[str, Any]:
    """Return the files that were handed in and what became of each, latest first."""
    ledger = site().ledger
    outcome = Outcome(values["outcome"]) if values["outcome"] else None

    def rows(page: Page) -> tuple[int, Sequence[Entry]]:
        if ledger is None:
            return 0, ()
        counts = ledger.counts()
        total = counts.get(outcome, 0) if outcome else sum(counts.values())
        return total, ledger.part(outcome, page.offset, page.limit or 0)

    return part_of(Listing(("files", outcome), rows, _latest), values).told(file_record)


def findings(values: Values) -> dict[str, Any]:
    """Return what deserves a second look, the weightiest first: names, merges, works, twins."""
    sort = values["show"]
    part = all_at_once(("findings", sort), lambda: getattr(site().doctor.report, sort), values)
    return part.told(_finding)


def _latest() -> tuple[int, str]:
    """Return what tells whether files came since: how many, and when the last one did."""
    ledger = site().ledger
    if ledger is None:
        return 0, ""
    latest = ledger.part(None, 0, 1)
    return sum(ledger.counts().values()), latest[0].at if latest else ""


def _finding(found: Unsettled | Merge | Missing | Alike) -> dict[str, Any]:
    match found:
        case Unsettled(body, mentions, documents, edge):
            told: dict[str, Any] = {"mentions": mentions, "documents": documents}
            return {"nodes": [record_of(body)], "edge": edge_record(edge), **told}
        case Merge(body, names, edge):
            told = {"names": [{"value": name, "count": count} for name, count in names]}
            return {"nodes": [record_of(body)], "edge": edge_record(edge), **told}
        case Missing(regulation, documents, edge):
            return {
                "nodes": [record_of(regulation)],
                "edge": edge_record(edge),
                "documents": documents,
            }
        case Alike(one, other, likeness):
            return {"nodes": [record_of(one), record_of(other)], "likeness": likeness}
