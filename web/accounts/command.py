"""The command ``python -m web user``: the accounts of a data folder, for who runs the server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from getpass import getpass

from graph.settings import Settings
from web.accounts.accounts import Accounts
from web.accounts.model import AccountError, Deed, Fault, Role, User
from web.accounts.passwords import check
from web.database import DatabaseError

_Run = Callable[[Accounts, argparse.Namespace], None]


class PasswordError(Exception):
    """No password was given, or two that differ; the message is a sentence."""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Let a parser take the command among others."""
    user = commands.add_parser("user", help="accounts: add, list, role, password, remove")
    deeds = user.add_subparsers(required=True, metavar="COMMAND")
    add = _deed(deeds, "add", _add, "add an account; its password is asked for")
    add.add_argument("--role", type=Role, choices=list(Role), default=Role.READER)
    _deed(deeds, "list", _list, "list the accounts")
    role = _deed(deeds, "role", _role, "give an account another role")
    role.add_argument("role", type=Role, choices=list(Role))
    password = _deed(deeds, "password", _password, "give an account another password")
    for one in (add, password):
        one.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )
    _deed(deeds, "remove", _remove, "remove an account")


def _deed(
    deeds: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: _Run, said: str
) -> argparse.ArgumentParser:
    parser = deeds.add_parser(name, help=said)
    if name != "list":
        parser.add_argument("name", metavar="NAME")
    parser.set_defaults(run=lambda settings, chosen: _run(run, settings, chosen))
    return parser


def _run(run: _Run, settings: Settings, chosen: argparse.Namespace) -> int:
    try:
        with closing(Accounts(settings.accounts_path)) as accounts:
            run(accounts, chosen)
    except (AccountError, DatabaseError, PasswordError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _add(accounts: Accounts, chosen: argparse.Namespace) -> None:
    user = accounts.users.add(chosen.name, _new_password(chosen), chosen.role)
    accounts.log.note("", Deed.ADDED_USER, f"{user.name} ({user.role})")
    print(f"{user.name} is now {user.role}.")


def _list(accounts: Accounts, chosen: argparse.Namespace) -> None:
    for user in accounts.users.all():
        added = datetime.fromtimestamp(user.added, UTC).astimezone()
        print(f"{user.name}\t{user.role}\t{added:%Y-%m-%d %H:%M}")


def _role(accounts: Accounts, chosen: argparse.Namespace) -> None:
    user = _named(accounts, chosen.name)
    accounts.users.change_role(user, chosen.role)
    accounts.log.note("", Deed.CHANGED_ROLE, f"{user.name} ({chosen.role})")
    print(f"{user.name} is now {chosen.role}.")


def _password(accounts: Accounts, chosen: argparse.Namespace) -> None:
    user = _named(accounts, chosen.name)
    accounts.users.change_password(user, _new_password(chosen))
    accounts.sessions.end_all(user)
    accounts.tokens.remove_all(user)
    accounts.log.note("", Deed.RESET_PASSWORD, user.name)
    print(f"{user.name} has a new password; sessions and tokens have ended.")


def _remove(accounts: Accounts, chosen: argparse.Namespace) -> None:
    user = _named(accounts, chosen.name)
    accounts.users.remove(user)
    accounts.log.note("", Deed.REMOVED_USER, user.name)
    print(f"{user.name} is removed.")


def _named(accounts: Accounts, name: str) -> User:
    user = accounts.users.named(name)
    if user is None:
        raise AccountError(Fault.NO_SUCH_USER)
    return user


def _new_password(chosen: argparse.Namespace) -> str:
    """Return the password that is typed twice, or the first line of standard input."""
    if chosen.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        password = getpass("Password: ")
        check(password)
        again = getpass("Once more: ")
    except (EOFError, KeyboardInterrupt) as error:
        raise PasswordError("No password was given; nothing is changed.") from error
    if password != again:
        raise PasswordError("The two passwords differ; nothing is changed.")
    return password
