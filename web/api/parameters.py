"""The parameters of the interface, each with what it means and what it takes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, get_args

from flask_babel import lazy_gettext as _

from graph.link_parts import BODIES, ENDS, MOST_PARTS
from graph.model import Kind, Role, Treatment
from graph.network import MEASURES
from graph.network_change import MEMBER_CHANGES, TIE_CHANGES
from graph.questions import Gap, Sort
from ingest.ledger import Outcome
from search.task_differences import Difference
from web.api.cursors import LONGEST
from web.api.reading import (
    Parameter,
    choice,
    id_of,
    of_words,
    pattern,
    whole,
    words,
)

MAX_SIZE: Final = 200
YEARS: Final = pattern(r"[0-9]{4}(\.\.[0-9]{4})?", "2020 or 2019..2021")
_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

Q = Parameter("q", _("按平常的说法输入的字词。"), words())
NEEDED_Q = Parameter(
    "q", _("按平常的说法输入的问题或字词。"), words(minLength=1, example="食品安全"), True
)
PAGE = Parameter("page", _("第几页，从 1 数起。"), whole(1, 100_000, 1))
SIZE = Parameter("size", _("一页有多少行。"), whole(1, MAX_SIZE, 50))
CURSOR = Parameter(
    "cursor",
    _("上一次答复里的 cursor：从那里接着给，其他参数不变。"),
    pattern("[A-Za-z0-9_-]+", "WzEsIjVm…", LONGEST),
)
MOST = Parameter("most", _("最多要几个。"), whole(1, 20, 8))
JURISDICTION = Parameter("jurisdiction", _("这个地区及所辖的公文。"), id_of(Kind.LOCATION))
JURISDICTIONS = Parameter(
    "jurisdiction",
    _("这个地区及所辖的公文；几个地区之间用逗号。"),
    pattern("location/[^/,]+(,location/[^/,]+)*", "location/…,location/…"),
)
BELOW = Parameter("below", _("是否包括所辖地区。"), choice("yes", "no", default="yes"))
YEAR = Parameter("year", _("公文所计划的年份，或年份的范围。"), YEARS)
ROLE = Parameter("role", _("角色；几个之间用逗号。"), of_words(Role))
AGENCY = Parameter("agency", _("有这个机构参与。"), id_of(*BODIES))
PREDECESSORS = Parameter(
    "predecessors", _("是否包括它所承接的前身。"), choice("yes", "no", default="no")
)
FUNCTION = Parameter("function", _("有履行这项职能的机构参与。"), id_of(Kind.FUNCTION))
SUBJECT = Parameter("subject", _("针对这个对象或其下位对象。"), id_of(Kind.SUBJECT))
REGULATION = Parameter("regulation", _("引用这件法规政策。"), id_of(Kind.REGULATION))
DOCUMENT = Parameter("document", _("在这件公文之内。"), id_of(Kind.DOCUMENT))
MIN_WEIGHT = Parameter("min_weight", _("两个机构至少共有几项任务。"), whole(1, 1_000_000, 1))
MEASURE = Parameter("measure", _("机构按哪项指标排列。"), choice(*MEASURES, default=MEASURES[0]))
BEFORE = Parameter("before", _("较早的年份或年份的范围。"), YEARS, True)
AFTER = Parameter("after", _("较晚的年份或年份的范围。"), YEARS, True)
CHANGE = Parameter(
    "show",
    _("哪一种变化：机构对的，或机构的。"),
    choice(*TIE_CHANGES, *MEMBER_CHANGES, default=TIE_CHANGES[0]),
)
WORKS = Parameter(
    "show",
    _("被引用的、被引用而不引用别的、引用别的，或两者都不是的。"),
    choice("cited", "roots", "citing", "orphans", default="cited"),
)
FINDINGS = Parameter(
    "show",
    _("未定的名称、可疑的合并、没有全文的法规政策，或相像的两个。"),
    choice("unsettled", "merges", "missing", "alike", default="unsettled"),
)
OUTCOME = Parameter("outcome", _("只要这种结果的文件。"), choice(*Outcome))
METRIC = Parameter("metric", _("指标或其原文里有这些字。"), words(100, minLength=1))
EXACT = Parameter("exact", _("这些字是不是整个指标。"), choice("yes", "no", default="no"))
UNIT = Parameter("unit", _("计量单位。"), words(20, minLength=1))
VALUE = Parameter(
    "value",
    _("要求达到这个数的指标，单位相同。"),
    pattern(r"([<>]=?|=)-?[0-9]{1,12}(\.[0-9]{1,9})?([^\s\d.]\S*)?", ">=98%", 40),
)
DUE = Parameter(
    "due",
    _("在这个日期、月份、年份或范围内到期；任一端可以不写。"),
    pattern(rf"{_DATE}(\.\.({_DATE})?)?|\.\.{_DATE}", "2024-06 or ..2024-12-31", 30),
)
WORDS = Parameter("words", _("任务里有这些字词，用空格隔开。"), words(100, minLength=1))
BY = Parameter(
    "by",
    _("排什么：法规政策按被引用的次数，其余按任务。"),
    choice("agency", "function", "location", "regulation", default="agency"),
)
DIRECTION = Parameter("direction", _("谁引用它，或它引用谁。"), choice("in", "out", default="in"))
TREATMENT = Parameter("treatment", _("怎样引用；几种之间用逗号。"), of_words(Treatment))
NETWORK_DEPTH = Parameter("depth", _("离这个机构几步之内。"), whole(1, 5, 1))
OTHER = Parameter("agency2", _("要连到的机构。"), id_of(*BODIES), True)
WITHOUT = Parameter("without", _("没有机构担任这个角色；几个之间用逗号。"), of_words(Role))
GAP = Parameter(
    "gap", _("哪一点不清：有两个牵头、单位没有列完、没有写明做什么。"), choice(*get_args(Gap))
)
NEWEST = Parameter("sort", _("哪些年份在前。"), choice(*get_args(Sort), default="newest"))
BY_VALUE = Parameter(
    "sort",
    _("哪些年份在前，或数值从大到小、从小到大。"),
    choice(*get_args(Sort), "highest", "lowest", default="newest"),
)
CITATION_DEPTH = Parameter("depth", _("顺着引用走几步。"), whole(1, 5, 1))
KIND = Parameter("kind", _("公文或任务。"), choice("document", "action"))
ONE_ROLE = Parameter("role", _("这个机构、或任何机构的角色。"), choice(*Role))
DOCUMENT_TYPE = Parameter(
    "document_type", _("这种文种的公文，例如工作要点。"), words(40, minLength=1)
)
START = Parameter("start", _("从全文的第几个字起，从 0 数起。"), whole(0, 10**9, 0))
END = Parameter("end", _("到全文的第几个字之前。"), whole(0, 10**9, 10**9))
SORT = Parameter(
    "sort", _("什么在前。"), choice("relevance", "newest", "place", default="relevance")
)
LITERAL = Parameter("literal", _("1：不找机构的其他名称，也不更正错字。"), whole(0, 1, default=0))
LANGUAGE = Parameter("language", _("用哪种语言复述问题。"), choice("zh", "en", default="zh"))
PAGING = (PAGE, SIZE, CURSOR)
SCOPE = (JURISDICTIONS, BELOW, YEAR, SUBJECT, WORDS)
SECOND = tuple(replace(one, name=f"{one.name}2") for one in SCOPE)
"""The same of what is compared with it."""
COMPARED = (
    *(replace(one, name=f"{one.name}{end}") for end in ENDS for one in (JURISDICTIONS, YEAR)),
    *(SUBJECT, WORDS, replace(BELOW, schema=choice("yes", "no", default="no"))),
)
"""Places and years that are beside each other, and what narrows all of them."""
ROWS = Parameter(
    "show",
    _("哪些行：有任何不同或某一种不同的、相同的，或只在一处有的。"),
    choice(
        *("all", "different", "aligned", "equal", *Difference),
        *(f"only{number}" for number in range(1, MOST_PARTS + 1)),
        default="all",
    ),
)
SCOPE_OF_ANY_YEAR = (JURISDICTIONS, BELOW, SUBJECT, WORDS)
PARTY = (AGENCY, FUNCTION, PREDECESSORS, ROLE)
SECOND_PARTY = tuple(replace(one, name=f"{one.name}2") for one in PARTY)
"""The same of another party, which takes part as well."""
SEARCHED_BY = (
    *(KIND, AGENCY, ONE_ROLE, FUNCTION, JURISDICTION, YEAR),
    *(SUBJECT, REGULATION, DOCUMENT, DOCUMENT_TYPE, SORT, LITERAL),
)
OF_NETWORK = (ROLE, MIN_WEIGHT, DOCUMENT, *SCOPE, *PAGING)
