"""Queries to begin with, from one triple to a chain; each finds something in the samples."""

from __future__ import annotations

from flask_babel import gettext

RANKING = """SELECT ?agency (COUNT(?action) AS ?count) {
  ?agency :leads ?action .
}
GROUP BY ?agency ORDER BY DESC(?count) LIMIT 20"""

OF_FUNCTION = """SELECT ?agency ?action ?document {
  ?agency :function [ skos:prefLabel "市场监督管理"@zh ] ; :leads ?action .
  ?action :document ?document .
}
LIMIT 100"""

TOGETHER = """SELECT ?one ?other (COUNT(DISTINCT ?action) AS ?count) {
  ?one :leads|:shares|:supports ?action .
  ?other :leads|:shares|:supports ?action .
  FILTER (STR(?one) < STR(?other))
}
GROUP BY ?one ?other ORDER BY DESC(?count) LIMIT 20"""

CITED = """SELECT ?regulation (COUNT(DISTINCT ?edge) AS ?count) {
  ?edge :relation :cites ; :target ?regulation .
}
GROUP BY ?regulation ORDER BY DESC(?count) LIMIT 20"""

TARGETS = """SELECT ?action ?metric ?comparator ?value ?unit {
  ?action :hasTarget ?indicator .
  ?indicator :metric ?metric ; :comparator ?comparator ; :value ?value ; :unit ?unit .
  FILTER (?unit = "%" && ?value >= 95)
}
ORDER BY DESC(?value) LIMIT 100"""

EVIDENCE = """SELECT ?agency ?action ?exact ?start ?end ?document {
  ?edge :relation :leads ; :source ?agency ; :target ?action ; :evidence ?evidence .
  ?evidence oa:hasSource ?document ; oa:hasSelector [ oa:exact ?exact ] ,
    [ oa:start ?start ; oa:end ?end ] .
}
LIMIT 50"""

SUBJECTS = """SELECT ?subject (COUNT(DISTINCT ?action) AS ?count) {
  ?action :hasTarget ?narrow .
  ?narrow :broader* ?subject .
  ?subject a :Subject .
}
GROUP BY ?subject ORDER BY DESC(?count) LIMIT 20"""

CHAIN = """SELECT ?plan ?above {
  ?plan eli:implements+ ?above .
  ?document :regulation ?plan .
}
LIMIT 100"""

GRAPH = """SELECT ?document (COUNT(?edge) AS ?count) {
  GRAPH ?document { ?edge a :Edge }
}
GROUP BY ?document ORDER BY DESC(?count)"""

CONSTRUCT = """CONSTRUCT {
  ?agency a org:Organization ; skos:prefLabel ?name ; org:purpose ?function .
}
WHERE {
  ?agency a org:FormalOrganization ; skos:prefLabel ?name ; :function ?function .
}
LIMIT 50"""


def examples() -> list[tuple[str, str]]:
    """Return pairs of what is asked, in words, and the query."""
    return [
        (gettext("牵头任务最多的机构"), RANKING),
        (gettext("一种职能的机构牵头的任务"), OF_FUNCTION),
        (gettext("共同任务最多的两个机构"), TOGETHER),
        (gettext("被引用最多的法规政策"), CITED),
        (gettext("要求达到 95% 以上的指标"), TARGETS),
        (gettext("每条牵头关系的原句和位置"), EVIDENCE),
        (gettext("任务最多的对象，连同下位对象"), SUBJECTS),
        (gettext("逐级贯彻落实的上级文件"), CHAIN),
        (gettext("每份公文各有多少条关系"), GRAPH),
        (gettext("机构作为 ORG 组织（CONSTRUCT）"), CONSTRUCT),
    ]
