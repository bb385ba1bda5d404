"""How much of their wording two texts share, and a signature by which alike texts are found.

A text is the set of its runs of eight letters and digits, white space and punctuation left out
(w-shingling; Broder, 1997). Two texts are as alike as their sets overlap (Jaccard, 1901).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint64]

LENGTH = 8
PERMUTATIONS = 126
# Signatures are made of this share of the shingles, picked by their value: an eighth of the work.
_PICKED = 4
_SILENT = re.compile(r"[\W_]+")
_FACTOR = 0x9E3779B97F4A7C15  # odd, 2^64 divided by the golden ratio


def shingles_of(text: str) -> Shingles:
    """Return the shingles of a text as ordered numbers, none for a text that is too short.

    >>> len(shingles_of("青川市食品安全工作要点")), len(shingles_of("要点"))
    (4, 0)
    """
    import numpy as np

    letters = _SILENT.sub("", text)
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    count = len(codes) - LENGTH + 1
    if count < 1:
        return np.empty(0, np.uint64)
    numbers = np.zeros(count, np.uint64)
    for start in range(LENGTH):
        numbers = numbers * np.uint64(_FACTOR) + codes[start : start + count]
    numbers ^= numbers >> np.uint64(29)
    found: Shingles = np.unique(numbers * np.uint64(_FACTOR))
    return found


def likeness(one: Shingles, other: Shingles) -> float:
    """Return how much of their wording two texts share, 0 to 1.

    >>> likeness(shingles_of("青川市食品安全工作要点"), shingles_of("青川市食品安全工作要点。"))
    1.0
    """
    import numpy as np

    if not (len(one) and len(other)):
        return 0.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return float(shared / (len(one) + len(other) - shared))


def signature_of(shingles: Shingles) -> NDArray[Any]:
    """Return the MinHash signature of shingles; alike texts agree in as much of it."""
    import numpy as np
    from datasketch import MinHash

    picked = shingles[shingles % np.uint64(_PICKED) == 0]
    made = MinHash(PERMUTATIONS, seed=1, hashfunc=int)
    # datasketch permutes numbers of 32 bits
    made.update_batch((picked >> np.uint64(32)).tolist())
    values: NDArray[Any] = made.hashvalues
    return values
