"""Parts of a zip archive, unpacked within limits and parsed without entities or network."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from lxml import etree

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, check_ratio, over

MARK = b"PK\x03\x04"
# what zipfile raises for files that are broken or strange
DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, MemoryError),
)
_MOST_PARTS = 20_000


class Archive:
    """A zip file whose parts are read one at a time; nothing is written to disk."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open the archive; raises Refusal where it is damaged or expands too much."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refusal(Reason.DAMAGED, f"The archive is damaged: {error}.") from error
        self._limits = limits
        if (count := len(self._zip.infolist())) > _MOST_PARTS:
            raise Refusal(
                Reason.EXPANSION, f"The archive has {count:,} parts, more than {_MOST_PARTS:,}."
            )
        total = sum(part.file_size for part in self._zip.infolist())
        if total > limits.expanded:
            raise over(limits, "expanded", f"The archive unpacks to {total:,} bytes")

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML part, or None where there is no such part."""
        if name not in self._zip.namelist():
            return None
        return parse_xml(self._bytes(name), name)

    def _bytes(self, name: str) -> bytes:
        part = self._zip.getinfo(name)
        if part.file_size > self._limits.part:
            raise over(self._limits, "part", f"{name} unpacks to {part.file_size:,} bytes")
        check_ratio(self._limits, part.file_size, part.compress_size, name)
        if part.flag_bits & 1:
            raise Refusal(Reason.ENCRYPTED, "The archive is locked with a password.")
        try:
            # zipfile stops at the size that the directory states, so the check above holds.
            return self._zip.read(name)
        except DAMAGES as error:
            raise Refusal(Reason.DAMAGED, f"{name} is damaged: {error}.") from error


def holds(data: bytes, part: str) -> bool:
    """Return whether the content is a zip with a part of that name, or the start of one.

    The directory decides, so that an archive of documents is not taken for one of them.
    """
    if not data.startswith(MARK):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return part.encode() in data


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML text; raises Refusal for broken XML and for any DOCTYPE.

    Office files never declare a document type; one that does is after entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refusal(Reason.DAMAGED, f"{name} is no well-formed XML: {error}.") from error
    if root.getroottree().docinfo.doctype:
        raise Refusal(Reason.DAMAGED, f"{name} declares a document type, which it must not.")
    return root
