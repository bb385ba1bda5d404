"""A question as the parameters of a link, and back, so that an answer can be edited and shared.

``find`` names the question; a value that a question has anyway is left out. The second party
of a question has the same names with a 2 behind them (``agency2``, ``role2``), and so on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from graph.given import Given
from graph.given import QuestionError as QuestionError
from graph.link_parts import (
    BODIES,
    ENDS,
    MOST_PARTS,
    figure_in,
    given_only,
    page_in,
    party_in,
    scope_in,
    told_of_figure,
    told_of_page,
    told_of_party,
    told_of_scope,
)
from graph.model import Kind, Role, Treatment
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CitedTogether,
    CooperationIn,
    Documents,
    EgoNetwork,
    FunctionsCompared,
    Gap,
    Indicators,
    Metrics,
    Page,
    PartnersOf,
    Paths,
    Question,
    Ranking,
    SideBySide,
    Sort,
)

MAX_DEPTH = 5
_DATE = re.compile(r"(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?", re.ASCII)
_DIRECTIONS: tuple[Literal["in", "out"], ...] = ("in", "out")
_RANKED: tuple[Literal["agency", "function", "location", "regulation"], ...] = (
    *("agency", "function"),
    *("location", "regulation"),
)


def parameters_of(question: Question) -> dict[str, str]:
    """Return the parameters of the link that asks a question.

    >>> parameters_of(ActionsOf(without_roles=(Role.LEAD, Role.SOLE), sort="oldest"))
    {'find': 'actions', 'without': 'lead,sole', 'sort': 'oldest'}
    """
    match question:
        case ActionsOf(parties=parties, scope=scope):
            told = {"find": "actions"} | given_only(without=",".join(question.without_roles))
            told |= given_only(gap=question.gap, due="..".join(question.due or ()))
            told |= _sorted(question)
            for party, end in zip(parties, ENDS, strict=False):
                told |= told_of_party(party, end)
            told |= told_of_scope(scope)
        case PartnersOf(party=party, scope=scope):
            told = {"find": "partners"} | told_of_party(party) | told_of_scope(scope)
        case Citations(node=node, direction=direction, treatments=treatments):
            told = {"find": "citations", "node": node, "direction": direction}
            told |= _more(depth=question.depth) | given_only(treatment=",".join(treatments))
        case CitedTogether(node=node, scope=scope):
            told = {"find": "cited-together", "node": node} | told_of_scope(scope)
        case Indicators(scope=scope, party=wanted, compared=compared):
            told = {"find": "indicators"} | (told_of_party(wanted) if wanted else {})
            told |= given_only(value=told_of_figure(compared) if compared else None)
            told |= given_only(metric=question.metric, unit=question.unit)
            told |= {"exact": "yes"} if question.is_exact else {}
            told |= _sorted(question) | told_of_scope(scope)
        case Metrics(scope=scope, words=words):
            told = {"find": "metrics"} | given_only(metric=words) | told_of_scope(scope)
        case Documents(scope=scope):
            told = {"find": "documents"} | told_of_scope(scope)
        case CooperationIn(scope=scope):
            told = {"find": "cooperation"} | given_only(agency=question.agency)
            told |= given_only(role=",".join(question.roles))
            told |= _more(min_weight=question.min_weight) | told_of_scope(scope)
        case EgoNetwork(agency=agency, scope=scope):
            told = {"find": "around", "agency": agency} | told_of_scope(scope)
            told |= _more(depth=question.depth, min_weight=question.min_weight)
        case Paths(agency=agency, other=other, scope=scope):
            told = {"find": "paths", "agency": agency, "agency2": other} | told_of_scope(scope)
            told |= _more(min_weight=question.min_weight)
        case Ranking(by=by, roles=roles, scope=scope):
            told = {"find": "ranking"} | given_only(by=by if by != "agency" else None)
            told |= given_only(role=",".join(roles)) | told_of_scope(scope)
            told |= told_of_party(question.party, ENDS[1]) if question.party else {}
        case FunctionsCompared(scopes=scopes, roles=roles):
            told = {"find": "comparison"} | given_only(role=",".join(roles))
            told |= given_only(scopes=str(len(scopes)) if len(scopes) != 2 else None)
            for scope, end in zip(scopes, ENDS, strict=False):
                told |= told_of_scope(scope, end)
        case SideBySide(agency=agency, roles=roles, scope=scope):
            told = {"find": "side-by-side", "agency": agency}
            told |= given_only(role=",".join(roles)) | told_of_scope(scope)
        case Census():
            return {"find": "census"}
    return told | told_of_page(question.page)


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
    return ActionsOf(
        parties=tuple(party for end in ENDS if (party := party_in(given, end))),
        without_roles=given.words("without", Role),
        gap=given.choice("gap", get_args(Gap)),
        due=_due(given.take("due")),
        sort=given.choice("sort", get_args(Sort)) or "newest",
        scope=scope_in(given),
        page=page_in(given),
    )


def _due(value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    first, dots, last = value.partition("..")
    if not all(_DATE.fullmatch(date) for date in (first, last)):
        raise QuestionError(f"due is {value!r}, but must be like 2020, 2020-01..2020-06 or ..2020.")
    return first, last if dots else first


def _partners(given: Given) -> Question:
    party = party_in(given)
    if party is None:
        raise QuestionError("Partners are those of an agency or a function; name one of them.")
    return PartnersOf(party=party, scope=scope_in(given), page=page_in(given))


def _citations(given: Given) -> Question:
    return Citations(
        node=given.needed_id("node", Kind.DOCUMENT, Kind.ACTION, Kind.REGULATION),
        direction=given.choice("direction", _DIRECTIONS) or "in",
        treatments=given.words("treatment", Treatment),
        depth=_depth(given),
        page=page_in(given),
    )


def _cited_together(given: Given) -> Question:
    node = given.needed_id("node", Kind.DOCUMENT, Kind.REGULATION)
    return CitedTogether(node=node, scope=scope_in(given), page=page_in(given))


def _indicators(given: Given) -> Question:
    return Indicators(
        scope=scope_in(given),
        party=party_in(given),
        metric=given.take("metric") or "",
        is_exact=given.yes("exact"),
        unit=given.take("unit"),
        compared=figure_in(given.take("value")),
        sort=given.choice("sort", (*get_args(Sort), "highest", "lowest")) or "newest",
        page=page_in(given),
    )


def _metrics(given: Given) -> Question:
    words = given.take("metric") or ""
    return Metrics(scope=scope_in(given), words=words, page=page_in(given))


def _documents(given: Given) -> Question:
    return Documents(scope=scope_in(given), page=page_in(given))


def _cooperation(given: Given) -> Question:
    return CooperationIn(
        scope=scope_in(given),
        agency=given.id("agency", *BODIES),
        roles=given.words("role", Role),
        min_weight=given.number("min_weight", 1) or 1,
        page=page_in(given),
    )


def _around(given: Given) -> Question:
    return EgoNetwork(
        agency=given.needed_id("agency", *BODIES),
        depth=_depth(given),
        min_weight=given.number("min_weight", 1) or 1,
        scope=scope_in(given),
        page=page_in(given),
    )


def _paths(given: Given) -> Question:
    return Paths(
        agency=given.needed_id("agency", *BODIES),
        other=given.needed_id("agency2", *BODIES),
        min_weight=given.number("min_weight", 1) or 1,
        scope=scope_in(given),
        page=page_in(given),
    )


def _ranking(given: Given) -> Question:
    by, roles = given.choice("by", _RANKED) or "agency", given.words("role", Role)
    party = party_in(given, ENDS[1])
    return Ranking(by=by, roles=roles, party=party, scope=scope_in(given), page=page_in(given))


def _comparison(given: Given) -> Question:
    count = given.number("scopes", 2) or 2
    if count > MOST_PARTS:
        raise QuestionError(f"scopes is {count}, but {MOST_PARTS} are compared at most.")
    return FunctionsCompared(
        scopes=tuple(scope_in(given, end) for end in ENDS[:count]),
        roles=given.words("role", Role),
        page=page_in(given),
    )


def _side_by_side(given: Given) -> Question:
    agency, roles = given.needed_id("agency", *BODIES), given.words("role", Role)
    return SideBySide(agency=agency, roles=roles, scope=scope_in(given), page=page_in(given))


_QUESTIONS: dict[str, Callable[[Given], Question]] = {
    "actions": _actions,
    "partners": _partners,
    "citations": _citations,
    "cited-together": _cited_together,
    "indicators": _indicators,
    "metrics": _metrics,
    "documents": _documents,
    "cooperation": _cooperation,
    "around": _around,
    "paths": _paths,
    "ranking": _ranking,
    "comparison": _comparison,
    "side-by-side": _side_by_side,
    "census": lambda given: Census(),
}


def _depth(given: Given) -> int:
    depth = given.number("depth", 1) or 1
    if depth > MAX_DEPTH:
        raise QuestionError(f"depth is {depth}, but at most {MAX_DEPTH} steps are followed.")
    return depth


def _more(**numbers: int) -> dict[str, str]:
    """Return the numbers that are not 1, which is what they are anyway."""
    return {name: str(number) for name, number in numbers.items() if number != 1}


def _sorted(question: ActionsOf | Indicators) -> dict[str, str]:
    return given_only(sort=question.sort if question.sort != "newest" else None)
