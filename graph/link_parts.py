"""Parts that questions share, as parameters of a link and back: parties, scopes, pages.

``end`` stands behind the names of a second part of a kind, and so on: ``agency2``, ``year2``.
"""

from __future__ import annotations

import re

from graph.figures import Bound, Comparison
from graph.given import NUMBER, Given, QuestionError, plain
from graph.model import Kind, Role
from graph.questions import Page, Party, Scope

BODIES = (Kind.AGENCY, Kind.AGENCY_GROUP)
MOST_PARTS = 5
ENDS = ("", *map(str, range(2, MOST_PARTS + 1)))
# >=98%, <5起, =3批次/千人
_FIGURE = re.compile(
    r"(?P<sign>[<>]=?|=)(?P<value>-?[0-9]{1,12}(?:\.[0-9]{1,9})?)(?P<unit>[^\s\d.]\S*|)", re.ASCII
)
_BOUND_OF: dict[str, Bound] = {
    ">=": "least",
    "<=": "most",
    ">": "more",
    "<": "less",
    "=": "equal",
}
_YEARS = re.compile(r"([0-9]{4})(?:\.\.([0-9]{4}))?", re.ASCII)  # 2020 or 2019..2021


def party_in(given: Given, end: str = "") -> Party | None:
    """Return the party that parameters name, None where there is none."""
    agency = given.id(f"agency{end}", *BODIES)
    function = given.id(f"function{end}", Kind.FUNCTION)
    roles = given.words(f"role{end}", Role)
    before = given.yes(f"predecessors{end}")
    if agency and function:
        raise QuestionError(f"{agency} and {function} are one party too many; name one of them.")
    if roles and not (agency or function):
        raise QuestionError(f"role{end} needs an agency{end} or a function{end}.")
    if before and not (agency or function):
        raise QuestionError(f"predecessors{end} needs an agency{end} or a function{end}.")
    if not agency and not function:
        return None
    return Party(agency=agency, function=function, roles=roles, with_predecessors=before)


def scope_in(given: Given, end: str = "") -> Scope:
    """Return the scope that parameters name."""
    return Scope(
        locations=given.ids(f"jurisdiction{end}", Kind.LOCATION),
        with_subdivisions=given.yes(f"below{end}", default=True),
        years=years_in(given.take(f"year{end}")),
        document=given.id(f"document{end}", Kind.DOCUMENT),
        subject=given.id(f"subject{end}", Kind.SUBJECT),
        words=tuple(dict.fromkeys((given.take(f"words{end}") or "").split())),
    )


def years_in(value: str | None) -> tuple[int, int] | None:
    """Return the first and last year of 2020 or 2019..2021; raises QuestionError for others."""
    if value is None:
        return None
    found = _YEARS.fullmatch(value)
    if not found:
        raise QuestionError(f"year is {value!r}, but must be like 2020 or 2019..2021.")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise QuestionError(f"The years {value} end before they begin.")
    return first, last


def page_in(given: Given) -> Page:
    """Return the page that parameters ask for."""
    size = given.take("size")
    limit: int | None = Page().limit
    if size == "all":
        limit = None
    elif size is not None:
        if not NUMBER.fullmatch(size):
            raise QuestionError(f"size is {size!r}, but must be a whole number or all.")
        limit = int(size)
    offset, number = given.number("offset", 0), given.number("page", 1)
    if offset is not None and number is not None:
        raise QuestionError("page and offset both say where to begin; name one of them.")
    return Page(offset or (number or 1) * (limit or 0) - (limit or 0), limit)


def given_only(**values: str | None) -> dict[str, str]:
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value}


def told_of_party(party: Party, end: str = "") -> dict[str, str]:
    """Return the parameters of a party."""
    told = given_only(
        agency=party.agency,
        function=party.function,
        role=",".join(party.roles),
        predecessors="yes" if party.with_predecessors else None,
    )
    return {name + end: value for name, value in told.items()}


def told_of_scope(scope: Scope, end: str = "") -> dict[str, str]:
    """Return the parameters of a scope."""
    first, last = scope.years or (0, 0)
    span = f"{first:04}" if first == last else f"{first:04}..{last:04}"
    told = given_only(
        jurisdiction=",".join(scope.locations),
        below=None if scope.with_subdivisions else "no",
        year=span if scope.years else None,
        document=scope.document,
        subject=scope.subject,
        words=" ".join(scope.words),
    )
    return {name + end: value for name, value in told.items()}


def told_of_page(page: Page) -> dict[str, str]:
    """Return the parameters of a page."""
    size = "all" if page.limit is None else str(page.limit)
    told = given_only(size=size if page.limit != Page().limit else None)
    if not page.offset:
        return told
    if page.limit and page.offset % page.limit == 0:
        return told | {"page": str(page.offset // page.limit + 1)}
    return told | {"offset": str(page.offset)}


def figure_in(value: str | None) -> Comparison | None:
    """Return the figure that a parameter names; raises QuestionError for what is none."""
    if value is None:
        return None
    found = _FIGURE.fullmatch(value)
    if not found:
        raise QuestionError(f"value is {value!r}, but must be like >=98% or <5起.")
    return Comparison(_BOUND_OF[found["sign"]], float(found["value"]), found["unit"])


def told_of_figure(compared: Comparison) -> str:
    """Return a figure as the value of a parameter."""
    sign = next(sign for sign, bound in _BOUND_OF.items() if bound == compared.bound)
    return f"{sign}{plain(compared.value)}{compared.unit}"
