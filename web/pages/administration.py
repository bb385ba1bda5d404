"""Administration: the accounts of the site and the log of what was done."""

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
from web.account_labels import deed_label, fault_words, moment, user_role_label
from web.accounts.model import AccountError, Deed, Right, Role, User
from web.accounts.passwords import a_password
from web.accounts.users import LONGEST_NAME
from web.paging import SIZE, Pager, requested_page
from web.visitors import accounts, address, signed_in

administration = Blueprint("administration", __name__, url_prefix="/administration")


@administration.get("")
@needs(Right.ADMINISTER)
def users() -> Response:
    """Show the accounts."""
    return _page()


@administration.post("/users")
@needs(Right.ADMINISTER)
def add_user() -> Response:
    """Add an account with a password that is shown this once, and changed at the first sign-in."""
    name, password, role = request.form.get("name", "").strip(), a_password(), _role()
    try:
        user = accounts().users.add(name, password, role, is_temporary=True)
    except AccountError as error:
        return _page(fault_words(error.fault), name=name, status=422)
    _note(Deed.ADDED_USER, f"{user.name} ({role})")
    return _page(given=(user.name, password))


@administration.post("/users/<int:user_id>/role")
@needs(Right.ADMINISTER)
def change_role(user_id: int) -> Response:
    """Give an account another role."""
    user, role = _user(user_id), _role()
    try:
        accounts().users.change_role(user, role)
    except AccountError as error:
        return _page(fault_words(error.fault), status=422)
    _note(Deed.CHANGED_ROLE, f"{user.name} ({role})")
    return _back()


@administration.post("/users/<int:user_id>/password")
@needs(Right.ADMINISTER)
def reset_password(user_id: int) -> Response:
    """Give an account a password that is shown this once; what it was signed in with ends."""
    user, password = _user(user_id), a_password()
    accounts().users.change_password(user, password, is_temporary=True)
    accounts().sessions.end_all(user)
    accounts().tokens.remove_all(user)
    _note(Deed.RESET_PASSWORD, user.name)
    return _page(given=(user.name, password))


@administration.route("/users/<int:user_id>/remove", methods=["GET", "POST"])
@needs(Right.ADMINISTER)
def remove_user(user_id: int) -> Response:
    """Ask whether an account is to be removed, and remove it."""
    user = _user(user_id)
    if request.method == "GET":
        return make_response(render_template("user_removal.html", user=user))
    try:
        accounts().users.remove(user)
    except AccountError as error:
        return _page(fault_words(error.fault), status=422)
    _note(Deed.REMOVED_USER, user.name)
    return _back()


@administration.get("/log")
@needs(Right.ADMINISTER)
def log() -> str:
    """Show what was done, latest first."""
    number, known = requested_page(), accounts().log
    return render_template(
        "log.html",
        entries=known.part((number - 1) * SIZE, SIZE),
        pager=Pager(number, known.total()),
        moment=moment,
        deed_label=deed_label,
    )


def _user(user_id: int) -> User:
    user = accounts().users.with_id(user_id)
    if user is None:
        abort(404)
    return user


def _role() -> Role:
    chosen = request.form.get("role", "")
    if chosen not in list(Role):
        abort(422, gettext("没有这个角色。"))
    return Role(chosen)


def _note(deed: Deed, about: str) -> None:
    accounts().log.note(signed_in().name, deed, about, address())


def _back() -> Response:
    return redirect(url_for("administration.users"), 303)  # type: ignore[return-value]


def _page(
    fault: str = "", name: str = "", given: tuple[str, str] | None = None, status: int = 200
) -> Response:
    page = render_template(
        "administration.html",
        users=accounts().users.all(),
        roles=list(Role),
        fault=fault,
        name=name,
        given=given,
        longest_name=LONGEST_NAME,
        moment=moment,
        user_role_label=user_role_label,
    )
    return make_response(page, status)
