"""A fragment as stores on a disk or a server write it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from graph.codec import canonical, edge_record, record_of
from graph.model import Fragment


@dataclass(frozen=True, slots=True)
class Writing:
    """A fragment as it is written: bodies of JSON, and a digest that tells any difference."""

    fragment: Fragment
    body: str
    bodies: dict[str, str]
    digest: bytes


def writing_of(fragment: Fragment) -> Writing:
    """Return a checked fragment as it is written."""
    body = canonical(record_of(fragment.document))
    bodies = {node.id: canonical(record_of(node)) for node in fragment.nodes}
    edges = canonical([edge_record(edge) for edge in fragment.edges])
    parts = (body, fragment.text, *bodies.values(), edges)
    return Writing(fragment, body, bodies, digest("\0".join(parts)))


def digest(text: str) -> bytes:
    """Return 16 bytes that tell a text from any other."""
    return blake2b(text.encode(), digest_size=16).digest()
