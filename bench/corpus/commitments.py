"""Quantified commitments: clauses with the targets that they set."""

from __future__ import annotations

from typing import Any

from bench.corpus.chance import Chance
from bench.corpus.material import Field

Found = dict[str, Any]
# what a clause is called, its text and its targets; the same with one target spelt out
Clause = tuple[str, str, list[Found]]
Spelt = tuple[str, str, str, str, float, str]
_DIGITS = "一二三四五六七八九"
_IN_WORDS = ("家", "所", "座", "处", "条", "个", "间")


def commitment(chance: Chance, field: Field, years: tuple[int, int]) -> tuple[str, list[Found]]:
    """Return a clause without its full stop, and its targets in order."""
    clauses = [*_rates(chance, field), *_counts(chance, field), *_times(chance, field)]
    if years[1] > years[0]:
        clauses += _by_year(chance, field, years)
    name, text, found = chance.pick(clauses)
    chance.note("target", name)
    return text, found


def _target(
    text: str, metric: str, comparator: str, value: float, unit: str, deadline: str | None = None
) -> Found:
    return {
        "text": text,
        "metric": metric,
        "comparator": comparator,
        "value": value,
        "unit": unit,
        "deadline": deadline,
    }


def _rates(chance: Chance, field: Field) -> list[Clause]:
    rate, limit = chance.pick(field.rates), chance.pick(field.limits)
    high, low = chance.number(60, 99), chance.number(1, 9)
    tenth = high - 0.5
    ways: tuple[Spelt, ...] = (
        ("or more", f"{rate}达到{high}%以上", rate, ">=", high, "%"),
        ("or more, short", f"{rate}达{tenth}%以上", rate, ">=", tenth, "%"),
        ("not below", f"{rate}不低于{high}%", rate, ">=", high, "%"),
        ("stays above", f"{rate}稳定在{high}%以上", rate, ">=", high, "%"),
        ("reaches", f"{rate}达到{high}%", rate, "=", high, "%"),
        ("bare", f"{rate}100%", rate, "=", 100, "%"),
        ("raised to", f"{rate}提高到{high}%", rate, "=", high, "%"),
        ("about", f"{rate}保持在{high}%左右", rate, "~", high, "%"),
        ("nearly", f"{rate}接近{high}%", rate, "~", high, "%"),
        ("points more", f"{rate}提高{low}个百分点", rate, "+", low, "个百分点"),
        ("at most", f"{limit}控制在{low}%以内", limit, "<=", low, "%"),
        ("not above", f"{limit}不超过{low}%", limit, "<=", low, "%"),
        ("lowered below", f"{limit}降至{low}%以下", limit, "<=", low, "%"),
        ("points less", f"{limit}下降{low}个百分点", limit, "-", low, "个百分点"),
        ("percent in words", f"{rate}达到百分之九十以上", rate, ">=", 90, "%"),
        (
            "tenth in words",
            f"{rate}达到百分之{_DIGITS[low - 1]}十点五",
            rate,
            "=",
            low * 10 + 0.5,
            "%",
        ),
        ("from, to", f"{rate}由{high - 30}%提高到{high}%", rate, "=", high, "%"),
        ("from a year", f"{rate}从2020年的{high - 30}%提升至{high}%以上", rate, ">=", high, "%"),
        ("about, kept", f"{limit}控制在{low}%左右", limit, "~", low, "%"),
        ("sign", f"{rate}≥{high}%", rate, ">=", high, "%"),
    )
    clauses: list[Clause] = [(way[0], way[1], [_target(*way[1:])]) for way in ways]
    last = f"力争{rate}达到{high}%以上"
    clauses.append(("strive", last, [_target(last[2:], rate, ">=", high, "%")]))
    said = f"{rate}逐年提升，达到{high}%以上"
    clauses.append(("said before", said, [_target(said, rate, ">=", high, "%")]))
    clauses.append(_covered(chance, field))
    if len(field.rates) >= 3:
        clauses.append(_three_full(chance, field))
        clauses.append(_two_in_a_row(chance, field))
    return clauses


def _covered(chance: Chance, field: Field) -> Clause:
    thing = chance.pick(field.counts)[0]
    text = f"实现{thing}检查全覆盖"
    return "covered", text, [_target(text, f"{thing}检查", "=", 100, "%") | {"optional": True}]


def _three_full(chance: Chance, field: Field) -> Clause:
    first, second, third = chance.some(field.rates, 3, 3)
    text = f"实现{first}、{second}和{third}三个100%"
    return "three full", text, [_target(text, m, "=", 100, "%") for m in (first, second, third)]


