"""Properties have no deadline here: how long an example takes is the machine's affair."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("zhize", deadline=None)
settings.load_profile("zhize")
