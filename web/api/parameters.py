"""The parameters of the interface: each says what it takes, and is read by what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, get_args

from graph.link_parts import ENDS, MOST_PARTS
from graph.model import Kind, Role, Treatment
from graph.network import MEASURES
from graph.network_change import MEMBER_CHANGES, TIE_CHANGES
from graph.questions import Gap, Sort
from search.task_differences import Difference

Values = Mapping[str, Any]


class ParameterError(Exception):
    """A parameter has a value that cannot be; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: its name, what it means, its JSON Schema, whether it is needed."""

    name: str
    description: str
    schema: Mapping[str, Any]
    is_required: bool = False

    def read(self, text: str) -> str | int:
        """Return the value that a text stands for.

        >>> Parameter("page", "", whole(1, 9)).read("3")
        3
        """
        if self.schema["type"] == "integer":
            return self._number(text)
        if len(text) > self.schema["maxLength"]:
            raise ParameterError(f"{self.name} has at most {self.schema['maxLength']} characters.")
        choices = self.schema.get("enum")
        if choices and text not in choices:
            raise ParameterError(f"{self.name} is {text!r}, but takes {', '.join(choices)}.")
        if not re.search(self.schema.get("pattern", ""), text):
            example = self.schema["example"]
            raise ParameterError(f"{self.name} is {text!r}, but must look like {example}.")
        return text

    def _number(self, text: str) -> int:
        least, most = self.schema["minimum"], self.schema["maximum"]
        is_number = re.fullmatch(r"[0-9]{1,9}", text, re.ASCII)
        if not is_number or not least <= int(text) <= most:
            message = f"must be a whole number from {least} to {most}"
            raise ParameterError(f"{self.name} is {text!r}, but {message}.")
        return int(text)


def read_all(parameters: Iterable[Parameter], given: Mapping[str, str]) -> dict[str, Any]:
    """Return the values given, with the default of what is not; empty ones count as not given.

    Raises ParameterError for a value that cannot be and for a name that is none.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            there_is = f"it takes {', '.join(known)}" if known else "it takes none"
            raise ParameterError(f"There is no parameter {name[:40]!r} here; {there_is}.")
    for name, parameter in known.items():
        if parameter.is_required and not given.get(name):
            raise ParameterError(f"This needs {name}, like {parameter.schema['example']}.")
    return {
        name: parameter.read(given[name]) if given.get(name) else parameter.schema.get("default")
        for name, parameter in known.items()
    }


def words(longest: int = 300, **more: Any) -> dict[str, Any]:
    """Return the schema of a text."""
    return {"type": "string", "maxLength": longest, **more}


def whole(least: int, most: int, default: int | None = None) -> dict[str, Any]:
    """Return the schema of a whole number."""
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return schema if default is None else {**schema, "default": default}


def choice(*values: str, default: str | None = None) -> dict[str, Any]:
    """Return the schema of one word among several."""
    schema: dict[str, Any] = words(40, enum=list(values))
    return schema if default is None else {**schema, "default": default}


def id_of(*kinds: Kind) -> dict[str, Any]:
    """Return the schema of an id of one of the kinds."""
    return words(pattern=f"^({'|'.join(kinds)})/[^/]+$", example=f"{kinds[0]}/…")


def _of_words(vocabulary: type[StrEnum]) -> dict[str, Any]:
    """Return the schema of words of a vocabulary with commas between them."""
    one, *others = vocabulary
    among = "|".join(vocabulary)
    return words(pattern=f"^({among})(,({among}))*$", example=f"{one},{others[0]}")


