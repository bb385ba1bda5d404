"""Quantified commitments: metric, comparator, value, unit and deadline of each.

A quantity (number, unit, and the words that compare) is found first; its metric is the noun
phrase before it in the clause, or after it where only a verb stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.confidence import CONFIDENCE
from ingest.extract.deadlines import iso_of
from ingest.extract.found import Span, Target
from ingest.extract.metrics import TIMED, after_years, listed, metric_after, metric_before
from ingest.extract.quantities import (
    DIGITS,
    NEAR,
    NO_COUNT,
    UNIT,
    Quantity,
    changes_at_start,
    comparator_of,
    quantities_in,
    run_from,
)
from ingest.extract.words import any_of
from ingest.numerals import integer
from ingest.text import Text

_ALL = re.compile(r"全覆盖(?!面|率|的)")
_SEVERAL_FULL = re.compile(r"(?:[两二三四五六七八九]|\d)个(?P<value>\d+(?:\.\d+)?)%")
_SOME_QUANTITY = re.compile(rf"{DIGITS}\s*(?:{UNIT})")
_WITHIN = re.compile(any_of("metric.within"))
_TAKES_PART = re.compile(r"(?:接受|参加|完成|开展|组织)(?:不少于|不低于|至少|达到)?$")
_FACT = re.compile(any_of("quantity.fact"))
_YEARS = re.compile(r"(20\d\d)年?(?:底)?(?=[、和，及]|[^\d])")
_WHEN = re.compile(r"(?<![较与])(?<!(?<!占)比)(?:20\d\d)年(?:\d{1,2}月)?(?:底|末)?")
_CLAUSE_END = "，。；：！？\n"


def targets(text: Text, start: int, end: int, year: int | None = None) -> list[Target]:
    """Return the quantified commitments in ``[start, end)``, in order of the text.

    Values of years before ``year``, the first that the plan is about, are facts and left out.
    """
    plain = text.plain
    found: list[Target] = []
    for a, b in _sentences(plain, start, end):
        if _FACT.match(plain, a, b):
            continue
        in_sentence: list[Target] = []
        for clause in _clauses(plain, a, b):
            for target in _of_clause(text, clause, a):
                in_sentence.append(_with_metric(text, target, in_sentence, (a, clause[0])))
        found += (t for t in in_sentence if t.metric and not _is_past(t, year))
    return found


def _is_past(target: Target, year: int | None) -> bool:
    return bool(year and target.deadline and int(target.deadline[:4]) < year)


def _with_metric(text: Text, target: Target, earlier: list[Target], before: Span) -> Target:
    """Return a target that has no metric of its own with that of the one before.

    开具率2022年达到85%，2024年达到100%: the second value is of the same metric. Where no target
    of this unit came before, the clause before says what is measured.
    """
    if target.metric:
        return target
    same = [t.metric for t in earlier if t.unit == target.unit]
    if same:
        return replace(target, metric=same[-1])
    words = re.split(
        r"[，。；：\n]", text.plain[max(before[0], before[1] - NEAR) : before[1]].rstrip("，；：")
    )
    start = before[1] - len(words[-1]) - 1 if words else before[1]
    metric = text.verbatim(max(before[0], start), before[1]).strip("，；：")
    return replace(target, metric=metric if len(metric) >= 4 else "")


def _sentences(plain: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in re.finditer(r"[。\n！？]", plain[start:end]):
        yield begin, start + match.start()
        begin = start + match.end()
    if begin < end:
        yield begin, end


def _clauses(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the clauses of a sentence; what stands in brackets is a clause of its own."""
    begin, opened = start, []
    for position in range(start, end):
        char = plain[position]
        if char in "（〔":
            opened.append((position, begin))
        elif char in "）〕" and opened:
            at, outer = opened.pop()
            if position - at < 4 * NEAR and _SOME_QUANTITY.search(plain, at, position):
                yield outer, at
                yield at + 1, position
                begin = position + 1
            else:
                begin = outer
        elif char in _CLAUSE_END and not opened:
            yield begin, position
            begin = position + 1
    if begin < end:
        yield begin, end


def _of_clause(text: Text, clause: Span, sentence: int) -> Iterator[Target]:
    plain = text.plain
    several = _SEVERAL_FULL.search(plain, *clause)
    if several:
        yield from _shared(text, clause, several, sentence)
        return
    quantities = list(quantities_in(plain, clause))
    begin = clause[0]
    index = 0
    comparator, unit = "", ""
    while index < len(quantities):
        run = run_from(plain, quantities, index)
        deadline = _deadline(plain, sentence, run[0].start)
        if run[0].low is not None:
            yield from _range(text, (begin, clause[1]), run[0], deadline)
        elif len(run) > 1:
            yield from _spread(text, (begin, clause[1]), run, sentence)
        else:
            inherited = comparator if run[0].unit == unit else ""
            target = _single(text, (begin, clause[1]), run[0], deadline, inherited)
            comparator = target.comparator if target else ""
            if target:
                begin = target.span[1]
                yield target
        unit = run[0].unit
        begin = max(begin, run[-1].end)
        index += len(run)
    yield from _coverage(text, clause, sentence)


