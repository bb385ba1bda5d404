"""The title of the plan itself, which may stand below a covering notice."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.extract.found import Span
from ingest.extract.head import NUMBER, Line, is_notice, plan_sent
from ingest.extract.names import NameShapes
from ingest.extract.words import any_of
from ingest.text import Text

GENRE_END = re.compile(rf"(?P<genre>{any_of('title.genres')})(?:（[^（）]{{1,24}}）)*$")
# 2019年全县食品安全重点工作责任分解 | 全县食品安全重点工作责任分解（2019年）
_SELDOM = re.compile(
    r"(?:[^。；：，！？\d][^。；：，！？]|20\d\d)[^。；：，！？]{6,50}?"
    rf"(?P<genre>{any_of('title.seldom')})(?:（[^（）]{{1,24}}）)*"
)
# （岳办发〔2017〕2号） behind a title
_NUMBER_BEHIND = re.compile(
    r"[（(]\s*[一-鿿]{2,14}[〔［（【\[(]\s*\d{4}\s*[〕］）】\])]\s*第?\d{1,5}\s*号\s*[）)]$"
)
_ANNEX = re.compile(r"附\s*件\s*[一二三\d]*\s*[：:]?")
# （征求意见稿） behind a title
DRAFT_NOTE = re.compile(
    r"[（(](?:[^（）()]{0,8})(?:[征徵]求意[见見]|草案|讨论|送审|代拟|审议|初)(?:稿)?[^（）()]{0,4}[)）]"
)
# what menus offer beside the text
_MENU = re.compile(
    r"(?:政府)?信息公开(?:指南|制度|目录|年报|规定)|(?:政策|通知)?公告|政策文件|规范性文件|法定主动公开内容|.{0,4}(?:政策|文件)解读"
)
_MASTHEAD = re.compile(r"[^《》。]{2,40}文件")
# （此件公开发布）
_NOTE = re.compile(r"（(?:此件|信息公开|主动公开|依申请公开)[^（）]*）")
# 《实施细则》等五个配套文件: the first of several gives the title
_OF_SEVERAL = re.compile(r"^《([^《》]+)》等[一二三四五六七八九十\d]{1,3}[个项][^《》]{0,8}$")
_LONGEST_TITLE, _MOSTLY = 90, 0.6


class TitleFinder:
    """Finds the title of the plan itself, which may stand below a covering notice."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes

    def find(
        self, text: Text, lines: list[Line], head: list[Line], notice: re.Match[str] | None
    ) -> tuple[Span, int]:
        """Return the span of the plan's title and where its body begins."""
        sent = plan_sent(text)
        inner = (
            notice["inner"] if notice else sent and (sent["sent"] or sent["agreed"] or sent["made"])
        )
        inner = _OF_SEVERAL.sub(r"\1", inner) if inner else inner
        if not inner:
            return self._titled_line(lines) or _seldom_titled(lines) or ((0, 0), 0)
        after = sent.end() if sent else _end_of_salutation(head, 0)
        found = _run_with(_key(inner), lines, after) or self._like(inner, lines, after)
        if found:
            return found
        written = _as_written(_without_marks(inner)).search(text.plain)
        if written is None:
            return self._titled_line(lines) or ((0, 0), 0)
        return written.span(), _end_of_salutation(head, written.end())

    def _like(self, inner: str, lines: list[Line], after: int) -> tuple[Span, int] | None:
        """Return a title after a place that has most of its characters in common with another."""
        found = self._titled_line(lines, after)
        if found is None:
            return None
        (start, end), _ = found
        run = [line for line in lines if start <= line.start < end]
        if is_notice(run):
            return None
        words = _key(run)
        common = len(set(words) & set(_key(inner)))
        return found if common >= _MOSTLY * len(set(_key(inner))) else None

    def _titled_line(self, lines: list[Line], start: int = 0) -> tuple[Span, int] | None:
        """Return the first run of short lines that ends in a genre word, with its end."""
        for index, line in enumerate(lines[:40]):
            if line.start < start or line.is_date or _ANNEX.fullmatch(line.plain):
                continue
            if any(form.fullmatch(line.plain) for form in (_NOTE, _MENU, _MASTHEAD)):
                continue
            if line.is_numbered and line.plain[0] not in "12":
                return None
            for count in (1, 2, 3, 4):
                run = lines[index : index + count]
                joined = "".join(part.plain for part in run)
                if len(joined) > _LONGEST_TITLE or re.search(r"[。；：]", joined):
                    break
                if any(_NOTE.fullmatch(part.plain) for part in run):
                    break
                if _is_title(joined):
                    again = _again(joined, lines[index + count : index + count + 3])
                    if again:
                        return (again.start, again.end), again.end
                    first = _without_issuer_lines(run, self._shapes)
                    return (first[0].start, run[-1].end), run[-1].end
        return None


