"""A whole graph from one store into another, and what tells two graphs apart."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import blake2b
from typing import cast

from graph.export import write_jsonl
from graph.model import Kind
from graph.store import GraphStore, StoreError


@dataclass(frozen=True, slots=True)
class Copied:
    """How many documents were copied, how many of them were new or changed, and the digest."""

    documents: int
    changed: int
    digest: str


def copy(source: GraphStore, target: GraphStore) -> Copied:
    """Put all documents of a store into another one and make sure that both hold the same.

    Raises StoreError where the other store holds documents that the first one does not, before
    anything is copied, and where the two differ afterwards.
    """
    held = {node.id for node in source.nodes(Kind.DOCUMENT)}
    others = [node.id for node in target.nodes(Kind.DOCUMENT) if node.id not in held]
    if others:
        raise StoreError(
            f"The store to copy into holds {len(others)} other documents, such as {others[0]}:"
            " name an empty one."
        )
    changed = sum(target.replace(source.fragment(document)) for document in sorted(held))
    digest = digest_of(source)
    if digest_of(target) != digest:
        raise StoreError(
            "The copy is not the same as what was copied: the graph changed meanwhile."
        )
    return Copied(len(held), changed, digest)


def digest_of(store: GraphStore) -> str:
    """Return what tells the graph of a store from any other, in hexadecimal digits.

    It does not depend on the kind of store nor on the order in which documents came.
    """
    digesting = _Digesting()
    write_jsonl(store, cast(io.BytesIO, digesting))
    return digesting.hash.hexdigest()


class _Digesting(io.RawIOBase):
    """A file that keeps nothing but the digest of what is written into it."""

    def __init__(self) -> None:
        super().__init__()
        self.hash = blake2b(digest_size=16)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        written = bytes(cast(bytes, data))
        self.hash.update(written)
        return len(written)
