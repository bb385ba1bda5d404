"""Items that an extractor finds, each judged by documents with known answers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.model import Basis
from ingest.extract import Extraction, Extractor
from ingest.extract.confidence import CONFIDENCE
from ingest.extract.found import Citation, FoundAction, Responsibility, Target
from ingest.identity import resolver_of
from ingest.resolve import Resolver
from ingest.text import Text, normalise
from tests.golden.marks import read_golden

_MARK = re.compile(r"⟦(?P<label>\S+?) |(?P<close>⟧)")
_GLOSS = re.compile(r"[(（][a-zà-ǜü]{1,6}[)）]")
_LEADS = {"lead": "leads", "sole": "leads"}


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with its rule and confidence, and whether the answer holds it too.

    Of a body that is right, ``is_well_named`` tells whether it is taken for the body it is.
    """

    rule: str
    confidence: float
    is_right: bool
    where: str
    found: str
    is_well_named: bool | None = None


def judged_by_marks(extractor: Extractor, folder: Path) -> Iterator[Judged]:
    """Yield the items found in the golden files of a folder, judged by place and label.

    Issuers and deadlines are judged where a header names them.
    """
    for path in sorted(folder.glob("*.txt")):
        golden = read_golden(path)
        marks = set(_marks_of(golden.marked))
        text, found = extractor.extract(golden.source)
        resolver = resolver_of(found, extractor.lexicon, extractor.shapes)
        for rule, confidence, span, label in _labelled(text, found):
            said = f"{label} {text.source[slice(*span)]}"
            yield Judged(rule, confidence, (*span, label) in marks, path.name, said)
        yield from _by_header(found, resolver, golden.header, path.name)


