"""Who a document is: its division, its key, the resolver of the names it uses."""

from __future__ import annotations

import hashlib
import re

from graph.lexicon import Division, Lexicon
from ingest.extract.found import Extraction
from ingest.extract.names import NameShapes
from ingest.resolve import Identity, Resolver
from ingest.text import Text, normalise

_TITLE_IN_ID = 24


def document_key(text: Text, extraction: Extraction, division: Division | None) -> str:
    """Return the key of a document: place, year, number or title, and a mark of its text.

    The mark depends on the characters of the text alone, not on white space or file format.
    """
    metadata = extraction.metadata
    mark = hashlib.sha256(re.sub(r"\s", "", text.source).encode()).hexdigest()[:8]
    name = metadata.document_number or metadata.title or "untitled"
    slug = re.sub(r"[^\w]+", "-", normalise(name)).strip("-")[:_TITLE_IN_ID]
    place = division.code if division else "nowhere"
    return f"{place}-{metadata.year or 'undated'}-{slug}-{mark}"


def resolver_of(
    extraction: Extraction, lexicon: Lexicon, shapes: NameShapes, namespace: str = ""
) -> Resolver:
    """Return the resolver of names for one document."""
    metadata = extraction.metadata
    issuer = metadata.issuers[0].plain if metadata.issuers else None
    division = division_of(extraction, lexicon)
    return Resolver(
        lexicon, shapes, division, extraction.abbreviations, issuer, namespace, metadata.year
    )


def division_of(extraction: Extraction, lexicon: Lexicon) -> Division | None:
    """Return the division whose government speaks, None where that is not known."""
    code = extraction.metadata.jurisdiction_code
    return lexicon.divisions.by_code(code) if code else None


def agency_id(identity: Identity) -> str:
    """Return the id of the node of a body or a group."""
    return f"{'agency-group' if identity.is_group else 'agency'}/{key_of(identity.key)}"


def key_of(words: str) -> str:
    """Return words as the key of an id: no slash, no white space."""
    return re.sub(r"[\s/\\?#%]+", "-", words)
