"""The body of a document: sections and items in one of the outline styles, with their actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.corpus.chance import Chance
from bench.corpus.page import Page
from bench.corpus.passages import Passage, Writer
from bench.corpus.setting import Named, Setting

_CN = "一二三四五六七八九十"
_SECTIONS = ("突出重点任务", "补齐短板弱项", "夯实基层基础", "强化协同联动", "提升服务效能")
_GENERAL = ("总体要求", "指导思想", "基本原则", "总体要求")


class Layout:
    """Writes the body of one document onto its ``page``; ``preamble`` holds what is no action."""

    def __init__(
        self,
        setting: Setting,
        chance: Chance,
        writer: Writer,
        issuers: tuple[Named, ...],
    ) -> None:
        self.page = Page(setting, chance, issuers)
        self.preamble: list[Passage] = []
        self._chance = chance
        self._writer = writer
        self._arabic = chance.form(
            "arabic", {"1.": "{}.", "1．": "{}．", "1、": "{}、", "1. ": "{}. "}
        )

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
            "statement below heading": self._below_heading,
            "一、 above （1）": self._plain_in_brackets,
        }
        self._chance.form("layout", ways)()
        if self.page.statements.closing_note:
            self.page.lines.append(self.page.statements.closing_note)

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
                title = self._writer.title()
                self.page.lines.append(_numbered("（一）", number) + title)
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
                section = _numbered("（一）", number) + self._writer.title()
                self.page.lines.append(section)
                for below in range(1, self._chance.number(2, 3) + 1):
                    self._item(self._arabic, below, section, titled=False)

    def _several(self) -> None:
        for section in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                title = self._writer.title()
                self.page.lines.append(f"{_numbered('（一）', number)}{title}。")
                for _ in range(self._chance.number(2, 3)):
                    passage = self._writer.passage(1, 2, titled=False)
                    said = self.page.statements.said()
                    self.page.append(passage, said)
                    self.page.action(_word("（一）", number), section, title, passage, said)

    def _own_and_below(self) -> None:
        for section in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                title = self._writer.title()
                passage = self._writer.passage(1, 2, titled=False)
                said = self.page.statements.said()
                self.page.lines.append(f"{_numbered('（一）', number)}{title}。")
                self.page.append(passage, said)
                self.page.action(_word("（一）", number), section, title, passage, said)
                heading = _numbered("（一）", number) + title
                for below in range(1, self._chance.number(2, 3) + 1):
                    self._item(self._arabic, below, heading, titled=False, always=True)

    def _closing(self) -> None:
        for section in self._sections("一、"):
            for number in range(1, self._chance.number(2, 3) + 1):
                title = self._writer.title()
                self.page.lines.append(_numbered("（一）", number) + title)
                whole = Passage("")
                for below in range(1, self._chance.number(2, 3) + 1):
                    passage = self._writer.passage(1, 2, titled=False)
                    self.page.lines.append(_numbered(self._arabic, below) + passage.text)
                    whole += Passage(_numbered(self._arabic, below)) + passage
                said = self.page.statements.said()
                self.page.append(Passage(""), said)
                self.page.action(_word("（一）", number), section, title, whole, said)

    def _on_heading(self) -> None:
        for section in self._sections("一、"):
            above = self.page.statements.on_heading()
            self.page.lines[-1] += above.text
            for number in range(1, self._chance.number(2, 3) + 1):
                passage = self._writer.passage(1, 3, titled=False)
                said = self.page.said(section) if self._chance.happens(0.5) else None
                self.page.lines.append(_numbered("（一）", number))
                self.page.append(passage, said)
                self.page.action(_word("（一）", number), section, "", passage, said, above)

    def _below_heading(self) -> None:
        for section in self._sections("一、"):
            above = self.page.statements.on_heading()
            self.page.lines.append(f"{above.text.strip('（）')}。")
            for number in range(1, self._chance.number(2, 3) + 1):
                passage = self._writer.passage(1, 3, titled=False)
                said = self.page.said(section) if self._chance.happens(0.3) else None
                self.page.lines.append(_numbered("（一）", number))
                self.page.append(passage, said)
                self.page.action(_word("（一）", number), section, "", passage, said, above)

    def _sections(self, style: str) -> Iterator[str]:
        """Yield the headings of sections, each written when its turn comes."""
        names = self._chance.some(_SECTIONS, 2, 3)
        if self._chance.happens(0.3):
            self._general(style)
            names = ["", *names]
        for number, name in enumerate(names, 1):
            if name:
                heading = _numbered(style, number) + name
                self.page.lines.append(heading)
                yield heading

    def _general(self, style: str) -> None:
        """Write a section that says what is wanted in general: no action."""
        passage = self._writer.passage(1, 2, titled=False)
        heading = _numbered(style, 1) + self._chance.pick(_GENERAL)
        self.page.lines += [heading, passage.text]
        self.preamble.append(passage)

    def _item(
        self, style: str, number: int, section: str, *, titled: bool, always: bool = False
    ) -> None:
        title = self._writer.title() if titled else ""
        head = _numbered(style, number) + (f"{title}。" if title else "")
        self.page.lines.append(head)
        said = self.page.statements.said() if always else self.page.said(section)
        passage = self._writer.passage(1, 4, titled=False)
        if said is None:
            passage, found = self.page.with_prose(passage)
        else:
            found = None
        self.page.append(passage, said)
        self.page.action(_word(style, number), section, title, passage, said, prose=found)

    def _closed(self, parts: list[Passage], number: str, section: str, title: str) -> None:
        """Write paragraphs on lines of their own, one statement behind the last."""
        said = self.page.said(section)
        self.page.lines += [part.text for part in parts]
        self.page.append(Passage(""), said)
        whole = Passage("")
        for part in parts:
            whole += part
        self.page.action(number, section, title, whole, said)


def _word(style: str, number: int) -> str:
    return (
        str(number)
        if "{}" in style
        else _CN[number - 1]
        if number <= 10
        else "十" + _CN[number - 11]
    )


def _numbered(style: str, number: int) -> str:
    word = _word(style, number)
    frames = {
        "一、": f"{word}、",
        "（一）": f"（{word}）",
        "第一条": f"第{word}条　",
        "第一章": f"第{word}章　",
    }
    return style.format(word) if "{}" in style else frames[style]
