"""The cooperation network of a scope: a drawing beside the equal table, and its measures."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.network import MEASURES, Network, ordered
from web.measure_labels import (
    are_of_places,
    community_label,
    measure_label,
    measure_sentence,
    whole_facts,
)
from web.pages.drawings import drawing_of, pair_address
from web.pages.network_choices import chosen_among, chosen_network, scope_in_words
from web.paging import Pager, requested_page, rows_of
from web.site import site

network_pages = Blueprint("network", __name__, url_prefix="/network")

LINES_SHOWN = 60
COMMUNITIES_SHOWN = 12
BRIDGES_SHOWN = 12
COLOURS = ("community", "core", "is_cut")


@network_pages.get("")
def network() -> str:
    """Show the strongest pairs of a scope, and all its agencies by a measure."""
    chosen = chosen_network()
    sort, size = chosen_among("sort", MEASURES), chosen_among("size", MEASURES)
    colour, number = chosen_among("colour", COLOURS), requested_page()
    counted = site().networks.cooperation(chosen.scope, chosen.min_weight)
    found = counted.network
    page, pairs = rows_of(number), found.ties[:LINES_SHOWN]
    in_order = ordered(found.members, sort)
    return render_template(
        "network.html",
        chosen=chosen,
        described=scope_in_words(chosen.scope),
        network=found,
        documents=counted.documents,
        facts=whole_facts(found),
        pairs=pairs,
        drawing=drawing_of(found.members, pairs, chosen.scope, size, colour),
        size=size,
        colour=colour,
        colours=COLOURS,
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
        actions_together=lambda tie: pair_address(tie.a, tie.b, chosen.scope),
    )


def _community_names(found: Network) -> dict[int, str]:
    is_of_places = are_of_places(found)
    return {one.number: community_label(one, is_of_places) for one in found.communities}
