"""The one table of routes: requests, the description, the page and assistants go by it."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from web.api import chains, comparing, documents, nodes, searching
from web.api import parameters as p
from web.api.overviews import HOLDINGS, NETWORKS, WORDS
from web.api.route import Route

SEARCH: Final = (
    Route(
        "/ask",
        searching.ask,
        "Asked",
        _("回答一句问话：怎样理解、共有多少、每一行"),
        (p.NEEDED_Q, p.LANGUAGE, *p.PAGING),
    ),
    Route(
        "/search",
        searching.search,
        "Found",
        _("按字词检索公文和任务"),
        (p.Q, *p.SEARCHED_BY, *p.PAGING),
    ),
    Route(
        "/complete",
        searching.complete,
        "Completions",
        _("补全正在输入的名称和问题"),
        (p.Q, p.MOST),
    ),
)
DOCUMENTS: Final = (
    Route(
        "/documents",
        documents.documents,
        "DocumentRows",
        _("一个地区和年份的公文"),
        (*p.SCOPE, *p.PAGING),
    ),
    Route(
        "/documents/{key}",
        documents.document,
        "DocumentWithText",
        _("一件公文及其全文"),
    ),
    Route(
        "/documents/{key}/text",
        documents.document_text,
        "PartOfText",
        _("全文的一段"),
        (p.START, p.END),
    ),
    Route(
        "/documents/{key}/actions",
        documents.document_actions,
        "ActionRows",
        _("一件公文的任务"),
        p.PAGING,
    ),
    Route(
        "/documents/{key}/facts",
        documents.document_facts,
        "Facts",
        _("一件公文所说的每一条，按在文中的次序"),
        p.PAGING,
    ),
    Route(
        "/documents/{key}/places",
        documents.document_places,
        "Places",
        _("全文的一段在原文件的哪一页、什么位置"),
        (p.START, p.END),
    ),
    Route(
        "/documents/{key}/files",
        documents.document_files,
        "FilesOfDocument",
        _("一件公文出自哪些文件"),
    ),
)
ACTIONS: Final = (
    Route(
        "/actions",
        searching.actions,
        "ActionRows",
        _("任务：按参与的机构或职能、地区、年份、对象、期限、不清之处"),
        (
            *p.PARTY,
            *p.SECOND_PARTY,
            p.WITHOUT,
            p.GAP,
            p.DUE,
            p.NEWEST,
            p.DOCUMENT,
            *p.SCOPE,
            *p.PAGING,
        ),
    ),
    Route("/actions/{key}", nodes.action, "ActionInFull", _("一项任务及有关它的每一条")),
    Route(
        "/actions/{key}/similar",
        nodes.similar,
        "SimilarActions",
        _("其他公文里相似的任务"),
        (p.MOST,),
    ),
    Route(
        "/indicators",
        searching.indicators,
        "IndicatorRows",
        _("量化指标"),
        (*p.PARTY, p.METRIC, p.EXACT, p.UNIT, p.VALUE, p.BY_VALUE, p.DOCUMENT, *p.SCOPE, *p.PAGING),
    ),
    Route(
        "/metrics",
        searching.metrics,
        "MetricRows",
        _("衡量什么：各指标的目标数、地区数、年份数"),
        (p.METRIC, *p.SCOPE, *p.PAGING),
    ),
)
AGENCIES: Final = (
    Route(
        "/agencies/{key}", nodes.agency, "AgencyInFull", _("一个机构、各角色的任务数、成员与前身")
    ),
    Route(
        "/agencies/{key}/actions",
        nodes.agency_actions,
        "ActionRows",
        _("一个机构的任务"),
        (p.ROLE, p.PREDECESSORS, p.WITHOUT, p.GAP, p.DUE, p.NEWEST, *p.SCOPE, *p.PAGING),
    ),
    Route(
        "/agencies/{key}/partners",
        nodes.agency_partners,
        "PartnerRows",
        _("与一个机构共有任务的机构"),
        (p.ROLE, p.PREDECESSORS, *p.SCOPE, *p.PAGING),
    ),
    Route(
        "/agencies/{key}/network",
        chains.agency_network,
        "CooperationRows",
        _("一个机构周围的协同网络"),
        (p.NETWORK_DEPTH, p.MIN_WEIGHT, *p.SCOPE, *p.PAGING),
    ),
    Route(
        "/agencies/{key}/paths",
        chains.agency_paths,
        "PathRows",
        _("从一个机构到另一个机构的最短联系"),
        (p.OTHER, p.MIN_WEIGHT, *p.SCOPE, *p.PAGING),
    ),
    Route(
        "/agencies/{key}/side-by-side",
        chains.agency_beside,
        "SubjectRows",
        _("一个机构与同职能机构所针对的对象"),
        (p.ROLE, *p.SCOPE, *p.PAGING),
    ),
    Route(
        "/ranking",
        searching.ranking,
        "RankingRows",
        _("任务最多的机构、职能、地区，被引用最多的法规政策"),
        (p.BY, p.ROLE, *p.SCOPE, *p.PAGING),
    ),
    Route(
        "/compare",
        searching.compare,
        "FunctionRows",
        _("两个地区或年份的各职能任务数"),
        (p.ROLE, *p.SCOPE, *p.SECOND, *p.PAGING),
    ),
    Route(
        "/compare/tasks",
        comparing.compare_tasks,
        "AlignedRows",
        _("两个以上地区或年份的任务，同一项工作排在一行"),
        (p.ROWS, *p.COMPARED, *p.PAGING),
    ),
)
REGULATIONS: Final = (
    Route(
        "/regulations/{key}",
        nodes.regulation,
        "RegulationInFull",
        _("一件法规政策、怎样被引用多少次"),
    ),
    Route(
        "/regulations/{key}/citations",
        chains.regulation_citations,
        "CitationRows",
        _("谁引用一件法规政策，或它引用谁"),
        (p.DIRECTION, p.TREATMENT, p.CITATION_DEPTH, *p.PAGING),
    ),
    Route(
        "/regulations/{key}/cited-together",
        chains.regulation_companions,
        "CitedTogetherRows",
        _("和它一同被引用的法规政策"),
        (*p.SCOPE, *p.PAGING),
    ),
)
GROUPS: Final[tuple[tuple[str, object, tuple[Route, ...]], ...]] = (
    ("search", _("检索与问答"), SEARCH),
    ("documents", pgettext("many", "公文"), DOCUMENTS),
    ("actions", _("任务与指标"), ACTIONS),
    ("agencies", pgettext("many", "机构"), AGENCIES),
    ("regulations", pgettext("many", "法规政策"), REGULATIONS),
    ("words", _("职能、对象、地区"), WORDS),
    ("networks", _("网络"), NETWORKS),
    ("holdings", _("数据"), HOLDINGS),
)
"""The routes by what they are about, each group with its key and name."""
ROUTES: Final = tuple(route for _key, _name, routes in GROUPS for route in routes)
ELSEWHERE: Final = frozenset(
    {"ask", "search", "complete", "similar", "document", "document_places", "document_files"}
    | {"census", "files", "findings"}
)
"""Routes whose answers depend on more than the last changes of store and index."""
