"""The own account: password, sessions, tokens of programs."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext

from web.access import needs
from web.account_labels import fault_words, moment, user_role_label, wait_words
from web.accounts.model import AccountError, Deed, Right, TooManyAttempts
from web.accounts.passwords import SHORTEST
from web.accounts.tokens import LONGEST_LABEL, MOST
from web.browsers import browser_label
from web.visitors import accounts, address, drop_session, set_session, signed_in, visitor

account_pages = Blueprint("account", __name__, url_prefix="/account")


@account_pages.get("")
@needs(Right.OWN)
def account() -> Response:
    """Show the account of the visitor."""
    return _page()


@account_pages.post("/password")
@needs(Right.OWN)
def change_password() -> Response:
    """Change the password; all other sessions end, and this one gets another secret."""
    user, known, form = signed_in(), accounts(), request.form
    try:
        known.check(user, form.get("password", ""), address())
        if form.get("new", "") != form.get("again", ""):
            return _page(fault=gettext("两次输入的新密码不一样。"), status=422)
        known.users.change_password(user, form.get("new", ""))
    except TooManyAttempts as error:
        response = _page(fault=wait_words(error.seconds), status=429)
        response.retry_after = error.seconds
        return response
    except AccountError as error:
        return _page(fault=fault_words(error.fault), status=422)
    known.sessions.end_all(user)
    known.log.note(user.name, Deed.CHANGED_PASSWORD, address=address())
    response = _back("password")
    set_session(response, known.sessions.begin(user, address(), request.user_agent.string))
    return response


@account_pages.post("/sessions/<int:session>/end")
@needs(Right.OWN)
def end_session(session: int) -> Response:
    """End one session, here or elsewhere."""
    user = signed_in()
    accounts().sessions.end(user, session)
    accounts().log.note(user.name, Deed.ENDED_SESSIONS, address=address())
    return _back("session")


@account_pages.post("/sessions/end")
@needs(Right.OWN)
def end_sessions() -> Response:
    """Sign out everywhere."""
    user = signed_in()
    accounts().sessions.end_all(user)
    accounts().log.note(user.name, Deed.ENDED_SESSIONS, address=address())
    response = redirect(url_for("signing.sign_in"), 303)
    drop_session(response)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


@account_pages.post("/tokens")
@needs(Right.OWN)
def make_token() -> Response:
    """Make a token and show it, this once."""
    user, label = signed_in(), request.form.get("label", "").strip()[:LONGEST_LABEL]
    token = accounts().tokens.make(user, label)
    if token is None:
        return _page(fault=gettext("最多 %(most)s 个令牌；请先吊销不用的。", most=MOST), status=422)
    accounts().log.note(user.name, Deed.MADE_TOKEN, label, address())
    return _page(token=token)


@account_pages.post("/tokens/<int:token>/remove")
@needs(Right.OWN)
def remove_token(token: int) -> Response:
    """Remove a token."""
    user = signed_in()
    label = next((one.label for one in accounts().tokens.of_user(user) if one.id == token), "")
    if not accounts().tokens.remove(user, token):
        abort(404)
    accounts().log.note(user.name, Deed.REMOVED_TOKEN, label, address())
    return _back("token")


def _back(done: str) -> Response:
    return redirect(url_for("account.account", done=done), 303)  # type: ignore[return-value]


def _page(fault: str = "", token: str = "", status: int = 200) -> Response:
    user, session = signed_in(), visitor().session
    done = {
        "password": gettext("密码已经修改，其他地方的登录都已结束。"),
        "session": gettext("那一处登录已经结束。"),
        "token": gettext("令牌已经吊销。"),
    }
    page = render_template(
        "account.html",
        user=user,
        sessions=accounts().sessions.of_user(user),
        current=session.id if session else 0,
        tokens=accounts().tokens.of_user(user),
        fault=fault,
        done="" if fault or token else done.get(request.args.get("done", ""), ""),
        token=token,
        shortest=SHORTEST,
        longest_label=LONGEST_LABEL,
        moment=moment,
        user_role_label=user_role_label,
        browser_label=browser_label,
    )
    return make_response(page, status)
