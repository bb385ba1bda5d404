from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import ingest.extract
from tests.ingest.beginnings import missed_beginnings

MODULES = [module.name for module in iter_modules(ingest.extract.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_what_a_pattern_finds_begins_with_a_sign_that_its_lookahead_allows(module: str) -> None:
    names = vars(import_module(f"ingest.extract.{module}")).items()
    patterns = {name: value for name, value in names if isinstance(value, re.Pattern)}
    missed = {name: missed_beginnings(pattern) for name, pattern in patterns.items()}
    assert not {name: signs for name, signs in missed.items() if signs}


def test_a_forgotten_beginning_is_noticed() -> None:
    assert missed_beginnings(re.compile("(?=[负牵])(?:负责|牵头)")) == set()
    assert missed_beginnings(re.compile("只(?:由|(?=[负牵])(?:负责|牵头|配合))")) == {"配"}
