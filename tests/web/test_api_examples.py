"""What the description allows is answered as it says; the long run is ``tests.api_examples``."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from tests.api_examples import CONFIGURATION
from web.api.routes import ROUTES

PLAIN = {"Accept-Encoding": "identity"}
FEW = settings(
    max_examples=2, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="session")
def described(app: Flask) -> Any:
    configuration = SchemathesisConfig.from_path(CONFIGURATION)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=configuration)


ASKED = [
    pytest.param(route.path, mode, id=f"{route.name}-{mode.value}")
    for mode in GenerationMode
    for route in ROUTES
    if mode is GenerationMode.POSITIVE or route.parameters  # any key may be that of something
]


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_an_answer_is_as_described(described: Any, path: str, mode: GenerationMode) -> None:
    cases = described[path]["GET"].as_strategy(generation_mode=mode)
    statuses = []

    @FEW
    @given(case=cases)
    def ask(case: Any) -> None:
        statuses.append(case.call_and_validate(headers=PLAIN).status_code)

    ask()
    assert statuses
    assert max(statuses) < 500
