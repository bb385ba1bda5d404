"""Who may do what on the site, and how it is asked: said at each view, checked in one place.

A view without a rule can be read by whoever may read, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_babel import gettext

from web.accounts.model import Right
from web.form_tokens import form_token, has_form_token, is_from_elsewhere, keep_secret
from web.problems import API, problem
from web.site import site
from web.visitors import Visitor, bearer, visitor

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
FORM = 64 * 1024
"""How many bytes a form without files may have."""
_View = TypeVar("_View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """Which right a view needs, None for none at all, and whether it takes what changes things.

    ``body`` returns how many bytes of it are read. Where ``is_reading`` a POST changes nothing.
    """

    right: Right | None = Right.READ
    body: Callable[[], int] | None = None
    is_reading: bool = False


READING = Rule()
ANYONE = Rule(None)


def for_anyone(view: _View) -> _View:
    """Let a view be seen by anyone, also where the site is private."""
    return _ruled(view, ANYONE)


def form_for_anyone(view: _View) -> _View:
    """Let a view and its form be used by anyone, also where the site is private."""
    return _ruled(view, Rule(None, lambda: FORM))


def needs(right: Right, body: Callable[[], int] = lambda: FORM) -> Callable[[_View], _View]:
    """Let a view be used by those who have a right; it may take a body of so many bytes."""
    return lambda view: _ruled(view, Rule(right, body))


def reads_by_post(view: _View) -> _View:
    """Let a view be asked by POST as by GET, without a token: it changes nothing.

    Another site can make a browser ask, but is never shown the answer.
    """
    return _ruled(view, Rule(is_reading=True))


def rule_of(view: Callable[..., Any]) -> Rule:
    """Return the rule of a view."""
    found: Rule = getattr(view, "access_rule", READING)
    return found


def guard(app: Flask) -> None:
    """Make an application check each request, and give its templates what forms need."""
    for_anyone(app.view_functions["static"])
    app.before_request(_check)
    app.after_request(keep_secret)
    app.after_request(_keep_to_the_visitor)
    app.context_processor(_words_of_forms)


def _words_of_forms() -> dict[str, Any]:
    who, can_take_in = visitor(), site().uploads is not None
    return {
        "visitor": who,
        "has_accounts": site().accounts is not None,
        "may_upload": can_take_in and who.may(Right.UPLOAD),
        "may_remove": can_take_in and who.may(Right.REMOVE),
        "may_administer": who.may(Right.ADMINISTER),
        "form_token": form_token,
    }


def _ruled(view: _View, rule: Rule) -> _View:
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def _check() -> Response | None:
    if request.endpoint is None:
        return None  # there is no such address
    rule, who = rule_of(current_app.view_functions[request.endpoint]), visitor()
    if bearer() is not None and who.user is None:
        return _unknown()
    if rule.right is not None and not who.may(rule.right):
        return _refused(who)
    if who.user and who.user.is_temporary and rule.right not in (None, Right.OWN):
        return redirect(url_for("account.account"))  # type: ignore[return-value]
    if request.method not in SAFE and not rule.is_reading:
        _check_change(rule, who)
    return None


def _check_change(rule: Rule, who: Visitor) -> None:
    """End a request that changes something and does not come from a form of ours."""
    if rule.body is None:
        abort(405)
    request.max_content_length = rule.body()
    # a browser never adds a token of a program by itself, as it does cookies
    if who.is_program:
        return
    if is_from_elsewhere() or not has_form_token():
        abort(403, gettext("这个表单已经失效，请回到上一页，刷新后再提交。"))


def _refused(who: Visitor) -> Response:
    """Answer who lacks a right: by the way to sign in, or that it takes another account."""
    if who.user is not None:
        abort(403, gettext("您的账号没有这项权限。"))
    if request.path.startswith(API) or "text/html" not in request.headers.get("Accept", ""):
        return _unknown()
    here = request.full_path.rstrip("?") if request.method in SAFE else None
    return redirect(url_for("signing.sign_in", to=here))  # type: ignore[return-value]


def _unknown() -> Response:
    response = problem(401, "Unauthorized", "Sign in, or send a token of yours: this is not open.")
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _keep_to_the_visitor(response: Response) -> Response:
    """Let nobody keep what was made for one visitor, and tell caches what it depends on."""
    if request.endpoint is None:
        return response
    rule = rule_of(current_app.view_functions[request.endpoint])
    if rule == ANYONE:
        return response
    if rule.right not in (None, Right.READ) or rule.body:
        response.cache_control.no_store = True
    elif visitor().user is not None:
        response.cache_control.private = True
        response.cache_control.no_cache = True
    response.vary.update(("Cookie", "Authorization"))
    return response
