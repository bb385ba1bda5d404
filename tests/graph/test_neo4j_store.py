"""What is said where a Neo4j server cannot be used; what it answers the conformance suite tests."""

from __future__ import annotations

import socket

import pytest

from graph.model import Kind, Relation
from graph.neo4j_schema import LABELS, RELATIONS, TYPES, edge_of, edge_properties, schema, small
from graph.store import StoreError, open_store
from tests.builders import FragmentBuilder, a_work, an_agency


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(StoreError) as told:
        open_store(f"bolt://someone:secret@{address}/zhize")
    assert f"bolt://{address}" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_scheme_that_no_store_has_is_refused_without_the_password() -> None:
    with pytest.raises(StoreError, match="No store is known for 'mongo:'") as told:
        open_store("mongo://someone:secret@host")
    assert "secret" not in str(told.value)


def test_every_kind_and_relation_has_a_name_of_its_own() -> None:
    assert set(LABELS) == set(Kind)
    assert {RELATIONS[name] for name in TYPES.values()} == set(Relation)
    assert len(set(LABELS.values())) == len(Kind)


def test_an_edge_comes_back_from_what_is_kept_of_it() -> None:
    builder = FragmentBuilder()
    builder.join(builder.action(), Relation.CITES, a_work("条例", "〔2019〕1号"), mode="based_on")
    builder.join(an_agency(), Relation.LEADS, builder.action(), mode="lead")
    for edge in builder.edges:
        kept = {name: value for name, value in edge_properties(edge).items() if value is not None}
        assert edge_of(kept, TYPES[edge.relation], edge.source, edge.target) == edge


def test_only_plain_letters_are_made_small() -> None:
    assert small("ABC中ＡÉ") == "abc中ＡÉ"


def test_a_name_is_made_for_each_constraint_and_index_once() -> None:
    names = [statement.split(" IF NOT EXISTS")[0].split()[-1] for statement in schema()]
    assert len(names) == len(set(names))
