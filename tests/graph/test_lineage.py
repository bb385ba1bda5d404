"""Citations make links between works, each with the places that prove it."""

from __future__ import annotations

from graph.lineage import links_of
from graph.memory import MemoryStore
from graph.model import Relation, Role
from graph.questions import ALL_ROWS, CitationRow, Citations
from tests.builders import FragmentBuilder, a_regulation, an_agency

BUREAU, LAW = an_agency("甲局"), a_regulation("条例")


def plan(key: str, year: int, *treatments: str) -> FragmentBuilder:
    builder = FragmentBuilder(key, year)
    builder.name(a_regulation(key, document=builder.id))
    for treatment in treatments:
        action = builder.action((BUREAU, Role.LEAD))
        builder.join(action, Relation.CITES, LAW, mode=treatment)
    return builder


def rows_of(*plans: FragmentBuilder) -> list[CitationRow]:
    store = MemoryStore()
    for builder in plans:
        store.replace(builder.build())
    answer = store.answer(Citations(node=LAW.id, direction="in", page=ALL_ROWS))
    return [row for row in answer.rows if isinstance(row, CitationRow)]


def test_a_document_cites_what_its_tasks_cite_once_for_each_way() -> None:
    links = links_of(
        rows_of(plan("a", 2021, "based_on", "based_on", "refers"), plan("b", 2020, "refers"))
    )
    told = [(link.citing, link.treatment, len(link.rows), link.since) for link in links]
    assert told == [
        ("regulation/a", "based_on", 2, 2021),
        ("regulation/a", "refers", 1, 2021),
        ("regulation/b", "refers", 1, 2020),
    ]
    assert not any(link.is_inferred for link in links)


def test_a_work_that_cites_itself_makes_no_link() -> None:
    builder = plan("a", 2021)
    own = a_regulation("a", document=builder.id)
    builder.join(builder.action((BUREAU, Role.LEAD)), Relation.CITES, own, mode="refers")
    store = MemoryStore()
    store.replace(builder.build())
    rows = store.answer(Citations(node=own.id, direction="in", page=ALL_ROWS)).rows
    assert len(rows) == 1
    assert links_of(row for row in rows if isinstance(row, CitationRow)) == []
