"""An extraction beside the answer to its document: what differs, field by field.

Script, white space, punctuation and full width make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.text import simplify

Item = dict[str, Any]
_FIELDS = ("title", "document_number", "issued_on", "year", "document_type", "status")
_READING = re.compile(r"(?<=[一-鿿])[(（][a-zà-ǜü]{1,6}[)）]")
_NO_LETTER = re.compile(r"[^\w%./]|_")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that came out otherwise: ``field`` says which, ``wanted`` and ``got`` how."""

    field: str
    where: str
    wanted: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.field} of {self.where}:\n    wanted {self.wanted}\n    got    {self.got}"


def squash(text: Any) -> str:
    """Return only the letters and digits of a text, simplified, in half width."""
    plain = simplify(_READING.sub("", str(text or "")))
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", plain)).lower()


def differences(answer: Item, got: Item) -> Iterator[Difference]:
    """Yield what an extraction in gold shape has otherwise than the answer."""
    wanted, found = answer["document"], got["document"]
    for name in (*_FIELDS, "jurisdiction"):
        yield from _compared(f"document.{name}", "-", squash(wanted[name]), squash(found[name]))
    for name in ("addressees", "copied_to"):
        pair = ([squash(part) for part in side[name]] for side in (wanted, found))
        yield from _compared(f"document.{name}", "-", *pair)
    yield from _compared("document.issuers", "-", *_bodies(wanted["issuers"], found["issuers"]))
    yield from _compared("locations", "-", set(answer["locations"]), set(got["locations"]))
    pair = (_sorted(side["preamble_citations"], _citation) for side in (answer, got))
    yield from _compared("preamble_citations", "-", *pair)
    texts = ([squash(action["text"]) for action in side["actions"]] for side in (answer, got))
    wrong = list(_compared("actions", "-", *map(len, texts)))
    yield from wrong
    if not wrong:
        for action, other in zip(answer["actions"], got["actions"], strict=True):
            yield from _of_action(action, other)


def _of_action(wanted: Item, got: Item) -> Iterator[Difference]:
    where = f"{wanted['number']} {wanted['text'][:12]}… {wanted['statement']}"
    for name in ("number", "section", "title", "text", "statement"):
        yield from _compared(f"action.{name}", where, squash(wanted[name]), squash(got[name]))
    pair = _bodies(wanted["responsibilities"], got["responsibilities"])
    yield from _compared("action.responsibilities", where, *pair)
    opened = (side.get("open_list", False) for side in (wanted, got))
    yield from _compared("action.open_list", where, *opened)
    may = {_target(one) for one in wanted["targets"] if one.get("optional")}
    pair = (
        [t for t in _sorted(side["targets"], _target) if t not in may] for side in (wanted, got)
    )
    yield from _compared("action.targets", where, *pair)
    for name, key in (("citations", _citation), ("deadlines", _due)):
        pair = (_sorted(side[name], key) for side in (wanted, got))
        yield from _compared(f"action.{name}", where, *pair)
    places = ({place["canonical"] for place in side["locations"]} for side in (wanted, got))
    yield from _compared("action.locations", where, *places)


def _compared(field: str, where: str, wanted: Any, got: Any) -> Iterator[Difference]:
    if wanted != got:
        if isinstance(wanted, list | set):
            left, right = Counter(wanted), Counter(got)
            wanted, got = list((left - right).elements()), list((right - left).elements())
        yield Difference(field, where, wanted, got)


def _bodies(wanted: list[Item], got: list[Item]) -> tuple[list[tuple[str, ...]], ...]:
    """Return bodies with their parts; any acceptable full name counts as the best one."""
    best = {
        (squash(one["surface"]), squash(name)): squash(one["canonical"][0])
        for one in wanted
        for name in one["canonical"]
    }

    def part(one: Item, name: str) -> tuple[str, ...]:
        return squash(one["surface"]), name, one.get("role", ""), one.get("basis", "")

    named = ((one, (squash(one["surface"]), squash(one["agency"]))) for one in got)
    return (
        sorted(part(one, squash(one["canonical"][0])) for one in wanted),
        sorted(part(one, best.get(key, key[1])) for one, key in named),
    )


def _sorted(items: list[Item], key: Callable[[Item], tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(map(key, items))


def _target(one: Item) -> tuple[str, ...]:
    value = f"{one['value']:.4g}"
    due = one["deadline"] or ""
    return squash(one["metric"]), one["comparator"], value, squash(one["unit"]), due


def _citation(one: Item) -> tuple[str, ...]:
    return squash(one["title"]), squash(one["document_number"]), one["kind"], one["relation"]


def _due(one: Item) -> tuple[str, ...]:
    return one["date"], squash(one["text"])
