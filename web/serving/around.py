"""What stands around the site on a server, from the outside in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.serving.options import Options
from web.serving.place import believed, placed
from web.serving.request_log import logged

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def around(app: WSGIApplication, options: Options) -> WSGIApplication:
    """Return the application with its log and its place."""
    inside = logged(placed(app, options.place), with_queries=options.with_queries)
    return believed(inside, options.place)
