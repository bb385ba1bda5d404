"""What a parameter of the interface takes, and how it is read by what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import parse_qsl

from graph.model import Kind

Values = Mapping[str, Any]
MOST_GIVEN: Final = 60
"""How many parameters an address has at most."""


class ParameterError(Exception):
    """A parameter has a value that cannot be; the message is a sentence that says why."""


class AddressError(Exception):
    """What stands behind the question mark cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: its name, what it means, its JSON Schema, whether it is needed.

    ``description`` is told in the language of the reader; it is turned into words late.
    """

    name: str
    description: object
    schema: Mapping[str, Any]
    is_required: bool = False

    def read(self, text: str) -> str | int:
        """Return the value that a text stands for.

        >>> Parameter("page", "", whole(1, 9)).read("3")
        3
        """
        if self.schema["type"] == "integer":
            return self._number(text)
        if len(text) < self.schema.get("minLength", 0):
            raise ParameterError(f"{self.name} is empty; give it a value or leave it out.")
        if len(text) > self.schema["maxLength"]:
            raise ParameterError(f"{self.name} has at most {self.schema['maxLength']} characters.")
        choices = self.schema.get("enum")
        if choices and text not in choices:
            raise ParameterError(f"{self.name} is {text!r}, but takes {', '.join(choices)}.")
        pattern = self.schema.get("pattern", "")
        if not re.search(pattern, text, re.ASCII) or (pattern and text.endswith("\n")):
            example = self.schema["example"]
            raise ParameterError(f"{self.name} is {text!r}, but must look like {example}.")
        return text

    def _number(self, text: str) -> int:
        least, most = self.schema["minimum"], self.schema["maximum"]
        is_number = re.fullmatch(r"0|[1-9][0-9]{0,9}", text, re.ASCII)
        if not is_number or not least <= int(text) <= most:
            message = f"must be a whole number from {least} to {most}"
            raise ParameterError(f"{self.name} is {text[:40]!r}, but {message}.")
        return int(text)


def given_in(query: bytes) -> dict[str, str]:
    """Return the parameters behind the question mark of an address.

    Raises AddressError where they are not UTF-8 or too many, ParameterError for one that is
    given twice.

    >>> given_in(b"q=%E9%A3%9F%E5%93%81&size=2")
    {'q': '食品', 'size': '2'}
    """
    try:
        pairs = parse_qsl(
            query.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_GIVEN,
        )
    except UnicodeDecodeError as error:
        raise AddressError("The parameters are not UTF-8.") from error
    except ValueError as error:
        raise AddressError(f"An address has at most {MOST_GIVEN} parameters.") from error
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            raise ParameterError(f"{name[:40]} is given twice; give it once.")
        given[name] = value
    return given


def read_all(parameters: Iterable[Parameter], given: Mapping[str, str]) -> dict[str, Any]:
    """Return the values given, with the default of what is not.

    Raises ParameterError for a value that cannot be, an empty one too, and for a name that is
    none: whoever forgot to fill in a name should not be answered with everything.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            there_is = f"it takes {', '.join(known)}" if known else "it takes none"
            raise ParameterError(f"There is no parameter {name[:40]!r} here; {there_is}.")
    for name, parameter in known.items():
        if parameter.is_required and name not in given:
            raise ParameterError(f"This needs {name}, like {parameter.schema['example']}.")
    if {"page", "cursor"} <= given.keys():
        raise ParameterError("page and cursor both say where to begin; give one of them.")
    return {
        name: parameter.read(given[name]) if name in given else parameter.schema.get("default")
        for name, parameter in known.items()
    }


def words(longest: int = 300, **more: Any) -> dict[str, Any]:
    """Return the schema of a text."""
    return {"type": "string", "maxLength": longest, **more}


def pattern(of: str, example: str, longest: int = 300) -> dict[str, Any]:
    """Return the schema of a text of one form."""
    return words(longest, minLength=1, pattern=f"^(?:{of})$", example=example)


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
    return pattern(f"({'|'.join(kinds)})/[^/]+", f"{kinds[0]}/…")


def of_words(vocabulary: type[StrEnum]) -> dict[str, Any]:
    """Return the schema of words of a vocabulary with commas between them."""
    one, *others = vocabulary
    among = "|".join(vocabulary)
    return pattern(f"({among})(,({among}))*", f"{one},{others[0]}")
