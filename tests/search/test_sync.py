from __future__ import annotations

import pytest

from graph.memory import MemoryStore
from graph.model import Relation, Role
from graph.nodes import Nodes
from search.cutting import learn
from search.engine import Filters, Query, open_engine
from search.passages import passages_of
from search.sync import catch_up, cut_anew, is_cut_otherwise, rebuild
from tests.builders import (
    CANTEENS,
    LINJIANG,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    YUNLING,
    FragmentBuilder,
    a_fragment,
    a_regulation,
    an_agency,
)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def engine():
    return open_engine("tantivy:")


def test_an_action_is_indexed_with_all_it_can_be_filtered_by(store, engine) -> None:
    builder = FragmentBuilder().name(QINGCHUAN, YUNLING)
    action = builder.action((an_agency(), Role.LEAD), text="检查学校食堂")
    builder.join(action, Relation.CITES, a_regulation())
    builder.join(action, Relation.HAS_TARGET, SCHOOL_CANTEENS).name(CANTEENS)
    store.replace(builder.build())
    catch_up(store, engine)
    filters = Filters(
        kind="action",
        subject=CANTEENS.id,
        agency="agency/青川市市场监督管理局",
        role="lead",
        function="function/market-regulation",
        location=YUNLING.id,
        years=(2021, 2021),
        regulation="regulation/食品安全条例",
        document=builder.id,
    )
    assert [hit.id for hit in engine.search(Query(words="食堂", filters=filters)).hits] == [
        action.id
    ]


def test_a_document_is_found_by_any_of_its_text(store, engine) -> None:
    store.replace(a_fragment())
    catch_up(store, engine)
    text = store.text("document/qc-2021")
    hits = engine.search(Query(words=f"“{text[2:9]}”", filters=Filters(kind="document"))).hits
    assert [hit.id for hit in hits] == ["document/qc-2021"]


def test_the_passages_of_a_document_begin_with_itself(store) -> None:
    store.replace(a_fragment())
    kinds = [passage.kind for passage in passages_of(Nodes(store), "document/qc-2021")]
    assert kinds == ["document", "action"]


def test_a_place_that_is_no_node_is_still_a_place(store) -> None:
    store.replace(a_fragment(location=LINJIANG.id))
    passage = next(passages_of(Nodes(store), "document/qc-2021"))
    assert passage.locations == (LINJIANG.id,)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_an_index_reaches_the_store_in_batches_of_any_size(store, engine, batch: int) -> None:
    for number in range(5):
        store.replace(a_fragment(key=f"qc-{number}"))
    store.remove("document/qc-3")
    assert catch_up(store, engine, batch) == 5
    assert engine.last_change == store.last_change
    assert engine.search(Query(filters=Filters(kind="document"))).total == 4


def test_an_index_that_is_up_to_date_stays_as_it_is(store, engine) -> None:
    store.replace(a_fragment())
    assert catch_up(store, engine) == 1
    assert catch_up(store, engine) == 0


def test_what_the_store_removed_is_found_no_more(store, engine) -> None:
    store.replace(a_fragment())
    catch_up(store, engine)
    store.remove("document/qc-2021")
    catch_up(store, engine)
    assert engine.search(Query()).total == 0


def test_a_crash_between_two_batches_heals(store, engine) -> None:
    for number in range(4):
        store.replace(a_fragment(key=f"qc-{number}"))

    class Dying(type(engine)):
        def update(self, removed, added, change, vocabulary="") -> None:
            if change > 2:
                raise OSError("no space left")
            engine.update(removed, added, change, vocabulary)

    with pytest.raises(OSError, match="no space"):
        catch_up(store, Dying(), batch=2)
    assert engine.last_change == 2
    assert catch_up(store, engine) == 2
    assert engine.search(Query(filters=Filters(kind="document"))).total == 4


def test_the_index_of_another_store_is_rebuilt(store, engine) -> None:
    other = MemoryStore()
    for number in range(3):
        other.replace(a_fragment(key=f"other-{number}"))
    catch_up(other, engine)
    store.replace(a_fragment())
    catch_up(store, engine)
    assert engine.last_change == 1
    assert engine.search(Query(filters=Filters(kind="document"))).total == 1


def test_a_rebuilt_index_answers_as_one_that_caught_up(store, engine) -> None:
    for number in range(3):
        store.replace(a_fragment(key=f"qc-{number}"))
        catch_up(store, engine)
    before = engine.search(Query(words="检查"))
    rebuild(store, engine)
    after = engine.search(Query(words="检查"))
    assert {hit.id for hit in after.hits} == {hit.id for hit in before.hits}
    assert after.facets == before.facets


def test_an_index_cut_with_other_names_is_cut_anew_while_it_answers(store, engine) -> None:
    for number in range(5):
        builder = FragmentBuilder(key=f"qc-{number}")
        builder.action(text="检查溪谷灯会食堂")
        store.replace(builder.build())
    catch_up(store, engine)
    assert not is_cut_otherwise(engine)
    learn(["溪谷灯会"])
    assert is_cut_otherwise(engine)
    store.replace(a_fragment(key="later"))
    catch_up(store, engine)
    assert is_cut_otherwise(engine)  # what came since was cut anew, the rest was not
    answered: list[int] = []

    class Asked(type(engine)):
        def update(self, *told) -> None:
            answered.append(engine.search(Query(words="溪谷灯会")).total)
            engine.update(*told)

    asked = Asked()
    asked._searcher, asked._state = engine._searcher, engine._state
    assert cut_anew(store, asked, batch=2) == 6
    assert answered == [10] * 4
    assert not is_cut_otherwise(engine)
    assert engine.last_change == store.last_change
    scores = [hit.score for hit in engine.search(Query(words="溪谷灯会")).hits]
    assert min(scores) > 0.2  # weighed as one word, not found by its signs alone
