"""What SPARQL finds equals what the store answers to the same question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import QueryResultsFormat, parse_query_results

from graph.model import RESPONSIBILITY, Kind, Relation, Role
from graph.ontology import local_name
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CooperationIn,
    Documents,
    Indicators,
    Page,
    PartnersOf,
    Party,
    Question,
    Ranking,
    Scope,
)
from graph.rdf import id_of, node_iri
from graph.sparql import Request, Sparql
from graph.sparql_here import sparql_here
from graph.store import EdgePattern, GraphStore

ALL = Page(limit=None)
WAYS = "(:leads|:shares|:supports)"


@pytest.fixture(scope="module")
def sparql(samples: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sparql]:
    with sparql_here(samples, tmp_path_factory.mktemp("rdf")) as sparql:
        yield sparql


def found(sparql: Sparql, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query: ids of nodes, numbers, words."""
    content = sparql.answer(Request(query=query, rows=100_000)).content
    rows: Any = parse_query_results(content, QueryResultsFormat.TSV)
    return [tuple(map(_plain, row)) for row in rows]


def _plain(term: Any) -> Any:
    if term is None or not hasattr(term, "datatype"):
        return id_of(term) if term is not None else None
    kind = term.datatype.value.rpartition("#")[2]
    return {"integer": int, "double": float}.get(kind, str)(term.value)


def answered(store: GraphStore, question: Question) -> Any:
    return store.answer(question).rows


def busiest(store: GraphStore, by: Any) -> str:
    """Return the id that most tasks, or citations, belong to."""
    row = answered(store, Ranking(by=by))[0]
    return str(row.node.id)


def test_the_actions_that_an_agency_leads(samples: GraphStore, sparql: Sparql):
    agency = busiest(samples, "agency")
    party = Party(agency=agency, roles=(Role.LEAD, Role.SOLE))
    actions = {row.action.id for row in answered(samples, ActionsOf(parties=(party,), page=ALL))}
    rows = found(sparql, f"SELECT ?action {{ {node_iri(agency)} :leads ?action }}")
    assert {action for (action,) in rows} == actions != set()


def test_the_actions_that_bodies_of_a_function_support(samples: GraphStore, sparql: Sparql):
    function = busiest(samples, "function")
    party = Party(function=function, roles=(Role.SUPPORT,))
    actions = {row.action.id for row in answered(samples, ActionsOf(parties=(party,), page=ALL))}
    rows = found(
        sparql,
        f"""SELECT DISTINCT ?action {{
            ?agency :function {node_iri(function)} ; :supports ?action .
            FILTER NOT EXISTS {{ ?later :succeeds ?agency ; :function {node_iri(function)} }} }}""",
    )
    assert {action for (action,) in rows} == actions != set()


def test_the_partners_of_an_agency(samples: GraphStore, sparql: Sparql):
    agency = busiest(samples, "agency")
    answer = answered(samples, PartnersOf(party=Party(agency=agency), page=ALL))
    rows = found(
        sparql,
        f"""SELECT ?partner (COUNT(DISTINCT ?action) AS ?weight) {{
            {node_iri(agency)} {WAYS} ?action . ?partner {WAYS} ?action .
            FILTER (?partner != {node_iri(agency)}) }} GROUP BY ?partner""",
    )
    assert set(rows) == {(row.agency.id, row.weight) for row in answer} != set()


def test_who_cites_a_regulation(samples: GraphStore, sparql: Sparql):
    work = busiest(samples, "regulation")
    answer = answered(samples, Citations(node=work, direction="in", page=ALL))
    rows = found(
        sparql,
        f"""SELECT ?source ?start ?document {{
            ?edge :relation :cites ; :target {node_iri(work)} ; :source ?source ;
                :evidence [ :start ?start ; :document ?document ] }}""",
    )
    cited = Counter((row.source.id, row.edge.evidence.start, row.document.id) for row in answer)
    assert Counter(rows) == cited != Counter()


def test_what_a_document_cites(samples: GraphStore, sparql: Sparql):
    documents = samples.nodes(Kind.DOCUMENT)
    citing = {
        document.id: answered(samples, Citations(node=document.id, direction="out", page=ALL))
        for document in documents
    }
    document = max(citing, key=lambda key: len(citing[key]))
    rows = found(
        sparql,
        f"""SELECT ?work ?start {{
            ?edge :relation :cites ; :target ?work ; :source ?source ; :evidence ?evidence .
            ?evidence :start ?start .
            {{ ?source :document {node_iri(document)} . ?source a :Action }}
            UNION {{ {node_iri(document)} :regulation ?source }} }}""",
    )
    told = Counter((row.regulation.id, row.edge.evidence.start) for row in citing[document])
    assert Counter(rows) == told != Counter()


