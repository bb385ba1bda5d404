"""Who may do what: every route of the site, every role, and what guards each change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.web.desk import desk_in, send, sign_in, signed_in, token_of
from tests.web.test_pages import PAGES
from web.access import SAFE, rule_of
from web.accounts.model import RIGHTS, Right, Role

OPEN = frozenset(
    (
        *("static", "modules.module", "languages.choose"),
        *("signing.sign_in", "health.health", "health.ready"),
    )
)
"""What anyone may see, also where the site is private."""
RULES = {
    "signing.sign_in": None,
    "signing.sign_out": Right.OWN,
    "account.account": Right.OWN,
    "account.change_password": Right.OWN,
    "account.end_session": Right.OWN,
    "account.end_sessions": Right.OWN,
    "account.make_token": Right.OWN,
    "account.remove_token": Right.OWN,
    "uploads.upload": Right.UPLOAD,
    "uploads.runs": Right.UPLOAD,
    "uploads.run": Right.UPLOAD,
    "removal.remove": Right.REMOVE,
    "uploading_api.hand_in_documents": Right.UPLOAD,
    "uploading_api.upload": Right.UPLOAD,
    "administration.users": Right.ADMINISTER,
    "administration.add_user": Right.ADMINISTER,
    "administration.change_role": Right.ADMINISTER,
    "administration.reset_password": Right.ADMINISTER,
    "administration.remove_user": Right.ADMINISTER,
    "administration.log": Right.ADMINISTER,
}
"""The right that each route needs beside those that only read."""
READS_BY_POST = frozenset(("sparql.sparql",))
VISITORS = (*Role, None)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return desk_in(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return desk_in(tmp_path_factory.mktemp("private"), is_private=True)


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            yield rule, method


def address_of(rule: Rule) -> str:
    """Return an address that a rule serves."""
    values = dict.fromkeys(rule.arguments, "7")
    _, path = rule.build(values, append_unknown=False)
    return path


def test_each_route_has_the_rule_of_the_table(desk: Flask) -> None:
    for rule, method in routes(desk):
        found = rule_of(desk.view_functions[rule.endpoint])
        expected = None if rule.endpoint in OPEN else RULES.get(rule.endpoint, Right.READ)
        assert found.right == expected, rule
        assert found.is_reading == (rule.endpoint in READS_BY_POST), rule
        if method not in SAFE:
            assert found.is_reading or found.body is not None, f"{method} {rule} has no rule"
            assert rule.endpoint in RULES or rule.endpoint in READS_BY_POST, f"{rule} is not listed"


@pytest.mark.parametrize("role", VISITORS)
def test_each_role_may_do_what_its_rights_say_on_every_route(private: Flask, role) -> None:
    client = signed_in(private, role) if role else private.test_client()
    for rule, method in routes(private):
        right = rule_of(private.view_functions[rule.endpoint]).right
        is_allowed = right is None or (role is not None and right in RIGHTS[role])
        # without a token of the form nothing is done; what is refused is refused before
        with client.open(address_of(rule), method=method) as answer:
            status, said = answer.status_code, answer.text
        if is_allowed:
            is_form = method not in SAFE and rule.endpoint not in READS_BY_POST
            assert status != 401, rule
            assert (status == 403) == is_form, rule
            assert ("表单已经失效" in said) == is_form, rule
        else:
            assert status == (403 if role else 401), rule
            assert ("没有这项权限" in said) == bool(role), rule


@pytest.mark.parametrize("address", PAGES)
def test_reading_is_open_unless_the_site_is_private(desk: Flask, private: Flask, address) -> None:
    if not address.startswith("/sparql?"):
        assert desk.test_client().get(address).status_code == 200
    assert private.test_client().get(address).status_code == 401


def test_a_browser_is_led_to_sign_in_and_back(private: Flask) -> None:
    client, html = private.test_client(), {"Accept": "text/html"}
    answer = client.get("/documents?year=2022", headers=html)
    assert answer.status_code == 302
    assert answer.location == "/signin?to=/documents?year%3D2022"
    page = client.get(answer.location)
    assert 'name="to" value="/documents?year=2022"' in page.text
    assert sign_in(client, "reader", to="/documents?year=2022").location == "/documents?year=2022"
    assert client.get("/documents?year=2022", headers=html).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/documents", "/export?format=csv&find=documents"])
def test_a_program_is_told_in_json_that_it_must_sign_in(private: Flask, path: str) -> None:
    headers = {"Accept": "text/html"} if path.startswith("/api") else {}
    answer = private.test_client().get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_reads_what_is_private_and_does_nothing_else(private: Flask) -> None:
    client = signed_in(private, "administrator")
    page = send(client, "/account/tokens", label="报表")
    token = page.text.partition('<code id="made">')[2].partition("</code>")[0]
    program, shown = private.test_client(), {"Authorization": f"Bearer {token}"}
    assert program.get("/api/v1/documents", headers=shown).json["total"] == 3
    for path in ("/account", "/administration"):
        assert program.get(path, headers=shown).status_code == 403
    assert program.post("/account/tokens", headers=shown).status_code == 403
    wrong = {"Authorization": f"Bearer {token}x"}
    assert program.get("/api/v1/documents", headers=wrong).status_code == 401


def test_a_token_that_is_wrong_is_told_so_also_where_all_may_read(desk: Flask) -> None:
    answer = desk.test_client().get("/about", headers={"Authorization": "Bearer zhize_x"})
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/signout", "/account/password", "/account/tokens", "/signin"])
def test_a_form_that_is_not_ours_changes_nothing(desk: Flask, path: str) -> None:
    client = signed_in(desk, "editor")
    other = token_of(signed_in(desk, "editor").get("/account"))
    for fields in ({}, {"form_token": ""}, {"form_token": "0" * 64}, {"form_token": other}):
        assert client.post(path, data={"label": "x", **fields}).status_code == 403
    assert client.get("/account").status_code == 200
    assert "程序用的令牌</h2>" not in client.get("/account").text


def test_signing_in_takes_a_form_that_this_browser_was_given(desk: Flask) -> None:
    token = token_of(desk.test_client().get("/signin"))
    stranger = desk.test_client()
    fields = {"form_token": token, "name": "reader", "password": "x"}
    assert stranger.post("/signin", data=fields).status_code == 403
    stranger.set_cookie("zhize_form", "")
    assert stranger.post("/signin", data=fields).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost.evil.test"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({}, 303),
    ],
)
def test_a_form_is_taken_only_from_this_site(desk: Flask, headers, status: int) -> None:
    client = signed_in(desk, "reader")
    token = token_of(client.get("/account"))
    answer = client.post("/signout", data={"form_token": token}, headers=headers)
    assert answer.status_code == status


def test_sparql_can_be_asked_by_post_without_a_token(client: FlaskClient) -> None:
    query = {"query": "ASK { ?s ?p ?o }"}
    answer = client.post("/sparql", data=query, headers={"Origin": "https://elsewhere.test"})
    assert answer.status_code == 200


def test_a_body_is_read_only_where_a_route_takes_one(desk: Flask) -> None:
    client = signed_in(desk, "administrator")
    long = {"form_token": token_of(client.get("/account")), "label": "x" * 70_000}
    assert client.post("/account/tokens", data=long).status_code == 413
    assert client.post("/search", data=long).status_code == 405


def test_what_is_shown_to_somebody_is_kept_by_no_cache(desk: Flask) -> None:
    client = signed_in(desk, "editor")
    assert client.get("/account").headers["Cache-Control"] == "no-store"
    assert set(client.get("/about").cache_control.to_header().split(", ")) == {
        "no-cache",
        "private",
    }
    stranger = desk.test_client().get("/about")
    assert "Cookie" in stranger.vary
    assert "no-store" not in stranger.headers.get("Cache-Control", "")
