"""Programs hand documents in with a token, and see how far they are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.web.desk import desk_in, send, signed_in, token_of

ADDRESS = "/api/v1/documents"


@pytest.fixture
def desk(tmp_path: Path) -> Flask:
    return desk_in(tmp_path)


def token_for(desk: Flask, role: str) -> dict[str, str]:
    """Return the header with which a program speaks for somebody."""
    page = send(signed_in(desk, role), "/account/tokens", label="每夜")
    token = page.text.partition('<code id="made">')[2].partition("</code>")[0]
    return {"Authorization": f"Bearer {token}"}


def files(*names: str) -> dict:
    return {"files": [(io.BytesIO(name.encode()), name) for name in names]}


def validate(client: FlaskClient, told: dict, name: str = "Upload") -> None:
    description = client.get("/api/v1/openapi.json").json
    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    Draft202012Validator(schema).validate(told)


def test_files_are_handed_in_with_a_token(desk: Flask) -> None:
    program, shown = desk.test_client(), token_for(desk, "editor")
    answer = program.post(ADDRESS, data=files("甲.txt", "乙.txt"), headers=shown)
    assert answer.status_code == 202
    assert answer.location == answer.json["address"] == "/api/v1/uploads/1"
    told = program.get(answer.location, headers=shown).json
    assert told == answer.json
    assert (told["state"], told["files"], told["done"]) == ("waiting", 2, 0)
    assert [row["name"] for row in told["results"]] == ["甲.txt", "乙.txt"]
    validate(program, told)
    queue = desk.extensions["zhize"].uploads.queue
    assert queue.run(1).who == "editor"


def test_a_token_says_no_more_than_its_user_may(desk: Flask) -> None:
    program = desk.test_client()
    assert (
        program.post(ADDRESS, data=files("a"), headers=token_for(desk, "reader")).status_code == 403
    )
    assert program.post(ADDRESS, data=files("a")).status_code == 401
    wrong = {"Authorization": "Bearer zhize_wrong"}
    answer = program.post(ADDRESS, data=files("a"), headers=wrong)
    assert answer.status_code == 401
    validate(program, answer.get_json(force=True), "Problem")
    assert desk.extensions["zhize"].uploads.queue.total() == 0


def test_a_session_needs_the_token_of_a_form_too(desk: Flask) -> None:
    client = signed_in(desk, "editor")
    assert client.post(ADDRESS, data=files("a")).status_code == 403
    shown = {"X-Form-Token": token_of(client.get("/upload"))}
    assert client.post(ADDRESS, data=files("a"), headers=shown).status_code == 202


def test_a_removed_token_opens_nothing(desk: Flask) -> None:
    shown, known = token_for(desk, "editor"), desk.extensions["zhize"].accounts
    known.tokens.remove_all(known.users.named("editor"))
    assert desk.test_client().post(ADDRESS, data=files("a"), headers=shown).status_code == 401


def test_without_a_file_it_is_said(desk: Flask) -> None:
    answer = desk.test_client().post(ADDRESS, headers=token_for(desk, "editor"))
    assert answer.status_code == 422
    assert answer.get_json(force=True)["detail"] == "There is no file in the field files."


@pytest.mark.parametrize("key", ["7", "x", "9" * 40, "²"])
def test_an_upload_that_is_not_there_is_a_problem(desk: Flask, key: str) -> None:
    answer = desk.test_client().get(f"/api/v1/uploads/{key}", headers=token_for(desk, "editor"))
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