def test_the_indicators_that_ask_for_a_rate(samples: GraphStore, sparql: Sparql):
    answer = answered(samples, Indicators(metric="率", page=ALL))
    rows = found(
        sparql,
        """SELECT ?action ?indicator ?value {
            ?action :hasTarget ?indicator . ?indicator a :Indicator ; :value ?value ;
                :metric ?metric ; :text ?text .
            FILTER (CONTAINS(?metric, "率") || CONTAINS(?text, "率")) }""",
    )
    told = {(row.action.id, row.indicator.id, row.indicator.value) for row in answer}
    assert set(rows) == told != set()


@pytest.mark.parametrize(
    ("by", "query"),
    [
        (
            "agency",
            f"SELECT ?x (COUNT(DISTINCT ?a) AS ?n) {{ ?x {WAYS} ?a }} GROUP BY ?x",
        ),
        (
            "location",
            """SELECT ?x (COUNT(?a) AS ?n) { ?a a :Action ; :document [ :location ?x ] }
            GROUP BY ?x""",
        ),
        (
            "regulation",
            "SELECT ?x (COUNT(?e) AS ?n) { ?e :relation :cites ; :target ?x } GROUP BY ?x",
        ),
    ],
)
def test_rankings(samples: GraphStore, sparql: Sparql, by: Any, query: str):
    answer = answered(samples, Ranking(by=by, page=ALL))
    assert set(found(sparql, query)) == {(row.node.id, row.weight) for row in answer} != set()


def test_who_acts_together(samples: GraphStore, sparql: Sparql):
    answer = answered(samples, CooperationIn(min_weight=2, page=ALL))
    rows = found(
        sparql,
        f"""SELECT ?a ?b (COUNT(DISTINCT ?action) AS ?weight) {{
            ?a {WAYS} ?action . ?b {WAYS} ?action . FILTER (STR(?a) < STR(?b)) }}
        GROUP BY ?a ?b HAVING (COUNT(DISTINCT ?action) >= 2)""",
    )
    told = {(frozenset((row.a.id, row.b.id)), row.weight) for row in answer}
    assert {(frozenset((a, b)), weight) for a, b, weight in rows} == told != set()


def test_the_documents_of_a_place_with_those_below(samples: GraphStore, sparql: Sparql):
    place = "location/990000"
    scope = Scope(locations=(place,), years=(2020, 2024))
    answer = answered(samples, Documents(scope=scope, page=ALL))
    rows = found(
        sparql,
        f"""SELECT ?document {{ ?document a :Document ; :year ?year ; :location ?place .
            ?place :parent* {node_iri(place)} .
            FILTER (xsd:integer(STR(?year)) >= 2020 && xsd:integer(STR(?year)) <= 2024) }}""",
    )
    assert {document for (document,) in rows} == {row.id for row in answer} != set()


def counted(pattern: str) -> str:
    """Return the query that counts each ``?what`` of a pattern by its local name."""
    inner = f"SELECT ?what (COUNT(?x) AS ?n) {{ {pattern} }} GROUP BY ?what"
    return f"SELECT (STRAFTER(STR(?what), '#') AS ?name) ?n {{ {{ {inner} }} }}"


def test_the_census(samples: GraphStore, sparql: Sparql):
    (census,) = answered(samples, Census())
    kinds = {local_name(Kind(kind)): count for kind, count in census.nodes}
    rows = found(sparql, counted("?x a ?what"))
    assert {kind: count for kind, count in rows if kind in kinds} == kinds
    relations = {local_name(Relation(relation)): count for relation, count in census.edges}
    rows = found(sparql, counted("?x :relation ?what"))
    assert dict(rows) == relations


def test_each_responsibility_is_one_statement(samples: GraphStore, sparql: Sparql):
    edges = [edge for way in RESPONSIBILITY for edge in samples.edges(EdgePattern(relation=way))]
    ways = "VALUES ?way { :leads :shares :supports }"
    ((count,),) = found(sparql, f"SELECT (COUNT(?e) AS ?n) {{ ?e :relation ?way . {ways} }}")
    assert count == len(edges) > 0
