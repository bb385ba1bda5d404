"""Questions as the parameters of links."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.links import QuestionError, parameters_of, question_from
from graph.questions import (
    ActionsOf,
    CooperationIn,
    Documents,
    Indicators,
    Page,
    Party,
    Question,
    Scope,
)
from tests.strategies import questions


@given(questions)
def test_a_question_comes_back_from_its_link(question: Question):
    assume(getattr(question, "node", "") != "nothing")
    assert question_from(parameters_of(question)) == question


@given(
    st.dictionaries(
        st.sampled_from(("find", "agency", "role", "function", "year", "page", "size", "node")),
        st.sampled_from(("actions", "citations", "agency/x", "lead", "2020", "-1", "all"))
        | st.text("0123456789.,/年２-", max_size=8),
    )
)
def test_any_parameters_whatever_raise_nothing_but_our_own_error(parameters: dict[str, str]):
    with suppress(QuestionError):
        question = question_from(parameters)
        assert question_from(parameters_of(question)) == question


def test_what_a_question_has_anyway_is_left_out_of_its_link():
    assert parameters_of(ActionsOf()) == {"find": "actions"}


def test_predecessors_are_asked_for_with_a_word():
    question = ActionsOf(parties=(Party(agency="agency/甲局", with_predecessors=True),))
    link = parameters_of(question)
    assert link == {"find": "actions", "agency": "agency/甲局", "predecessors": "yes"}
    assert question_from(link) == question


@pytest.mark.parametrize(
    "parameters", [{"predecessors": "yes"}, {"agency": "agency/甲局", "predecessors": "1"}]
)
def test_predecessors_are_those_of_a_party_or_an_error(parameters: dict[str, str]):
    with pytest.raises(QuestionError, match="predecessors"):
        question_from(parameters)


def test_several_places_are_written_with_commas():
    scope = Scope(locations=("location/甲市", "location/乙市"))
    link = parameters_of(Documents(scope=scope))
    assert link == {"find": "documents", "jurisdiction": "location/甲市,location/乙市"}
    assert question_from(link) == Documents(scope=scope)


def test_one_year_is_written_alone():
    assert parameters_of(Documents(scope=Scope(years=(2020, 2020))))["year"] == "2020"


def test_a_page_is_written_as_its_number_where_it_has_one():
    assert parameters_of(Documents(page=Page(100, 50))) == {"find": "documents", "page": "3"}
    assert parameters_of(Documents(page=Page(7, 50))) == {"find": "documents", "offset": "7"}


def test_parties_after_the_first_are_numbered():
    question = ActionsOf(parties=(Party(agency="agency/甲局"), Party(function="function/health")))
    assert parameters_of(question) == {
        "find": "actions",
        "agency": "agency/甲局",
        "function2": "function/health",
    }


def test_empty_parameters_count_as_not_given():
    assert question_from({"find": "indicators", "metric": "", "year": ""}) == Indicators()


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"find": "wishes"}, "find cannot be 'wishes'"),
        ({"colour": "red"}, "This question has no colour"),
        ({"agency": "location/x"}, "no id of agency or agency-group"),
        ({"agency": "agency/x", "role": "boss"}, "takes lead, sole, joint, support"),
        ({"due": "soon"}, "must be like 2020"),
        ({"jurisdiction": "location/x,x"}, "takes ids of location"),
        ({"role": "lead"}, "needs an agency or a function"),
        ({"agency": "agency/x", "function": "function/x"}, "one party too many"),
        ({"year": "MMXX"}, "must be like 2020 or 2019..2021"),
        ({"year": "2021..2019"}, "end before they begin"),
        ({"page": "0"}, "whole number from 1 on"),
        ({"page": "２"}, "whole number from 1 on"),
        ({"page": "2", "offset": "5"}, "both say where to begin"),
        ({"size": "many"}, "a whole number or all"),
        ({"below": "maybe"}, "yes or no"),
        ({"find": "partners"}, "name one of them"),
        ({"find": "citations"}, "name it"),
        ({"find": "citations", "node": "regulation/x", "direction": "up"}, "takes in or out"),
        ({"find": "cooperation", "min_weight": "0"}, "whole number from 1 on"),
        ({"find": "census", "page": "2"}, "This question has no page"),
        ({"find": "indicators", "metric": "长" * 301}, "longer than 300"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(parameters: dict[str, str], reason: str):
    with pytest.raises(QuestionError, match=reason):
        question_from(parameters)


@pytest.mark.parametrize("size", ["all", "201"])
def test_a_page_from_outside_has_at_most_the_rows_allowed(size: str):
    with pytest.raises(QuestionError, match="at most 200 rows"):
        question_from({"find": "cooperation", "size": size}, max_size=200)
    assert question_from({"find": "cooperation", "size": "200"}, max_size=200) == CooperationIn(
        page=Page(0, 200)
    )
