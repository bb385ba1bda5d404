"""DOC, WPS, ODT and XLS, ET, ODS: converted by LibreOffice where it is installed.

LibreOffice works in a private folder with a profile of its own: macros do not run, links
are not followed, and nothing of the user's settings is read or changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers import html, word
from ingest.readers.archive import MARK, Archive
from ingest.readers.programs import is_installed, run
from ingest.readers.reading import Reading

MEDIA_TYPE = "application/x-ole-storage"
_PROGRAM = "soffice"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")
# FibBase of [MS-DOC] 2.5.2: its mark and the version that Word 97 to 2003 and WPS write
_FIB = b"\xec\xa5\xc1\x00"
_FIB_FLAGS, _IS_ENCRYPTED = 11, 0x01
# Names of streams in the directory of an OLE file, and the mimetype part of OpenDocument,
# which stands first and unpacked: with the extension, the target, and the media type.
_TEXT, _SHEET = "docx:MS Word 2007 XML", "html:HTML (StarCalc)"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_FORMATS = (
    ("WordDocument".encode("utf-16-le"), "doc", _TEXT, "application/msword"),
    ("Workbook".encode("utf-16-le"), "xls", _SHEET, "application/vnd.ms-excel"),
    ((_OPEN_DOCUMENT + "text").encode(), "odt", _TEXT, _OPEN_DOCUMENT + "text"),
    ((_OPEN_DOCUMENT + "spreadsheet").encode(), "ods", _SHEET, _OPEN_DOCUMENT + "spreadsheet"),
)
_HEAD = 200
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "localhost"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "localhost"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def accepts(data: bytes) -> bool:
    """Return whether this is an old Office file or OpenDocument with text or tables."""
    return _format_of(data) is not None


def read(data: bytes, limits: Limits) -> Reading:
    """Return the text as LibreOffice converts it.

    Raises Refusal for locked files, where LibreOffice is missing, fails or takes too long.
    """
    known = _format_of(data)
    assert known is not None
    _, extension, target, media_type = known
    if _is_locked(data, limits):
        raise Refusal(Reason.ENCRYPTED, "The Office file is locked with a password.")
    if not is_installed(_PROGRAM):
        raise Refusal(
            Reason.UNKNOWN_FORMAT,
            f"The file is {extension.upper()}, which LibreOffice opens; it is not installed here. "
            "Install it or save the file as DOCX.",
        )
    reader: Callable[[bytes, Limits], Reading] = word.read if target is _TEXT else html.read
    converted = reader(_converted(data, extension, target, limits), limits)
    return replace(converted, media_type=media_type)


def _format_of(data: bytes) -> tuple[bytes, str, str, str] | None:
    if data.startswith(_OLE):
        # a presentation may hold a text or a sheet
        known = _FORMATS[:2] if _SLIDES not in data else ()
        return next((one for one in known if one[0] in data), None)
    if data.startswith(MARK) and b"mimetype" in data[:_HEAD]:
        return next((known for known in _FORMATS[2:] if known[0] in data[:_HEAD]), None)
    return None


def _is_locked(data: bytes, limits: Limits) -> bool:
    if data.startswith(_OLE):
        fib = data.find(_FIB)
        flags = data[fib + _FIB_FLAGS : fib + _FIB_FLAGS + 1] if fib >= 0 else b""
        return _LOCKED_OFFICE in data or bool(flags and flags[0] & _IS_ENCRYPTED)
    manifest = Archive(data, limits).xml("META-INF/manifest.xml")
    return manifest is not None and any(
        str(element.tag).endswith("}encryption-data") for element in manifest.iter()
    )


def _converted(data: bytes, extension: str, target: str, limits: Limits) -> bytes:
    """Return the file in the format that ``target`` names, written by LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="zhize-") as name:
        folder = Path(name)
        source = folder / f"document.{extension}"
        source.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        result = folder / "out" / f"document.{target.partition(':')[0]}"
        command = [_PROGRAM, f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        command += ["--convert-to", target, "--outdir", str(result.parent), str(source)]
        run(command, folder, limits)
        if not result.is_file():
            raise Refusal(Reason.DAMAGED, "LibreOffice cannot open the file: it is damaged.")
        if (size := result.stat().st_size) > limits.part:
            raise over(limits, "part", f"Converted, the file has {size:,} bytes")
        return result.read_bytes()


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )
