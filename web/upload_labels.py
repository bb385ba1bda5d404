"""What is said of uploads and how far they are, in the visitor's language."""

from __future__ import annotations

from flask_babel import gettext

from ingest.ledger import Entry, Outcome
from web.labels import outcome_label
from web.reasons import reason_words
from web.uploads.model import GONE, REMOVED, Row, State


def state_label(state: State) -> str:
    """Return how far a file or a run is."""
    words = {
        State.WAITING: gettext("等待处理"),
        State.READING: gettext("正在处理"),
        State.INDEXING: gettext("正在更新索引"),
        State.DONE: gettext("已完成"),
    }
    return str(words[state])


def result_label(outcome: str) -> str:
    """Return what became of a file or of a document that was to be removed."""
    if outcome == REMOVED:
        return str(gettext("已删除"))
    if outcome == GONE:
        return str(gettext("原已不在"))
    return outcome_label(outcome)


def row_reason(row: Row) -> str:
    """Return what is said of a file in one sentence; '' where there is nothing to say."""
    if row.outcome not in list(Outcome):
        return ""
    told = Entry(
        path="",
        name=row.name,
        sha256="",
        size=row.size,
        outcome=Outcome(row.outcome),
        reason=row.reason,
        code=row.code,
    )
    return reason_words(told)
