"""The part of the table of routes that tells of the whole: its words, networks and holdings."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _

from web.api import holdings, networks, vocabulary
from web.api import parameters as p
from web.api.route import Route

WORDS: Final = (
    Route(
        "/functions", vocabulary.functions, "CountedFunctions", _("职能及各自的任务数"), p.PAGING
    ),
    Route(
        "/functions/{key}",
        vocabulary.function,
        "FunctionInFull",
        _("一项职能、各角色的任务数、履行它的机构"),
    ),
    Route(
        "/subjects",
        vocabulary.subjects,
        "CountedSubjects",
        _("任务所针对的对象及各自的任务数"),
        p.PAGING,
    ),
    Route(
        "/subjects/{key}",
        vocabulary.subject,
        "SubjectInFull",
        _("一个对象、其上位和下位对象、由谁牵头"),
    ),
    Route(
        "/locations", vocabulary.locations, "CountedLocations", _("地区及各自的公文数"), p.PAGING
    ),
    Route(
        "/locations/{key}",
        vocabulary.location,
        "LocationInFull",
        _("一个地区、所属和所辖、公文、任务和机构"),
    ),
)
NETWORKS: Final = (
    Route("/network", networks.network, "Network", _("共有任务的机构对及网络的整体"), p.OF_NETWORK),
    Route(
        "/network/members",
        networks.network_members,
        "NetworkMembers",
        _("网络里的机构及其指标"),
        (p.MEASURE, *p.OF_NETWORK),
    ),
    Route(
        "/network/communities",
        networks.network_communities,
        "NetworkCommunities",
        _("网络里的群组"),
        p.OF_NETWORK,
    ),
    Route(
        "/network/bridges",
        networks.network_bridges,
        "NetworkBridges",
        _("断开就不再相连的机构对"),
        p.OF_NETWORK,
    ),
    Route(
        "/network/change",
        networks.network_change,
        "NetworkChange",
        _("两个年份之间网络的变化"),
        (p.BEFORE, p.AFTER, p.CHANGE, p.MIN_WEIGHT, *p.SCOPE_OF_ANY_YEAR, *p.PAGING),
    ),
    Route(
        "/network/citations",
        networks.network_citations,
        "NetworkCitations",
        _("引用网络里的法规政策"),
        (p.WORKS, p.DOCUMENT, *p.SCOPE, *p.PAGING),
    ),
)
HOLDINGS: Final = (
    Route(
        "/census",
        holdings.census,
        "Census",
        _("图谱里有多少，更新到哪里"),
    ),
    Route(
        "/files",
        holdings.files,
        "FileRows",
        _("收到的文件及各自的结果"),
        (p.OUTCOME, *p.PAGING),
    ),
    Route(
        "/findings",
        holdings.findings,
        "Findings",
        _("数据里值得再看的地方"),
        (p.FINDINGS, *p.PAGING),
    ),
)
