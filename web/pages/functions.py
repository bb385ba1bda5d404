"""A function across all places: which bodies perform it, where, and what they have to do."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.model import Agency, AgencyGroup, Function, Kind
from graph.questions import ActionsOf, Party
from search.engine import Filters
from web.pages.choices import chosen_role, chosen_scope, years_among
from web.pages.documents import places_among
from web.pages.parties import roles_of
from web.paging import Pager, requested_page, rows_of
from web.site import facet_counts, node_or_404, site

functions = Blueprint("functions", __name__, url_prefix="/functions")


@functions.get("")
def functions_list() -> str:
    """List the functions, with how many tasks each has a part in."""
    counts = dict(facet_counts("function"))
    found = [node for node in site().store.nodes(Kind.FUNCTION) if isinstance(node, Function)]
    found.sort(key=lambda function: (-counts.get(function.id, 0), function.id))
    return render_template("functions.html", functions=found, counts=counts)


@functions.get("/<key>")
def function(key: str) -> str:
    """Show one function."""
    found = node_or_404(Kind.FUNCTION, key)
    role, scope, number = chosen_role(), chosen_scope(), requested_page()
    party = Party(function=found.id, roles=(role,) if role else ())
    answer = site().store.answer(ActionsOf(parties=(party,), scope=scope, page=rows_of(number)))
    filters = Filters(function=found.id)
    return render_template(
        "function.html",
        function=found,
        rows=answer.rows,
        pager=Pager(number, answer.total),
        roles=roles_of(Party(function=found.id), scope),
        years=years_among(facet_counts("year", filters)),
        places=places_among(facet_counts("location", filters)),
        bodies=bodies_with(found.id, facet_counts("agency", filters)),
    )


def bodies_with(
    function: str, counts: tuple[tuple[str, int], ...]
) -> list[tuple[Agency | AgencyGroup, int]]:
    """Return the bodies with the function among those that act in the same actions."""
    found = []
    for body_id, count in counts:
        body = site().nodes.node(body_id)
        if isinstance(body, Agency | AgencyGroup) and body.function == function:
            found.append((body, count))
    return found
