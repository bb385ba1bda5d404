"""How the name of a body and that of its place make the official full name.

A pattern holds ``{name}``, ``{place}`` (晋城市), ``{bare}`` (晋城), ``{above}``, the place
right above, and ``{committee}``, the Party committee of the place (晋城市委).
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.lexicon.body_name import OfficialName, Organ
from graph.lexicon.gb2260 import Division
from graph.lexicon.name_patterns import Forms
from graph.model import Level

_STATE: Forms = {
    Level.COUNTRY: ("国家{name}",),
    None: ("{place}{name}",),
}
_OF_ORGAN: Mapping[Organ, Forms] = {
    Organ.PARTY: {
        Level.COUNTRY: ("中共中央{name}", "中央{name}"),
        None: ("中共{committee}{name}", "{committee}{name}", "中共{place}委员会{name}"),
    },
    Organ.COORDINATION: {
        Level.COUNTRY: ("国务院{name}", "国家{name}"),
        None: ("{place}{name}",),
    },
}


def full_names(
    name: OfficialName, division: Division, above: Division | None = None
) -> tuple[str, ...]:
    """Return the official full names of one body in a division, best first.

    Names with the place above are left out where that is not given, unless there are no others.
    """
    forms = name.forms or _OF_ORGAN.get(name.organ, _STATE)
    patterns = forms.get(division.level) or forms.get(None, ("{place}{name}",))
    if above is None:
        patterns = tuple(p for p in patterns if "{above}" not in p) or ("{place}{name}",)
    return tuple(
        pattern.format(
            name=name.full,
            place=division.name,
            bare=division.bare,
            committee=committee_of(division),
            above=above.name if above else "",
        )
        for pattern in patterns
    )


def committee_of(division: Division) -> str:
    """Return how the Party committee of a division is called for short (晋城市委, 阿克苏地委)."""
    if division.level is Level.ZONE and division.name.endswith("兵团"):
        return f"{division.name}党委"
    if division.level is Level.ZONE:
        return f"{division.name}党工委"
    if division.level is Level.PROVINCE and division.name.endswith("自治区"):
        return f"{division.name}党委"
    if division.level is Level.PREFECTURE and division.name.endswith("地区"):
        return f"{division.name.removesuffix('区')}委"
    return f"{division.name}委"


def forms_without_place(name: OfficialName) -> tuple[str, ...]:
    """Return the names of a body that hold its place inside, without it: 国家税务总局税务局."""
    inside = (
        pattern
        for patterns in name.forms.values()
        for pattern in patterns
        if not pattern.startswith("{") and pattern.count("{") - pattern.count("{name}") == 1
    )
    return tuple(
        dict.fromkeys(
            pattern.format(name=name.full, place="", bare="", committee="", above="")
            for pattern in inside
        )
    )
