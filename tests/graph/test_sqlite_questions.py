"""How the SQLite store finds its answers: in one statement each, along indexes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import Role
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CitedTogether,
    CooperationIn,
    Documents,
    EgoNetwork,
    Indicators,
    PartnersOf,
    Party,
    Paths,
    Question,
    Ranking,
    Scope,
)
from graph.sqlite_questions import statement_of
from graph.sqlite_store import SqliteStore
from tests.builders import MARKET, QINGCHUAN, a_fragment, a_group, an_agency

AGENCY = Party(agency=an_agency().id, roles=(Role.LEAD, Role.SOLE))
FUNCTION = Party(function=MARKET.id)
PLACE = Scope(locations=(QINGCHUAN.id,), years=(2020, 2022))
QUESTIONS: list[Question] = [
    ActionsOf(parties=(AGENCY,)),
    ActionsOf(parties=(FUNCTION, AGENCY), scope=PLACE),
    ActionsOf(scope=Scope(document="document/qc-2021")),
    ActionsOf(parties=(AGENCY,), scope=Scope(subject="subject/canteens")),
    Documents(scope=Scope(subject="subject/canteens")),
    PartnersOf(party=AGENCY),
    PartnersOf(party=FUNCTION, scope=PLACE),
    Citations(node="regulation/x", direction="in"),
    Citations(node="document/qc-2021", direction="out"),
    Indicators(party=AGENCY),
    CooperationIn(agency=an_agency().id),
    EgoNetwork(agency=an_agency().id, depth=2),
    Paths(agency=an_agency().id, other=a_group().id),
    CitedTogether(node="regulation/x"),
    ActionsOf(scope=PLACE, gap="vague", sort="oldest"),
    Indicators(scope=PLACE, sort="highest"),
    Ranking(by="agency", roles=(Role.LEAD,), scope=PLACE),
    Ranking(by="location", scope=PLACE),
    Ranking(by="regulation", party=AGENCY),
    Ranking(by="regulation", party=FUNCTION, scope=PLACE),
]
TABLES = {"acting", "documents", "duties", "edges", "measures", "nodes", "takings", "works"}
"""Tables that grow with the documents; in statements they have a letter for a name."""
WHOLE: list[Question] = [ActionsOf(), Documents(), Indicators(), CooperationIn(), Census()]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(a_fragment((an_agency(), Role.LEAD), (a_group(), Role.SUPPORT)))
        yield store


@pytest.mark.parametrize(
    "question", [*QUESTIONS, *WHOLE], ids=lambda question: type(question).__name__
)
def test_a_question_is_one_statement(store: SqliteStore, question: Question):
    statements: list[str] = []
    with store._pool.connection() as connection:
        connection.set_trace_callback(statements.append)
    store.answer(question)
    assert len([sql for sql in statements if not sql.startswith("--")]) == 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_a_question_about_one_thing_reads_no_table_from_end_to_end(
    store: SqliteStore, question: Question
):
    statement = statement_of(question)
    with store._pool.connection() as connection:
        plan = connection.execute("EXPLAIN QUERY PLAN " + statement.sql, statement.values)
        steps = [row[3].split() for row in plan]
    scanned = [step[1] for step in steps if step[0] == "SCAN"]
    assert [name for name in scanned if name in TABLES or len(name) == 1] == []
