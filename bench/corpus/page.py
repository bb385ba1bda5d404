"""The lines of a body as they are written, and the actions that stand in them."""

from __future__ import annotations

from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.passages import Passage
from bench.corpus.setting import Named, Setting
from bench.corpus.statements import Said, Statements, responsibility

Found = dict[str, Any]


class Page:
    """Holds what was written: ``lines`` of text, ``actions`` and the ``passages`` read for them."""

    def __init__(self, setting: Setting, chance: Chance, issuers: tuple[Named, ...]) -> None:
        self.lines: list[str] = []
        self.actions: list[Found] = []
        self.passages: list[Passage] = []
        self.statements = Statements(setting, chance, issuers)
        self._chance = chance
        self._issuers = issuers
        self._label = ""
        self._is_silent = len(issuers) < 2 and chance.happens(0.2)

    def said(self, section: str) -> Said | None:
        """Return a statement for the next action, or None for an action without.

        Where documents have statements, none is without but after one in its section: else
        the statement behind the last item of a section would cover those before it.
        """
        last = self.actions[-1] if self.actions else None
        may_miss = last is not None and last["statement"] and last["section"] == section
        misses = self._is_silent or (may_miss and self._chance.happens(0.15))
        if misses and len(self._issuers) < 2:
            self._chance.note("statement", "none")
            return None
        return self.statements.said()

    def append(self, passage: Passage, said: Said | None) -> None:
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
        elif text.endswith("。") and not said.is_bare and self._chance.happens(0.5):
            self.lines[-1] += f"{text[:-1]}{said.text}。"
        else:
            self.lines[-1] += text + said.text
            self._label = self.lines[-1] if said.is_bare else self._label

    def with_prose(self, passage: Passage) -> tuple[Passage, list[Found] | None]:
        """Add a sentence that names a body in running text, and what it means."""
        if not self._chance.happens(0.5):
            return passage, None
        [name] = self.statements.names(1, 1)
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

    def action(
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
        """Note an action: who takes part by its statement, that of a heading, or its text."""
        parts = list(said.responsibilities) if said else []
        if above:
            parts = _joined(parts, above)
        if prose:
            parts = prose
        if not parts:
            parts = [responsibility(name, "sole", "issuer") for name in self._issuers[:1]]
        parts += [
            r
            for r in self.statements.standing_part()
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


def _joined(own: list[Found], above: Said) -> list[Found]:
    """Return own parts and those of the heading that name other bodies; an own lead wins."""
    names = {r["surface"] for r in own}
    has_lead = any(r["role"] in ("lead", "sole") for r in own)
    rest = [r for r in above.responsibilities if r["surface"] not in names]
    return own + [r for r in rest if not (has_lead and r["role"] in ("lead", "sole"))]
