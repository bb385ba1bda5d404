"""The cooperation network of a scope: a drawing beside the equal table, and its measures."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from graph.model import Level
from graph.network import MEASURES, Network, ordered
from graph.network_view import Part, around, strongest
from web.labels import level_label
from web.measure_labels import (
    are_of_places,
    community_label,
    measure_label,
    measure_sentence,
    whole_facts,
)
from web.pages.choices import Choice
from web.pages.drawings import Body, pair_address
from web.pages.network_choices import (
    ChosenNetwork,
    chosen_among,
    chosen_network,
    scope_in_words,
)
from web.pages.network_view import chosen_body, view_of
from web.paging import Pager, requested_page, rows_of
from web.site import facet_counts

network_pages = Blueprint("network", __name__, url_prefix="/network")

TIES_SHOWN = ("150", "60", "300", "600", "1200", "3000")
"""How many ties can be asked for; the first is what is usual."""
COMMUNITIES_SHOWN = 12
BRIDGES_SHOWN = 12
SUBJECTS_OFFERED = 60
COLOURS = ("community", *MEASURES, "is_cut")
LAYOUTS = ("springs", "levels")
ASKED = ("around", "between", "find", "sentences")


@network_pages.get("")
def network() -> str:
    """Show the strongest pairs of a scope, and all its agencies by a measure."""
    chosen, number = chosen_network(), requested_page()
    sort, size = chosen_among("sort", MEASURES), chosen_among("size", MEASURES)
    colour, layout = chosen_among("colour", COLOURS), chosen_among("layout", LAYOUTS)
    most = chosen_among("ties", TIES_SHOWN)
    middle = chosen_body("around") if request.args.get("around") else None
    counted = chosen.counted()
    found = counted.network
    page, part = rows_of(number), _part(found, middle, int(most))
    in_order = ordered(found.members, sort)
    return render_template(
        "network.html",
        chosen=chosen,
        described=scope_in_words(chosen.scope),
        network=found,
        documents=counted.documents,
        facts=whole_facts(found),
        middle=middle,
        pairs=part.ties,
        total=part.total,
        drawing=_drawing(chosen, found, part, middle),
        size=size,
        colour=colour,
        colours=COLOURS,
        layout=layout,
        most=most,
        mosts=sorted(TIES_SHOWN, key=int),
        subjects=_subjects(),
        sort=sort,
        measures=MEASURES,
        members=in_order[page.offset :][: page.limit],
        pager=Pager(number, len(in_order)),
        communities=found.communities[:COMMUNITIES_SHOWN],
        community_names=_community_names(found),
        bridges=found.bridges[:BRIDGES_SHOWN],
        bridges_total=len(found.bridges),
        measure_label=measure_label,
        measure_sentence=measure_sentence,
        actions_together=lambda tie: pair_address(tie.a, tie.b, chosen.scope, chosen.roles),
    )


def _part(network: Network, middle: Body | None, most: int) -> Part:
    if middle is not None:
        return around(network, middle.id, most)
    part = strongest(network, most)
    # those that were not analysed are ties too
    return Part(part.members, part.ties, network.whole.ties)


def _drawing(
    chosen: ChosenNetwork, network: Network, part: Part, middle: Body | None
) -> dict[str, Any]:
    addresses = {
        name: url_for(f"network_view.{name}", **dict[str, Any](chosen.parameters)) for name in ASKED
    }
    view = view_of(chosen, network, part)
    levels = [{"level": level, "name": level_label(level)} for level in Level]
    return {
        **view,
        "middle": middle.id if middle else "",
        "levels": [*levels, {"level": "", "name": str(gettext("层级不明"))}],
        "addresses": addresses,
    }


def _subjects() -> list[Choice]:
    """Return the subjects of most actions."""
    return [Choice(value, value, count) for value, count in facet_counts("subject")][
        :SUBJECTS_OFFERED
    ]


def _community_names(found: Network) -> dict[int, str]:
    is_of_places = are_of_places(found)
    return {one.number: community_label(one, is_of_places) for one in found.communities}
