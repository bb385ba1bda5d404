"""Scopes in words: one in a title, or several beside each other by that in which they differ."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from graph.questions import Documents, Scope
from search.describe import describe
from web.languages import language
from web.site import site


def words_of(scope: Scope) -> list[str]:
    """Return what each part of a scope is called, in the language of the request."""
    told = describe(Documents(scope=scope), site().store, language())
    return [value for _, value in told[1:]]


def scope_label(scopes: Sequence[Scope], number: int) -> str:
    """Return what the one at ``number`` is called: its parts that not all of them have."""
    parts = [words_of(scope) for scope in scopes]
    common = set(parts[0]).intersection(*parts)
    own = [part for part in parts[number] if part not in common]
    return " ".join(own or parts[number]) or str(gettext("全部"))
