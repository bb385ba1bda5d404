"""Running text of an action: sentences, and what stands in them to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.commitments import commitment
from bench.corpus.references import Reference, References
from bench.corpus.setting import Setting

Found = dict[str, Any]
_MANNERS = ("", "着力", "持续", "扎实")
_STARTS = (
    *(
        "",
        "立足当地实际，",
        "聚焦群众反映的急难愁盼，",
        "在巩固已有成效的基础上，",
        "突出源头管控和过程留痕，",
    ),
    *(
        "注重建章立制，",
        "紧盯薄弱环节、关键时段，",
        "树立系统观念，从长远着眼，",
        "对标先进，找准差距，",
    ),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text without line breaks, and what is to be found in it."""

    text: str
    targets: tuple[Found, ...] = ()
    citations: tuple[Found, ...] = ()
    places: tuple[str, ...] = ()
    deadlines: tuple[Found, ...] = ()
    hidden_places: tuple[str, ...] = field(default=())

    def __add__(self, other: Passage) -> Passage:
        return Passage(
            self.text + other.text,
            self.targets + other.targets,
            self.citations + other.citations,
            self.places + other.places,
            self.deadlines + other.deadlines,
            self.hidden_places + other.hidden_places,
        )


class Writer:
    """Writes passages about the field of a setting; ``years`` are those of the plan."""

    def __init__(self, setting: Setting, chance: Chance, years: tuple[int, int]) -> None:
        self._setting = setting
        self._chance = chance
        self._years = years
        self._references = References(setting, chance)
        self._openers = self._deck(_STARTS, setting.field.openers)
        self._titles = self._deck(_MANNERS, setting.field.titles)

    def sentence(self) -> Passage:
        """Return one short sentence without anything to find."""
        return Passage(self._chance.pick(self._setting.field.sentences) + "。")

    def title(self) -> str:
        """Return words for the title of an item, others each time."""
        return next(self._titles)

    def opener(self) -> Passage:
        """Return a sentence that is too long to be a title, another each time."""
        return Passage(next(self._openers) + "。")

    def passage(self, least: int = 1, most: int = 4, *, titled: bool = True) -> Passage:
        """Return sentences; the first of an untitled passage cannot be taken for a title."""
        ways: list[Callable[[], Passage]] = [self._plain] * 4
        ways += [self._commitment, self._commitment, self._reference, self._place, self._due]
        written = self.sentence() if titled else self.opener()
        used = {written.text}
        for way in self._chance.some(ways, least - 1, most - 1):
            following = way()
            if following.text not in used:
                used.add(following.text)
                written += following
        return written

    def basis(self) -> Passage:
        """Return the clause of an introduction that names what the plan rests on."""
        reference = self._references.basis()
        return _referring(reference)

    def _deck(self, starts: tuple[str, ...], ends: tuple[str, ...]) -> Iterator[str]:
        """Return all ways to join a start and an end, shuffled, again and again."""
        joined = [start + end for start in starts for end in ends]
        return cycle(self._chance.some(joined, len(joined), len(joined)))

    def _plain(self) -> Passage:
        return Passage(self._chance.pick(self._setting.field.sentences) + "。")

    def _commitment(self) -> Passage:
        text, found = commitment(self._chance, self._setting.field, self._years)
        return Passage(text + "。", targets=tuple(found))

    def _reference(self) -> Passage:
        return _referring(self._references.sentence())

    def _place(self) -> Passage:
        names = self._chance.some(self._setting.neighbours, 1, 2)
        if not names:
            return self._plain()
        ways = {
            "trial": "在{}先行试点，总结可以推广的做法。",
            "visit": "组织业务骨干赴{}学习先进经验。",
            "list": "扩大{}试点范围，逐步向周边延伸。",
        }
        text = self._chance.form("place", ways).format("、".join(names))
        return Passage(text, places=tuple(names))

    def _due(self) -> Passage:
        first, last = self._years
        month, day = self._chance.number(3, 11), self._chance.number(2, 28)
        what = self._chance.pick(("完成问题整改", "形成工作总结", "完成摸底排查", "建成管理台账"))
        ways = {
            "month": (f"{month}月底前{what}", [f"{first}-{month:02d}"]),
            "day": (f"{month}月{day}日前{what}", [f"{first}-{month:02d}-{day:02d}"]),
            "year, month": (f"{last}年{month}月底前{what}", [f"{last}-{month:02d}"]),
            "year, day": (f"{last}年{month}月{day}日前{what}", [f"{last}-{month:02d}-{day:02d}"]),
            "end of year": (f"{last}年底前{what}", [f"{last}-12-31"]),
            "year end": (f"年底前{what}", [f"{first}-12-31"]),
            "each year": (
                f"每年{month}月{day}日前{what}",
                [f"{year}-{month:02d}-{day:02d}" for year in range(first, last + 1)],
            ),
        }
        text, dates = self._chance.form("deadline", ways)
        found = tuple({"text": text, "date": date} for date in dates)
        return Passage(text + "。", deadlines=found)


def _referring(reference: Reference) -> Passage:
    return Passage(
        reference.text,
        citations=tuple(reference.citations),
        hidden_places=tuple(reference.places),
    )
