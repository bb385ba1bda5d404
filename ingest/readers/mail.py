"""Mail (EML) and web pages kept as one file (MHT): the body, without what is attached."""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers import html, plain
from ingest.readers.reading import Reading

MEDIA_TYPE = "message/rfc822"
# Two header fields at least, folded ones too, one of them a field that only mail has.
_FIELD = rb"[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}"
_HEADERS = re.compile(rb"\s{0,20}(?:From [^\n]{1,200}\r?\n)?(?:" + _FIELD + rb"){2,60}")
_OF_MAIL = re.compile(rb"^(?:from|date|subject|mime-version|received|message-id):", re.I | re.M)
# A body shorter than this, in characters, only sends what is attached.
_COVERING_LETTER = 200
# How many attachments a refusal names.
_NAMED = 5


def accepts(data: bytes) -> bool:
    """Return whether the content opens with the header of a mail."""
    headers = _HEADERS.match(data[:20_000])
    return headers is not None and len(set(_OF_MAIL.findall(headers[0].lower()))) >= 2


def read(data: bytes, limits: Limits) -> Reading:
    """Return the body; raises Refusal where there is none, or only a letter to attachments."""
    try:
        message = email.message_from_bytes(data, policy=default)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError, TypeError) as error:
        raise Refusal(Reason.DAMAGED, "The mail is damaged.") from error
    attached = list(_attached(parts))
    apart = set(map(id, attached))
    body = _body(message, [part for part in parts if id(part) not in apart], limits)
    names = ", ".join(str(part.get_filename()) for part in attached[:_NAMED])
    names += f" and {len(attached) - _NAMED} more" if len(attached) > _NAMED else ""
    if body is None or (attached and len(body.text) < _COVERING_LETTER):
        raise Refusal(
            Reason.EMPTY,
            f"The mail only sends what is attached: {names}; hand that in as files."
            if attached
            else "The mail holds no text.",
        )
    return Reading(body.text, MEDIA_TYPE)


def _attached(parts: list[EmailMessage]) -> Iterator[EmailMessage]:
    """Yield the parts that are documents of their own; pictures of a page are none."""
    for part in parts:
        is_text = part.get_content_maintype() == "text" and not part.get_filename()
        if not is_text and part.get_content_maintype() != "image" and part.get_filename():
            yield part


def _body(message: EmailMessage, parts: list[EmailMessage], limits: Limits) -> Reading | None:
    """Return the text of the mail, as a page where it is one, None where it has none."""
    kinds = ("text/html", "text/plain")
    if message.get_content_type() == "multipart/alternative":
        kinds = kinds[::-1]
    for kind in kinds:
        for part in parts:
            content = _content(part) if part.get_content_type() == kind else b""
            if content.strip():
                read_body = html.read if kind == "text/html" else plain.read
                return read_body(content, limits)
    return None


def _content(part: EmailMessage) -> bytes:
    """Return the bytes of a part, those that name their encoding as UTF-8 with its mark."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset() or "")
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode() if charset else content
    except (LookupError, UnicodeError):
        return content
