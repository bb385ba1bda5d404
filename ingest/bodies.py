"""The nodes of the bodies that a document names, with their places and functions."""

from __future__ import annotations

from collections.abc import Iterator

from graph.lexicon import Division, Lexicon
from graph.model import Agency, AgencyGroup, Function, Location, Node, Relation
from ingest.identity import agency_id
from ingest.kinship import Kinship
from ingest.resolve import Identity, Resolver


class Bodies:
    """Adds to the nodes of one document the bodies that its names mean."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver, nodes: dict[str, Node]) -> None:
        self._lexicon = lexicon
        self._resolver = resolver
        self._nodes = nodes
        self._known: dict[str, Agency | AgencyGroup] = {}
        self._places: dict[str, Division] = {}
        self._kinship = Kinship(lexicon, resolver.naming)
        self._joined: set[str] = set()

    def agency(self, plain: str) -> str:
        """Add the body that a name means with its place and function; return its id."""
        agency = self._known.get(plain)
        if agency is None:
            agency = self._known[plain] = self._agency(plain)
        self._nodes[agency.id] = agency
        return agency.id

    def kin(self, plain: str) -> Iterator[tuple[str, Relation, str]]:
        """Yield what the lexicon joins a body to, once for each, as edges between two ids."""
        identity = self._resolver.agency(plain)
        if identity.key in self._joined:
            return
        self._joined.add(identity.key)
        for one, relation, other in self._kinship.of(identity):
            nodes = (self._node(one), self._node(other))
            for node in nodes:
                self._nodes.setdefault(node.id, node)
            yield nodes[0].id, relation, nodes[1].id

    def location(self, division: Division) -> str:
        """Add a division and all above it; return its id."""
        if self._places.get(division.code) is division:
            return f"location/{division.code}"
        self._places[division.code] = division
        chain = (division, *self._lexicon.divisions.ancestors(division.code))
        for below, above in zip(chain, (*chain[1:], None), strict=True):
            node_id = f"location/{below.code}"
            self._nodes[node_id] = Location(
                id=node_id,
                name=below.name,
                level=below.level,
                code=below.code if below.code.isdigit() else None,
                parent=f"location/{above.code}" if above else None,
            )
        return f"location/{division.code}"

    def _agency(self, plain: str) -> Agency | AgencyGroup:
        return self._node(self._resolver.agency(plain))

    def _node(self, identity: Identity) -> Agency | AgencyGroup:
        function = self._function(identity.function) if identity.function else None
        location = self.location(identity.division) if identity.division else None
        made = AgencyGroup if identity.is_group else Agency
        return made(
            id=agency_id(identity),
            name=identity.name,
            location=location,
            function=function,
            is_resolved=identity.is_resolved,
            candidates=identity.candidates,
        )

    def _function(self, slug: str) -> str | None:
        known = self._lexicon.functions.function(slug)
        if known is None:
            return None
        node = Function(id=f"function/{slug}", name=known.zh, name_en=known.en)
        self._nodes[node.id] = node
        return node.id
