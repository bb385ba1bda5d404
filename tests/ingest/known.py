"""Cases of a table that are known to fail: strict, so that one that passes has to be moved."""

from __future__ import annotations

import pytest


def fails(*case: object) -> pytest.param:
    """Return a case that is wrong today; a later pass is reported as an error."""
    return pytest.param(*case, marks=pytest.mark.xfail(strict=True, raises=AssertionError))
