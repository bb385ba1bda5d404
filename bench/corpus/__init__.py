"""Government documents with known answers, each made from one seed."""

from __future__ import annotations

from bench.corpus.documents import Generated, generate

__all__ = ["Generated", "generate"]
