"""The pages that ``bench.web`` asks for: of each kind a few that exist, the heaviest of them."""

from __future__ import annotations

from itertools import islice, pairwise
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from graph.links import parameters_of
from graph.model import Role
from graph.questions import (
    ActionsOf,
    Citations,
    Documents,
    FunctionsCompared,
    Indicators,
    Page,
    PartnersOf,
    Party,
    Question,
    Ranking,
    Scope,
)
from graph.store import GraphStore

EACH = 8
"""How many addresses of one kind are asked for in turn,"""
MANY = 150
"""and of how many each is asked for once."""
MADE_ONCE = (
    *("/", "/search?q=%E4%BB%BB%E5%8A%A1", "/search?q=%E6%B2%A1%E6%9C%89%E6%AD%A4%E8%AF%8D"),
    *("/network", "/network/citations", "/doctor"),
)
"""What is asked for before: a part of it is made of the whole graph, once after each start.

The second search finds nothing, for which words are gathered that may have been meant.
"""
LOOKED_AT = 300
"""How many documents are looked at for the longest."""
WORDS = ("食品安全", "市场监管", "学校食堂", "营商环境", "农村", "质量 提升", "市监局", "平台建设")

_NO_PAGES = ("/export", "/static", "/ready")

Addresses = dict[str, list[str]]


def addresses_in(store: GraphStore, each: int) -> Addresses:
    """Return at most so many addresses of each kind of page, for what a store holds most of."""
    agencies, places = _most(store, "agency", each), _most(store, "location", each)
    functions, works = _most(store, "function", each), _most(store, "regulation", each)
    documents = _longest(store, each)
    first = Party(agency=agencies[0]) if agencies else Party()
    leads = (Role.LEAD, Role.SOLE)
    found: Addresses = {
        "home": ["/"],
        "search, words": [f"/search?{urlencode({'q': words})}" for words in WORDS],
        "search, API": [f"/api/v1/search?{urlencode({'q': words})}" for words in WORDS],
        "agencies with most tasks": [_page(node) for node in agencies],
        "functions": [_page(node) for node in functions],
        "places": [_page(node) for node in places],
        "regulations cited most": [_page(node) for node in works],
        "long documents": [_page(node) for node in documents],
        "documents, list": ["/documents", "/documents?page=2"],
        "tasks": [_page(node) for node in _tasks(store, documents, each)],
        "answer, tasks an agency leads": [
            _answer(ActionsOf(parties=(Party(agency=node, roles=leads),))) for node in agencies
        ],
        "answer, tasks a function leads": [
            _answer(ActionsOf(parties=(Party(function=node, roles=leads),))) for node in functions
        ],
        "answer, words in tasks": [
            _answer(ActionsOf(scope=Scope(words=tuple(words.split())))) for words in WORDS
        ],
        "answer, tasks of a place, API": [
            f"/api/v1/actions?{urlencode({'jurisdiction': place})}" for place in places
        ],
        "answer, partners": [_answer(PartnersOf(party=Party(agency=node))) for node in agencies],
        "answer, who cites": [_answer(Citations(node=node, direction="in")) for node in works],
        "answer, indicators": [_answer(Indicators())]
        + [_answer(Indicators(scope=Scope(locations=(place,)))) for place in places],
        "ranking of agencies": [_answer(Ranking(by="agency"))],
        "compare two places": [
            _answer(FunctionsCompared(scopes=(_scope(one), _scope(other))))
            for one, other in pairwise(places)
        ],
        "tasks that nobody leads": [f"/search?{urlencode({'q': '没有牵头单位的任务'})}"],
        "network of a place": [
            f"/network?{urlencode({'jurisdiction': place})}" for place in places[:EACH]
        ],
        "network of all": ["/network"],
        "network of citations": ["/network/citations"],
        "open points": ["/doctor"],
        "file of 8 columns, CSV": [
            f"/export?{urlencode({'format': 'csv'} | _told(ActionsOf(parties=(first,))))}"
        ],
        "style sheet": ["/static/page.css"],
        "ready": ["/ready"],
    }
    return {kind: some[:each] for kind, some in found.items() if some}


def in_any_order(kinds: Addresses) -> list[str]:
    """Return the pages among addresses, those of one kind apart from each other."""
    found = [one for some in kinds.values() for one in some if not one.startswith(_NO_PAGES)]
    Random(1).shuffle(found)
    return found


def _most(store: GraphStore, by: Any, each: int) -> list[str]:
    rows = store.answer(Ranking(by=by, page=Page(0, each))).rows
    return [row.node.id for row in rows]  # type: ignore[union-attr]


def _longest(store: GraphStore, each: int) -> list[str]:
    some = store.answer(Documents(page=Page(0, LOOKED_AT))).rows
    ids = [row.id for row in some]  # type: ignore[union-attr]
    return sorted(ids, key=lambda node: len(store.text(node)), reverse=True)[:each]


def _tasks(store: GraphStore, documents: list[str], each: int) -> list[str]:
    nodes = (node.id for document in documents for node in store.fragment(document).nodes)
    return list(islice((node for node in nodes if node.startswith("action/")), each))


def _scope(place: str) -> Scope:
    return Scope(locations=(place,))


def _answer(question: Question) -> str:
    return f"/answer?{urlencode(_told(question))}"


def _told(question: Question) -> dict[str, str]:
    return {name: value for name, value in parameters_of(question).items() if value}


def _page(node_id: str) -> str:
    kind, _, key = node_id.partition("/")
    plural = {"agency": "agencies", "agency-group": "agency-groups"}.get(kind, f"{kind}s")
    return f"/{plural}/{quote(key, safe='')}"
