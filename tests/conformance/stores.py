"""Bodies that the suites of stores speak of, and short ways to fill and ask a store."""

from __future__ import annotations

from graph.model import Fragment
from graph.questions import (
    ActionsOf,
)
from graph.store import GraphStore
from tests.builders import (
    HEALTH,
    MARKET,
    an_agency,
)

MARKET_BUREAU = an_agency("青川市市场监督管理局", MARKET.id)


HEALTH_BUREAU = an_agency("青川市卫生健康委员会", HEALTH.id)


COUNTY_BUREAU = an_agency("临江县市场监督管理局", MARKET.id)


def fill(store: GraphStore, *fragments: Fragment) -> None:
    for fragment in fragments:
        store.replace(fragment)


def action_ids(store: GraphStore, question: ActionsOf) -> list[str]:
    return [row.action.id for row in store.answer(question).rows]
