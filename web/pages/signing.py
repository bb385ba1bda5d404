"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request

from web.access import form_for_anyone, needs
from web.account_labels import fault_words, wait_words
from web.accounts.model import AccountError, Deed, Right, TooManyAttempts
from web.accounts.passwords import SHORTEST
from web.accounts.users import LONGEST_NAME
from web.languages import own_path
from web.visitors import accounts, address, drop_session, set_session, signed_in, visitor

signing = Blueprint("signing", __name__)


@signing.route("/signin", methods=["GET", "POST"])
@form_for_anyone
def sign_in() -> Response:
    """Show the form, or sign in and go on to where the visitor was led from."""
    target = own_path(request.values.get("to", "/"))
    if request.method == "GET":
        return _form(target) if visitor().user is None else _led_to(target)
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    try:
        secret = accounts().sign_in(name, password, address(), request.user_agent.string)
    except TooManyAttempts as error:
        response = _form(target, name, wait_words(error.seconds), 429)
        response.retry_after = error.seconds
        return response
    except AccountError as error:
        return _form(target, name, fault_words(error.fault), 401)
    if (before := visitor()).user and before.session:
        accounts().sessions.end(before.user, before.session.id)
    response = _led_to(target)
    set_session(response, secret)
    return response


@signing.post("/signout")
@needs(Right.OWN)
def sign_out() -> Response:
    """End the session."""
    user, session = signed_in(), visitor().session
    if session:
        accounts().sessions.end(user, session.id)
    accounts().log.note(user.name, Deed.SIGNED_OUT, address=address())
    response = _led_to("/")
    drop_session(response)
    return response


def _form(target: str, name: str = "", fault: str = "", status: int = 200) -> Response:
    page = render_template(
        "signin.html",
        target=target,
        name=name[:LONGEST_NAME],
        fault=fault,
        shortest=SHORTEST,
        are_none=accounts().users.are_none(),
    )
    return make_response(page, status)


def _led_to(target: str) -> Response:
    return redirect(request.script_root + target, 303)  # type: ignore[return-value]
