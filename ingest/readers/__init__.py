"""Files to text: one module per format, chosen by what the file holds and not by its name."""

from __future__ import annotations

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers import (
    comma_separated,
    html,
    mail,
    ofd,
    office,
    pdf,
    picture,
    plain,
    rtf,
    sheet,
    word,
)
from ingest.readers.reading import Reader, Reading
from ingest.readers.unsupported import refuse_unsupported

__all__ = ["READERS", "Limits", "Reader", "Reading", "read"]

# Asked in this order; plain text accepts everything and decides by decoding.
READERS: tuple[Reader, ...] = (
    *(pdf, picture, word, sheet, ofd, office),
    *(rtf, mail, html, comma_separated, plain),
)
DEFAULT_LIMITS = Limits()


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the text of a file from its bytes; ``name`` serves messages only.

    Raises Refusal, its sentence starting with the name, where the file cannot be read.

    >>> read("青川市食品安全工作要点".encode("utf-16"), "plan.bin").text
    '青川市食品安全工作要点'
    """
    try:
        return _read(data, limits)
    except Refusal as refusal:
        raise Refusal(refusal.reason, f"{name}: {refusal}") from refusal
    except MemoryError as error:
        said = f"{name}: The file needs more memory than it may have"
        raise over(limits, "memory", said) from error
    except Exception as error:
        # Foreign parsers raise whatever they stumble on; one file must not stop the others.
        sentence = f"{name}: The file cannot be read ({type(error).__name__})."
        raise Refusal(Reason.DAMAGED, sentence) from error


def _read(data: bytes, limits: Limits) -> Reading:
    if not data.strip():
        raise Refusal(Reason.EMPTY, "The file is empty.")
    if len(data) > limits.size:
        raise over(limits, "size", f"The file has {len(data):,} bytes")
    reader = next(reader for reader in READERS if reader.accepts(data))
    if reader is plain:
        refuse_unsupported(data)
    return reader.read(data, limits)
