"""What a scope is called beside others: by that in which they differ."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from graph.questions import Scope
from web import labels
from web.site import site


def scope_label(scopes: Sequence[Scope], number: int) -> str:
    """Return what the one at ``number`` is called: its parts that not all of them have."""
    parts = [_parts(scope) for scope in scopes]
    common = set(parts[0]).intersection(*parts)
    own = [part for part in parts[number] if part not in common]
    return " ".join(own or parts[number]) or str(gettext("全部"))


def _parts(scope: Scope) -> list[str]:
    parts = ["、".join(map(site().nodes.name, scope.locations))] if scope.locations else []
    if scope.years:
        first, last = scope.years
        parts.append(str(first) if first == last else f"{first}–{last}")
    if scope.document:
        parts.append(site().nodes.name(scope.document))
    if scope.subject:
        parts.append(labels.subject_name(scope.subject))
    return [*parts, *scope.words]
