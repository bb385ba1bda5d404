"""Nodes that are asked for again and again, fetched once."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Node
from graph.store import GraphStore

NODES_KEPT = 20_000


@dataclass(slots=True)
class Nodes:
    """The nodes of a store that were asked for, kept until it is seen to have changed."""

    store: GraphStore
    _nodes: dict[str, Node | None] = field(default_factory=dict)
    _change: int = 0

    def node(self, node_id: str) -> Node | None:
        """Return the node with this id, or None."""
        nodes = self._nodes  # another request may put a new one in its place meanwhile
        if node_id not in nodes:
            nodes[node_id] = self.store.node(node_id)
        return nodes[node_id]

    def refresh(self) -> None:
        """Forget the nodes where the store has changed; called once for each request."""
        change = self.store.last_change
        if self._change != change or len(self._nodes) > NODES_KEPT:
            self._nodes, self._change = {}, change

    def name(self, node_id: str) -> str:
        """Return the words a node is known by; for one that is gone, its key."""
        node = self.node(node_id)
        return node.label if node else node_id.partition("/")[2]
