"""Mail with documents attached: each of them a file, and the letter where it says more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from functools import partial
from typing import BinaryIO

from ingest.limits import Limits
from ingest.readers import mail
from ingest.readers.packed import Packed, check_sizes

_HEAD = 20_000
# What the letter is called among the attachments.
LETTER = "正文"
_NAMELESS = "附件"


def accepts(stream: BinaryIO, limits: Limits) -> bool:
    """Return whether a file is a mail that has documents attached."""
    head = stream.read(_HEAD)
    if not mail.accepts(head):
        return False
    data = head + stream.read(limits.size - len(head))
    if b"name" not in data or stream.read(1) or mail.count_of_parts(data) > limits.members:
        return False
    return bool(mail.Mail(data).attached)


@contextmanager
def opened(stream: BinaryIO, limits: Limits) -> Iterator[list[Packed]]:
    """Give the attachments of a mail, its letter first where that is more than a cover."""
    found = mail.Mail(stream.read())
    check_sizes(len(found.attached), 0, limits)
    letter = [_packed(part, LETTER) for part in found.letter if mail.is_telling(part)]
    yield letter[:1] + [_packed(part, mail.name_of(part) or _NAMELESS) for part in found.attached]


def _packed(part: EmailMessage, name: str) -> Packed:
    # what is attached is a little smaller than its text in the mail, which was bounded
    return Packed(name=name, size=0, packed=0, take=partial(mail.content_of, part))
