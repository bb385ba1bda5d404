"""Tasks of other documents that are like one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.memory import MemoryStore
from graph.model import Action, Document, Fragment
from search.engine import SearchEngine, open_engine
from search.similar import LIKE_FROM, similar_to
from search.sync import catch_up

CANTEENS = "推进学校食堂明厨亮灶建设，开展食品安全监督检查"
TEXTS = {
    "a": [CANTEENS, "改造农村危桥，提升公路安全水平"],
    "b": ["推进学校食堂明厨亮灶建设，完成食品安全监督检查", "建设社区养老服务中心"],
    "c": ["推进学校食堂明厨亮灶建设", "改造农村危桥，提升公路通行能力"],
    "d": ["开展水质监测"],
}


def an_action(document: str, order: int, text: str, statement: str = "") -> Action:
    return Action(
        id=f"action/{document}-{order}",
        document=f"document/{document}",
        order=order,
        number=str(order),
        section="",
        title="",
        text=text + statement,
        statement=statement,
        start=0,
        end=len(text),
    )


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    for key, texts in TEXTS.items():
        document = Document(id=f"document/{key}", title=key, regulation=f"regulation/{key}")
        actions = [
            an_action(key, order, text, f"（{key}市市场监管局牵头，{key}市教育局配合）")
            for order, text in enumerate(texts, 1)
        ]
        store.replace(Fragment(document, "\n".join(texts), tuple(actions), ()))
    return store


@pytest.fixture
def engine(store: MemoryStore) -> Iterator[SearchEngine]:
    engine = open_engine("tantivy:")
    catch_up(store, engine)
    yield engine
    engine.close()


def like(store: MemoryStore, engine: SearchEngine, key: str, most: int = 6) -> list[str]:
    action = store.node(f"action/{key}")
    assert isinstance(action, Action)
    alike = similar_to(action, store, engine, most)
    assert all(LIKE_FROM <= one.likeness <= 1 for one in alike)
    return [one.action.id.partition("/")[2] for one in alike]


def test_the_same_work_elsewhere_is_found_best_first(store, engine) -> None:
    assert like(store, engine, "a-1") == ["b-1", "c-1"]
    assert like(store, engine, "a-1", 1) == ["b-1"]
    assert like(store, engine, "a-2") == ["c-2"]


def test_that_the_same_kinds_of_body_do_both_makes_no_two_tasks_alike(store, engine) -> None:
    assert like(store, engine, "b-2") == []
    assert like(store, engine, "d-1") == []


def test_likeness_goes_both_ways(store, engine) -> None:
    one, other = (similar_to(store.node(f"action/{k}"), store, engine)[0] for k in ("a-1", "b-1"))
    assert one.likeness == other.likeness


def test_an_action_without_words_is_like_none(store, engine) -> None:
    assert similar_to(an_action("e", 1, "（一）"), store, engine) == ()
