"""Names of bodies: every example of the table, and what must not be taken for one."""

from __future__ import annotations

from collections import defaultdict

import pytest

from graph.lexicon import load_lexicon
from graph.lexicon.body_name import Organ

FUNCTIONS = load_lexicon().functions
EXAMPLES = [
    (function.slug, short, full)
    for function in FUNCTIONS
    for short, full in function.examples.items()
]
COUNTEREXAMPLES = [
    (function.slug, name) for function in FUNCTIONS for name in function.counterexamples
]


@pytest.mark.parametrize(("slug", "short", "full"), EXAMPLES)
def test_an_example_means_its_full_name(slug: str, short: str, full: str) -> None:
    party = short.startswith("委")
    match = FUNCTIONS.match(short.removeprefix("委") if party else short, party=party)
    assert match is not None
    assert (match.function_slug, match.full_name) == (slug, full)


@pytest.mark.parametrize(("slug", "name"), COUNTEREXAMPLES)
def test_a_counterexample_is_no_body_of_the_function(slug: str, name: str) -> None:
    assert slug not in {match.function_slug for match in FUNCTIONS.candidates(name)}


def test_every_function_has_labels_a_source_names_and_examples() -> None:
    for function in FUNCTIONS:
        assert all((function.zh, function.en, function.source, function.names)), function.slug
        assert all((function.examples, function.counterexamples)), function.slug


def test_there_are_at_least_a_hundred_and_twenty_functions_with_labels_of_their_own() -> None:
    functions = list(FUNCTIONS)
    assert len(functions) >= 120
    assert len({function.zh for function in functions}) == len(functions)
    assert len({function.en for function in functions}) == len(functions)


def test_no_name_is_given_to_two_functions_unless_declared_ambiguous() -> None:
    owners = defaultdict(set)
    for function in FUNCTIONS:
        for name in function.names:
            for form in (name.full, *name.short_forms):
                owners[name.organ is Organ.PARTY, form].add(function.slug)
    shared = {form for (_, form), slugs in owners.items() if len(slugs) > 1}
    assert shared == FUNCTIONS.ambiguous


def test_an_ambiguous_name_settles_nothing_but_shows_its_readings() -> None:
    assert FUNCTIONS.match("金融监管局") is None
    readings = {match.function_slug for match in FUNCTIONS.candidates("金融监管局")}
    assert readings == {"local-finance", "financial-regulation"}


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("工业信息化局", "工业和信息化局"),
        ("住房和城乡建设委", "住房和城乡建设委员会"),
        ("食品安全委员会办", "食品安全委员会办公室"),
        ("政府食安办", "食品安全委员会办公室"),
        ("人民政府国资委", "人民政府国有资产监督管理委员会"),
    ],
)
def test_a_name_the_table_lacks_is_read_where_only_a_function_word_differs(
    name: str, full: str
) -> None:
    match = FUNCTIONS.match(name)
    assert match is not None
    assert match.full_name == full


@pytest.mark.parametrize(
    ("name", "slug", "full"),
    [
        ("教育科技和旅游局", "education", "教育科技和旅游局"),
        ("林业水利局", "forestry-grassland", "林业水利局"),
        ("文化体育统计局", "culture-tourism", "文化体育统计局"),
        ("商务旅游委", "commerce", "商务旅游委员会"),
    ],
)
def test_a_merged_body_has_the_function_named_first(name: str, slug: str, full: str) -> None:
    match = FUNCTIONS.match(name)
    assert match is not None
    assert (match.function_slug, match.full_name) == (slug, full)


@pytest.mark.parametrize(
    "name", ["", "局", "办", "某某局", "有关部门", "成员单位", "委员", "教育科技公司"]
)
def test_what_is_no_name_of_a_body_is_not_matched(name: str) -> None:
    assert FUNCTIONS.match(name) is None


def test_party_bodies_are_found_without_the_committee_but_state_bodies_not_below_it() -> None:
    assert FUNCTIONS.match("网信办") == FUNCTIONS.match("网信办", party=True)
    assert FUNCTIONS.match("市场监管局", party=True) is None


def test_the_same_short_form_means_another_body_below_a_party_committee() -> None:
    state, party = FUNCTIONS.match("外办"), FUNCTIONS.match("外办", party=True)
    assert state is not None
    assert party is not None
    assert (state.full_name, party.full_name) == ("人民政府外事办公室", "外事工作委员会办公室")


def test_a_former_body_says_until_when_and_has_a_key_of_its_own() -> None:
    match = FUNCTIONS.match("食药监局")
    assert match is not None
    assert (match.is_former, match.until) == (True, 2018)
    assert match.key == "食品药品监督管理局"


def test_a_centre_beside_the_bureau_has_a_key_of_its_own() -> None:
    bureau, centre = FUNCTIONS.match("农业农村局"), FUNCTIONS.match("畜牧兽医服务中心")
    assert bureau is not None
    assert centre is not None
    assert bureau.function_slug == centre.function_slug == "agriculture-rural"
    assert (bureau.key, centre.key) == ("agriculture-rural", "畜牧兽医服务中心")


def test_other_readings_of_a_short_form_are_kept() -> None:
    match = FUNCTIONS.match("文旅局")
    assert match is not None
    assert match.full_name == "文化和旅游局"
    assert "文化广电和旅游局" in match.alternatives


def test_all_names_hold_full_and_short_forms_once() -> None:
    names = list(FUNCTIONS.all_names())
    assert {"市场监督管理局", "市监局", "宣传部"} <= set(names)
    assert len(names) == len(set(names))
