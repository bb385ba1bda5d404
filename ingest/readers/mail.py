"""Mail (EML) and web pages kept as one file (MHT): the body, without what is attached."""

from __future__ import annotations

import codecs
import email
import re
from email.message import EmailMessage
from email.policy import default

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers import html, plain
from ingest.readers.reading import Reading

MEDIA_TYPE = "message/rfc822"
# Two header fields at least, folded ones too, one of them a field that only mail has.
_FIELD = rb"[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}"
_HEADERS = re.compile(rb"\s{0,20}(?:From [^\n]{1,200}\r?\n)?(?:" + _FIELD + rb"){2,60}")
_OF_MAIL = re.compile(rb"^(?:from|date|subject|mime-version|received|message-id):", re.I | re.M)
# A body shorter than this, in characters, only sends what is attached.
_COVERING_LETTER = 200
_TAGS = re.compile(rb"<[^<>]*>")
# How many attachments a refusal names.
_NAMED = 5
_LETTER_TYPES = ("text/html", "text/plain")
# bytes of a character of Chinese in UTF-8
_BYTES = 3


def accepts(data: bytes) -> bool:
    """Return whether the content opens with the header of a mail."""
    headers = _HEADERS.match(data[:20_000])
    return headers is not None and len(set(_OF_MAIL.findall(headers[0].lower()))) >= 2


class Mail:
    """A mail in parts: what is attached to it, and the parts that may be its letter."""

    def __init__(self, data: bytes) -> None:
        """Take a mail apart; raises Refusal where it is damaged."""
        try:
            self.message = email.message_from_bytes(data, policy=default)
            parts = [part for part in self.message.walk() if not part.is_multipart()]
            self.attached = [part for part in parts if _is_attached(part)]
            apart = set(map(id, self.attached))
            self.letter = [part for part in parts if id(part) not in apart]
        except (RecursionError, ValueError, LookupError, TypeError) as error:
            raise Refusal(Reason.DAMAGED, "The mail is damaged.") from error


def read(data: bytes, limits: Limits) -> Reading:
    """Return the letter; raises Refusal where there is none, or only one to attachments."""
    if (count := count_of_parts(data)) > limits.members:
        raise over(limits, "members", f"The mail has {count:,} parts")
    mail = Mail(data)
    body = _body(mail, limits)
    names = ", ".join(map(name_of, mail.attached[:_NAMED]))
    more = len(mail.attached) - _NAMED
    names += f" and {more} more" if more > 0 else ""
    if body is None or (mail.attached and len(body.text) < _COVERING_LETTER):
        raise Refusal(
            Reason.EMPTY,
            f"The mail only sends what is attached: {names}; hand that in as files."
            if mail.attached
            else "The mail holds no text.",
        )
    return Reading(body.text, MEDIA_TYPE)


def count_of_parts(data: bytes) -> int:
    """Return about how many parts a mail has; costs little, which taking it apart does not."""
    return data.lower().count(b"\ncontent-type:")


def name_of(part: EmailMessage) -> str:
    """Return the name of an attachment; '' where it has none that can be read."""
    try:
        return str(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""


def _is_attached(part: EmailMessage) -> bool:
    """Return whether a part is a document of its own; a picture of a page is none."""
    is_named = bool(name_of(part))
    return is_named and part.get_content_maintype() != "image"


def is_telling(part: EmailMessage) -> bool:
    """Return whether a part is a letter that says more than that something is attached."""
    if part.get_content_type() not in _LETTER_TYPES:
        return False
    words = _TAGS.sub(b"", content_of(part))
    return len(b"".join(words.split())) > _COVERING_LETTER * _BYTES


def _body(mail: Mail, limits: Limits) -> Reading | None:
    """Return the text of the mail, as a page where it is one, None where it has none."""
    kinds = _LETTER_TYPES
    if mail.message.get_content_type() == "multipart/alternative":
        kinds = kinds[::-1]
    for kind in kinds:
        for part in mail.letter:
            content = content_of(part) if part.get_content_type() == kind else b""
            if content.strip():
                read_body = html.read if kind == "text/html" else plain.read
                return read_body(content, limits)
    return None


def content_of(part: EmailMessage) -> bytes:
    """Return the bytes of a part, those that name their encoding as UTF-8 with its mark."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset() or "")
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode() if charset else content
    except (LookupError, UnicodeError):
        return content
