"""A question as the parameters of a link, and back, so that an answer can be edited and shared.

``find`` names the question; a value that a question has anyway is left out. The second party
of a question has the same names with a 2 behind them (``agency2``, ``role2``), and so on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from graph.given import NUMBER, Given, plain
from graph.given import QuestionError as QuestionError
from graph.model import Kind, Role, Treatment
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    Comparison,
    CooperationIn,
    Documents,
    Indicators,
    Page,
    PartnersOf,
    Party,
    Question,
    Ranking,
    Scope,
)

MAX_PARTIES = 5
MAX_DEPTH = 5
_YEARS = re.compile(r"([0-9]{4})(?:\.\.([0-9]{4}))?", re.ASCII)  # 2020 or 2019..2021
_DATE = re.compile(r"(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?", re.ASCII)
# >=98%, <5起, =3批次/千人
_FIGURE = re.compile(
    r"(?P<sign>[<>]=?|=)(?P<value>-?[0-9]{1,12}(?:\.[0-9]{1,9})?)(?P<unit>[^\s\d.]\S*|)", re.ASCII
)
_BOUND_OF: dict[str, Literal["least", "most", "more", "less", "equal"]] = {
    ">=": "least",
    "<=": "most",
    ">": "more",
    "<": "less",
    "=": "equal",
}
_BODIES = (Kind.AGENCY, Kind.AGENCY_GROUP)


def parameters_of(question: Question) -> dict[str, str]:
    """Return the parameters of the link that asks a question.

    >>> party = Party(function="function/health", roles=(Role.LEAD, Role.SOLE))
    >>> parameters_of(ActionsOf(parties=(party,), scope=Scope(years=(2019, 2021))))
    {'find': 'actions', 'function': 'function/health', 'role': 'lead,sole', 'year': '2019..2021'}
    """
    match question:
        case ActionsOf(parties=parties, scope=scope, page=page):
            told = {"find": "actions"} | _told(without=",".join(question.without_roles))
            told |= _told(due="..".join(question.due) if question.due else None)
            for number, party in enumerate(parties, 1):
                told |= _told_of_party(party, "" if number == 1 else str(number))
            return told | _told_of_scope(scope) | _told_of_page(page)
        case PartnersOf(party=party, scope=scope, page=page):
            told = {"find": "partners"} | _told_of_party(party)
            return told | _told_of_scope(scope) | _told_of_page(page)
        case Citations(node=node, direction=direction, treatments=treatments, page=page):
            told = {"find": "citations", "node": node, "direction": direction}
            told |= _told(depth=str(question.depth) if question.depth != 1 else None)
            return told | _told(treatment=",".join(treatments)) | _told_of_page(page)
        case Indicators(scope=scope, party=wanted, metric=metric, page=page):
            told = {"find": "indicators"} | (_told_of_party(wanted) if wanted else {})
            told |= _told(value=_figure(question.compared) if question.compared else None)
            return told | _told(metric=metric) | _told_of_scope(scope) | _told_of_page(page)
        case Documents(scope=scope, page=page):
            return {"find": "documents"} | _told_of_scope(scope) | _told_of_page(page)
        case CooperationIn(scope=scope, agency=agency, min_weight=least, page=page):
            told = {"find": "cooperation"} | _told(agency=agency)
            told |= _told(min_weight=str(least) if least != 1 else None)
            return told | _told_of_scope(scope) | _told_of_page(page)
        case Ranking(by=by, roles=roles, scope=scope, page=page):
            told = {"find": "ranking"} | _told(by=by if by != "agency" else None)
            told |= _told(role=",".join(roles))
            return told | _told_of_scope(scope) | _told_of_page(page)
        case Census():
            return {"find": "census"}


def question_from(parameters: Mapping[str, str], *, max_size: int | None = None) -> Question:
    """Return the question that parameters ask; empty ones count as not given.

    ``max_size`` bounds the rows of a page, for parameters that come from outside. Raises
    QuestionError for a name or value that makes no sense.
    """
    given = Given(parameters)
    kind = given.take("find") or "actions"
    if kind not in _QUESTIONS:
        raise QuestionError(f"find cannot be {kind!r}; it is one of {', '.join(_QUESTIONS)}.")
    question = _QUESTIONS[kind](given)
    given.check_all_taken()
    page = getattr(question, "page", Page())
    if max_size is not None and (page.limit is None or page.limit > max_size):
        raise QuestionError(f"A page has at most {max_size} rows; ask for a smaller size.")
    return question


def _actions(given: Given) -> Question:
    suffixes = ("", *map(str, range(2, MAX_PARTIES + 1)))
    parties = tuple(party for end in suffixes if (party := _party(given, end)))
    without, due = given.words("without", Role), _due(given.take("due"))
    return ActionsOf(
        parties=parties, without_roles=without, due=due, scope=_scope(given), page=_page(given)
    )


def _due(value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    first, dots, last = value.partition("..")
    if not all(_DATE.fullmatch(date) for date in (first, last)):
        raise QuestionError(f"due is {value!r}, but must be like 2020, 2020-01..2020-06 or ..2020.")
    return first, last if dots else first


def _partners(given: Given) -> Question:
    party = _party(given)
    if party is None:
        raise QuestionError("Partners are those of an agency or a function; name one of them.")
    return PartnersOf(party=party, scope=_scope(given), page=_page(given))


def _citations(given: Given) -> Question:
    node = given.id("node", Kind.DOCUMENT, Kind.ACTION, Kind.REGULATION)
    direction = given.take("direction") or "in"
    if node is None:
        raise QuestionError("Citations are those of a node; name it.")
    if direction not in ("in", "out"):
        raise QuestionError(f"direction is {direction!r}, but takes in or out.")
    treatments = given.words("treatment", Treatment)
    side: Literal["in", "out"] = "in" if direction == "in" else "out"
    depth = given.number("depth", 1) or 1
    if depth > MAX_DEPTH:
        raise QuestionError(f"depth is {depth}, but citations are followed {MAX_DEPTH} steps.")
    return Citations(
        node=node, direction=side, treatments=treatments, depth=depth, page=_page(given)
    )


def _indicators(given: Given) -> Question:
    party, metric = _party(given), given.take("metric") or ""
    compared = _compared(given.take("value"))
    return Indicators(
        scope=_scope(given), party=party, metric=metric, compared=compared, page=_page(given)
    )


def _compared(value: str | None) -> Comparison | None:
    if value is None:
        return None
    found = _FIGURE.fullmatch(value)
    if not found:
        raise QuestionError(f"value is {value!r}, but must be like >=98% or <5起.")
    return Comparison(_BOUND_OF[found["sign"]], float(found["value"]), found["unit"])


def _figure(compared: Comparison) -> str:
    sign = next(sign for sign, bound in _BOUND_OF.items() if bound == compared.bound)
    return f"{sign}{plain(compared.value)}{compared.unit}"


def _documents(given: Given) -> Question:
    return Documents(scope=_scope(given), page=_page(given))


def _cooperation(given: Given) -> Question:
    least = given.number("min_weight", 1) or 1
    agency = given.id("agency", *_BODIES)
    return CooperationIn(scope=_scope(given), agency=agency, min_weight=least, page=_page(given))


def _ranking(given: Given) -> Question:
    by = given.take("by") or "agency"
    if by not in ("agency", "function", "location", "regulation"):
        raise QuestionError(f"by is {by!r}, but takes agency, function, location, regulation.")
    roles = given.words("role", Role)
    return Ranking(by=by, roles=roles, scope=_scope(given), page=_page(given))  # type: ignore[arg-type]


_QUESTIONS: dict[str, Callable[[Given], Question]] = {
    "actions": _actions,
    "partners": _partners,
    "citations": _citations,
    "indicators": _indicators,
    "documents": _documents,
    "cooperation": _cooperation,
    "ranking": _ranking,
    "census": lambda given: Census(),
}


def _party(given: Given, suffix: str = "") -> Party | None:
    agency = given.id(f"agency{suffix}", *_BODIES)
    function = given.id(f"function{suffix}", Kind.FUNCTION)
    roles = given.words(f"role{suffix}", Role)
    before = given.yes(f"predecessors{suffix}")
    if agency and function:
        raise QuestionError(f"{agency} and {function} are one party too many; name one of them.")
    if roles and not (agency or function):
        raise QuestionError(f"role{suffix} needs an agency{suffix} or a function{suffix}.")
    if before and not (agency or function):
        raise QuestionError(f"predecessors{suffix} needs an agency{suffix} or a function{suffix}.")
    if not agency and not function:
        return None
    return Party(agency=agency, function=function, roles=roles, with_predecessors=before)


def _scope(given: Given) -> Scope:
    locations = given.ids("jurisdiction", Kind.LOCATION)
    below = given.yes("below", default=True)
    document = given.id("document", Kind.DOCUMENT)
    years = _years(given.take("year"))
    return Scope(
        locations=locations,
        with_subdivisions=below,
        years=years,
        document=document,
        subject=given.id("subject", Kind.SUBJECT),
        words=tuple(dict.fromkeys((given.take("words") or "").split())),
    )


def _years(value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    found = _YEARS.fullmatch(value)
    if not found:
        raise QuestionError(f"year is {value!r}, but must be like 2020 or 2019..2021.")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise QuestionError(f"The years {value} end before they begin.")
    return first, last


def _page(given: Given) -> Page:
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


def _told(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _told_of_party(party: Party, suffix: str = "") -> dict[str, str]:
    told = _told(agency=party.agency, function=party.function, role=",".join(party.roles))
    told |= _told(predecessors="yes" if party.with_predecessors else None)
    return {name + suffix: value for name, value in told.items()}


def _told_of_scope(scope: Scope) -> dict[str, str]:
    first, last = scope.years or (0, 0)
    span = f"{first:04}" if first == last else f"{first:04}..{last:04}"
    return _told(
        jurisdiction=",".join(scope.locations),
        below=None if scope.with_subdivisions else "no",
        year=span if scope.years else None,
        document=scope.document,
        subject=scope.subject,
        words=" ".join(scope.words),
    )


def _told_of_page(page: Page) -> dict[str, str]:
    size = "all" if page.limit is None else str(page.limit)
    told = _told(size=size if page.limit != Page().limit else None)
    if not page.offset:
        return told
    if page.limit and page.offset % page.limit == 0:
        return told | {"page": str(page.offset // page.limit + 1)}
    return told | {"offset": str(page.offset)}
