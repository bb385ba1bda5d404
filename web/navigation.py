"""The entries of the menu on every page, in their order; a page enters it by one line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu: a page, what it is called, and the blueprints of pages below it."""

    endpoint: str
    words: LazyString
    below: tuple[str, ...] = ()

    @property
    def current(self) -> str | None:
        """Whether the request is for the page itself, ``page``, or for one below it, ``true``."""
        if request.endpoint == self.endpoint:
            return "page"
        blueprint = self.endpoint.partition(".")[0]
        return "true" if request.blueprint in (blueprint, *self.below) else None


MENU: Final = (
    (
        Entry("search.search", _("检索"), ("answers",)),
        Entry("documents.documents_list", pgettext("many", "公文")),
        Entry("locations.locations_list", pgettext("many", "地区")),
        Entry("functions.functions_list", pgettext("many", "职能")),
        Entry("subjects.subjects_list", pgettext("many", "对象")),
    ),
    (
        Entry(
            "network.network",
            _("协同网络"),
            ("network_change", "network_citations", "network_files"),
        ),
        Entry("gaps.gaps", _("职责空缺")),
        Entry("compare.compare", _("对比")),
        Entry("indicators.indicators", pgettext("many", "指标")),
    ),
    (
        Entry("searches.searches", _("我的检索")),
        Entry("about.about", _("数据说明"), ("doctor", "files", "terms", "sparql", "interface")),
    ),
)
"""Groups of entries: what can be looked up, what is compared, what is one's own and told."""
