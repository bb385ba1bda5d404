"""A function across all places: which bodies perform it, where, and what they have to do."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.model import Agency, AgencyGroup, Function, Kind
from graph.questions import Party
from search.engine import Filters
from web.pages.choices import chosen_scope
from web.pages.documents import places_among
from web.pages.elsewhere import bodies_of
from web.pages.task_table import task_table
from web.site import count_facets, facet_counts, node_or_404, site

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
    filters = Filters(function=found.id)
    count_facets(filters, "year", "location", "agency")
    tasks = task_table(chosen_scope(), filters, Party(function=found.id))
    return render_template(
        "function.html",
        function=found,
        tasks=tasks,
        taken=tasks.taken,
        places=places_among(facet_counts("location", filters)),
        bodies=bodies_with(found.id, facet_counts("agency", filters)),
    )


def bodies_with(
    function: str, counts: tuple[tuple[str, int], ...]
) -> list[tuple[Agency | AgencyGroup, int]]:
    """Return the bodies with the function among those that act in the same actions."""
    same = {body.id: body for body in bodies_of(function)}
    return [(same[body], count) for body, count in counts if body in same]
