"""Every store tells the networks what changed, so that they hold what the store holds."""

from __future__ import annotations

import pytest

from graph import network_parts
from graph.model import Relation, Role
from graph.networks import Networks
from graph.questions import CooperationIn, Page, Scope
from graph.store import GraphStore
from tests.builders import (
    LINJIANG,
    QINGCHUAN,
    YUNLING,
    FragmentBuilder,
    a_regulation,
    an_agency,
)

A, B, C = (an_agency(name) for name in ("甲局", "乙局", "丙局"))
SCOPES = (
    Scope(),
    Scope(locations=(QINGCHUAN.id,)),
    Scope(locations=(QINGCHUAN.id,), with_subdivisions=False),
    Scope(locations=(YUNLING.id,), years=(2021, 2022)),
    Scope(document="document/county"),
    Scope(words=("第2项",)),
)


def plan(key: str, location: str, year: int, *pairs: tuple) -> FragmentBuilder:
    builder = FragmentBuilder(key, year, location)
    builder.name(YUNLING, QINGCHUAN, LINJIANG, a_regulation(key, document=builder.id))
    for pair in pairs:
        first, *others = pair
        action = builder.action((first, Role.LEAD), *((one, Role.JOINT) for one in others))
        builder.join(action, Relation.CITES, a_regulation("条例"))
    return builder


def agree(networks: Networks, store: GraphStore) -> bool:
    for scope in SCOPES:
        for roles in ((), (Role.JOINT,), (Role.LEAD, Role.SUPPORT)):
            question = CooperationIn(scope=scope, roles=roles, page=Page(0, None))
            rows = store.answer(question).rows
            anew = {(row.a.id, row.b.id): row.weight for row in rows}  # type: ignore[union-attr]
            if networks.weights(scope, roles=roles) != anew:
                return False
    return True


@pytest.mark.parametrize("many", [1, 1000])
def test_networks_follow_what_comes_changes_and_goes(
    store: GraphStore, many: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(network_parts, "MANY", many)
    networks = Networks(store)
    store.replace(plan("city", QINGCHUAN.id, 2021, (A, B), (A, B, C)).build())
    store.replace(plan("county", LINJIANG.id, 2022, (B, C)).build())
    assert agree(networks, store)
    store.replace(plan("city", QINGCHUAN.id, 2023, (A, C)).build())
    assert agree(networks, store)
    documents, cited = networks.citations(Scope())
    assert documents == 2
    assert {(tie.citing, tie.cited) for tie in cited.ties} == {
        ("regulation/city", "regulation/条例"),
        ("regulation/county", "regulation/条例"),
    }
    store.remove("document/county")
    assert agree(networks, store)
    assert [tie.citing for tie in networks.citations(Scope())[1].ties] == ["regulation/city"]
