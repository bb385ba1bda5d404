"""PDF; each page as it was set, lines broken by the width of the page."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.radicals import ideographs
from ingest.readers.reading import Reading, bounded, clean
from ingest.readers.recognition import is_available
from ingest.readers.scans import with_scans

MEDIA_TYPE = "application/pdf"
PAGE_BREAK = "\f"

# pypdf reports each oddity of each file on the root of its loggers; refusals say what matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def accepts(data: bytes) -> bool:
    """Return whether the mark of PDF stands in the first kilobyte, as its readers allow."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, limits: Limits) -> Reading:
    """Return the pages joined by form feeds, scanned ones recognised where that can be done.

    Raises Refusal for locked and damaged files, and where no page has words.
    """
    texts = _page_texts(data, limits)
    texts, notices = with_scans(data, texts, limits)
    if not any(text.strip() for text in texts):
        raise Refusal(
            Reason.NO_TEXT_LAYER,
            f"The {len(texts)} pages are scanned pages without text layer"
            + (", and no words are recognised." if is_available() else "."),
        )
    starts: list[int] = []
    offset = 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + len(PAGE_BREAK)
    return Reading(
        bounded(PAGE_BREAK.join(texts), limits), MEDIA_TYPE, tuple(starts), notices=notices
    )


def _page_texts(data: bytes, limits: Limits) -> list[str]:
    """Return the text of each page.

    pypdf raises whatever its parser stumbles on (KeyError, TypeError, RecursionError …), so
    everything it raises means that the file is damaged.
    """
    try:
        return _extract(data, limits)
    except Refusal:
        raise
    except FileNotDecryptedError as error:
        raise Refusal(Reason.ENCRYPTED, "The PDF is locked with a password.") from error
    except DependencyError as error:
        raise Refusal(Reason.ENCRYPTED, f"The PDF is encrypted: {error}.") from error
    except Exception as error:
        raise Refusal(Reason.DAMAGED, f"The PDF is damaged: {error or type(error)}.") from error


def _extract(data: bytes, limits: Limits) -> list[str]:
    """Return the text of each page, within the limits, with whatever pypdf raises."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refusal(Reason.ENCRYPTED, "The PDF is locked with a password.")
    count = len(reader.pages)
    if count > limits.pages:
        raise Refusal(
            Reason.TOO_MANY_PAGES, f"The PDF has {count:,} pages, more than {limits.pages:,}."
        )
    texts: list[str] = []
    total = 0
    for page in reader.pages:
        texts.append(ideographs(clean(page.extract_text())).replace(PAGE_BREAK, "\n"))
        total += len(texts[-1])
        if total > limits.characters:
            raise Refusal(
                Reason.TOO_LARGE, f"The text has more than {limits.characters:,} characters."
            )
    return texts
