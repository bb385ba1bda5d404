"""Which places of a text belong to something that was found already."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.extract.found import Span


class Taken:
    """The places of one text that are taken; asking takes as long as what is asked for."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._marks = bytearray(length)
        for span in spans:
            self.take(span)

    def take(self, span: Span) -> None:
        """Take a span."""
        start, end = span
        self._marks[start:end] = b"\1" * (end - start)

    def meets(self, span: Span) -> bool:
        """Whether any place of a span is taken.

        >>> taken = Taken(9, [(2, 5)])
        >>> taken.meets((0, 2)), taken.meets((4, 8))
        (False, True)
        """
        return self._marks.find(1, *span) >= 0
