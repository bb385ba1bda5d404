"""How long the body of a request may be: told by its head, before any of it is received."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask
from werkzeug.http import parse_cookie

from web.accounts.model import RIGHTS, Right
from web.site import Site
from web.visitors import SESSION

Bodies = Callable[[str, Mapping[str, str]], int]
"""Return how many bytes may follow a head, from its path and its fields (``COOKIE``)."""
LONGEST_BODY = 1024 * 1024
"""Bytes that anybody may send; a query in SPARQL that is long, for one."""
_UPLOADING = ("/upload", "/api/v1/documents")


def bodies_of(app: Flask) -> Bodies:
    """Return what lets those who may upload send as much as uploads may have."""
    site: Site = app.extensions["zhize"]

    def longest(path: str, head: Mapping[str, str]) -> int:
        if site.uploads is None or not path.endswith(_UPLOADING) or not _may_upload(site, head):
            return LONGEST_BODY
        return site.uploads.longest_body + 1

    return longest


def _may_upload(site: Site, head: Mapping[str, str]) -> bool:
    if site.accounts is None:
        return False
    kind, _, token = head.get("AUTHORIZATION", "").partition(" ")
    users = [site.accounts.tokens.user_of(token.strip())] if kind.lower() == "bearer" else []
    for name, secret in parse_cookie(head.get("COOKIE", "")).items():
        if name.endswith(SESSION) and (found := site.accounts.sessions.of(secret)):
            users.append(found[0])
    return any(user is not None and Right.UPLOAD in RIGHTS[user.role] for user in users)
