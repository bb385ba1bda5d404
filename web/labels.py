"""What kinds, relations, roles and their like are called in the language of the request."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from graph.model import Function
from web.languages import language
from web.site import site

_LABELS = {
    "document": lazy_gettext("公文"),
    "action": lazy_gettext("任务"),
    "agency": lazy_gettext("机构"),
    "agency-group": lazy_gettext("机构组"),
    "indicator": lazy_gettext("量化指标"),
    "subject": lazy_gettext("对象"),
    "regulation": lazy_gettext("法规政策"),
    "location": lazy_gettext("地区"),
    "function": lazy_gettext("职能"),
    "lead": lazy_gettext("牵头"),
    "sole": lazy_gettext("负责"),
    "joint": lazy_gettext("共同负责"),
    "support": lazy_gettext("配合"),
    "based_on": lazy_gettext("依据"),
}


def kind_label(kind):
    return str(_LABELS.get(kind, kind))


role_label = treatment_label = relation_label = level_label = regulation_kind_label = kind_label


def function_name(function_id: str) -> str:
    """Return the name of a function in the language of the request."""
    node = site().names.node(function_id)
    if not isinstance(node, Function):
        return site().names.name(function_id)
    return node.name_en.capitalize() if language() == "en" and node.name_en else node.name


def facet_label(name: str) -> str:
    """Return what a filter of the search is called."""
    labels = {
        "kind": gettext("种类"),
        "role": gettext("角色"),
        "function": gettext("职能"),
        "agency": gettext("机构"),
        "location": gettext("地区"),
        "year": gettext("年份"),
        "document_type": gettext("文种"),
        "regulation": gettext("法规政策"),
        "document": gettext("公文"),
    }
    return labels[name]


def comparator(sign: str) -> str:
    """Return how a comparator of an indicator is written.

    >>> comparator(">=")
    '≥'
    """
    signs = {">=": "≥", "<=": "≤", "=": "=", "~": "≈"}
    if sign in signs:
        return signs[sign]
    return gettext("增加") if sign == "+" else gettext("减少")