def _single(
    text: Text, region: Span, quantity: Quantity, deadline: str | None, inherited: str
) -> Target | None:
    plain = text.plain
    before = (max(region[0], quantity.start - NEAR), quantity.start)
    is_count = quantity.unit not in NO_COUNT and "/" not in quantity.unit
    metric = metric_before(plain, before, is_count=is_count)
    after = metric_after(plain, quantity.end, region[1])
    has_metric = metric[1] > metric[0]
    is_of = plain[quantity.end : quantity.end + 1] == "的"
    takes_part = _TAKES_PART.search(plain[slice(*before)] + quantity.pre) is not None
    is_done = plain.startswith("完成", quantity.end)
    is_limit = _WITHIN.match(plain, quantity.end) is not None and has_metric
    wants_after = is_count or not has_metric or is_done or (is_of and takes_part)
    use_after = after[1] > after[0] and wants_after and not is_limit
    if use_after and is_count and has_metric and is_of and not takes_part:
        use_after = False
    comparator = "<=" if is_limit else comparator_of(plain, before, quantity, inherited)
    chosen = after if use_after else metric
    if chosen[1] <= chosen[0] and not TIMED.search(plain[slice(*before)]):
        return None
    is_gain = changes_at_start(plain[slice(*before)])
    begin = metric[0] if has_metric and not use_after and not is_gain else _start(plain, before)
    span = (begin, quantity.end)
    span = (span[0], max(span[1], after[1]) if use_after else span[1])
    rule = "percentage" if quantity.unit == "%" else "quantity"
    return Target(
        text.verbatim(*span),
        text.verbatim(*chosen),
        comparator,
        quantity.value,
        _unit(text, quantity),
        span,
        deadline,
        rule,
        CONFIDENCE[rule],
    )


def _unit(text: Text, quantity: Quantity) -> str:
    place = text.plain.rfind(quantity.unit, quantity.start, quantity.end)
    return text.verbatim(place, place + len(quantity.unit)) if place >= 0 else quantity.unit


def _start(plain: str, before: Span) -> int:
    start, end = before
    while start < end and plain[start] in "、，和及与并 ":
        start += 1
    return start


def _range(text: Text, region: Span, quantity: Quantity, deadline: str | None) -> Iterator[Target]:
    """Yield the two bounds of a range as targets: 8%—10%."""
    upper = _single(text, region, replace(quantity, low=None), deadline, "")
    if upper is not None and quantity.low is not None:
        upper = replace(upper, comparator="<=", rule="range", confidence=CONFIDENCE["range"])
        yield replace(upper, comparator=">=", value=quantity.low)
        yield upper


def _spread(text: Text, region: Span, run: list[Quantity], sentence: int) -> Iterator[Target]:
    """Yield targets of values in a row: 分别达到70%、80%、90%, for several years or metrics."""
    plain = text.plain
    before = (max(region[0], run[0].start - 2 * NEAR), run[0].start)
    deadline = _deadline(plain, sentence, run[0].start)
    years = _YEARS.findall(plain[max(sentence, before[0] - NEAR) : before[1]])
    metric = metric_before(plain, after_years(plain, before))
    names = listed(plain, metric, len(run))
    comparator = comparator_of(plain, before, run[-1], "")
    if comparator == "=":
        comparator = comparator_of(plain, before, run[0], "")
    span = (metric[0], run[-1].end)
    for index, quantity in enumerate(run):
        due = years[index] if len(years) == len(run) else deadline
        name = names[index] if names else metric
        if name[1] > name[0]:
            yield Target(
                text.verbatim(*span), text.verbatim(*name), comparator, quantity.value,
                _unit(text, quantity), span, due, "values-in-a-row", CONFIDENCE["values-in-a-row"],
            )  # fmt: skip


def _shared(text: Text, clause: Span, several: re.Match[str], sentence: int) -> Iterator[Target]:
    """Yield one target for each metric of a list that ends in 三个100%."""
    metric = metric_before(text.plain, (clause[0], several.start()))
    count = integer(several[0][0]) or 0
    deadline = _deadline(text.plain, sentence, several.start())
    span = (metric[0], several.end())
    for name in listed(text.plain, metric, count) or [metric]:
        if name[1] > name[0]:
            yield Target(
                text.verbatim(*span), text.verbatim(*name), "=", float(several["value"]), "%",
                span, deadline, "shared-value", CONFIDENCE["shared-value"],
            )  # fmt: skip


def _coverage(text: Text, clause: Span, sentence: int) -> Iterator[Target]:
    """Yield 全覆盖 as 100 %."""
    match = _ALL.search(text.plain, *clause)
    if match is None:
        return
    metric = metric_before(text.plain, (clause[0], match.start()), is_count=True)
    if metric[1] - metric[0] < 2:
        return
    span = (metric[0], match.end())
    deadline = _deadline(text.plain, sentence, match.start())
    yield Target(
        text.verbatim(*span),
        text.verbatim(*metric),
        "=",
        100.0,
        "%",
        span,
        deadline,
        "full-coverage",
        CONFIDENCE["full-coverage"],
    )


def _deadline(plain: str, sentence: int, position: int) -> str | None:
    """Return the last year or day that the sentence names before a place."""
    found = None
    for match in _WHEN.finditer(plain, max(sentence, position - 4 * NEAR), position):
        found = iso_of(plain[match.start() : match.end() + 2])
    return found
