"""Tasks whose text leaves open who has to act, by what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, render_template
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from graph.model import Role
from graph.questions import ActionsOf, Answer, Page, Scope
from web.addresses import answer_address
from web.pages.choices import chosen_location, chosen_scope, years_among
from web.pages.documents import places_among
from web.site import document_counts, site

gaps_pages = Blueprint("gaps", __name__, url_prefix="/gaps")

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing a text may leave open: its name in addresses, what it is called, what it means."""

    name: str
    title: LazyString
    meaning: LazyString
    question: ActionsOf


@dataclass(frozen=True, slots=True)
class Shown:
    """A gap with its first tasks in a scope and the address of all."""

    gap: Gap
    answer: Answer
    address: str


GAPS: Final = (
    Gap(
        "no-lead",
        _("无人牵头"),
        _("写了共同负责或配合的单位，没有写谁牵头。推定由发文机关负责的任务不在其中。"),
        ActionsOf(without_roles=(Role.LEAD, Role.SOLE)),
    ),
    Gap(
        "two-leads",
        _("几家牵头"),
        _("写明牵头的单位不止一个。可能是联合牵头，也可能要明确以谁为主。"),
        ActionsOf(gap="two-leads"),
    ),
    Gap(
        "open-list",
        _("单位没有列全"),
        _("责任单位以“等”字收尾，没有列出的单位从原文看不出来。"),
        ActionsOf(gap="open-list"),
    ),
    Gap(
        "vague",
        _("责任含糊"),
        _("责任表述只有“指导、参与、支持”一类的词，没有写谁负责、谁落实。"),
        ActionsOf(gap="vague"),
    ),
)


@gaps_pages.get("")
def gaps() -> str:
    """Show the tasks with gaps, of a place and year where these are chosen."""
    scope = chosen_scope()
    total, *found = _found_in(scope)
    return render_template(
        "gaps.html",
        total=total.total,
        gaps=[
            Shown(gap, answer, answer_address(replace(gap.question, scope=scope)))
            for gap, answer in zip(GAPS, found, strict=True)
        ],
        location=chosen_location(),
        years=years_among(document_counts("year")),
        places=places_among(document_counts("location")),
    )


def _found_in(scope: Scope) -> tuple[Answer, ...]:
    """Return the answers; those of a whole store, for which all its tasks are looked at, once."""
    if scope != Scope():
        return tuple(_answers(scope))
    return site().kept.get("gaps", lambda: tuple(_answers(scope)))


def _answers(scope: Scope) -> Iterator[Answer]:
    """Yield how many tasks a scope has at all, then the first of those with each gap."""
    yield site().store.answer(ActionsOf(scope=scope, page=Page(0, 0)))
    for gap in GAPS:
        yield site().store.answer(replace(gap.question, scope=scope, page=Page(0, SHOWN)))
