"""The pages of accounts: signing in and out, the own account, administration."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import site_of
from tests.web.desk import PASSWORD, Clock, desk_in, send, sign_in, signed_in, token_of
from web.accounts.attempts import PER_ACCOUNT

NEW = "another one 虎 1"
HTTPS = "https://zhize.test"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Flask:
    return desk_in(tmp_path, clock=clock)


@pytest.fixture
def admin(desk: Flask) -> FlaskClient:
    return signed_in(desk, "administrator")


def shown(page: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]).split())


def given(page: TestResponse) -> str:
    """Return the password that a page tells."""
    return page.text.partition('<code id="given">')[2].partition("</code>")[0]


def user_id(admin: FlaskClient, name: str) -> str:
    page = admin.get("/administration").text
    return re.findall(rf'(?s)<th scope="row">{name}.*?/users/(\d+)/role', page)[0]


def test_a_site_without_accounts_offers_none() -> None:
    client = site_of(()).test_client()
    assert "登录" not in client.get("/about").text
    assert client.get("/signin").status_code == 404


def test_the_top_of_each_page_tells_who_is_signed_in(desk: Flask) -> None:
    client = desk.test_client()
    assert 'href="/signin?to=/about"' in client.get("/about").text
    assert sign_in(client, "reader", to="/about").location == "/about"
    page = client.get("/about").text
    assert '<a href="/account">reader</a>' in page
    assert "/signin" not in page
    assert send(client, "/signout").location == "/"
    assert "/account" not in client.get("/about").text


def test_the_cookie_is_hidden_from_scripts_and_other_sites(desk: Flask) -> None:
    (cookie,) = sign_in(desk.test_client(), "reader").headers.getlist("Set-Cookie")
    assert re.fullmatch(r"zhize_session=[\w-]{43}; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_over_https_the_cookie_stays_there(desk: Flask) -> None:
    client = desk.test_client()
    token = token_of(client.get("/signin", base_url=HTTPS))
    fields = {"form_token": token, "name": "reader", "password": PASSWORD}
    answer = client.post("/signin", data=fields, base_url=HTTPS)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-zhize_session=")
    assert "; Secure; " in cookie
    assert "reader" in client.get("/account", base_url=HTTPS).text


def test_signing_in_again_ends_the_session_before(desk: Flask) -> None:
    client = signed_in(desk, "reader")
    before = client.get_cookie("zhize_session").value
    fields = {"form_token": token_of(client.get("/account")), "name": "editor"}
    client.post("/signin", data={**fields, "password": PASSWORD})
    assert client.get_cookie("zhize_session").value != before
    stranger = desk.test_client()
    stranger.set_cookie("zhize_session", before)
    assert stranger.get("/account").status_code == 401


def test_an_ended_session_is_of_no_use_to_who_kept_its_cookie(desk: Flask) -> None:
    client = signed_in(desk, "reader")
    kept = client.get_cookie("zhize_session").value
    send(client, "/signout")
    client.set_cookie("zhize_session", kept)
    assert client.get("/account").status_code == 401


@pytest.mark.parametrize("target", ["//evil.test", "https://evil.test", r"/\evil.test", "x"])
def test_signing_in_never_leads_to_another_site(desk: Flask, target: str) -> None:
    assert sign_in(desk.test_client(), "reader", to=target).location == "/"


def test_a_wrong_name_and_a_wrong_password_look_alike(desk: Flask) -> None:
    def told(name: str) -> str:
        client = desk.test_client()
        page = sign_in(client, name, "wrong password")
        assert page.status_code == 401
        assert "wrong password" not in page.text
        return re.sub(r'value="[^"]*"', "", page.text)

    assert told("reader") == told("nobody")


def test_too_many_attempts_are_told_with_when_to_come_back(desk: Flask, clock: Clock) -> None:
    client = desk.test_client()
    for _ in range(PER_ACCOUNT.most):
        sign_in(client, "reader", "wrong password")
    page = sign_in(client, "reader")
    assert page.status_code == 429
    assert page.headers["Retry-After"] == str(PER_ACCOUNT.seconds)
    assert "请在 15 分钟后再试" in shown(page)
    clock.pass_by(PER_ACCOUNT.seconds)
    assert sign_in(client, "reader").status_code == 303


def test_without_any_account_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    client = desk.test_client()
    assert "python -m web user add" not in client.get("/signin").text
    empty = desk.extensions["zhize"].accounts
    for user in empty.users.all():
        if user.name != "administrator":
            empty.users.remove(user)
    with empty._database.change() as connection:
        connection.execute("DELETE FROM user")
    assert "python -m web user add" in client.get("/signin").text


def test_a_changed_password_signs_out_everywhere_else(desk: Flask) -> None:
    here, there = signed_in(desk, "reader"), signed_in(desk, "reader")
    before = here.get_cookie("zhize_session").value
    change = {"password": PASSWORD, "new": NEW, "again": NEW}
    assert send(here, "/account/password", **change).status_code == 303
    assert here.get_cookie("zhize_session").value != before
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 401
    assert sign_in(there, "reader").status_code == 401
    assert sign_in(there, "reader", NEW).status_code == 303


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "wrong password", "new": NEW, "again": NEW}, "密码不对"),
        ({"password": PASSWORD, "new": NEW, "again": NEW + "x"}, "不一样"),
        ({"password": PASSWORD, "new": "short", "again": "short"}, "至少 10 个字符"),
    ],
)
def test_a_password_that_cannot_be_changed_stays(desk: Flask, change, said: str) -> None:
    client = signed_in(desk, "reader")
    page = send(client, "/account/password", **change)
    assert page.status_code == 422
    assert said in shown(page)
    assert sign_in(desk.test_client(), "reader").status_code == 303


def test_a_stolen_session_cannot_try_passwords_without_end(desk: Flask) -> None:
    client = signed_in(desk, "reader")
    change = {"password": "wrong password", "new": NEW, "again": NEW}
    codes = [send(client, "/account/password", **change).status_code for _ in range(11)]
    assert codes == [422] * PER_ACCOUNT.most + [429]


def test_sessions_are_listed_and_ended(desk: Flask) -> None:
    here, there = signed_in(desk, "reader"), signed_in(desk, "reader")
    page = here.get("/account").text
    (other,) = re.findall(r"/account/sessions/(\d+)/end", page)
    send(here, f"/account/sessions/{other}/end")
    assert there.get("/account").status_code == 401
    assert send(here, "/account/sessions/end").location == "/signin"
    assert here.get("/account").status_code == 401


def test_a_session_of_somebody_else_cannot_be_ended(desk: Flask) -> None:
    mine, other = signed_in(desk, "reader"), signed_in(desk, "editor")
    known = desk.extensions["zhize"].accounts
    (session,) = known.sessions.of_user(known.users.named("editor"))
    send(mine, f"/account/sessions/{session.id}/end")
    assert other.get("/account").status_code == 200


def test_a_token_is_shown_once_listed_and_revoked(desk: Flask) -> None:
    client = signed_in(desk, "editor")
    made = send(client, "/account/tokens", label="每夜 <上传>")
    token = made.text.partition('<code id="made">')[2].partition("</code>")[0]
    page = client.get("/account")
    assert token.startswith("zhize_")
    assert token not in page.text
    assert "每夜 &lt;上传&gt;" in page.text
    (number,) = re.findall(r"/account/tokens/(\d+)/remove", page.text)
    program = {"Authorization": f"Bearer {token}"}
    assert desk.test_client().get("/about", headers=program).status_code == 200
    assert send(client, f"/account/tokens/{number}/remove").status_code == 303
    assert desk.test_client().get("/about", headers=program).status_code == 401


def test_a_new_user_chooses_a_password_before_anything_else(desk: Flask, admin) -> None:
    page = send(admin, "/administration/users", name="林 一", role="editor")
    first = given(page)
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", first)
    assert first not in admin.get("/administration").text
    client = desk.test_client()
    assert sign_in(client, "林 一", first, to="/about").status_code == 303
    assert client.get("/about").location == "/account"
    change = {"password": first, "new": NEW, "again": NEW}
    assert send(client, "/account/password", **change).status_code == 303
    assert client.get("/about").status_code == 200


def test_a_reset_password_signs_the_user_out(desk: Flask, admin: FlaskClient) -> None:
    client = signed_in(desk, "reader")
    page = send(admin, f"/administration/users/{user_id(admin, 'reader')}/password")
    assert client.get("/account").status_code == 401
    assert sign_in(client, "reader").status_code == 401
    assert sign_in(client, "reader", given(page)).status_code == 303


def test_another_role_counts_from_the_next_request_on(desk: Flask, admin: FlaskClient) -> None:
    client = signed_in(desk, "reader")
    assert client.get("/administration").status_code == 403
    reader = user_id(admin, "reader")
    send(admin, f"/administration/users/{reader}/role", role="administrator")
    assert client.get("/administration").status_code == 200
    assert send(admin, f"/administration/users/{reader}/role", role="king").status_code == 422


def test_an_account_is_removed_after_asking(desk: Flask, admin: FlaskClient) -> None:
    client, reader = signed_in(desk, "reader"), user_id(admin, "reader")
    assert "删除账号 reader？" in shown(admin.get(f"/administration/users/{reader}/remove"))
    assert client.get("/account").status_code == 200
    send(admin, f"/administration/users/{reader}/remove")
    assert client.get("/account").status_code == 401
    assert admin.get(f"/administration/users/{reader}/remove").status_code == 404


def test_the_last_administrator_is_kept(admin: FlaskClient) -> None:
    own = user_id(admin, "administrator")
    for path, fields in ((f"{own}/remove", {}), (f"{own}/role", {"role": "reader"})):
        page = send(admin, f"/administration/users/{path}", **fields)
        assert page.status_code == 422
        assert "最后一个管理员" in shown(page)
    assert admin.get("/administration").status_code == 200


def test_the_log_lists_what_was_done_latest_first(desk: Flask, admin: FlaskClient) -> None:
    sign_in(desk.test_client(), "reader", "wrong password")
    send(admin, "/administration/users", name="<b>", role="reader")
    page = admin.get("/administration/log").text
    assert page.index("新建账号") < page.index("登录失败")
    assert "&lt;b&gt; (reader)" in page
    assert "<b> (reader)" not in page


@pytest.mark.parametrize(("scheme", "name"), [("http", ""), ("https", "__Secure-")])
def test_below_a_path_the_cookie_stays_there(desk: Flask, scheme: str, name: str) -> None:
    client, base = desk.test_client(), f"{scheme}://town.test/zhize"
    token = token_of(client.get("/signin", base_url=base))
    fields = {"form_token": token, "name": "reader", "password": PASSWORD, "to": "/about"}
    answer = client.post("/signin", data=fields, base_url=base)
    assert answer.location == "/zhize/about"
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith(f"{name}zhize_session=")
    assert "; Path=/zhize; " in cookie
    assert '<a href="/zhize/account">reader</a>' in client.get("/about", base_url=base).text
