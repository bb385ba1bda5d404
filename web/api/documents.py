"""Documents as JSON: their text and its parts, what they say and where, the files they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import abort

from graph.codec import edge_record, record_of
from graph.model import Document, Edge, Kind
from graph.questions import Page
from graph.store import EdgePattern
from ingest.layouts import places_of
from ingest.ledger import Entry
from web.api.answers import answered, change, part_of
from web.api.lists import Listing
from web.api.orders import place_of_edge
from web.api.reading import Values
from web.sheets import page_at
from web.site import site


def documents(values: Values) -> dict[str, Any]:
    """Return the documents of a place and years."""
    return answered(values, find="documents")


def document(key: str, values: Values) -> dict[str, Any]:
    """Return a document with its text and the documents that belong to it."""
    found = _document(key)
    known = site().relatives
    relatives = [asdict(relative) for relative in known.of(found.id)] if known else []
    text = site().store.text(found.id)
    return {"document": record_of(found), "text": text, "relatives": relatives}


def document_text(key: str, values: Values) -> dict[str, Any]:
    """Return a part of a document's text, and how many characters the whole has."""
    text = site().store.text(_document(key).id)
    start, end = min(values["start"], len(text)), min(values["end"], len(text))
    return {"start": start, "end": max(start, end), "length": len(text), "text": text[start:end]}


def document_facts(key: str, values: Values) -> dict[str, Any]:
    """Return everything that a document says, each fact with its place, in order of the text."""
    found = _document(key)

    def rows(page: Page) -> tuple[int, Sequence[Edge]]:
        every = list(site().store.edges(EdgePattern(document=found.id)))
        return len(every), every[page.offset :][: page.limit]

    listed = Listing(("facts", found.id), rows, change, place_of_edge)
    return part_of(listed, values).told(edge_record)


def document_places(key: str, values: Values) -> dict[str, Any]:
    """Return where a span of a document's text stands in its file: pages from 1 and boxes."""
    found, ledger = _document(key), site().ledger
    text = site().store.text(found.id)
    known = ledger.layout(found.id, text) if ledger else ()
    return {
        "page": page_at(text, values["start"]),
        "places": [
            {"start": place.start, "page": place.page + 1, "box": list(place.box)}
            for place in places_of(known, values["start"], values["end"])
        ],
    }


def document_actions(key: str, values: Values) -> dict[str, Any]:
    """Return the actions of a document."""
    return answered(values, find="actions", document=_document(key).id)


def document_files(key: str, values: Values) -> dict[str, Any]:
    """Return the files that hold a document, and what became of each."""
    found, ledger = _document(key), site().ledger
    return {"files": [file_record(one) for one in (ledger.files_of(found.id) if ledger else ())]}


def file_record(entry: Entry) -> dict[str, Any]:
    """Return a file as the interface gives it: by its name, not by where it lay."""
    return {name: value for name, value in asdict(entry).items() if name != "path"}


def _document(key: str) -> Document:
    return site().store.document(f"{Kind.DOCUMENT}/{key}") or abort(404)
