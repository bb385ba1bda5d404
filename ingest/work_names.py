"""The names that one document gives to works: ids and keys made of titles and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from graph.lexicon import Division, Lexicon
from graph.lexicon.document_numbers import DocumentNumber, parse_number
from ingest.extract.found import Citation, Metadata
from ingest.identity import key_of
from ingest.works import WorkName, WorkNamer


@dataclass(frozen=True, slots=True)
class Named:
    """What a work is known by, and what the work is known by that it is a version of, if any."""

    keys: Keys
    base: Keys | None = None
    topic: str = ""


class Keys(TypedDict):
    """What a regulation is known by, in the form that stores compare."""

    id: str
    title_key: str
    number_key: str


class WorkNames:
    """Names works for one document, whose key is ``document``."""

    def __init__(self, lexicon: Lexicon, place: Division | None, document: str) -> None:
        self._namer = WorkNamer(lexicon.divisions, place)
        self._numbers = lexicon.numbers
        self._document = document
        above = lexicon.divisions.ancestors(place.code) if place else ()
        self._places = tuple(d.code for d in ((place,) if place else ()) + above)
        self._divisions = lexicon.divisions

    def own(self, metadata: Metadata, issuers: list[str]) -> Named:
        """Return what the work is known by that the document itself is."""
        number = parse_number(metadata.document_number or "")
        number_key = self._numbers.own_key(number, self._places) if number else None
        if not metadata.title:
            return Named(_keys(f"untitled-{self._document}", number_key))
        name = self._namer.own(
            metadata.title,
            issuers[0] if issuers else "",
            metadata.year,
            is_draft=metadata.status == "draft",
        )
        return _named(name, number_key)

    def cited(self, citation: Citation) -> Named:
        """Return what a work is known by that the document cites."""
        title_number = parse_number(citation.title)
        if title_number is not None:
            number_key = self._key(title_number, citation.title)
            if number_key is not None:
                return Named(_keys("", number_key))
            here = self._places[0] if self._places else "nowhere"
            return Named(_keys(f"{title_number}@{here}", None))
        number = parse_number(citation.document_number or "")
        number_key = self._key(number, citation.title) if number else None
        return _named(self._namer.cited(citation.title), number_key)

    def _key(self, number: DocumentNumber, title: str) -> str | None:
        """Return the key of a number; a place in the title counts before who cites it."""
        named = [d.code for _, _, found in self._divisions.find(title) for d in found]
        return self._numbers.key(number, named) or self._numbers.key(number, self._places)


def _named(name: WorkName, number: str | None) -> Named:
    base = _keys(name.base, None) if name.base != name.key else None
    return Named(_keys(name.key, number), base, name.shared_topic)


def _keys(title: str, number: str | None) -> Keys:
    words, serial = key_of(title), key_of(number or "")
    key = f"{words}@{serial}" if words and serial else words or serial
    return Keys(id=f"regulation/{key}", title_key=words, number_key=serial)
