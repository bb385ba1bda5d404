"""What Schemathesis is told of the interface beside its description."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.hook
def map_query(context: Any, query: Any) -> Any:
    """Leave out a cursor made up beside a page: what is refused at once asks nothing else."""
    if isinstance(query, dict) and {"page", "cursor"} <= query.keys():
        return {name: value for name, value in query.items() if name != "cursor"}
    return query
