"""What a function, a name that bodies with it bear, and a recognised name are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.model import Level


class Organ(StrEnum):
    """Which branch of the state or of public life a body belongs to."""

    PARTY = "party"
    GOVERNMENT = "government"
    COURT = "court"
    PROCURATORATE = "procuratorate"
    CONGRESS = "congress"
    CONSULTATIVE = "consultative"
    MASS = "mass"
    MILITARY = "military"
    VERTICAL = "vertical"
    PUBLIC_INSTITUTION = "public-institution"
    ENTERPRISE = "enterprise"
    COORDINATION = "coordination"


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A full name that bodies with one function bear, without jurisdiction (市场监督管理局).

    ``until`` is the year in which the last bodies of this name ended, None for present ones.
    ``forms`` are the patterns that join it to a place, by level, None for any other level;
    where there are none, those of its organ hold (see ``graph.lexicon.full_names``).
    ``customary_in`` are the provinces (two digits) where it is the usual one of its function.
    ``is_principal`` says that a place has one such body for the function now (not a 支队, 中心).
    """

    full: str
    function: str
    organ: Organ
    short_forms: tuple[str, ...] = ()
    until: int | None = None
    forms: Mapping[Level | None, tuple[str, ...]] = field(default_factory=dict, hash=False)
    customary_in: tuple[str, ...] = ()
    is_principal: bool = True

    @property
    def is_central(self) -> bool:
        """Whether the name stands without a place: it is that of one body of the country."""
        return self.forms.get(None) == ("{name}",)


@dataclass(frozen=True, slots=True)
class BodyFunction:
    """What a kind of body does, with every name it goes by and names that only look like them.

    ``areas`` are the words by which it stands in the name of a merged body (教育科技局);
    ``succeeded_by`` is the function whose bodies took over all of its own.
    ``examples`` give for a short form the full name that it stands for; a leading 委 says that
    it is read as a body of a Party committee.
    """

    slug: str
    zh: str
    en: str
    organ: Organ
    source: str
    names: tuple[OfficialName, ...]
    examples: Mapping[str, str] = field(default_factory=dict, hash=False)
    counterexamples: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    succeeded_by: str | None = None


@dataclass(frozen=True, slots=True)
class BodyName:
    """What a body's name was recognised as: the full name meant, then other readings."""

    function_slug: str
    full_name: str
    alternatives: tuple[str, ...]
    organ: Organ
    until: int | None = None
    is_principal: bool = True
    is_central: bool = False

    @property
    def key(self) -> str:
        """What tells this body from others of its place: the slug, or else its full name."""
        return self.function_slug if self.is_principal else self.full_name

    @property
    def is_former(self) -> bool:
        """Whether bodies of this name have ended."""
        return self.until is not None
