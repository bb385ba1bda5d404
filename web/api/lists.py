"""Lists in parts: by page numbers, or by a cursor that loses no row while documents come and go."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graph.questions import Page
from web.api.cursors import Cursor, CursorError, CursorExpiredError, cursor_in, digest_of
from web.api.orders import Place

_MOST_STEPS = 100
_AGAIN = "The list has changed since this cursor was given; begin again without a cursor."

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """Some rows of a list, the number of all, and the cursor that goes on; None at the end."""

    total: int
    rows: Sequence[Row]
    cursor: str | None

    def told(self, row_as_json: Callable[[Row], Any]) -> dict[str, Any]:
        """Return the part as the interface gives it."""
        results = [row_as_json(row) for row in self.rows]
        return {"total": self.total, "results": results, "cursor": self.cursor}


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A list that is given in parts.

    ``asked`` is what tells it from other lists; ``rows`` gives the number of all its rows and
    those of a page. Its rows either have a ``place`` each, by which they are sorted for ever,
    or are in an order that holds as long as ``state`` stays the same.
    """

    asked: object
    rows: Callable[[Page], tuple[int, Sequence[Row]]]
    state: Callable[[], tuple[Any, ...]]
    place: Callable[[Row], Place] | None = None

    def part(self, page: int, size: int, cursor: str | None) -> Part[Row]:
        """Return a page of the list or, with a cursor, the rows that come after it.

        Whoever goes from cursor to cursor meets each row that was there all the time exactly
        once and in order. Documents may come and go in between: where rows have places, what
        came behind the cursor is met too, what went is not; where they have none, the cursor
        ends (CursorExpiredError) as soon as the data change. Raises CursorError for a cursor of
        another list, or none.
        """
        state = self.state()
        if cursor is None:
            offset = (page - 1) * size
            total, rows = self.rows(Page(offset, size))
        elif self.place is None:
            offset, total, rows = self._as_long_as_nothing_changes(cursor, size)
        else:
            offset, total, rows = self._behind(cursor, size, self.place)
        end = offset + len(rows)
        if not rows or end >= total:
            return Part(total, rows, None)
        after = self.place(rows[-1]) if self.place else state
        return Part(total, rows, str(Cursor(digest_of(self.asked), end, after)))

    def _as_long_as_nothing_changes(self, word: str, size: int) -> tuple[int, int, Sequence[Row]]:
        cursor = cursor_in(word, digest_of(self.asked))
        total, rows = self.rows(Page(cursor.offset, size))
        if self.state() != cursor.after:  # looked at last: nothing changed before it either
            raise CursorExpiredError(_AGAIN)
        return cursor.offset, total, rows

    def _behind(
        self, word: str, size: int, place: Callable[[Row], Place]
    ) -> tuple[int, int, Sequence[Row]]:
        """Return where the rows behind a cursor begin, how many there are in all, and some.

        Where nothing changed they begin where the cursor says, and the row before them is the
        last one given. Else that offset is sought by halves; each answer proves by itself
        whether it is the right one, so writers need not wait.
        """
        cursor = cursor_in(word, digest_of(self.asked))
        offset, low, high = cursor.offset, 0, None
        for _ in range(_MOST_STEPS):
            first = max(offset - 1, 0)
            total, rows = self.rows(Page(first, size + offset - first))
            given = first + _count_up_to(cursor.after, [place(row) for row in rows])
            if given == offset:
                return offset, total, rows[offset - first :]
            if given == first and first:  # all these rows come after the cursor: go back
                high = min(first, total)
                offset = (min(low, high) + high) // 2
            elif given == first + len(rows) and given < total:  # all were given: go on
                low = given
                offset = (low + max(low, total if high is None else high) + 1) // 2
            else:
                offset = given
        raise CursorExpiredError(_AGAIN)


def _count_up_to(after: Place, places: Sequence[Place]) -> int:
    try:
        return bisect_right(places, after)
    except TypeError as error:
        raise CursorError("The cursor is none that was given here.") from error
