"""Where the site lies for those who visit it: behind a proxy, below a path, at a public address.

Headers that a proxy adds are believed only where they come from one that is trusted; anybody
could send them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Network = IPv4Network | IPv6Network

_FORWARDED = re.compile(r"HTTP_(X_FORWARDED_.*|FORWARDED|X_REQUEST_ID)")
_PREFIX = re.compile(r"(/[\w.~-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The public scheme, host and path, each "" where requests tell; the proxies to believe."""

    scheme: str = ""
    host: str = ""
    prefix: str = ""
    trusted: tuple[Network, ...] = ()

    def trusts(self, address: str) -> bool:
        """Whether requests from an address may say whom they come from."""
        try:
            known = ip_address(address)
        except ValueError:
            return False
        return any(known in network for network in self.trusted)


def believed(app: WSGIApplication, place: Place) -> WSGIApplication:
    """Return the application without the headers of proxies that nobody vouches for."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not place.trusts(environ.get("REMOTE_ADDR", "")):
            for name in [name for name in environ if _FORWARDED.fullmatch(name)]:
                del environ[name]
        return app(environ, start_response)

    return application


def placed(app: WSGIApplication, place: Place) -> WSGIApplication:
    """Return the application so that the addresses it makes are those that visitors see."""
    forwarded = ProxyFix(app, x_for=1, x_proto=1, x_host=1, x_port=1, x_prefix=1)

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        stripped = environ.get("HTTP_X_FORWARDED_PREFIX", "").rstrip("/")
        if _PREFIX.fullmatch(stripped):
            environ["HTTP_X_FORWARDED_PREFIX"] = stripped
        else:
            environ.pop("HTTP_X_FORWARDED_PREFIX", None)
            if place.prefix and not _strip(environ, place.prefix):
                return _elsewhere(environ, place.prefix)(environ, start_response)
        _announce(environ, place)
        return forwarded(environ, start_response)

    return application


def _strip(environ: WSGIEnvironment, prefix: str) -> bool:
    """Take the prefix off the path; False where the path does not lie below it."""
    path = environ.get("PATH_INFO", "")
    if not path.startswith(f"{prefix}/"):
        return False
    environ["SCRIPT_NAME"], environ["PATH_INFO"] = prefix, path.removeprefix(prefix)
    return True


def _elsewhere(environ: WSGIEnvironment, prefix: str) -> Response:
    if environ.get("PATH_INFO", "") in ("", "/", prefix):
        return redirect(f"{prefix}/")
    return Response(f"The site lies below {prefix}/.\n", 404, content_type="text/plain")


def _announce(environ: WSGIEnvironment, place: Place) -> None:
    if not place.host:
        return
    for name in ("PROTO", "HOST", "PORT"):
        environ.pop(f"HTTP_X_FORWARDED_{name}", None)
    environ["wsgi.url_scheme"], environ["HTTP_HOST"] = place.scheme, place.host
