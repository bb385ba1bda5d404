"""The rows of a result as entries of a feed: an id that stays, a title, a moment, the sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone

from graph.model import Document
from graph.questions import (
    ActionRow,
    CensusRow,
    CitationRow,
    CitedTogetherRow,
    CooperationRow,
    FunctionRow,
    IndicatorRow,
    MetricRow,
    PartnerRow,
    PathRow,
    RankingRow,
    SubjectRow,
)
from search.engine import Hit
from web.addresses import address_of, answer_address, targets_of
from web.asked import Questioned, Wanted
from web.atom import Entry
from web.labels import node_name
from web.pages.drawings import actions_together
from web.site import site
from web.sources import Found, absolute, source_of

LONGEST_TITLE = 60
_CHINA = timezone(timedelta(hours=8))


def entries_of(wanted: Wanted, rows: Sequence[Found]) -> list[Entry]:
    """Return the rows of a result as entries.

    What no document says, such as a count, is as new as the last file taken in; where that was
    not noted, as the answer.
    """
    together = actions_together(wanted.question) if isinstance(wanted, Questioned) else str
    last = last_taken_in() or datetime.now(UTC)
    return [_entry(row, together, last) for row in rows]


def moment_of(document: Document | None, otherwise: datetime) -> datetime:
    """Return when a document was issued or, where it does not say, taken in, else its year."""
    if document is None:
        return otherwise
    said = _day(document.issued_on) or _taken_in(document)
    return said or _day(str(document.year)) or otherwise


def last_taken_in() -> datetime | None:
    """Return when the last file was taken in, as far as it was noted."""
    ledger = site().ledger
    latest = ledger.part(None, 0, 1) if ledger else ()
    return datetime.fromisoformat(latest[0].at) if latest and latest[0].at else None


def _entry(row: Found, together: Callable[[Found], str], last: datetime) -> Entry:
    source = source_of(row)
    title = _title(row)
    return Entry(
        id=absolute(_place(row, together)),
        title=title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…",
        address=absolute(source.address),
        updated=moment_of(source.document, last),
        summary=source.quote,
    )


def _place(row: Found, together: Callable[[Found], str]) -> str:
    """Return an address that is that of this row alone."""
    match row:
        case ActionRow():
            return address_of(row.action.id)
        case IndicatorRow():
            return address_of(row.action.id, _anchor=row.indicator.id)
        case CitationRow():
            start, end = row.edge.evidence.start, row.edge.evidence.end
            cited = (f"c{start}", str(end), row.source.id, row.edge.mode or "", row.regulation.id)
            return address_of(row.document.id, _anchor="-".join(cited))
        case PartnerRow() | CooperationRow() | PathRow():
            return together(row)
        case RankingRow(node) | FunctionRow(node) | SubjectRow(node) | CitedTogetherRow(node):
            return address_of(node.id)
        case MetricRow(metric, unit):
            return answer_address(targets_of(metric, unit))
        case Hit() | Document():
            return address_of(row.id)
        case CensusRow():
            return ""


def _title(row: Found) -> str:
    match row:
        case ActionRow():
            return row.action.label
        case IndicatorRow():
            return row.indicator.text
        case CitationRow():
            return f"{row.source.label} → {row.regulation.title}"
        case PartnerRow():
            return f"{row.agency.name} ({row.weight})"
        case CooperationRow():
            return f"{row.a.name} — {row.b.name} ({row.weight})"
        case PathRow():
            return " — ".join(body.name for body in row.agencies)
        case RankingRow(node, weight):
            return f"{node_name(node)} ({weight})"
        case CitedTogetherRow(regulation):
            return f"{regulation.title} ({row.weight})"
        case FunctionRow(function, weights):
            return f"{node_name(function)} ({' : '.join(map(str, weights))})"
        case SubjectRow(subject, own, elsewhere):
            return f"{node_name(subject)} ({own} : {elsewhere})"
        case MetricRow(metric, unit, weight):
            return f"{metric} ({unit or '—'}, {weight})"
        case Hit():
            return row.title.text or row.snippet.text
        case Document():
            return row.title
        case CensusRow():
            return ""


def _taken_in(document: Document) -> datetime | None:
    ledger = site().ledger
    files = ledger.files_of(document.id) if ledger else ()
    return max((datetime.fromisoformat(file.at) for file in files if file.at), default=None)


def _day(written: str | None) -> datetime | None:
    """Return where in China a day, or the first of a month or year, begins; None for no date.

    >>> _day("2022-04").isoformat(), _day("2022-02-30")
    ('2022-04-01T00:00:00+08:00', None)
    """
    year, month, day = [*(written or "").split("-"), "1", "1"][:3]
    try:
        return datetime(int(year), int(month), int(day), tzinfo=_CHINA)
    except ValueError:
        return None
