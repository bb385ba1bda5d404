"""What stands before and after the body: notice, title, introduction, signature, copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.material import bodies
from bench.corpus.setting import Named, Setting

Found = dict[str, Any]
_GENRES = ("工作要点", "工作方案", "实施方案", "工作安排", "行动计划", "若干措施")
_CN = "〇一二三四五六七八九"


@dataclass(slots=True)
class Head:
    """Lines before the body and after it, and what the document says of itself."""

    title: str
    genre: str
    years: tuple[int, int]
    issuers: tuple[Named, ...]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    document: Found = field(default_factory=dict)


class HeadWriter:
    """Writes the head of one document."""

    def __init__(self, setting: Setting, chance: Chance) -> None:
        self._setting = setting
        self._chance = chance
        self._issued = (chance.number(2019, 2026), chance.number(1, 12), chance.number(1, 28))

    def write(self) -> Head:
        """Return the head in one of the ways documents begin."""
        ways: dict[str, Callable[[], Head]] = {
            "notice": self._notice,
            "notice, joint": self._joint_notice,
            "notice with masthead": self._notice_with_masthead,
            "forwarded": self._forwarded,
            "signed": self._signed,
            "issuer below title": self._issuer_below_title,
            "title only": self._title_only,
        }
        head = self._chance.form("head", ways)()
        if len(head.issuers) == 1 and head.document["status"] == "final":
            self._page_table(head)
        return head

    def _title(self, *, has_date: bool, has_issuer: bool) -> tuple[str, str, tuple[int, int]]:
        """Return a title, its genre word and the years that the plan is about."""
        place, topic = self._setting.place.name, self._setting.field.topic
        year = self._issued[0]
        genre = self._chance.pick(_GENRES)
        one, several = (year, year), (year, year + self._chance.number(1, 2))
        ways = {
            "place, year": (f"{place}{year}年{topic}{genre}", genre, one),
            "year, place": (f"{year}年{place}{topic}{genre}", genre, one),
            "years in brackets": (
                f"{place}{topic}行动方案（{several[0]}—{several[1]}）",
                "行动方案",
                several,
            ),
        }
        if self._setting.place.short_names:
            short = self._setting.place.short_names[0]
            ways["short place"] = (f"{short}{year}年{topic}{genre}", genre, one)
        if has_date:
            ways["no year"] = (f"{place}{topic}{genre}", genre, one)
        if has_issuer:
            ways["whole place"] = (f"{year}年全{self._setting.level[-1]}{topic}{genre}", genre, one)
        if self._setting.level == "自治区":
            ways.pop("whole place", None)
        return self._chance.form("title", ways)

    def _head(self, *, has_date: bool, issuers: tuple[Named, ...]) -> Head:
        title, genre, years = self._title(has_date=has_date, has_issuer=bool(issuers))
        head = Head(title, genre, years, issuers)
        head.document = {
            "title": title,
            "document_number": None,
            "issuers": [{"surface": n.surface, "canonical": list(n.canonical)} for n in issuers],
            "issued_on": None,
            "year": years[0],
            "document_type": genre,
            "status": "final",
            "jurisdiction": self._setting.place.name,
            "addressees": [],
            "copied_to": [],
        }
        return head

    def _issuer(self) -> Named:
        """Return the government, its office or a bureau."""
        place = self._setting.place.name
        office = "办公厅" if self._setting.rank == "province" else "办公室"
        key = self._chance.pick([k for k in self._setting.field.bodies if k != "drug"])
        bureau = self._bureau(key)
        ways = {
            "government": f"{place}人民政府",
            "office": f"{place}人民政府{office}",
            "office ": f"{place}人民政府{office}",
            "bureau": bureau,
        }
        name = self._chance.form("issuer", ways)
        return Named(name, (name,))

    def _bureau(self, key: str) -> str:
        return self._setting.official(bodies()[key])[0]

    def _notice(self) -> Head:
        return self._with_notice((self._issuer(),), [])

    def _notice_with_masthead(self) -> Head:
        issuer = self._issuer()
        return self._with_notice((issuer,), [f"{issuer.surface}文件"])

    def _joint_notice(self) -> Head:
        keys = [k for k in self._setting.bodies() if k in self._setting.field.bodies]
        names = [self._bureau(key) for key in self._chance.some(keys, 2, 3)]
        return self._with_notice(tuple(Named(name, (name,)) for name in names), [])

    def _with_notice(self, issuers: tuple[Named, ...], masthead: list[str]) -> Head:
        head = self._head(has_date=True, issuers=issuers)
        named = " ".join(n.surface for n in issuers)
        shown = self._chance.form(
            "notice title", {"in 《》": f"《{head.title}》", "without 《》": head.title}
        )
        is_split = self._chance.form("notice lines", {"one": False, "two": True})
        between = "\n" if is_split else ""
        head.before += masthead
        self._number_line(head)
        head.before += f"{named}{between}关于印发{shown}的通知".split("\n")
        self._salutation(head)
        opening = self._chance.pick(
            (
                f"现将《{head.title}》印发给你们，请认真贯彻执行。",
                f"《{head.title}》已经研究同意，现印发给你们，请结合实际抓好落实。",
            )
        )
        head.before.append(opening)
        self._signature(head, head.before)
        self._plan_title(head)
        self._copies(head)
        return head

    def _forwarded(self) -> Head:
        place, topic = self._setting.place.name, self._setting.field.topic
        office = "办公厅" if self._setting.rank == "province" else "办公室"
        issuer = Named(f"{place}人民政府{office}", (f"{place}人民政府{office}",))
        head = self._head(has_date=True, issuers=(issuer,))
        key = self._chance.pick([k for k in self._setting.field.bodies if k != "drug"])
        author = self._setting.body(key, self._chance).surface
        head.title = f"关于加强{topic}工作的实施意见"
        head.genre = "实施意见"
        head.years = (self._issued[0],) * 2
        head.document |= {"title": head.title, "document_type": "实施意见", "year": head.years[0]}
        self._number_line(head)
        others = self._chance.pick(("", "等部门"))
        level = self._setting.level
        head.before.append(f"{issuer.surface}转发{author}{others}{head.title}的通知")
        self._salutation(head)
        head.before.append(
            f"{author}{others}《{head.title}》已经{level}人民政府同意，现转发给你们，请认真贯彻执行。"
        )
        self._signature(head, head.before)
        head.before.append(head.title)
        self._copies(head)
        return head

    def _signed(self) -> Head:
        head = self._head(has_date=True, issuers=(self._issuer(),))
        self._number_line(head)
        self._plan_title(head)
        self._signature(head, head.after)
        self._copies(head)
        return head

    def _issuer_below_title(self) -> Head:
        head = self._head(has_date=True, issuers=(self._issuer(),))
        self._plan_title(head)
        self._signature(head, head.before)
        return head

    def _title_only(self) -> Head:
        head = self._head(has_date=False, issuers=())
        self._plan_title(head)
        return head

    def _plan_title(self, head: Head) -> None:
        """Write the title, sometimes on two lines, sometimes with a note that it is a draft."""
        lines = [head.title]
        topic = self._setting.field.topic
        cut = head.title.find(topic)
        if cut > 5 and len(head.title) > 16 and self._chance.happens(0.3):
            self._chance.note("title", "on two lines")
            lines = [head.title[:cut], head.title[cut:]]
        if self._chance.happens(0.15):
            note = self._chance.form("draft", {"same line": "same", "own line": "own"})
            head.document["status"] = "draft"
            if note == "same":
                lines[-1] += "（征求意见稿）"
            else:
                lines.append("（征求意见稿）")
        head.before += lines

    def _number_line(self, head: Head) -> None:
        if not self._chance.happens(0.6):
            return
        bare = self._setting.place.bare or self._setting.place.name
        pairs = ("〔〕", "〔〕", "〔〕", "[]", "（）", "【】")
        brackets = self._chance.pick(pairs)
        self._chance.note("number", brackets)
        kind = self._chance.pick(("政办发", "政发", "政办函", "办字"))
        year = f"{brackets[0]}{self._issued[0]}{brackets[1]}"
        number = f"{bare[0]}{kind}{year}{self._chance.number(1, 99)}号"
        head.document["document_number"] = number
        head.before.append(number)

    def _page_table(self, head: Head) -> None:
        """Write the table that web pages show above a text, its rows in one of two ways."""
        if not self._chance.happens(0.15):
            return
        year, month, day = self._issued
        issued = f"{year}年{month}月{day}日" if head.document["issued_on"] else ""
        rows = {
            "索 引 号": "000014349/2024-00021",
            "发布机构": " ".join(n.surface for n in head.issuers),
            "成文日期": issued,
            "文    号": head.document["document_number"] or "",
            "有效性": "有效",
        }
        between = self._chance.form("page table", {"on one line": " ", "on two lines": "\n"})
        lines = [f"{label}：{between}{value}" for label, value in rows.items()]
        head.before[:0] = "\n".join(lines).split("\n")

    def _salutation(self, head: Head) -> None:
        level = self._setting.level
        rank = self._setting.rank
        below = {
            "province": ("各市（州）人民政府", "各市、县（区）人民政府"),
            "prefecture": ("各县（市、区）人民政府", "各县（区）人民政府"),
            "county": ("各乡镇人民政府", "各街道办事处"),
        }[rank]
        own = f"{level}直" if level != "自治区" else "区直"
        rest = (f"{own}各部门", f"{own}有关单位", "各人民团体")
        names = [self._chance.pick(below), *self._chance.some(rest, 1, 2)]
        head.document["addressees"] = names
        mark = self._chance.form("addressees", {"comma": "，", "pause": "、", "comma ": "，"})
        head.before.append(mark.join(names) + "：")

    def _signature(self, head: Head, lines: list[str]) -> None:
        year, month, day = self._issued
        in_words = f"{_digits(year)}年{_words(month)}月{_words(day)}日"
        iso = f"{year}-{month:02d}-{day:02d}"
        ways = {
            "plain": (f"{year}年{month}月{day}日", iso, "final"),
            "plain ": (f"{year}年{month}月{day}日", iso, "final"),
            "in words": (in_words, iso, "final"),
            "in words with 0": (in_words.replace("〇", "0"), iso, "final"),
            "in brackets": (f"（{year}年{month}月{day}日）", iso, "final"),
        }
        if lines is head.before and head.document["addressees"]:
            ways["blank day"] = (f"{year}年{month}月  日", iso[:7], "draft")
        shown, head.document["issued_on"], status = self._chance.form("date", ways)
        if status == "draft":
            head.document["status"] = "draft"
        joined = "    ".join(n.surface for n in head.issuers)
        signatures = {
            "one line": [joined, shown],
            "a line each": [*(n.surface for n in head.issuers), shown],
            "with the day": [f"{joined}　{shown}"],
        }
        lines += self._chance.form("signature", signatures)

    def _copies(self, head: Head) -> None:
        if not self._chance.happens(0.2):
            return
        self._chance.note("tail", "copies")
        level = self._setting.level
        names = [f"{level}委办公室", f"{level}人大常委会办公室", f"{level}法院"]
        head.document["copied_to"] = names
        head.after.append("抄送：" + "，".join(names) + "。")


def _digits(number: int) -> str:
    return "".join(_CN[int(digit)] for digit in str(number))


def _words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _CN[tens] + "十") + (
        _CN[ones] if ones else ""
    )
