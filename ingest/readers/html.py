"""HTML pages: the lines of the document itself, without the web page around it."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.chrome import drop_chrome, is_chrome
from ingest.readers.encodings import decode
from ingest.readers.flow import flow
from ingest.readers.reading import Reading, bounded, clean

MEDIA_TYPE = "text/html"
_OPENING = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*"
    rb"<(?:!doctype\s+html|html|head|meta|title|body|div|p|table|section|article|span|h[1-6])\b",
    re.I | re.S,
)
# <meta charset="gb2312">, <meta http-equiv=… content="text/html; charset=gbk">
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_HEAD = 4096
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def accepts(data: bytes) -> bool:
    """Return whether the content opens like a web page, in whatever encoding."""
    head = data[:_HEAD]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return _OPENING.match(head.replace(b"\0", b"")) is not None


def read(data: bytes, limits: Limits) -> Reading:
    """Return the lines of the document; raises Refusal where the page holds none."""
    declared = _CHARSET.search(data[:_HEAD])
    page = clean(decode(data, declared[1].decode("ascii", "replace") if declared else None))
    body = _body(_XML_DECLARATION.sub("", page))
    drop_chrome(body)
    lines = (line for line in flow(body) if not is_chrome(line))
    return Reading(bounded("\n".join(line.text for line in lines), limits), MEDIA_TYPE)


def _body(page: str) -> etree._Element:
    """Return the body of the page; raises Refusal where the parser gave up on it."""
    if not page.strip():
        raise Refusal(Reason.EMPTY, "The page holds no text.")
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = lxml_html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refusal(Reason.DAMAGED, f"The page cannot be parsed: {error}.") from error
    fatal = [entry for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL]
    if fatal:
        # The parser drops the rest of the page then, which must not pass for the whole.
        raise Refusal(Reason.DAMAGED, f"The page cannot be parsed: {fatal[0].message}.")
    body = root.find("body")
    return root if body is None else body
