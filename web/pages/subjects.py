"""What tasks act on: the subjects as a tree, and each with its tasks and who leads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flask import Blueprint, abort, render_template

from graph.model import Kind, Subject
from search.engine import Filters
from web.pages.choices import chosen_scope
from web.pages.documents import places_among
from web.pages.task_table import task_table
from web.site import facet_counts, node_or_404, site

subjects = Blueprint("subjects", __name__, url_prefix="/subjects")


@subjects.get("")
def subjects_list() -> str:
    """List the subjects that no other includes, each with those right below it."""
    counts, found = dict(facet_counts("subject")), all_subjects()
    known = {subject.id for subject in found}
    top = [subject for subject in found if subject.broader not in known]
    groups = [(subject, subjects_below(subject, found)) for subject in by_count(top, counts)]
    return render_template("subjects.html", groups=groups, counts=counts)


@subjects.get("/<key>")
def subject(key: str) -> str:
    """Show one subject with its tasks, those of narrower subjects included."""
    found = node_or_404(Kind.SUBJECT, key)
    if not isinstance(found, Subject):
        abort(404)
    filters = Filters(subject=found.id)
    tasks = task_table(replace(chosen_scope(), subject=found.id), filters)
    counts = dict(facet_counts("subject", filters))
    return render_template(
        "subject.html",
        subject=found,
        broader=list(subjects_above(found))[::-1],
        narrower=by_count(subjects_below(found, all_subjects()), counts),
        counts=counts,
        tasks=tasks,
        taken=tasks.taken,
        places=places_among(facet_counts("location", filters)),
        leaders=facet_counts("leader", filters),
    )


def all_subjects() -> list[Subject]:
    """Return all subjects that tasks act on, and those that include them, by id."""
    return [node for node in site().store.nodes(Kind.SUBJECT) if isinstance(node, Subject)]


def subjects_below(subject: Subject, among: Sequence[Subject]) -> list[Subject]:
    """Return the subjects among others that one includes right below it."""
    return [other for other in among if other.broader == subject.id]


def subjects_above(subject: Subject) -> Iterator[Subject]:
    """Yield the subjects that include one, the nearest first."""
    seen = {subject.id}
    node = site().nodes.node(subject.broader) if subject.broader else None
    while isinstance(node, Subject) and node.id not in seen:
        seen.add(node.id)
        yield node
        node = site().nodes.node(node.broader) if node.broader else None


def by_count(found: Sequence[Subject], counts: dict[str, int]) -> list[Subject]:
    """Return subjects in order of their tasks, most first."""
    return sorted(found, key=lambda subject: (-counts.get(subject.id, 0), subject.id))
