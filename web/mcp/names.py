"""Names that an assistant gives in place of ids, settled to what they name or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graph.fragments import kind_of_or_none
from graph.model import Kind
from search.folding import fold
from search.settling import settle
from web.api.reading import ParameterError
from web.site import site

_MOST_LISTED: Final = 10
_ENDINGS: Final = ("局", "委", "部门")
"""What makes the name of a body of that of its function: 市场监管, 市场监管局."""
_BODIES: Final = (Kind.AGENCY, Kind.AGENCY_GROUP)
KINDS_OF: Final[dict[str, tuple[Kind, ...]]] = {
    "agency": _BODIES,
    "function": (Kind.FUNCTION,),
    "jurisdiction": (Kind.LOCATION,),
    "subject": (Kind.SUBJECT,),
    "regulation": (Kind.REGULATION,),
    "document": (Kind.DOCUMENT,),
}
"""What the parameters name, by their names without the number of a second one."""


def kinds_named_by(parameter: str) -> tuple[Kind, ...]:
    """Return the kinds of nodes that a parameter names; none for one that names nothing.

    >>> kinds_named_by("agency2"), kinds_named_by("year")
    ((<Kind.AGENCY: 'agency'>, <Kind.AGENCY_GROUP: 'agency-group'>), ())
    """
    return KINDS_OF.get(parameter.rstrip("0123456789"), ())


def settled(parameter: str, value: str) -> str:
    """Return the ids that a value gives or names, several with commas between them.

    Raises ParameterError where a name is that of nothing, or of more than one.
    """
    kinds = kinds_named_by(parameter)
    if not kinds:
        return value
    several = value.split(",") if parameter.startswith("jurisdiction") else [value]
    return ",".join(_settled(parameter, one.strip(), kinds) for one in several)


def _settled(parameter: str, value: str, kinds: tuple[Kind, ...]) -> str:
    if kind_of_or_none(value) in kinds:
        if site().nodes.node(value) is None:
            raise ParameterError(f"{parameter}: there is no {value}.")
        return value
    meant = _meant(value)
    found = [one for one in meant if kind_of_or_none(one) in kinds]
    if len(found) == 1:
        return found[0]
    if found:
        raise ParameterError(f"{parameter}: {value!r} may be {_listed(found)}; give one id.")
    wanted = " or ".join(kinds)
    others = f" It may be {_listed(meant)}." if meant else " The tool names tells what is there."
    raise ParameterError(f"{parameter}: {value!r} is the name of no {wanted} here.{others}")


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(f"{one} ({site().nodes.name(one)})" for one in ids[:_MOST_LISTED])


def _meant(name: str) -> Sequence[str]:
    """Return the ids of all that a whole name may stand for."""
    names = site().names
    parts = settle(names.parts(name), names).parts
    values = [*parts[0].values] if len(parts) == 1 else []
    for whole in (fold(name), *(fold(name) + ending for ending in _ENDINGS)):
        values += [value for _, value in names.with_subjects.get(whole, ())]
    works = [work for one in values if (work := names.document_of(one))]
    ids = [one for one in (*values, *works) if kind_of_or_none(one) is not None]
    return tuple(dict.fromkeys(ids))
