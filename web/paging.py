"""Which page of a list is shown, and the links to its other pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, request, url_for

from graph.questions import Page

SIZE = 25
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Pager:
    """One page, counted from 1, of a list of ``total`` rows."""

    number: int
    total: int
    size: int = SIZE

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one page.

        >>> Pager(1, 51).last, Pager(1, 0).last
        (3, 1)
        """
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """The number of the first row shown, counted from 1."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last_row(self) -> int:
        """The number of the last row shown."""
        return min(self.number * self.size, self.total)

    def numbers(self) -> Iterator[int | None]:
        """Yield the page numbers to offer, with None where some are left out.

        >>> list(Pager(6, 500).numbers())
        [1, None, 5, 6, 7, None, 20]
        """
        before = 0
        near = range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)
        for number in sorted({1, *near, self.last}):
            if number > before + 1:
                yield None
            yield number
            before = number


def requested_page(name: str = "page") -> int:
    """Return the page number that the request asks for; anything that is none ends in 404."""
    value = request.args.get(name, "1")
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= LAST_PAGE:
        abort(404)
    return int(value[:9])


def rows_of(number: int, size: int = SIZE) -> Page:
    """Return the rows that a page number stands for."""
    return Page((number - 1) * size, size)


def here_with(**changes: object) -> str:
    """Return the address of this page with some parameters changed; None takes one away.

    Any change but that of the page leads to the first page.
    """
    arguments: dict[str, object] = {**request.args.to_dict(flat=False), **(request.view_args or {})}
    if "page" not in changes:
        arguments.pop("page", None)
    arguments |= changes
    assert request.endpoint is not None
    kept = {name: value for name, value in arguments.items() if value not in (None, "", [""])}
    return url_for(request.endpoint, **kept)  # type: ignore[arg-type]
