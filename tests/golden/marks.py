"""Golden files: a text that carries in itself what is to be found in it.

A file is a header of ``key: value`` lines, a line ``---`` and the text. In the text
``⟦lead 市教育局⟧`` marks a find: the kind, then the words. Kinds are ``action``, the roles
``lead sole joint support``, ``target:comparator:value:unit[:deadline]``, ``cites:treatment``
and ``place``. Every kind is always compared, a line of the header only where it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.model import Basis
from ingest.extract import Extraction, Extractor
from ingest.extract.found import FoundAction, Responsibility
from ingest.identity import resolver_of
from ingest.resolve import Resolver
from ingest.text import Text

_MARK = re.compile(r"⟦\S+? |⟧")
_RULE = "---\n"
_REASON = "reason"
Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Golden:
    """One golden file: what its header says, in order, and its text with and without marks."""

    header: dict[str, str]
    marked: str

    @property
    def source(self) -> str:
        """The text as a document would hold it."""
        return _MARK.sub("", self.marked)

    @property
    def reason(self) -> str:
        """Why a known failure fails."""
        return self.header.get(_REASON, "")

    def written(self) -> str:
        """Return the file as it should come back from extraction."""
        return _joined({k: v for k, v in self.header.items() if k != _REASON}, self.marked)


def read_golden(path: Path) -> Golden:
    """Return a golden file; raises ValueError for a header line that nothing can answer."""
    head, rule, text = path.read_text("utf-8").partition(_RULE)
    if not rule:
        raise ValueError(f"{path.name} has no line --- after its header.")
    header = {}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if key != _REASON and key not in _VIEWS:
            raise ValueError(f"{path.name} asks for {key}; there are {', '.join(_VIEWS)}.")
        header[key] = value.strip()
    return Golden(header, text)


def marked_again(golden: Golden, extractor: Extractor) -> str:
    """Return the golden file written from what the extractor finds in its text."""
    text, found = extractor.extract(golden.source)
    resolver = resolver_of(found, extractor.lexicon, extractor.shapes)
    header = {key: _VIEWS[key](found, resolver) for key in golden.header if key != _REASON}
    return _joined(header, _with_marks(golden.source, list(_marks(text, found))))


def _joined(header: dict[str, str], text: str) -> str:
    lines = (f"{key}: {value}".rstrip() + "\n" for key, value in header.items())
    return "".join(lines) + _RULE + text


def _marks(text: Text, found: Extraction) -> Iterator[Mark]:
    yield from dict.fromkeys(_named(text, found))
    for action in found.actions:
        yield *text.span(*action.span), "action"
        for target in action.targets:
            parts = ["target", target.comparator, f"{target.value:g}", target.unit]
            parts += [target.deadline] if target.deadline else []
            yield *text.span(*target.span), ":".join(parts).replace(" ", "")
        for place in action.places:
            yield *text.span(*place.span), "place"
    for citation in (*found.preamble, *(c for a in found.actions for c in a.citations)):
        yield *text.span(*citation.span), f"cites:{citation.treatment}"


def _named(text: Text, found: Extraction) -> Iterator[Mark]:
    """Yield the bodies that take part; one on a heading comes again with each action below."""
    for action in found.actions:
        for r in action.responsibilities:
            if r.basis is Basis.STATED:
                yield *text.span(*r.agency.span), str(r.role)


def _with_marks(source: str, marks: list[Mark]) -> str:
    """Return the source with marks set; of marks that begin together the longest opens first."""
    opened: dict[int, list[str]] = {}
    closed: dict[int, int] = {}
    for start, end, label in sorted(marks, key=lambda m: (m[0], -m[1], m[2] != "action")):
        opened.setdefault(start, []).append(f"⟦{label} ")
        closed[end] = closed.get(end, 0) + 1
    pieces = []
    for position in range(len(source) + 1):
        pieces += ["⟧" * closed.get(position, 0), *opened.get(position, ())]
        pieces.append(source[position : position + 1])
    return "".join(pieces)


def _of_actions(part: Callable[[FoundAction], str]) -> Callable[[Extraction, Resolver], str]:
    return lambda found, _: " | ".join(part(action) or "-" for action in found.actions)


def _who(found: Extraction, resolver: Resolver) -> str:
    """Return for each action who takes part and how, by full name."""

    def one(r: Responsibility) -> str:
        sign = "?" if r.basis is Basis.ISSUER else ""
        return f"{r.role}{sign} {resolver.agency(r.agency.plain).name}"

    return " | ".join(", ".join(map(one, a.responsibilities)) or "-" for a in found.actions)


def _cited(found: Extraction, _: Resolver) -> str:
    """Return the full titles that are cited, each with its number and kind."""
    citations = [*found.preamble, *(c for a in found.actions for c in a.citations)]
    shown = (
        " ".join(filter(None, (c.title, c.document_number, f"({c.kind})")))
        for c in sorted(citations, key=lambda c: c.span)
    )
    return " | ".join(dict.fromkeys(shown))


def _dues(action: FoundAction) -> str:
    return ", ".join(due.date for due in action.deadlines)


_VIEWS: dict[str, Callable[[Extraction, Resolver], str]] = {
    "title": lambda found, _: found.metadata.title,
    "number": lambda found, _: found.metadata.document_number or "",
    "issuers": lambda found, resolver: ", ".join(
        resolver.agency(m.plain).name for m in found.metadata.issuers
    ),
    "issued_on": lambda found, _: found.metadata.issued_on or "",
    "year": lambda found, _: str(found.metadata.year or ""),
    "type": lambda found, _: found.metadata.document_type or "",
    "status": lambda found, _: found.metadata.status,
    "jurisdiction": lambda found, _: found.metadata.jurisdiction or "",
    "addressees": lambda found, _: ", ".join(found.metadata.addressees),
    "copied_to": lambda found, _: ", ".join(found.metadata.copied_to),
    "locations": lambda found, _: ", ".join(p.name for p in found.places),
    "numbers": _of_actions(lambda action: action.number),
    "sections": _of_actions(lambda action: action.section),
    "titles": _of_actions(lambda action: action.title),
    "open_list": _of_actions(lambda action: "yes" if action.is_open_list else "no"),
    "due": _of_actions(_dues),
    "subjects": _of_actions(lambda action: ", ".join(s.label for s in action.subjects)),
    "metrics": _of_actions(lambda action: ", ".join(t.metric for t in action.targets)),
    "who": _who,
    "cited": _cited,
}
