"""The form of the log: lines for people, or one JSON object a line for programs that collect it."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from web.serving.request_log import request_id

_TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s%(request)s"


def log_in(form: str) -> None:
    """Write the log of this process to standard error, as ``text`` or as ``json``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonForm() if form == "json" else TextForm(_TEXT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("web").setLevel(logging.INFO)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news


class TextForm(logging.Formatter):
    """Lines for people; a traceback follows its line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a line with the number of the request, where there is one."""
        number = request_id.get()
        record.request = f" [{number}]" if number else ""
        return super().format(record)


class JsonForm(logging.Formatter):
    """One JSON object for each record, with its traceback as one string."""

    def format(self, record: logging.LogRecord) -> str:
        """Return time, level, where from, and what is told: the parts of a request or a message."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "process": record.process,
            **({"request": number} if (number := request_id.get()) else {}),
            **getattr(record, "told", {"message": record.getMessage()}),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)
