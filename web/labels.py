"""What kinds, relations, roles and their like are called in the language of the request."""

from __future__ import annotations

import re
from enum import StrEnum

from flask_babel import gettext, pgettext

from graph.model import Basis, Function, Kind, Level, Node, Relation, Role, Subject, Treatment
from graph.ontology import label
from graph.relatives import Relation as Kinship
from graph.relatives import Relative
from ingest.ledger import Outcome
from web.languages import language
from web.site import site

# what the reader of PDF says of scanned pages (ingest.readers.scans)
_RECOGNISED = re.compile(r"Recognised in scanned pages[^:]*: ([\d, ]+)")
_MISSING = re.compile(r"Scanned pages whose words are missing: ([\d, ]+)")


def kind_label(kind: str) -> str:
    """Return what a kind of node is called: as people speak of it, else as the ontology does."""
    spoken = {Kind.ACTION: gettext("任务"), Kind.LOCATION: gettext("地区")}
    return str(spoken.get(Kind(kind)) or _label(Kind(kind)))


def kinds_label(kind: str) -> str:
    """Return what several nodes of a kind are called."""
    labels = {
        Kind.DOCUMENT: pgettext("many", "公文"),
        Kind.ACTION: pgettext("many", "任务"),
        Kind.AGENCY: pgettext("many", "机构"),
        Kind.AGENCY_GROUP: pgettext("many", "机构组"),
        Kind.INDICATOR: pgettext("many", "量化指标"),
        Kind.SUBJECT: pgettext("many", "对象"),
        Kind.REGULATION: pgettext("many", "法规政策"),
        Kind.LOCATION: pgettext("many", "地区"),
        Kind.FUNCTION: pgettext("many", "职能"),
    }
    return str(labels[Kind(kind)])


def relation_label(relation: str) -> str:
    """Return what a relation is called."""
    return _label(Relation(relation))


def role_label(role: str | None) -> str:
    """Return what a role is called."""
    return _label(Role(role or ""))


def treatment_label(treatment: str | None) -> str:
    """Return what a way of citing is called; one that is not known is a mention."""
    return _label(Treatment(treatment or Treatment.REFERS))


def basis_label(basis: str) -> str:
    """Return what a basis of a fact is called."""
    return _label(Basis(basis))


def level_label(level: str) -> str:
    """Return what the rank of a place is called."""
    return _label(Level(level))


def regulation_kind_label(kind: str) -> str:
    """Return what a kind of regulation is called."""
    return _label(f"regulation-kind-{kind}")


def node_name(node: Node) -> str:
    """Return the name of a node, in the language of the request where it has one in it."""
    return function_name(node.id) if isinstance(node, Function) else node.label


def function_name(function_id: str) -> str:
    """Return the name of a function in the language of the request."""
    return _name_in_language(function_id)


def subject_name(subject_id: str) -> str:
    """Return the name of a subject in the language of the request."""
    return _name_in_language(subject_id)


def _name_in_language(node_id: str) -> str:
    node = site().nodes.node(node_id)
    if isinstance(node, Function | Subject) and language() == "en" and node.name_en:
        return node.name_en[0].upper() + node.name_en[1:]
    return site().nodes.name(node_id)


def facet_label(name: str) -> str:
    """Return what a filter of the search is called."""
    labels = {
        "kind": gettext("种类"),
        "role": gettext("角色"),
        "function": gettext("职能"),
        "agency": gettext("机构"),
        "subject": gettext("对象"),
        "jurisdiction": gettext("地区"),
        "year": gettext("年份"),
        "document_type": gettext("文种"),
        "regulation": gettext("法规政策"),
        "document": gettext("公文"),
    }
    return str(labels[name])


def filter_value(name: str, value: str) -> str:
    """Return what the value of a filter of the search is called."""
    if name == "kind":
        return kind_label(value) if value in tuple(Kind) else value
    if name == "role":
        return role_label(value) if value in tuple(Role) else value
    if name in ("function", "subject"):
        return _name_in_language(value)
    return site().nodes.name(value) if "/" in value else value


def field_label(name: str) -> str:
    """Return what a field of a passage is called."""
    labels = {
        "title": gettext("标题"),
        "text": gettext("正文"),
        "heading": gettext("所在章节"),
        "names": gettext("单位"),
        "number": gettext("文号"),
        "places": gettext("地区"),
        "cited": gettext("法规政策"),
    }
    return str(labels[name])


def sort_label(sort: str) -> str:
    """Return what a way to sort an answer is called."""
    labels = {
        "newest": gettext("新的在前"),
        "oldest": gettext("旧的在前"),
        "highest": gettext("数值大的在前"),
        "lowest": gettext("数值小的在前"),
    }
    return str(labels[sort])


def outcome_label(outcome: str) -> str:
    """Return what became of a file, in words."""
    labels = {
        Outcome.ADDED: gettext("收录"),
        Outcome.UPDATED: gettext("更新"),
        Outcome.UNCHANGED: gettext("没有变化"),
        Outcome.DUPLICATE: gettext("内容重复"),
        Outcome.REFUSED: gettext("没有收录"),
    }
    return str(labels[Outcome(outcome)])


def relative_label(relative: Relative) -> str:
    """Return what another document is to the one that is shown."""
    labels = {
        Kinship.DRAFT: gettext("征求意见稿"),
        Kinship.FINAL: gettext("正式稿"),
        Kinship.BEFORE: gettext("上一期"),
        Kinship.AFTER: gettext("下一期"),
    }
    share = f"{100 * (relative.likeness or 0):.0f}%"
    if relative.relation is Kinship.COPY:
        return str(gettext("文字相同 %(share)s", share=share))
    if relative.relation is Kinship.SIMILAR:
        return str(gettext("外地相近 %(share)s", share=share))
    return str(labels[relative.relation])


def page_label(number: int) -> str:
    """Return what the page of a file is called."""
    return str(gettext("第 %(number)s 页", number=number))


def notices(reason: str) -> list[str]:
    """Return what the ledger says of recognised and missing pages, in the visitor's language."""
    said = []
    if "recognised in a picture" in reason:
        said.append(gettext("文字由图片识别所得，可能有误"))
    if found := _RECOGNISED.search(reason):
        said.append(gettext("第 %(pages)s 页为扫描件，文字为识别所得，可能有误", pages=found[1]))
    if found := _MISSING.search(reason):
        said.append(gettext("第 %(pages)s 页为扫描件，缺这些页的文字", pages=found[1]))
    return [str(words) for words in said]


_TYPES = {
    "text/plain": "TXT",
    "text/html": "HTML",
    "text/csv": "CSV",
    "application/pdf": "PDF",
    "application/ofd": "OFD",
    "application/rtf": "RTF",
    "application/msword": "DOC",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}


def file_type_label(media_type: str) -> str:
    """Return what a type of files is called: as people name it, else as the file was read.

    >>> file_type_label("application/pdf"), file_type_label("message/rfc822")
    ('PDF', 'message/rfc822')
    """
    return _TYPES.get(media_type, media_type)


def comparator(sign: str) -> str:
    """Return how a comparator of an indicator is written.

    >>> comparator(">=")
    '≥'
    """
    signs = {">=": "≥", "<=": "≤", "=": "=", "~": "≈"}
    if sign in signs:
        return signs[sign]
    return str(gettext("增加") if sign == "+" else gettext("减少"))


def _label(word: StrEnum | str) -> str:
    words = label(word, "en" if language() == "en" else "zh")
    return words[0].upper() + words[1:]
