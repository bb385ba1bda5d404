r"""Rich text (RTF 1.9): its words, paragraphs and rows; no pictures, fields or notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.reading import Reading, bounded, clean, row_line

MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?\d{1,9})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.S,
)
# groups that hold no text of the document
_LEFT_OUT = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl "
    b"footerr footerf footnote annotation generator listtable listoverridetable fldinst themedata "
    b"datastore xmlnstbl rsidtbl latentstyles pgptbl bkmkstart bkmkend nonshppict private".split()
)
_BREAKS = {b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t"}
_SIGNS = {b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’"}
_SIGNS |= {b"ldblquote": "“", b"rdblquote": "”", b"~": "\u00a0", b"_": "-", b"\\": "\\"}
_SIGNS |= {b"{": "{", b"}": "}"}
# code pages by the character set of a font: Chinese, simplified and traditional
_CHARSETS = {134: "gb18030", 136: "big5hkscs"}
_CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}
_DEEPEST = 2_000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside one group: whether text is kept, its font, what stands in for a code."""

    is_kept: bool = True
    font: int = 0
    spare: int = 1


@dataclass(slots=True)
class _Writer:
    """Collects text; bytes wait until all of a character in a code page are there."""

    code_page: str = "gb18030"
    fonts: dict[int, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    encoding: str = ""

    def put(self, text: str) -> None:
        self._settle()
        self.words.append(text)

    def put_bytes(self, words: bytes, font: int) -> None:
        encoding = self.fonts.get(font, self.code_page)
        if encoding != self.encoding:
            self._settle()
            self.encoding = encoding
        self.waiting += words

    def end_cell(self) -> None:
        self.cells.append(self._taken())

    def end_row(self) -> None:
        left = self._taken()
        self.lines.append(row_line([*self.cells, *([left] if left.strip() else [])]))
        self.cells = []

    def text(self) -> str:
        """Return all text, what stands in an unfinished row in lines of its own."""
        return "\n".join([*self.lines, *self.cells, self._taken()])

    def end_text(self) -> None:
        """Close the lines before a table."""
        self.lines.append(self._taken())

    def _settle(self) -> None:
        if self.waiting:
            self.words.append(self.waiting.decode(self.encoding, "replace"))
            self.waiting.clear()

    def _taken(self) -> str:
        self._settle()
        taken = "".join(self.words)
        self.words = []
        return taken


def accepts(data: bytes) -> bool:
    """Return whether the content opens as rich text does."""
    return data.lstrip()[:5] == b"{\\rtf"


def read(data: bytes, limits: Limits) -> Reading:
    """Return the text; raises Refusal where it holds none or is nested without end."""
    writer = _Writer()
    stack: list[_State] = []
    state = _State()
    skip = position = 0
    in_table = False
    while token := _TOKEN.match(data, position):
        position = token.end()
        kind, word = token.lastgroup, token["word"]
        if token["brace"] == b"{":
            if len(stack) >= _DEEPEST:
                raise Refusal(Reason.DAMAGED, f"The groups nest more than {_DEEPEST:,} deep.")
            stack.append(state)
        elif token["brace"]:
            state = stack.pop() if stack else state
        elif word == b"bin":
            position += max(0, int(token["value"] or 0))
        elif word is not None:
            value = int(token["value"]) if token["value"] else None
            state = _after(state, word, value, writer)
            if word == b"u" and value is not None and state.is_kept:
                writer.put(_character(value))
                skip = state.spare
            elif state.is_kept:
                is_row = word in (b"cell", b"nestcell", b"row", b"nestrow")
                if word == b"trowd" and not in_table:
                    writer.end_text()
                in_table = (in_table or word == b"trowd") and word != b"row"
                if is_row:
                    _table(word, writer)
                elif text := _BREAKS.get(word) or _SIGNS.get(word):
                    writer.put(" " if in_table and text == "\n" else text)
        elif kind == "sign" and token["sign"] == b"*":
            state = replace(state, is_kept=False)
        elif kind == "byte":
            if skip:
                skip -= 1
            elif state.is_kept:
                writer.put_bytes(bytes.fromhex(token["byte"].decode()), state.font)
        elif kind == "sign" and state.is_kept:
            writer.put("\n" if token["sign"] in b"\r\n" else _SIGNS.get(token["sign"], ""))
        elif kind == "text":
            words = token["text"][skip:]
            skip = max(0, skip - len(token["text"]))
            if state.is_kept:
                writer.put_bytes(words, state.font)
    return Reading(bounded(clean(_joined(writer.text())), limits), MEDIA_TYPE)


def _after(state: _State, word: bytes, value: int | None, writer: _Writer) -> _State:
    """Return what holds after a control word; fonts and the code page are noted."""
    if word in _LEFT_OUT or (word in (b"v", b"deleted") and value != 0):
        return replace(state, is_kept=False)
    if word in (b"v", b"deleted"):
        return replace(state, is_kept=True)
    if word == b"ansicpg":
        writer.code_page = _CODE_PAGES.get(value or 0, f"cp{value}")
        if not _is_known(writer.code_page):
            writer.code_page = "gb18030"
    if word == b"fcharset" and value in _CHARSETS:
        writer.fonts[state.font] = _CHARSETS[value]
    if word == b"f" and value is not None:
        return replace(state, font=value)
    if word == b"uc" and value is not None:
        return replace(state, spare=value)
    return state


def _is_known(encoding: str) -> bool:
    try:
        "".encode(encoding)
    except LookupError:
        return False
    return True


def _table(word: bytes, writer: _Writer) -> None:
    """End a cell or a row; a table inside a cell is its text."""
    if word == b"cell":
        writer.end_cell()
    elif word == b"row":
        writer.end_row()
    else:
        writer.put(" ")


def _character(value: int) -> str:
    """Return the UTF-16 unit that a signed 16-bit number means; halves are joined later."""
    return chr(value % 0x10000)


def _joined(text: str) -> str:
    """Return the text with the halves of characters beyond the first plane made one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
