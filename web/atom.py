"""Atom feeds (RFC 4287): entries with stable ids, newest dates told, and the way to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from graph.cells import NOT_XML

ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is called, where it is shown, and the words there."""

    id: str
    title: str
    address: str
    updated: datetime
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at ``address`` of what is shown on the page at ``alternate``."""

    title: str
    author: str
    address: str
    alternate: str
    updated: datetime
    language: str
    entries: Sequence[Entry]


def feed_bytes(feed: Feed) -> bytes:
    """Return a feed as XML; signs that XML cannot hold are left out."""
    root = etree.Element(f"{{{ATOM}}}feed", {_LANG: feed.language}, nsmap={None: ATOM})
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    _add(_add(root, "author"), "name", feed.author)
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.alternate, "text/html")
    for entry in feed.entries:
        _add_entry(root, entry)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", entry.updated.isoformat())
    _link(element, "alternate", entry.address, "text/html")
    _add(element, "summary", entry.summary)


def _add(above: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(above, f"{{{ATOM}}}{name}")
    element.text = NOT_XML.sub("", text) or None
    return element


def _link(above: etree._Element, relation: str, address: str, media: str) -> None:
    etree.SubElement(above, f"{{{ATOM}}}link", rel=relation, type=media, href=address)
