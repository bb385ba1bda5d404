"""How the files of a form are received: into the spool, each within its limit."""

from __future__ import annotations

from typing import IO, Any, cast

from flask import Request

from web.site import site
from web.uploads.spool import Arriving


class Receiving(Request):
    """A request whose files are written to the spool of the site as they arrive."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._arriving: list[Arriving] = []

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        uploads = site().uploads
        if uploads is None:
            return super()._get_file_stream(
                total_content_length, content_type, filename, content_length
            )
        self._arriving.append(uploads.spool.arriving(uploads.limits.size))
        return cast(IO[bytes], self._arriving[-1])

    def close(self) -> None:
        """Give all files back, those of a form too that broke off in the middle."""
        super().close()
        for file in self._arriving:
            file.close()
