"""Where responsibility statements stand: in brackets, on label lines, as last sentences."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.brackets import bracket_pairs
from ingest.extract.found import Span, Statement
from ingest.extract.role_words import LABEL, comma_leads_in, has_role_word
from ingest.extract.statements import StatementGrammar
from ingest.outline import paragraph_spans

_NOT_STATEMENT = re.compile(
    r"以下(?:简|统|合)称|简称|试行|修订|暂行|征求意见|挂靠|详见|见附件|注[：:]"
)
# a label in running text: "…。牵头单位：A；配合单位：B"
_INLINE_LABEL = re.compile(rf"(?:(?<=[。；）])|(?<=\S)——?)\s*(?:{LABEL.pattern})")
# who acts behind a dash: "…达到60%。——市民政局、市教育局"
_BEHIND_DASH = re.compile(r"(?<=\S)——?(?=[^—。；：\n]{3,160}$)")
# 市水利局（市河长制办公室）: another name of the body before the bracket
_NAMED_BEFORE = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[条章节]|[、，。；：.\s]|^)([一-鿿]{3,16})$"
)
_LONGEST_SENTENCE, _LONGEST_ADDITION = 160, 60


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A statement in the text: ``span`` with its brackets; what is said has absolute spans."""

    span: Span
    statement: Statement


class Occurrences:
    """All statements of a normalised text, in order, without overlaps."""

    def __init__(self, plain: str, grammar: StatementGrammar, *, in_bureau: bool = False) -> None:
        self._plain = plain
        self._in_bureau = in_bureau
        convention = comma_leads_in(plain)
        self._comma_leads_from = convention.start() if convention else math.inf
        self._grammar = grammar
        self._pairs = bracket_pairs(plain)
        found = sorted(self._find(), key=lambda o: (o.span[0], -o.span[1]))
        self.all: list[Occurrence] = []
        for occurrence in found:
            if not self.all or occurrence.span[0] >= self.all[-1].span[1]:
                self.all.append(occurrence)
        self._starts = [o.span[0] for o in self.all]

    def within(self, start: int, end: int) -> list[Occurrence]:
        """Return the statements that begin in ``[start, end)``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def covers(self, position: int) -> bool:
        """Whether a place lies inside a statement."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self.all[index].span[1]

    def _find(self) -> Iterator[Occurrence]:
        yield from self._in_brackets()
        yield from self._on_labels()

    def _in_brackets(self) -> Iterator[Occurrence]:
        for opener, closer in self._pairs:
            content = self._plain[opener + 1 : closer]
            if self._plain[opener] == "《" or _NOT_STATEMENT.search(content[:40]):
                continue
            is_bare = not has_role_word(content)
            if is_bare and not self._ends_sentence(closer) and not self._begins(opener):
                continue
            if is_bare and self._is_other_name(opener):
                continue
            found = self._parse(opener + 1, closer)
            if found and not (is_bare and len(found.responsibilities) == 0):
                yield Occurrence((opener, min(closer + 1, len(self._plain))), found)

    def _is_other_name(self, opener: int) -> bool:
        """Whether what stands right before a bracket is the name of a body alone."""
        line = self._plain.rfind("\n", 0, opener) + 1
        named = _NAMED_BEFORE.search(self._plain[max(line, opener - 30) : opener])
        return named is not None and self._grammar.names_body(named[1])

    def _ends_sentence(self, closer: int) -> bool:
        following = self._plain[closer + 1 : closer + 2]
        return following in ("", "\n", "。", "；")

    def _begins(self, opener: int) -> bool:
        """Whether a sentence ends right before a bracket."""
        return opener > 0 and self._plain[opener - 1] in "。；"

    def _on_labels(self) -> Iterator[Occurrence]:
        """Yield statements on lines of their own and those that close a paragraph."""
        run: list[Span] = []
        is_waiting = False
        for start, end in paragraph_spans(self._plain):
            label = LABEL.match(self._plain, start, end)
            if label or is_waiting or (run and self._is_added(start, end)):
                run.append((start, end))
                is_waiting = label is not None and self._is_alone(label, end)
                continue
            yield from self._of_run(run)
            begin = self._label_inside(start, end)
            if begin is None:
                begin = self._closing(start, end)
            run = [(begin, end)] if begin is not None else []
        yield from self._of_run(run)

    def _is_alone(self, label: re.Match[str], end: int) -> bool:
        """Whether a label has a line of its own, the names standing on the next."""
        is_label = label["what"] is not None or label["bare"] is not None
        return is_label and not self._plain[label.end() : end].strip()

    def _label_inside(self, start: int, end: int) -> int | None:
        """Return where a statement with labels begins that closes a paragraph."""
        label = _INLINE_LABEL.search(self._plain, start, end)
        if label is None:
            dash = _BEHIND_DASH.search(self._plain, start, end)
            return dash.start() if dash and self._parse(dash.end(), end) else None
        begin = label.start() + len(label[0]) - len(label[0].lstrip())
        return begin if self._parse(begin, end) else None

    def _is_added(self, start: int, end: int) -> bool:
        """Whether a line below label lines is a statement too: 各县（区）政府负责抓好落实."""
        words = self._plain[start:end].rstrip("。")
        if len(words) > _LONGEST_ADDITION or not has_role_word(words):
            return False
        found = self._grammar.parse(
            words, with_objects=False, surely=True, in_bureau=self._in_bureau
        )
        return found is not None

    def _of_run(self, run: list[Span]) -> Iterator[Occurrence]:
        if run:
            start, end = run[0][0], run[-1][1]
            found = self._parse(start, end)
            if found:
                yield Occurrence((start, end), found)

    def _closing(self, start: int, end: int) -> int | None:
        """Return where the last sentence of a paragraph begins if it is a statement."""
        before = max(start, end - _LONGEST_SENTENCE - 1)
        begin = 1 + max(self._plain.rfind(stop, before, end - 1) for stop in "。；")
        begin = start if begin == 0 and before == start else begin
        if begin == 0 or self._plain[begin] in "。；" or not has_role_word(self._plain[begin:end]):
            return None
        found = self._parse(begin, end, with_objects=False, surely=True)
        return begin if found else None

    def _parse(
        self, start: int, end: int, *, with_objects: bool = True, surely: bool = False
    ) -> Statement | None:
        return self._grammar.parse(
            self._plain[start:end],
            at=start,
            comma_leads=end >= self._comma_leads_from,
            with_objects=with_objects,
            in_bureau=self._in_bureau,
            surely=surely,
        )