MAX_SIZE = 200
_BODIES = (Kind.AGENCY, Kind.AGENCY_GROUP)
Q = Parameter("q", "Words as a person types them.", words())
PAGE = Parameter("page", "The page wanted, counted from 1.", whole(1, 100_000, 1))
SIZE = Parameter("size", "How many rows a page has.", whole(1, MAX_SIZE, 50))
MOST = Parameter("most", "How many are wanted, at most.", whole(1, 20, 8))
JURISDICTION = Parameter(
    "jurisdiction", "Documents of this place and of those below it.", id_of(Kind.LOCATION)
)
JURISDICTIONS = Parameter(
    "jurisdiction",
    "Documents of this place, or of several with commas between them, and of those below.",
    words(pattern=r"^location/[^/,]+(,location/[^/,]+)*$", example="location/…,location/…"),
)
BELOW = Parameter("below", "Whether places below count too.", choice("yes", "no", default="yes"))
YEAR = Parameter(
    "year",
    "The year that documents plan for, or a range of years.",
    words(pattern=r"^[0-9]{4}(\.\.[0-9]{4})?$", example="2020 or 2019..2021"),
)
ROLE = Parameter(
    "role",
    "The role, or several with commas between them.",
    _of_words(Role),
)
AGENCY = Parameter("agency", "This body takes part.", id_of(*_BODIES))
PREDECESSORS = Parameter(
    "predecessors",
    "Whether the bodies that it succeeded count too.",
    choice("yes", "no", default="no"),
)
FUNCTION = Parameter("function", "A body with this function takes part.", id_of(Kind.FUNCTION))
SUBJECT = Parameter("subject", "It acts on this or on what lies below it.", id_of(Kind.SUBJECT))
REGULATION = Parameter("regulation", "This regulation is cited.", id_of(Kind.REGULATION))
DOCUMENT = Parameter("document", "Within this document.", id_of(Kind.DOCUMENT))
MIN_WEIGHT = Parameter(
    "min_weight", "The least number of actions that two bodies share.", whole(1, 1_000_000, 1)
)
MEASURE = Parameter(
    "measure", "The measure by which agencies stand.", choice(*MEASURES, default=MEASURES[0])
)
_SPAN = words(pattern=r"^[0-9]{4}(\.\.[0-9]{4})?$", example="2020 or 2019..2021")
BEFORE = Parameter("before", "The earlier year, or range of years.", _SPAN, True)
AFTER = Parameter("after", "The later year, or range of years.", _SPAN, True)
CHANGE = Parameter(
    "show",
    "Which changes: of pairs of bodies, or of bodies.",
    choice(*TIE_CHANGES, *MEMBER_CHANGES, default=TIE_CHANGES[0]),
)
WORKS = Parameter(
    "show",
    "Works that are cited, that are cited and cite nothing, that cite, or none of both.",
    choice("cited", "roots", "citing", "orphans", default="cited"),
)
METRIC = Parameter("metric", "What is measured holds these words.", words(100))
VALUE = Parameter(
    "value",
    "Targets that ask for such a figure, in the same unit.",
    words(40, pattern=r"^([<>]=?|=)[0-9]", example=">=98%"),
)
WORDS = Parameter("words", "All these words, parted by blanks, stand in the task.", words(100))
BY = Parameter(
    "by",
    "Who or what is ranked; regulations by how often they are cited, all others by tasks.",
    choice("agency", "function", "location", "regulation", default="agency"),
)
DIRECTION = Parameter(
    "direction", "What cites it, or what it cites.", choice("in", "out", default="in")
)
TREATMENT = Parameter(
    "treatment",
    "How it is cited, or several ways with commas between them.",
    _of_words(Treatment),
)
NETWORK_DEPTH = Parameter("depth", "How many steps from the body.", whole(1, 5, 1))
OTHER = Parameter("agency2", "The body that the way leads to.", id_of(*_BODIES), True)
WITHOUT = Parameter("without", "Nobody has this role, or one of several.", _of_words(Role))
GAP = Parameter(
    "gap", "What is unclear: who leads, who else takes part, what they do.", choice(*get_args(Gap))
)
NEWEST = Parameter("sort", "Which years come first.", choice(*get_args(Sort), default="newest"))
CITATION_DEPTH = Parameter(
    "depth",
    "How many citations in a row are followed.",
    whole(1, 5, 1),
)
KIND = Parameter("kind", "Documents or actions.", choice("document", "action"))
ONE_ROLE = Parameter("role", "The role of the agency, or of any body.", choice(*Role))
DOCUMENT_TYPE = Parameter("document_type", "Documents of this genre, such as 工作要点.", words(40))
START = Parameter("start", "Offset in the text at which a span starts.", whole(0, 10**9, 0))
END = Parameter("end", "Offset in the text before which a span ends.", whole(0, 10**9, 10**9))
SORT = Parameter(
    "sort", "What comes first.", choice("relevance", "newest", "place", default="relevance")
)
LITERAL = Parameter(
    "literal",
    "1: find no other names of a body, and correct no wrong characters.",
    whole(0, 1, default=0),
)
LANGUAGE = Parameter("language", "In which the question is told.", choice("zh", "en", default="zh"))
PAGING = (PAGE, SIZE)
SCOPE = (JURISDICTIONS, BELOW, YEAR, SUBJECT, WORDS)
SECOND = tuple(replace(one, name=f"{one.name}2") for one in SCOPE)
"""The same of what is compared with it."""
COMPARED = (
    *(replace(one, name=f"{one.name}{end}") for end in ENDS for one in (JURISDICTIONS, YEAR)),
    *(SUBJECT, WORDS, replace(BELOW, schema=choice("yes", "no", default="no"))),
)
"""Places and years that are beside each other, and what narrows all of them."""
ROWS = Parameter(
    "show",
    "Which rows: those that differ, in any way or in one, are equal, or stand in one scope alone.",
    choice(
        *("all", "different", "aligned", "equal", *Difference),
        *(f"only{number}" for number in range(1, MOST_PARTS + 1)),
        default="all",
    ),
)
SCOPE_OF_ANY_YEAR = (JURISDICTIONS, BELOW, SUBJECT, WORDS)
