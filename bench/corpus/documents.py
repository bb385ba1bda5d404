"""A whole document from a seed: head, body and noise, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.heads import Head, HeadWriter
from bench.corpus.layouts import Layout
from bench.corpus.material import fields
from bench.corpus.noise import with_noise
from bench.corpus.passages import Passage, Writer
from bench.corpus.setting import Setting, setting_of

_VERBATIM = {"title", "surface", "text", "statement", "section", "metric", "unit", "number"}
_VERBATIM |= {"document_number", "document_type", "addressees", "copied_to"}


@dataclass(frozen=True, slots=True)
class Generated:
    """A document: its source, the answer in the shape of gold annotations, the forms it shows."""

    seed: int
    source: str
    answer: dict[str, Any]
    forms: tuple[str, ...]


def generate(seed: int) -> Generated:
    """Return the document of a seed; the same for the same seed, always."""
    chance = Chance(seed)
    field = chance.form("field", {field.topic: field for field in fields()})
    setting = setting_of(chance, field)
    head = HeadWriter(setting, chance).write()
    writer = Writer(setting, chance, head.years)
    opening = _introduction(head, writer, chance, setting)
    layout = Layout(setting, chance, writer, head.issuers)
    layout.write()
    lines = [*head.before, opening.text, *layout.page.lines, *_tail(chance), *head.after]
    answer = _answer(head, opening, layout, setting)
    source = "\n".join(lines)
    if chance.happens(0.12):
        chance.note("script", "traditional")
        source, answer = _traditional(source), _in_traditional(answer)
    return Generated(seed, with_noise(source, chance), answer, chance.forms)


def _introduction(head: Head, writer: Writer, chance: Chance, setting: Setting) -> Passage:
    purpose = Passage(f"为进一步做好{setting.field.topic}工作，")
    basis = writer.basis() if chance.happens(0.7) else Passage("")
    level = "区" if setting.level == "自治区" else setting.level
    kind = {"工作要点": "本要点", "工作安排": "本安排", "行动计划": "本计划"}.get(
        head.genre, "本方案"
    )
    kind = {"若干措施": "以下措施", "实施意见": "本意见"}.get(head.genre, kind)
    return purpose + basis + Passage(f"结合我{level}实际，制定{kind}。")


def _tail(chance: Chance) -> list[str]:
    """Return lines below the text that say nothing of what is to be done."""
    ways = {
        "none": [],
        "none ": [],
        "public": ["（此件公开发布）"],
        "annex": ["附件：任务分解表"],
        "contact": ["（联系人：王某，联系电话：0000-1234567）"],
    }
    return chance.form("tail", ways)


def _answer(head: Head, opening: Passage, layout: Layout, setting: Setting) -> dict[str, Any]:
    preamble = [c for passage in (opening, *layout.preamble) for c in passage.citations]
    passages = (opening, *layout.preamble, *layout.page.passages)
    named = (name for p in passages for name in (*p.places, *p.hidden_places))
    return {
        "document": head.document,
        "preamble_citations": list({c["title"]: c for c in reversed(preamble)}.values())[::-1],
        "actions": layout.page.actions,
        "locations": list(dict.fromkeys([setting.place.name, *named])),
    }


def _in_traditional(value: Any, key: str = "") -> Any:
    """Return an answer with what is verbatim in it in traditional script."""
    if isinstance(value, dict):
        return {k: _in_traditional(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_in_traditional(item, key) for item in value]
    return _traditional(value) if key in _VERBATIM and isinstance(value, str) else value


def _traditional(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")