def _seldom_titled(lines: list[Line]) -> tuple[Span, int] | None:
    """Return one of the first lines that ends as titles seldom do, with its end."""
    for line in lines[:3]:
        if _SELDOM.fullmatch(line.plain):
            return (line.start, line.end), line.end
    return None


def _again(title: str, below: list[Line]) -> Line | None:
    """Return the line below that is the end of a title: a page may put its own name before it."""
    if any(title == a.plain + b.plain for a, b in pairwise(below)):
        return None
    ends = (line for line in below if title.endswith(line.plain) and _is_title(line.plain))
    return next((line for line in ends if len(line.plain) < len(title)), None)


def _run_with(wanted: str, lines: list[Line], after: int) -> tuple[Span, int] | None:
    """Return the run of at most three lines after a place that spells a title, with its end."""
    for count in (1, 2, 3):
        for index in range(len(lines) - count + 1):
            run = lines[index : index + count]
            if run[0].start >= min(after, lines[-1].start) and _key(run) == wanted:
                return (run[0].start, run[-1].end), run[-1].end
    return None


def _end_of_salutation(head: list[Line], otherwise: int) -> int:
    return next((line.end for line in head if line.is_salutation), otherwise)


def _is_title(words: str) -> bool:
    bare = _without_marks(_NUMBER_BEHIND.sub("", DRAFT_NOTE.sub("", words)))
    if len(bare) <= 5 or bare.endswith("文件") or NUMBER.search(bare):
        return False
    return GENRE_END.search(bare) is not None


def _as_written(title: str) -> re.Pattern[str]:
    """Return the pattern of a title that lines may break anywhere."""
    return re.compile(r"\n?".join(map(re.escape, title.replace(" ", ""))))


def _key(title: str | list[Line]) -> str:
    """Return what two spellings of a title have in common."""
    words = title if isinstance(title, str) else "".join(line.plain for line in title)
    return re.sub(r"[\s《》（）()\-—–－、，]", "", DRAFT_NOTE.sub("", words))


def title_of(text: Text, title: Span) -> str:
    """Return a title as the document writes it, without marks, notes on a draft and its number."""
    words = DRAFT_NOTE.sub("", text.verbatim(*title)).strip()
    return _without_marks(_NUMBER_BEHIND.sub("", words)).strip()


def _without_marks(title: str) -> str:
    """Return a title without the marks round it; those inside stay."""
    words = title.strip()
    while (
        words.startswith(("《", "〈"))
        and words.endswith(("》", "〉"))
        and not re.search("[》〉].*[《〈]", words)
    ):
        words = words[1:-1].strip()
    return words


def genre_of(text: Text, title: Span) -> str | None:
    """Return the genre word at the end of a title, as the document writes it, or None."""
    genre = genre_in(text.plain[slice(*title)])
    if genre is None:
        return None
    place = text.plain.rfind(genre, *title)
    return text.verbatim(place, place + len(genre)) if place >= 0 else genre


def genre_in(title: str) -> str | None:
    """Return the genre word at the end of a title in simplified script, or None.

    >>> genre_in("沅溪市养老服务管理办法（试行）")
    '管理办法'
    """
    bare = DRAFT_NOTE.sub("", re.sub(r"\s", "", title))
    bare = _NUMBER_BEHIND.sub("", bare).strip("《》")
    found = GENRE_END.search(bare) or _SELDOM.fullmatch(bare)
    return found["genre"] if found else None


def _without_issuer_lines(run: list[Line], shapes: NameShapes) -> list[Line]:
    """Return a title's lines without lines before it that only hold the issuer or a date."""
    if any(line.plain.startswith("关于") for line in run[1:]):
        dates = [index for index, line in enumerate(run[:-1]) if line.is_date]
        return run[dates[-1] + 1 :] if dates else run
    dates = [index for index, line in enumerate(run[:-1]) if line.is_date]
    run = run[dates[-1] + 1 :] if dates else run
    while len(run) > 1:
        if not shapes.is_strong(run[0].plain) or run[0].plain[-1] in "省市县区州盟旗":
            break
        run = run[1:]
    return run