def _two_in_a_row(chance: Chance, field: Field) -> Clause:
    first, second = chance.some(field.rates, 2, 2)
    a, b = chance.number(60, 79), chance.number(80, 99)
    text = f"{first}、{second}分别达到{a}%、{b}%以上"
    found = [_target(text, first, ">=", a, "%"), _target(text, second, ">=", b, "%")]
    return "two metrics", text, found


def _counts(chance: Chance, field: Field) -> list[Clause]:
    thing, unit, verb = chance.pick(field.counts)
    count, less = chance.number(11, 240), chance.number(2, 9)
    gain = verb == "新增"
    equal, more = ("+", "+") if gain else ("=", ">=")
    ways: tuple[Spelt, ...] = (
        ("thing, number", f"{verb}{thing}{count}{unit}", thing, equal, count, unit),
        ("number, thing", f"{verb}{count}{unit}{thing}", thing, equal, count, unit),
        ("new ones", f"新增{thing}{count}{unit}", thing, "+", count, unit),
        ("another", f"再{verb}{less}{unit}{thing}", thing, "+", less, unit),
    )
    clauses = _reached(thing, unit, count, less)
    if not gain:
        ways += (
            ("at least, thing", f"{verb}不少于{count}{unit}{thing}", thing, more, count, unit),
            ("thing, or more", f"{verb}{thing}{count}{unit}以上", thing, more, count, unit),
            ("number, or more, thing", f"{verb}{count}{unit}以上{thing}", thing, more, count, unit),
            ("whole year", f"全年{verb}{thing}{count}{unit}", thing, equal, count, unit),
            ("thousands", f"{verb}{thing}1,{count:03d}{unit}", thing, equal, 1000 + count, unit),
        )
        if unit in _IN_WORDS and verb in ("建成", "培育", "打造", "创建"):
            words, shown = f"{verb}{_DIGITS[less - 1]}{unit}{thing}", f"{verb}{thing}十{unit}"
            ways += (
                ("numeral, thing", words, thing, equal, less, unit),
                ("thing, numeral", shown, thing, equal, 10, unit),
            )
    return clauses + [(way[0], way[1], [_target(*way[1:])]) for way in ways]


def _reached(thing: str, unit: str, count: int, less: int) -> list[Clause]:
    text = f"{thing}达到{count}{unit}，净增{less}{unit}"
    found = [_target(text, thing, "=", count, unit), _target(text, thing, "+", less, unit)]
    return [("reached, gained", text, found)]


def _times(chance: Chance, field: Field) -> list[Clause]:
    time = chance.pick(field.times)
    part, days = chance.number(2, 5), chance.number(1, 9)
    ways: tuple[Spelt, ...] = (
        (
            "fraction less",
            f"{time}压缩{_DIGITS[part - 1]}分之一",
            time,
            "-",
            round(1 / part, 4),
            "倍率",
        ),
        ("shortened to", f"{time}压缩至{days}个工作日以内", time, "<=", days, "个工作日"),
        ("not beyond", f"{time}不超过{days}个工作日", time, "<=", days, "个工作日"),
    )
    return [(way[0], way[1], [_target(*way[1:])]) for way in ways]


def _by_year(chance: Chance, field: Field, years: tuple[int, int]) -> list[Clause]:
    rate = chance.pick(field.rates)
    span = range(years[0], years[1] + 1)
    values = [100 - 7 * (years[1] - year) - chance.number(1, 5) for year in span]
    each = list(zip(span, values, strict=True))
    row = "、".join(f"{value}%" for value in values)
    named = "、".join(str(year) for year in span)
    pairs = "，".join(f"{year}年达到{value}%以上" for year, value in each)
    last, value = each[-1]
    until = f"{rate}达到{value}%以上"

    def all_years(text: str) -> list[Found]:
        return [_target(text, rate, ">=", v, "%", str(y)) for y, v in each]

    shared = f"{named}年{rate}分别达到{row}以上"
    return [
        ("years in a row", shared, all_years(shared)),
        ("year by year", f"{rate}{pairs}", all_years(f"{rate}{pairs}")),
        (
            "to the year's end",
            f"到{last}年底，{until}",
            [_target(until, rate, ">=", value, "%", f"{last}-12-31")],
        ),
        ("in the year", f"{last}年{until}", [_target(until, rate, ">=", value, "%", str(last))]),
    ]