def _marks_of(marked: str) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of a golden file as spans of the text without marks."""
    opened: list[tuple[int, str]] = []
    removed = 0
    for match in _MARK.finditer(marked):
        at = match.start() - removed
        removed += len(match[0])
        if match["close"]:
            start, label = opened.pop()
            yield start, at, label
        else:
            opened.append((at, match["label"]))


def _labelled(text: Text, found: Extraction) -> Iterator[tuple[str, float, tuple[int, int], str]]:
    """Yield rule, confidence, span in the source and label of all that golden files mark."""
    for action in found.actions:
        for r in action.responsibilities:
            if r.basis is Basis.STATED:
                span = text.span(*r.agency.span)
                yield r.agency.rule, r.agency.confidence, span, str(r.role)
        for t in action.targets:
            parts = ("target", t.comparator, f"{t.value:g}", t.unit, *filter(None, [t.deadline]))
            yield t.rule, t.confidence, text.span(*t.span), ":".join(parts).replace(" ", "")
        for place in action.places:
            yield "place", CONFIDENCE["place"], text.span(*place.span), "place"
    for c in (*found.preamble, *(c for action in found.actions for c in action.citations)):
        yield c.rule, c.confidence, text.span(*c.span), f"cites:{c.treatment}"


def _by_header(
    found: Extraction, resolver: Resolver, header: dict[str, str], where: str
) -> Iterator[Judged]:
    if "issuers" in header:
        names = header["issuers"].split(", ")
        for issuer in found.metadata.issuers:
            name = resolver.agency(issuer.plain).name
            yield Judged(issuer.rule, issuer.confidence, name in names, where, name)
    if "due" in header:
        dates = Counter(re.split(r" \| |, ", header["due"]))
        for due in (due for action in found.actions for due in action.deadlines):
            is_right = dates[due.date] > 0
            dates[due.date] -= 1
            yield Judged("deadline", CONFIDENCE["deadline"], is_right, where, due.date)


def judged_by_answers(extractor: Extractor, texts: Path, answers: Path) -> Iterator[Judged]:
    """Yield the items found in the texts that have an answer, a JSON file of the same stem."""
    for path in sorted(answers.glob("*.json")):
        answer = json.loads(path.read_text("utf-8"))
        source = (texts / f"{path.stem}.txt").read_text("utf-8")
        yield from judged_by_answer(extractor, source, answer, path.stem)


def judged_by_answer(
    extractor: Extractor, source: str, answer: dict[str, Any], where: str
) -> Iterator[Judged]:
    """Yield the items found in a text with its answer, in the shape of gold annotations.

    An item is right where the action that shares most of its text holds it; an item the answer
    calls optional is right, too.
    """
    text, found = extractor.extract(source)
    resolver = resolver_of(found, extractor.lexicon, extractor.shapes)
    yield from _Answer(answer, text, resolver, where).judge(found)


class _Answer:
    """The answer for one document; judges what was found there."""

    def __init__(self, answer: dict[str, Any], text: Text, resolver: Resolver, where: str) -> None:
        self._answer = answer
        self._resolver = resolver
        self._clean = text.clean
        self._where = where
        self._spans = list(self._placed(action["text"] for action in answer["actions"]))

    def judge(self, found: Extraction) -> Iterator[Judged]:
        """Yield all items of an extraction, judged."""
        for action in found.actions:
            yield from self._action(action, self._answer_to(action))
        for citation in found.preamble:
            yield self._citation(citation, self._answer.get("preamble_citations", ()))
        for issuer in found.metadata.issuers:
            said = self._answer["document"]["issuers"]
            names = {name for one in said for name in _names_in(one)}
            name = self._resolver.agency(issuer.plain).name
            yield self._judged(issuer.rule, issuer.confidence, squash(name) in names, name)
        known = set(map(squash, self._answer["locations"]))
        for place in found.places:
            is_right = squash(place.name) in known
            yield self._judged("place", CONFIDENCE["place"], is_right, place.name)

    def _action(self, action: FoundAction, answer: dict[str, Any]) -> Iterator[Judged]:
        for responsibility in action.responsibilities:
            yield self._responsibility(responsibility, answer.get("responsibilities", ()))
        for target in action.targets:
            yield self._target(target, answer.get("targets", ()))
        for citation in action.citations:
            yield self._citation(citation, answer.get("citations", ()))
        dates = [due["date"] for due in answer.get("deadlines", ())]
        for due in action.deadlines:
            is_right = due.date in dates
            yield self._judged("deadline", CONFIDENCE["deadline"], is_right, due.date)

    def _responsibility(self, found: Responsibility, said: Iterable[dict[str, Any]]) -> Judged:
        mention, role = found.agency, _leads(str(found.role))
        is_issuer = found.basis is Basis.ISSUER
        right = [
            one
            for one in said
            if (role, str(found.basis)) == (_leads(one["role"]), one["basis"])
            and (is_issuer or squash(one["surface"]) == squash(mention.surface))
        ]
        name = self._resolver.agency(mention.plain).name
        judged = self._judged(
            mention.rule, mention.confidence, bool(right), f"{role} {mention.surface}"
        )
        named = any(squash(name) in _names_in(one) for one in right) if right else None
        return replace(judged, is_well_named=named)

    def _target(self, found: Target, said: Iterable[dict[str, Any]]) -> Judged:
        is_right = any(
            (found.comparator, f"{found.value:.4g}", squash(found.unit))
            == (one["comparator"], f"{one['value']:.4g}", squash(one["unit"]))
            for one in said
            if one["value"] is not None
        )
        return self._judged(found.rule, found.confidence, is_right, found.text)

    def _citation(self, found: Citation, said: Iterable[dict[str, Any]]) -> Judged:
        is_right = any(
            squash(found.title) in (squash(one["title"]), squash(one["surface"]))
            and str(found.treatment) == one["relation"]
            for one in said
        )
        return self._judged(found.rule, found.confidence, is_right, found.surface)

    def _judged(self, rule: str, confidence: float, is_right: bool, found: str) -> Judged:
        return Judged(rule, confidence, is_right, self._where, found)

    def _placed(self, texts: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Yield where texts stand in the squashed document, later ones after earlier ones."""
        document = squash(self._clean)
        cursor = 0
        for text in map(squash, texts):
            start = document.find(text, cursor)
            cursor = max(start, cursor)
            yield (start, start + len(text)) if start >= 0 else (0, 0)

    def _answer_to(self, action: FoundAction) -> dict[str, Any]:
        """Return the action of the answer with the same words, else that which overlaps most."""
        words = _words(action.text, action.statement)
        for one in self._answer["actions"]:
            if _words(one["text"], one["statement"]) == words:
                return one  # type: ignore[no-any-return]
        start, end = (len(squash(self._clean[:offset])) for offset in action.span)
        shares = [_shared((start, end), other) for other in self._spans]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is None or shares[best] <= 0:
            return {}
        return self._answer["actions"][best]  # type: ignore[no-any-return]


def _words(text: str, statement: str | None) -> tuple[str, str]:
    return squash(text), squash(statement or "")


def _names_in(one: dict[str, Any]) -> set[str]:
    names = one.get("canonical") or one["agency"]
    return {squash(name) for name in ([names] if isinstance(names, str) else names)}


def _leads(role: str) -> str:
    return _LEADS.get(role, role)


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    union = max(a[1], b[1]) - min(a[0], b[0])
    return (min(a[1], b[1]) - max(a[0], b[0])) / union if union else 0.0


def squash(text: str) -> str:
    """Return letters and digits only, in simplified script, as answers are compared.

    >>> squash("市場監管局（2020年）")
    '市场监管局2020年'
    """
    return re.sub(r"[^\w%./]|_", "", normalise(_GLOSS.sub("", text))).lower()
