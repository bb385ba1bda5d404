"""Neo4jStore: the graph on a Neo4j server or cluster.

One transaction for each document; transient errors of a cluster are tried again by the driver.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import Any, Self, cast
from urllib.parse import unquote, urlsplit, urlunsplit

from neo4j import GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.codec import field_names
from graph.fragments import checked, edge_key
from graph.model import Basis, Change, Document, Edge, Fragment, Kind, Node, Relation
from graph.neo4j_questions import CENSUS, statement_of
from graph.neo4j_rows import document_in
from graph.neo4j_schema import LABELS, RELATIONS, TYPES, VERSION, edge_in, edge_map, node_of, schema
from graph.neo4j_writer import put, take_away
from graph.questions import Answer, Census, CensusRow, Citations, CitedTogether, Question
from graph.store import EdgePattern, Ends, StoreError
from graph.writing import writing_of

_UNION = " UNION ALL "
_ENDS = """
    MATCH (s:Node)-[e:{types}]->(t:Node)
    RETURN e.document AS document, s.id AS source, t.id AS target, type(e) AS type, e.mode AS mode
"""


class Neo4jStore:
    """Holds the graph in a database of a server; any number of processes may use it at once."""

    def __init__(self, url: str) -> None:
        """Open the database that ``neo4j://user:password@host:port/database`` names.

        All schemes of the driver will do (``bolt``, ``neo4j``, with ``+s`` or ``+ssc`` for TLS).
        Raises StoreError where there is no server, or another version wrote what it holds.
        """
        parts = urlsplit(url)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        host = parts.netloc.rpartition("@")[2]
        self._shown = f"{parts.scheme}://{host}"
        self._database = parts.path.strip("/") or None
        server = urlunsplit((parts.scheme, host, "", parts.query, ""))
        with self._told():
            self._driver = GraphDatabase.driver(
                server, auth=(user, password) if user else None, notifications_min_severity="OFF"
            )
            self._prepare()

    def replace(self, fragment: Fragment, instead_of: str | None = None) -> bool:
        """Put the document in place of what the store holds of it, in one transaction."""
        writing = writing_of(checked(fragment))

        def work(tx: ManagedTransaction) -> bool:
            is_changed = False
            if instead_of is not None and instead_of != fragment.document.id:
                is_changed = take_away(tx, instead_of)
            return put(tx, writing) or is_changed

        with self._session() as session:
            return session.execute_write(work)

    def remove(self, document_id: str) -> bool:
        """Remove a document and what only it said; False where there is no such document."""
        with self._session() as session:
            return session.execute_write(take_away, document_id)

    def together(self) -> AbstractContextManager[None]:
        """Do nothing of its own: each document is a transaction of the server."""
        return nullcontext()

    def node(self, node_id: str) -> Node | None:
        """Return the node with this id, or None."""
        rows = self._rows(
            """WITH 0 AS start OPTIONAL MATCH (w:WorkName {name: $id})
            MATCH (n:Node {id: coalesce(w.work, $id)})
            RETURN n.body AS body, n.regulation AS work""",
            id=node_id,
        )
        return next((_node(row) for row in rows), None)

    def nodes(self, kind: Kind | None = None) -> Iterator[Node]:
        """Yield the nodes of a kind, or all, in order of their ids."""
        label = LABELS[kind].partition(":")[0] if kind else "Node"
        yield from map(
            _node,
            self._rows(
                f"MATCH (n:{label}) RETURN n.body AS body, n.regulation AS work ORDER BY n.id"
            ),
        )

    def document(self, document_id: str) -> Document | None:
        """Return the document with this id, or None."""
        rows = self._rows(
            "MATCH (d:Document {id: $id}) RETURN d.body AS body, d.regulation AS work",
            id=document_id,
        )
        return next((document_in(row["body"], row["work"]) for row in rows), None)

    def text(self, document_id: str) -> str:
        """Return the text of a document; raises KeyError where there is no such document."""
        rows = self._rows("MATCH (d:Document {id: $id}) RETURN d.text AS text", id=document_id)
        for row in rows:
            return str(row["text"])
        raise KeyError(document_id)

    def fragment(self, document_id: str) -> Fragment:
        """Return all that one document says; raises KeyError where there is no such document."""
        said = """MATCH (d:Document {id: $id})
            RETURN d.body AS body, d.said_regulation AS work, d.text AS text,
                COLLECT { MATCH (d)-[:SAYS]->(s:Saying) RETURN s.body ORDER BY s.node } AS bodies"""
        with self._session() as session:
            told, edges = session.execute_read(
                lambda tx: (
                    list(tx.run(said, id=document_id)),
                    list(tx.run(_edges_of_document(), document=document_id)),
                )
            )
        if not told:
            raise KeyError(document_id)
        [row] = told
        stated = (one["edge"] for one in edges if one["edge"]["kept"]["basis"] != Basis.INFERRED)
        as_said = map(_as_said, stated)
        return Fragment(
            document_in(row["body"], row["work"]),
            row["text"],
            tuple(node_of(body) for body in row["bodies"]),
            tuple(sorted(as_said, key=edge_key)),
        )

    def edges(self, pattern: EdgePattern) -> Iterator[Edge]:
        """Yield the edges that match, by document id, place in the text, then their fields."""
        wanted = {name: getattr(pattern, name) for name in field_names(EdgePattern)}
        values = {name: str(value) for name, value in wanted.items() if value is not None}
        found = self._rows(_edges(pattern), **values)
        yield from sorted((edge_in(row["edge"]) for row in found), key=edge_key)

    def ends(self, relations: Collection[Relation]) -> Iterator[Ends]:
        """Yield what the edges with one of some relations join, in any order."""
        types = "|".join(TYPES[relation] for relation in relations)
        if types:
            for row in self._rows(_ENDS.format(types=types)):
                relation = RELATIONS[row["type"]]
                yield Ends(row["document"], row["source"], relation, row["target"], row["mode"])

    def answer(self, question: Question) -> Answer:
        """Return the rows that answer a question, in the order that the question promises."""
        if isinstance(question, Census):
            return self._census()
        if isinstance(question, Citations | CitedTogether):
            question = replace(question, node=self._asked(question))
        statement = statement_of(question)
        with self._session() as session:
            total, rows = session.execute_read(
                lambda tx: (
                    tx.run(statement.count, statement.values).single(strict=True)["total"],
                    list(tx.run(statement.page, statement.values)),
                )
            )
        return Answer(total, tuple(statement.read(rows)))

    def changes(self, since: int) -> Iterator[Change]:
        """Yield the last change of each document changed after change number ``since``."""
        rows = self._rows(
            """MATCH (c:Change) WHERE c.number > $since RETURN c.number AS number,
            c.document AS document, c.is_removal AS is_removal ORDER BY number""",
            since=since,
        )
        yield from (Change(row["number"], row["document"], row["is_removal"]) for row in rows)

    def moment(self) -> AbstractContextManager[Self]:
        """Give the store itself, which goes on changing."""
        return nullcontext(self)

    @property
    def last_change(self) -> int:
        """The number of the last change, 0 for a store that never changed."""
        [row] = self._rows("MATCH (s:Store {id: 1}) RETURN s.last_change AS number")
        return int(row["number"])

    def faults(self) -> Iterator[str]:
        """Yield nothing: the server watches over what it keeps."""
        return iter(())

    def close(self) -> None:
        """Give back connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self) -> None:
        """Make constraints and indexes, and the node of the store, where they are not there."""
        self._driver.verify_connectivity()
        with self._session() as session:
            for statement in schema():
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(120)").consume()
            [row] = session.execute_write(
                lambda tx: list(
                    tx.run(
                        """MERGE (s:Store {id: 1})
                        ON CREATE SET s.version = $version, s.last_change = 0
                        RETURN s.version AS version""",
                        version=VERSION,
                    )
                )
            )
        if row["version"] != VERSION:
            raise StoreError(
                f"{self._shown} has version {row['version']} of the store, this program reads"
                f" {VERSION}: add the documents anew to another database."
            )

    def _asked(self, question: Citations | CitedTogether) -> str:
        """Return the node whose citations are wanted: what cites a document cites its work."""
        rows = self._rows(
            """WITH 0 AS start OPTIONAL MATCH (w:WorkName {name: $id})
            OPTIONAL MATCH (d:Document {id: $id}) RETURN w.work AS work, d.regulation AS own""",
            id=question.node,
        )
        [row] = rows
        is_out = isinstance(question, Citations) and question.direction == "out"
        own = None if is_out else row["own"]
        return str(own or row["work"] or question.node)

    def _census(self) -> Answer:
        counts: dict[str, list[tuple[str, int]]] = {"node": [], "edge": []}
        for row in self._rows(CENSUS):
            counts[row["what"]].append((row["name"], row["count"]))
        census = CensusRow(tuple(sorted(counts["node"])), tuple(sorted(counts["edge"])))
        return Answer(1, (census,))

    def _rows(self, statement: str, **values: Any) -> Iterator[Any]:
        with self._session() as session:
            yield from session.run(cast(Any, statement), values)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._told(), self._driver.session(database=self._database) as session:
            yield session

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in a sentence what the server, or the way to it, did not do."""
        try:
            yield
        except AuthError as error:
            raise StoreError(f"{self._shown} does not know this user and password.") from error
        except (DriverError, Neo4jError, ValueError) as error:
            raise StoreError(f"The graph database {self._shown} failed: {error}") from error


def _node(row: Any) -> Node:
    node = node_of(row["body"])
    return replace(node, regulation=row["work"]) if isinstance(node, Document) else node


def _edges(pattern: EdgePattern) -> str:
    """Return the statement for the edges of a pattern, one part for each type."""
    if pattern.document and not (pattern.source or pattern.target or pattern.relation):
        return _edges_of_document()
    name = TYPES[pattern.relation] if pattern.relation else "|".join(TYPES.values())
    a = "{id: $source}" if pattern.source else ""
    b = "{id: $target}" if pattern.target else ""
    where = "WHERE e.document = $document" if pattern.document else ""
    return f"MATCH (:Node {a})-[e:{name}]->(:Node {b}) {where} RETURN {edge_map('e')} AS edge"


def _edges_of_document() -> str:
    return _UNION.join(
        f"MATCH (:Node)-[e:{name}]->(:Node) WHERE e.document = $document"
        f" RETURN {edge_map('e')} AS edge"
        for name in TYPES.values()
    )


def _as_said(told: Any) -> Edge:
    """Return an edge that speaks of works as its document does."""
    edge, kept = edge_in(told), told["kept"]
    return replace(
        edge,
        source=kept.get("said_source", edge.source),
        target=kept.get("said_target", edge.target),
    )
