"""The body of a document: sections and items in one of the outline styles, with their actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.passages import Passage, Writer
from bench.corpus.setting import Named, Setting
from bench.corpus.statements import Said, Statements, responsibility

Found = dict[str, Any]
_CN = "一二三四五六七八九十"
_SECTIONS = ("突出重点任务", "补齐短板弱项", "夯实基层基础", "强化协同联动", "提升服务效能")
_GENERAL = ("总体要求", "指导思想", "基本原则", "总体要求")


class Layout:
    """Writes the body of one document: ``lines`` of text, and the ``actions`` in it."""

    def __init__(
        self,
        setting: Setting,
        chance: Chance,
        writer: Writer,
        issuers: tuple[Named, ...],
    ) -> None:
        self.lines: list[str] = []
        self.actions: list[Found] = []
        self.preamble: list[Passage] = []
        self.passages: list[Passage] = []
        self._setting = setting
        self._chance = chance
        self._writer = writer
        self._issuers = issuers
        self._statements = Statements(setting, chance)
        self._arabic = chance.form("arabic", {"1.": "{}.", "1．": "{}．", "1、": "{}、", "1. ": "{}. "})
        self._label = ""
        self._is_silent = len(issuers) < 2 and chance.happens(0.2)

    def write(self) -> None:
        """Write sections of items in one style drawn at random."""
        ways: dict[str, Callable[[], None]] = {
            "一、 above 1.": self._plain_items,
            "一、 above （一） with title": self._titled_items,
            "（一） on a line": self._items_on_lines,
            "第一章 above 第一条": self._articles,
            "1. with title": self._flat_titled,
            "一、 as items": self._flat_chinese,
            "（一） above 1.": self._nested,
            "several statements": self._several,
            "own and below": self._own_and_below,
            "statement closes item": self._closing,
            "statement on heading": self._on_heading,
            "一、 above （1）": self._plain_in_brackets,
        }
        self._chance.form("layout", ways)()

    def _plain_items(self) -> None:
        self._each_section("一、", self._arabic, titled=False)

    def _plain_in_brackets(self) -> None:
        self._each_section("一、", "（{}）", titled=False)

    def _titled_items(self) -> None:
        self._each_section("一、", "（一）", titled=True)

    def _each_section(self, above: str, below: str, *, titled: bool) -> None:
        for section in self._sections(above):
            for number in range(1, self._chance.number(2, 4) + 1):
                self._item(below, number, section, titled=titled)

    def _items_on_lines(self) -> None:
        for section in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                title = self._title()
                self.lines.append(_numbered("（一）", number) + title)
                parts = [
                    self._writer.passage(1, 3, titled=False)
                    for _ in range(self._chance.number(1, 3))
                ]
                self._closed(parts, _word("（一）", number), section, title)

    def _articles(self) -> None:
        number = 0
        for section in self._sections("第一章"):
            for _ in range(self._chance.number(2, 3)):
                number += 1
                self._item("第一条", number, section, titled=False)

    def _flat_titled(self) -> None:
        for number in range(1, self._chance.number(4, 7) + 1):
            self._item(self._arabic, number, "", titled=True)

    def _flat_chinese(self) -> None:
        for number in range(1, self._chance.number(4, 6) + 1):
            self._item("一、", number, "", titled=True)

    def _nested(self) -> None:
        for _ in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                section = _numbered("（一）", number) + self._title()
                self.lines.append(section)
                for below in range(1, self._chance.number(2, 3) + 1):
                    self._item(self._arabic, below, section, titled=False)

    def _several(self) -> None:
        for section in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                title = self._title()
                self.lines.append(f"{_numbered('（一）', number)}{title}。")
                for _ in range(self._chance.number(2, 3)):
                    passage = self._writer.passage(1, 2, titled=False)
                    said = self._said(always=True)
                    self._append(passage, said)
                    self._action(_word("（一）", number), section, title, passage, said)

    def _own_and_below(self) -> None:
        for section in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                title = self._title()
                passage = self._writer.passage(1, 2, titled=False)
                said = self._said(always=True)
                self.lines.append(f"{_numbered('（一）', number)}{title}。")
                self._append(passage, said)
                self._action(_word("（一）", number), section, title, passage, said)
                heading = _numbered("（一）", number) + title
                for below in range(1, self._chance.number(2, 3) + 1):
                    self._item(self._arabic, below, heading, titled=False, always=True)

    def _closing(self) -> None:
        for section in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                title = self._title()
                self.lines.append(_numbered("（一）", number) + title)
                whole = Passage("")
                for below in range(1, self._chance.number(2, 3) + 1):
                    passage = self._writer.passage(1, 2, titled=False)
                    self.lines.append(_numbered(self._arabic, below) + passage.text)
                    whole += Passage(_numbered(self._arabic, below)) + passage
                said = self._said(always=True)
                self._append(Passage(""), said)
                self._action(_word("（一）", number), section, title, whole, said)

    def _on_heading(self) -> None:
        for section in self._sections("一、"):
            above = self._statements.on_heading()
            self.lines[-1] += above.text
            for number in range(1, self._chance.number(2, 3) + 1):
                passage = self._writer.passage(1, 3, titled=False)
                said = self._said() if self._chance.happens(0.5) else None
                self.lines.append(_numbered("（一）", number))
                self._append(passage, said)
                self._action(_word("（一）", number), section, "", passage, said, above)

    def _sections(self, style: str) -> list[str]:
        """Yield the headings of sections, each written when its turn comes."""
        return _Sections(self, style)  # type: ignore[return-value]

    def _item(
        self, style: str, number: int, section: str, *, titled: bool, always: bool = False
    ) -> None:
        title = self._title() if titled else ""
        head = _numbered(style, number) + (f"{title}。" if title else "")
        self.lines.append(head)
        said = self._said(always=always)
        passage = self._writer.passage(1, 4, titled=False)
        if said is None:
            passage, found = self._with_prose(passage)
        else:
            found = None
        self._append(passage, said)
        self._action(_word(style, number), section, title, passage, said, prose=found)

    def _closed(self, parts: list[Passage], number: str, section: str, title: str) -> None:
        """Write paragraphs on lines of their own, one statement behind the last."""
        said = self._said()
        self.lines += [part.text for part in parts]
        self._append(Passage(""), said)
        whole = Passage("")
        for part in parts:
            whole += part
        self._action(number, section, title, whole, said)

    def _title(self) -> str:
        return self._writer.title()

    def _said(self, *, always: bool = False) -> Said | None:
        silent = not always and len(self._issuers) < 2
        if silent and (self._is_silent or self._chance.happens(0.08)):
            self._chance.note("statement", "none")
            return None
        return self._statements.said()

    def _append(self, passage: Passage, said: Said | None) -> None:
        """Add text to the last line, and the statement behind it."""
        text = passage.text
        if text and self.lines[-1] is self._label:
            self.lines.append("")
        if said is None:
            self.lines[-1] += text
        elif said.on_lines:
            self.lines[-1] += text
            self.lines += said.text.split("\n")
            self._label = self.lines[-1]
        elif text.endswith("。") and self._chance.happens(0.5):
            self.lines[-1] += f"{text[:-1]}{said.text}。"
        else:
            self.lines[-1] += text + said.text

    def _with_prose(self, passage: Passage) -> tuple[Passage, list[Found] | None]:
        """Add a sentence that names a body in running text, and what it means."""
        if not self._chance.happens(0.5):
            return passage, None
        [name] = self._statements.names(1, 1)
        issuer = [responsibility(n, "lead", "issuer") for n in self._issuers]
        body = name.surface
        ways: dict[str, tuple[str, list[Found] | None]] = {
            "由牵头": (f"由{body}牵头建立信息通报制度。", [responsibility(name, "lead")]),
            "由负责": (f"由{body}负责日常维护。", [responsibility(name, "sole")]),
            "会同": (f"会同{body}开展联合检查。", [*issuer, responsibility(name, "joint")]),
            "配合": (f"配合{body}做好现场核查。", [*issuer, responsibility(name, "support")]),
            "督促": (f"督促{body}及时补报数据。", None),
            "报": (f"检查结果报{body}备案。", None),
            "提请": (f"提请{body}予以通报表扬。", None),
        }
        text, found = self._chance.form("prose", ways)
        return passage + Passage(text), found

    def _action(
        self,
        number: str,
        section: str,
        title: str,
        passage: Passage,
        said: Said | None,
        above: Said | None = None,
        *,
        prose: list[Found] | None = None,
    ) -> None:
        parts = list(said.responsibilities) if said else []
        if above:
            parts = _joined(parts, above)
        if prose:
            parts = prose
        if not parts:
            parts = [responsibility(name, "sole", "issuer") for name in self._issuers[:1]]
        parts += [
            r
            for r in self._statements.standing_part()
            if r["surface"] not in {p["surface"] for p in parts}
        ]
        self.passages.append(passage)
        statement = said.text.replace("\n", "") if said else ""
        action: Found = {
            "number": number,
            "section": section,
            "title": title,
            "text": passage.text,
            "statement": statement,
            "responsibilities": parts,
            "targets": list(passage.targets),
            "citations": list({c["title"]: c for c in reversed(passage.citations)}.values())[::-1],
            "locations": [{"surface": p, "canonical": p} for p in dict.fromkeys(passage.places)],
            "deadlines": [*passage.deadlines, *(said.deadlines if said else ())],
        }
        if said and said.is_open:
            action["open_list"] = True
        self.actions.append(action)

    def section(self, style: str, number: int, words: str) -> str:
        """Write a heading and return it."""
        heading = _numbered(style, number) + words
        self.lines.append(heading)
        return heading

    def general(self, style: str) -> None:
        """Write a section that says what is wanted in general: no action."""
        self.section(style, 1, self._chance.pick(_GENERAL))
        passage = self._writer.passage(1, 2, titled=False)
        self.lines.append(passage.text)
        self.preamble.append(passage)

    def draw_sections(self) -> tuple[list[str], bool]:
        """Return the names of the sections, and whether a general one comes first."""
        return self._chance.some(_SECTIONS, 2, 3), self._chance.happens(0.3)


class _Sections:
    """The headings of one style; each is written when it is asked for."""

    def __init__(self, layout: Layout, style: str) -> None:
        self._layout = layout
        self._style = style

    def __iter__(self) -> Any:
        names, has_general = self._layout.draw_sections()
        if has_general:
            self._layout.general(self._style)
        for number, name in enumerate(names, 2 if has_general else 1):
            yield self._layout.section(self._style, number, name)


def _joined(own: list[Found], above: Said) -> list[Found]:
    """Return own parts and those of the heading that name other bodies; an own lead wins."""
    names = {r["surface"] for r in own}
    has_lead = any(r["role"] in ("lead", "sole") for r in own)
    rest = [r for r in above.responsibilities if r["surface"] not in names]
    return own + [r for r in rest if not (has_lead and r["role"] in ("lead", "sole"))]


def _word(style: str, number: int) -> str:
    return str(number) if "{}" in style else _CN[number - 1] if number <= 10 else "十" + _CN[number - 11]


def _numbered(style: str, number: int) -> str:
    word = _word(style, number)
    frames = {"一、": f"{word}、", "（一）": f"（{word}）", "第一条": f"第{word}条　", "第一章": f"第{word}章　"}
    return style.format(word) if "{}" in style else frames[style]
