"""Who makes a request: a session of a browser, a token of a program, or somebody unknown."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, g, request

from web.accounts.accounts import Accounts
from web.accounts.model import RIGHTS, RIGHTS_OF_TOKENS, Right, Session, User
from web.site import site

SESSION = "zhize_session"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who makes a request; ``secret`` is what the cookie of a session holds."""

    user: User | None = None
    session: Session | None = None
    secret: str = ""
    is_program: bool = False

    def may(self, right: Right) -> bool:
        """Whether the visitor has a right on this site."""
        if self.user is None:
            return right is Right.READ and not site().is_private
        rights = RIGHTS[self.user.role]
        return right in (rights & RIGHTS_OF_TOKENS if self.is_program else rights)


def visitor() -> Visitor:
    """Return who makes the request, found out once."""
    if "visitor" not in g:
        g.visitor = _visitor()
    found: Visitor = g.visitor
    return found


def accounts() -> Accounts:
    """Return the accounts of the site; ends the request with 404 where it has none."""
    found = site().accounts
    if found is None:
        abort(404)
    return found


def signed_in() -> User:
    """Return the user who makes the request; for views that need one."""
    user = visitor().user
    assert user is not None
    return user


def address() -> str:
    """Return the address that the request comes from."""
    return request.remote_addr or ""


def bearer() -> str | None:
    """Return the token that a program shows, None where it shows none."""
    shown = request.authorization
    if shown is None or shown.type != "bearer":
        return None
    return shown.token or ""


def set_session(response: Response, secret: str) -> None:
    """Let the browser keep a session until it is closed."""
    keep(response, SESSION, secret)


def drop_session(response: Response) -> None:
    """Let the browser forget the session."""
    response.delete_cookie(
        cookie_name(SESSION), path=_path(), secure=request.is_secure, httponly=True, samesite="Lax"
    )


def keep(response: Response, name: str, secret: str) -> None:
    """Let the browser keep a secret that no script and no other site can have."""
    response.set_cookie(
        *(cookie_name(name), secret),
        path=_path(),
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def cookie_name(name: str) -> str:
    """Return what a cookie is called over this connection.

    By their names (RFC 6265bis) a browser lets such cookies be set over https alone, and below
    no path by this host alone.
    """
    if not request.is_secure:
        return name
    return f"__Secure-{name}" if request.script_root else f"__Host-{name}"


def _path() -> str:
    return request.script_root or "/"


def _visitor() -> Visitor:
    known = site().accounts
    if known is None:
        return Visitor()
    if (token := bearer()) is not None:
        return Visitor(known.tokens.user_of(token), is_program=True)
    secret = request.cookies.get(cookie_name(SESSION), "")
    found = known.sessions.of(secret) if secret else None
    return Visitor(*found, secret) if found else Visitor()
