"""For each route an address that finds something in the documents of ``samples/``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_PLAN = "990100-2024-澜政办发-2024-8号-3b4883ac"
_WORK = "云岭省2024年食品安全重点工作安排"
_BUREAU = "990100-market-regulation"
EXAMPLES: Final[Mapping[str, str]] = {
    "ask": "/ask?q=青澜市市场监管局牵头的任务&size=5",
    "search": "/search?q=学校食堂&kind=action&size=5",
    "complete": "/complete?q=市场&most=5",
    "documents": "/documents?jurisdiction=location/990100&year=2024",
    "document": f"/documents/{_PLAN}",
    "document_text": f"/documents/{_PLAN}/text?start=0&end=200",
    "document_actions": f"/documents/{_PLAN}/actions?size=5",
    "document_facts": f"/documents/{_PLAN}/facts?size=5",
    "document_places": f"/documents/{_PLAN}/places?start=0&end=200",
    "document_files": f"/documents/{_PLAN}/files",
    "actions": f"/actions?agency=agency/{_BUREAU}&role=lead,sole&size=5",
    "action": f"/actions/{_PLAN}-1",
    "similar": f"/actions/{_PLAN}-1/similar?most=3",
    "indicators": "/indicators?jurisdiction=location/990100&value=>=98%25&size=5",
    "agency": f"/agencies/{_BUREAU}",
    "agency_actions": f"/agencies/{_BUREAU}/actions?role=lead,sole&size=5",
    "agency_partners": f"/agencies/{_BUREAU}/partners?size=5",
    "agency_network": f"/agencies/{_BUREAU}/network?depth=1&size=5",
    "agency_paths": f"/agencies/{_BUREAU}/paths?agency2=agency/990100-education",
    "agency_beside": f"/agencies/{_BUREAU}/side-by-side?size=5",
    "metrics": "/metrics?metric=率&size=5",
    "ranking": "/ranking?by=agency&role=lead,sole&size=5",
    "compare": "/compare?jurisdiction=location/990100&jurisdiction2=location/990200&size=5",
    "compare_tasks": "/compare/tasks?jurisdiction=location/990100&year=2021&year2=2024&size=5",
    "regulation": f"/regulations/{_WORK}",
    "regulation_citations": f"/regulations/{_WORK}/citations?depth=2&size=5",
    "regulation_companions": f"/regulations/{_WORK}/cited-together?size=5",
    "functions": "/functions?size=5",
    "function": "/functions/market-regulation",
    "subjects": "/subjects?size=5",
    "subject": "/subjects/agriculture",
    "locations": "/locations?size=5",
    "location": "/locations/990100",
    "network": "/network?jurisdiction=location/990100&min_weight=2&size=5",
    "network_members": "/network/members?measure=betweenness&size=5",
    "network_communities": "/network/communities?size=5",
    "network_bridges": "/network/bridges?size=5",
    "network_change": "/network/change?before=2019&after=2024&size=5",
    "network_citations": "/network/citations?size=5",
    "census": "/census",
    "files": "/files?size=5",
    "findings": "/findings?show=missing&size=5",
}
