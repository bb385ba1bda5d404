"""Under which name a work is known, however its title is written.

Two titles are one work only where their keys are equal; no title is sought within another, so
that 实施《X法》办法 is never X法. A name that many works have is kept apart for each division that
uses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.lexicon import Division, Divisions, in_force
from ingest.extract.words import any_of
from ingest.numerals import integer
from ingest.text import normalise

_MARKS = re.compile(r"[\s《》〈〉“”\"'‘’、，。：:;；·•]")
_DASH = re.compile(r"(?<=\d)年?(?:[-—–－~～]+|至)(?=\d{4})")
_COUNTRY = re.compile(r"中华人民共和国(?=.{2})")
# （试行）, （2018年修正）, （2020年12月1日修订）, （征求意见稿）
_VERSION = re.compile(rf"（([^（）]{{0,16}}?(?:{any_of('work.versions')}))）")
# 2022年版 or 征求意见稿 at the end, without brackets
_LAST = re.compile(rf"((?:19|20)\d\d年?版|{any_of('work.drafts')})$")
_A_DRAFT = "征求意见稿"
_DRAFT = re.compile(any_of("work.drafts"))
_NOTE = re.compile(rf"（(?:{any_of('work.notes')})）")
# X关于印发Y的通知, X印发Y
_SHELL = re.compile(
    r"(?P<issuer>[^关]{0,60}?)(?:关于)?(?:印发|公布|发布|下发|颁布|颁发)(?P<inner>.{4,}?)"
    r"(?:的?(?:通知|函|公告|通告|决定|令))?"
)
# 2024年, 2024年度, 2019-2025年
_YEARS = re.compile(r"((?:19|20)\d\d(?:-(?:19|20)\d\d年?|年)度?)(?!\d|代|以[前后来])")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三][〇○零一二三四五六七八九](?=年)")
_HERE = re.compile(r"^(?:全|我|本)(?=省|市|州|县|区|旗)(?:自治)?.")
# 云岭省人民政府办公厅关于…
_AUTHOR = re.compile(rf"(?P<author>.{{2,60}}?(?:{any_of('work.authors')}))关于(?=.{{4}})")
_SHORTER = (
    ("中共中央办公厅国务院办公厅", "中办国办"),
    ("人民政府", "政府"),
    ("办公厅", "办"),
    ("办公室", "办"),
)
_PLAN = re.compile(rf"(?:{any_of('work.plans')})$")
_ANNUAL = re.compile(r"(?:要点|安排|工作计划|工作报告|工作总结)$")
_OPINION = re.compile(rf"(?:{any_of('work.opinions')})$")
_FILLER = re.compile(any_of("work.fillers"))
_NATIONAL = re.compile(
    r"^(?:全国|国家|中国|中央|国务院|中共中央|最高人民|中办国办|GB)|中国|^.{2,12}(?:部|总局|总署)关于"
)
_SHORTEST_TOPIC, _SHORTEST_OPINION, _SHORTEST_SHARED = 2, 8, 4
_GOVERNMENT = re.compile(r"(?:政府|党委|委员会?)?(?:办)?")


def without_marks(title: str) -> str:
    """Return a title, as it is written, without what tells its version.

    >>> without_marks("食品安全法（2018年修正）")
    '食品安全法'
    """
    return _LAST.sub("", _VERSION.sub("", title.replace("(", "（").replace(")", "）")))


@dataclass(frozen=True, slots=True)
class WorkName:
    """What a title says of which work it names.

    ``key`` is the name of the version, ``base`` the one that all versions share; ``topic`` is
    what is left without place, years, issuer and kind. ``is_settled`` says whether only one
    work can have the name.
    """

    key: str
    base: str
    topic: str
    years: str
    place: str
    is_settled: bool
    is_draft: bool
    is_plan: bool = False

    @property
    def shared_topic(self) -> str:
        """What plans above and below have in common that carry out the same, empty for none."""
        least = _SHORTEST_SHARED if not self.years else _SHORTEST_TOPIC
        is_shared = self.is_plan and self.is_settled and len(self.topic) >= least
        return f"{self.years}{self.topic}" if is_shared else ""


class WorkNamer:
    """Names works for the documents of one division, None where that is not known.

    >>> from graph.lexicon import load_lexicon
    >>> namer = WorkNamer(load_lexicon().divisions)
    >>> namer.cited("晋城市市场监管局关于印发2024年食品抽检计划的通知").key
    '晋城市2024年食品抽检计划'
    >>> namer.cited("中华人民共和国食品安全法（2018年修正）").key
    '食品安全法（2018年修正）'
    """

    def __init__(self, divisions: Divisions, place: Division | None = None) -> None:
        self._divisions = divisions
        self._place = place
        above = divisions.ancestors(place.code) if place else ()
        self._chain = frozenset(d.code for d in (*above, *((place,) if place else ())))

    def cited(self, title: str) -> WorkName:
        """Return the name of a work that a document of the division cites by a title."""
        return self._named(title)

    def own(
        self, title: str, issuer: str = "", year: int | None = None, *, is_draft: bool = False
    ) -> WorkName:
        """Return the name of a document of the division itself.

        ``issuer``, ``year`` and ``is_draft`` count where the title does not say so.
        """
        name = self._named(title, issuer, year, is_own=True)
        if is_draft and not name.is_draft:
            return replace(name, key=f"{name.key}（{_A_DRAFT}）", is_draft=True)
        return name

    def _named(
        self, title: str, issuer: str = "", year: int | None = None, *, is_own: bool = False
    ) -> WorkName:
        words, marks = _without_marks(_plain(title))
        said_by, words = _without_shell(words)
        words, years = _without_years(words)
        if is_own and year and not years and _ANNUAL.search(words):
            years = f"{year}年"
        if self._place:
            words = _HERE.sub(self._called(self._place), words, count=1)
        here, words = self._place_at_start(words)
        about = _AUTHOR.match(words)
        author = _short(about["author"]) if about else ""
        words = words[about.end() :] if about else words
        is_about = words.startswith("关于") or bool(about)
        words = words.removeprefix("关于").replace("的", "")
        topic = _FILLER.sub("", words)
        is_national = bool(_NATIONAL.search(author + "关于" if author else words))
        if not here and not author and not is_national:
            here, author = self._from_shell(said_by, words, topic)
            is_national = bool(_NATIONAL.search(f"{author}关于"))
        if is_own and self._place and not here and not self._names_place(words):
            here = self._called(self._place)
            if (is_about or len(topic) < _SHORTEST_TOPIC) and not author:
                author = _short(issuer.removeprefix(self._place.name))
        is_placed = bool(here) or is_national or self._names_place(author + words)
        named = f"{here}{author}{'关于' if author and is_about else ''}{years}{words}" or "untitled"
        if not (is_settled := _is_telling(words, topic, years, is_placed)):
            named = f"{named}@{self._place.code if self._place else 'nowhere'}"
        key = named + "".join(f"（{mark}）" for mark in marks)
        is_draft = any(map(_DRAFT.search, marks))
        is_plan = bool(_PLAN.search(words) or _OPINION.search(words))
        return WorkName(key, named, topic, years, here, is_settled, is_draft, is_plan)

    def _place_at_start(self, words: str) -> tuple[str, str]:
        """Return the name of the lowest place that words begin with, and the rest."""
        here: tuple[Division, ...] = ()
        end = 0
        for start, stop, found in self._divisions.find(words):
            if start != end:
                break
            below = [d for d in in_force(found) if any(self._is_in(d, h) for h in here)]
            here, end = tuple(below) or in_force(found), stop
        near = [d for d in here if d.code in self._chain]
        known = tuple(near) if len(here) > 1 and len(near) == 1 else here
        return (self._called(known[0]) if len(known) == 1 else words[:end]), words[end:]

    def _is_in(self, division: Division, other: Division) -> bool:
        return self._divisions.is_below(division.code, other.code)

    def _called(self, division: Division) -> str:
        """Return the name of a division, with the one above where several have the name."""
        same = in_force(self._divisions.named(division.name))
        above = self._divisions.parent(division.code) if len(same) > 1 else None
        return f"{above.name if above else ''}{division.name}"

    def _names_place(self, words: str) -> bool:
        return any(True for _ in self._divisions.find(words))

    def _from_shell(self, said_by: str, words: str, topic: str) -> tuple[str, str]:
        """Return the place and, where that is not enough, the body that issues a shell."""
        here, body = self._place_at_start(said_by)
        body = _short(body)
        if here:
            is_enough = len(topic) >= _SHORTEST_TOPIC or _GOVERNMENT.fullmatch(body)
            return here, "" if is_enough else body
        is_plan = _PLAN.search(words) or _OPINION.search(words)
        return "", body if is_plan else ""


def _plain(title: str) -> str:
    words = _DASH.sub("-", _MARKS.sub("", normalise(title)))
    words = _CHINESE_YEAR.sub(lambda year: str(integer(year[0])), words)
    return _COUNTRY.sub("", words)


def _without_marks(words: str) -> tuple[str, tuple[str, ...]]:
    """Return words without what tells versions, and these marks in order."""
    words = _NOTE.sub("", words)
    marks = _VERSION.findall(words)
    words = _VERSION.sub("", words)
    if last := _LAST.search(words):
        words, marks = words[: last.start()], [*marks, last[1]]
    return words, tuple(sorted({re.sub(r"(?<=[订正行])[版本稿]$", "", mark) for mark in marks}))


def _without_shell(words: str) -> tuple[str, str]:
    """Return who prints a work and the work; what is only passed on is another's work."""
    shell = _SHELL.fullmatch(words)
    if shell is None:
        return "", words
    return shell["issuer"], shell["inner"]


def _is_telling(words: str, topic: str, years: str, is_placed: bool) -> bool:
    """Whether a name can belong to one work only."""
    if len(topic) < _SHORTEST_TOPIC:
        return is_placed and bool(years)
    is_opinion = _OPINION.search(words) is not None
    return is_placed or not (_PLAN.search(words) or (is_opinion and len(topic) < _SHORTEST_OPINION))


def _without_years(words: str) -> tuple[str, str]:
    years = [year.removesuffix("度").removesuffix("年") for year in _YEARS.findall(words)]
    words = re.sub(r"（）", "", _YEARS.sub("", words))
    return words, "".join(f"{year}年" for year in dict.fromkeys(years))


def _short(author: str) -> str:
    for long, short in _SHORTER:
        author = author.replace(long, short)
    return author
