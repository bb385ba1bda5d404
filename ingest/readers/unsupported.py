"""Formats that are known and not read, so that a refusal can say what the file is."""

from __future__ import annotations

from ingest.errors import Reason, Refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_STARTS = (
    (b"GIF8", "a picture (GIF)"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
)
# The names of parts stand unpacked in a zip file.
_PARTS = (
    (b"ppt/presentation.xml", "a presentation"),
    (b"mimetype", "an EPUB or OpenDocument file without text; save it as DOCX"),
)


def refuse_unsupported(data: bytes) -> None:
    """Raise Refusal where the content is a format that is known and not read."""
    if data.startswith(_OLE) and _LOCKED_OFFICE in data:
        raise Refusal(Reason.ENCRYPTED, "The Office file is locked with a password.")
    what = _format_of(data)
    if what:
        raise Refusal(Reason.UNKNOWN_FORMAT, f"The file is {what}.")


def _format_of(data: bytes) -> str:
    """Return what the content is, in words; '' where its start says nothing.

    >>> _format_of(b"GIF89a")
    'a picture (GIF)'
    """
    if data.startswith(_OLE):
        return "an old binary Office file of an unknown kind; save it as DOCX"
    if data.startswith(b"PK\x03\x04"):
        return next((what for part, what in _PARTS if part in data), "a zip archive")
    return next((what for start, what in _STARTS if data.startswith(start)), "")
