from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from graph.memory import MemoryStore
from graph.model import Level, Location
from search.names import names_of
from search.tokens import query_words
from search.vocabulary import function_forms, learn_lexicon
from tests.builders import MARKET, FragmentBuilder, a_regulation
from tests.search.worlds import names_of_the_world


def a_place(name: str, parent: str | None = None) -> Location:
    return Location(id=f"location/{name}", name=name, level=Level.PREFECTURE, parent=parent)


def held(*nodes):
    store = MemoryStore()
    store.replace(FragmentBuilder().name(*nodes).build())
    return names_of(store, function_forms(load_lexicon()))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("望江市", "望江"),
        ("望江回族自治州", "望江州"),
        ("望江回族自治州", "望江"),
        ("望江壮族自治区", "望江"),
        ("望江新区", "望江"),
        ("望县", "望县"),
    ],
)
def test_a_place_goes_by_its_short_names(name: str, typed: str) -> None:
    [part] = held(a_place(name)).parts(typed)
    assert (part.kind, part.values) == ("place", (f"location/{name}",))


def test_a_place_is_not_known_by_one_sign() -> None:
    [part] = held(a_place("望县")).parts("望")
    assert part.kind == "unknown"


@pytest.mark.parametrize("typed", ["市监局", "市场监督管理局", "Market Regulation Bureau"])
def test_a_function_goes_by_every_name_of_the_lexicon(typed: str) -> None:
    [part] = held(MARKET).parts(typed)
    assert (part.kind, part.values) == ("function", (MARKET.id,))


def test_a_function_that_the_store_lacks_is_unknown() -> None:
    [part] = held().parts("市监局")
    assert part.kind == "unknown"


def test_a_short_title_is_one_only_in_its_brackets() -> None:
    names = held(a_regulation("管理办法"), a_regulation("食品安全法"))
    kinds = {
        typed: names.parts(typed)[0].kind for typed in ("管理办法", "《管理办法》", "食品安全法")
    }
    assert kinds == {"管理办法": "unknown", "《管理办法》": "title", "食品安全法": "title"}


def test_places_above_may_go_in_circles() -> None:
    names = held(a_place("甲市", "location/乙市"), a_place("乙市", "location/甲市"))
    assert not names.is_below("location/甲市", "location/丙市")
    assert names.is_below("location/甲市", "location/乙市")


def test_latin_names_are_not_found_inside_words() -> None:
    parts = names_of_the_world().parts("unhealthy commissioned")
    assert {part.kind for part in parts} == {"unknown"}


def test_names_of_the_lexicon_stay_whole() -> None:
    learn_lexicon(load_lexicon())
    assert [word.text for word in query_words("由市场监督管理局牵头")][1] == "市场监督管理局"
