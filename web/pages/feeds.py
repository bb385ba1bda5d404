"""What a search or a question finds as a feed, so that readers of feeds tell what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from flask import Blueprint, Response, request
from flask_babel import gettext

from graph.questions import Page
from web.asked import Wanted, WordSearch, asked
from web.languages import language, vary_by_language
from web.sources import absolute
from web.takeaway import feed_address, page_address, title_of
from web.whole import changes, some

feeds = Blueprint("feeds", __name__)

ROWS = Page(0, 50)


@feeds.get("/feed")
def feed() -> Response:
    """Give the first rows of a result as an Atom feed; those of a word search newest first.

    Where nothing has changed since it was last read, the answer is 304 without a body.
    """
    wanted, tag = asked(), _tag()
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        response = Response(_written(wanted), content_type="application/atom+xml; charset=utf-8")
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    vary_by_language(response)
    return response


def _tag() -> str:
    told = (*changes(), language(), request.url)
    return sha256(repr(told).encode()).hexdigest()[:32]


def _written(wanted: Wanted) -> bytes:
    from web.atom import Feed, feed_bytes
    from web.entries import entries_of, last_taken_in

    if isinstance(wanted, WordSearch):
        wanted = replace(wanted, query=replace(wanted.query, sort="newest"))
    entries = entries_of(wanted, some(wanted, ROWS)[1])
    moments = filter(None, (last_taken_in(), *(entry.updated for entry in entries)))
    return feed_bytes(
        Feed(
            title=gettext("职责图谱：%(title)s", title=title_of(wanted)),
            author=gettext("职责图谱"),
            address=absolute(feed_address(wanted)),
            alternate=absolute(page_address(wanted)),
            updated=max(moments, default=datetime.now(UTC)),
            language="en" if language() == "en" else "zh-Hans",
            entries=entries,
        )
    )
