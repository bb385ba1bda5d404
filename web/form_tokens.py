"""What tells a form of this site from one that another site makes a browser send (CSRF).

The token of a form is computed from a secret that only the cookie holds: that of the session, or,
before there is one, a random one made with the form.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from flask import Response, g, request

from web.visitors import cookie_name, keep, visitor

FIELD = "form_token"
HEADER = "X-Form-Token"
_COOKIE = "zhize_form"


def form_token() -> str:
    """Return the token for a form of this request."""
    secret = visitor().secret or request.cookies.get(cookie_name(_COOKIE)) or g.get("form_secret")
    if not secret:
        secret = g.form_secret = secrets.token_urlsafe(32)
    return _token(secret)


def keep_secret(response: Response) -> Response:
    """Let the browser keep the secret of a form that was made without a session."""
    if secret := g.get("form_secret"):
        keep(response, _COOKIE, secret)
    return response


def is_from_elsewhere() -> bool:
    """Whether the browser says that another site makes it send this; reads no body."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def has_form_token() -> bool:
    """Whether the request carries the token of a form that this browser was given."""
    secret = visitor().secret or request.cookies.get(cookie_name(_COOKIE), "")
    shown = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return bool(secret) and hmac.compare_digest(_token(secret).encode(), shown.encode())


def _token(secret: str) -> str:
    return hmac.new(secret.encode("utf-8", "replace"), b"form", sha256).hexdigest()
