"""The pages of accounts and uploads are whole in each language, as those that all may read."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.web.desk import desk_in, sign_in, signed_in
from tests.web.reading import Read
from tests.web.test_languages import HAN

DESK = (
    "/signin",
    "/account",
    "/administration",
    "/administration/log",
    "/administration/users/2/remove",
    "/upload",
    "/upload/runs",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return desk_in(Path(tmp_path_factory.mktemp("desk")))


@pytest.mark.parametrize("address", DESK)
@pytest.mark.parametrize("code", ["zh", "zh-Hant", "en"])
def test_a_page_of_the_desk_is_valid(desk: Flask, address: str, code: str) -> None:
    client = desk.test_client() if address == "/signin" else signed_in(desk, "administrator")
    client.get(f"/language/{code}")
    answer = client.get(address)
    assert answer.status_code == 200
    page = Read(answer.text)
    assert page.faults == []
    assert page.title
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    assert bool(HAN.search(main)) == (code != "en")


def test_what_is_wrong_is_tied_to_its_field(desk: Flask) -> None:
    client = desk.test_client()
    assert "aria-invalid" not in client.get("/signin").text
    page = sign_in(client, "administrator", "wrong").text
    assert page.count('aria-invalid="true" aria-describedby="fault"') == 2
    assert Read(page).faults == []
