"""References to other works: sentences that cite them, and short names with their later use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.material import works
from bench.corpus.setting import Setting

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A sentence that cites, its citations, and the places that their titles name."""

    text: str
    citations: list[Found]
    places: list[str]


@dataclass(frozen=True, slots=True)
class _Work:
    title: str
    kind: str
    places: tuple[str, ...] = ()


# how a sentence goes on behind each verb, by what the verb says
_SENTENCES = {
    "based on": ("based_on", "根据{}规定，规范办理程序。"),
    "according to": ("based_on", "按照{}要求，细化工作流程。"),
    "carries out": ("implements", "认真贯彻落实{}，抓好任务分解。"),
    "strictly": ("implements", "严格执行{}，守住工作底线。"),
    "amends": ("amends", "修订完善{}，明确奖惩标准。"),
    "draws up": ("formulates", "研究制定{}，明确工作规程。"),
    "issues": ("formulates", "出台{}，统一操作口径。"),
    "teaches and carries out": ("implements", "开展{}宣传贯彻活动。"),
    "spirit of": ("implements", "全面落实{}精神，细化责任分工。"),
    "revised": ("implements", "认真执行修订后的{}。"),
    "changed": ("amends", "对{}进行修订完善。"),
    "sped up": ("formulates", "加快{}出台。"),
    "done after": ("formulates", "做好{}编制工作。"),
    "compares": ("refers", "对照{}，查找短板弱项。"),
    "follows": ("refers", "参照{}，优化评价方法。"),
}


_GENRE = re.compile("指导意见|若干意见|行动方案|考核办法|实施细则|报送办法|激励办法")


class References:
    """Cites works; a work that was given a short name is cited by it from then on."""

    def __init__(self, setting: Setting, chance: Chance) -> None:
        self._setting = setting
        self._chance = chance
        self._short: dict[str, str] = {}

    def sentence(self) -> Reference:
        """Return a sentence that cites one work, or two beside each other."""
        known = list(self._short)
        if known and self._chance.happens(0.6):
            title = self._chance.pick(known)
            self._chance.note("citation", "short name")
            relation, frame = self._chance.form("relation", _SENTENCES)
            mention = f"《{self._short[title]}》"
            found = _citation(mention, _Work(title, "policy"), None, relation)
            return Reference(frame.format(mention), [found], [])
        relation, frame = self._chance.form("relation", _SENTENCES)
        new = relation in ("formulates", "amends")
        ways = {"one": 1, "two": 2} if relation in ("implements", "refers") else {"one": 1}
        count = self._chance.form("citation", ways)
        chosen = [self._work(new) for _ in range(count)]
        return self._cited(frame, relation, list(dict.fromkeys(chosen)))

    def basis(self) -> Reference:
        """Return the words 根据《…》 of an introduction, mostly with number and short name."""
        work = self._work(False)
        if work.kind != "policy" or not self._chance.happens(0.6):
            return self._cited("根据{}等规定，", "based_on", [work])
        number = self._number()
        genre = _GENRE.search(work.title)
        short = genre[0] if genre and self._chance.happens(0.5) else "通用规则"
        if work.title in self._short or short in self._short.values():
            return self._cited("根据{}要求，", "based_on", [work])
        self._short[work.title] = short
        define = {
            "after number": f"（{number}，以下简称《{short}》）",
            "own bracket": f"（{number}）（以下简称《{short}》）",
            "quoted": f"（以下简称“{short}”）",
        }
        tail = self._chance.form("short name", define)
        given = number if number in tail else None
        found = _citation(f"《{work.title}》", work, given, "based_on")
        return Reference(f"根据《{work.title}》{tail}要求，", [found], list(work.places))

    def _cited(self, frame: str, relation: str, chosen: list[_Work]) -> Reference:
        mentions: list[str] = []
        found: list[Found] = []
        places: list[str] = []
        for work in chosen:
            mention = f"《{work.title}》"
            has_number = relation in ("based_on", "implements") and work.kind == "policy"
            number = self._number() if has_number and self._chance.happens(0.5) else None
            mentions.append(mention + (f"（{number}）" if number else ""))
            found.append(_citation(mention, work, number, relation))
            places += work.places
        return Reference(frame.format("".join(mentions)), found, places)

    def _work(self, is_new: bool) -> _Work:
        topic, place = self._setting.field.topic, self._setting.place.name
        listed = works()
        local = _Work(
            place + self._chance.pick(listed.local).format(topic=topic), "policy", (place,)
        )
        if is_new:
            return local
        law = self._chance.pick(listed.laws)
        choices = {
            "law": _Work(f"中华人民共和国{law}" if law.endswith("法") else law, "law"),
            "policy": _Work(self._chance.pick(listed.policies).format(topic=topic), "policy"),
            "standard": _Work(self._chance.pick(listed.standards).format(topic=topic), "standard"),
            "local policy": local,
            "local law": _Work(f"{place}{topic}条例", "law", (place,)),
        }
        return self._chance.form("work", choices)

    def _number(self) -> str:
        bare = self._setting.place.bare or self._setting.place.name
        heads = ("国发", "国办发", f"{bare[0]}政发", f"{bare[0]}政办发", f"{bare[0]}政办函")
        open_, close = self._chance.pick((("〔", "〕"), ("〔", "〕"), ("[", "]"), ("［", "］")))
        head, serial = self._chance.pick(heads), self._chance.number(1, 60)
        return f"{head}{open_}20{self._chance.number(18, 25)}{close}{serial}号"


def _citation(surface: str, work: _Work, number: str | None, relation: str) -> Found:
    return {
        "surface": surface,
        "title": work.title,
        "document_number": number,
        "kind": work.kind,
        "relation": relation,
    }
