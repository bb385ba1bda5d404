"""What a file that leaves the site tells of itself: what was asked, how much, when, from what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_decimal, gettext

from web.dates import moment_label
from web.site import site


@dataclass(frozen=True, slots=True)
class Provenance:
    """A result by its title, number of rows and page, with when it was taken from which change."""

    title: str
    total: int
    page: str
    made: datetime
    change: int

    def told(self) -> list[tuple[str, str]]:
        """Return what is told as pairs of a label and words, in the language of the request."""
        return [
            (gettext("内容"), self.title),
            (gettext("条数"), format_decimal(self.total)),
            (gettext("导出时间"), moment_label(self.made)),
            (
                gettext("依据"),
                gettext("图谱第 %(number)s 次更新后的内容", number=format_decimal(self.change)),
            ),
            (gettext("网上查看"), self.page),
        ]


def provenance(title: str, total: int, page: str) -> Provenance:
    """Return the provenance of a result that is taken now."""
    made = datetime.now().astimezone()
    return Provenance(title, total, page, made, site().store.last_change)
