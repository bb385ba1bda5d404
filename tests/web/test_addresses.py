"""Addresses of nodes and answers are those that Flask would build, whatever the keys."""

from __future__ import annotations

import pytest
from flask import url_for
from hypothesis import given
from hypothesis import strategies as st

from graph.links import parameters_of
from graph.model import Role
from graph.questions import ActionsOf, Party, Scope
from web.addresses import ENDPOINT_OF_KIND, address_of, answer_address

_KEYS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


@pytest.mark.parametrize("prefix", ["", "/duties"])
@given(key=_KEYS)
def test_a_node_has_the_address_that_flask_builds(app, prefix, key) -> None:
    with app.test_request_context(base_url=f"http://localhost{prefix}"):
        for kind, endpoint in ENDPOINT_OF_KIND.items():
            assert address_of(f"{kind}/{key}") == url_for(endpoint, key=key)


@given(words=st.lists(_KEYS, max_size=2), key=_KEYS)
def test_an_answer_has_the_address_that_flask_builds(app, words, key) -> None:
    party = Party(agency=f"agency/{key}", roles=(Role.LEAD, Role.SOLE))
    asked = ActionsOf(parties=(party,), scope=Scope(words=tuple(words), years=(2021, 2023)))
    with app.test_request_context():
        assert answer_address(asked) == url_for("answers.answer", **parameters_of(asked))
