"""``python -m web user``: accounts made and changed by who runs the server."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.web.desk import PASSWORD, Clock
from web.__main__ import main
from web.accounts.accounts import Accounts
from web.accounts.model import AccountError, Deed, Role


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys):
    """Run the command over a data folder with a standard input; return status, output, error."""

    def run(*words: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        status = main(["--data", str(tmp_path), "user", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def typed(monkeypatch):
    """What is typed, one line after the other, where a password is asked for."""
    lines: list[str] = []
    monkeypatch.setattr("web.accounts.command.getpass", lambda prompt: lines.pop(0))
    return lines


def accounts(folder: Path) -> Accounts:
    return Accounts(folder / "accounts.sqlite", Clock())


def test_a_password_is_typed_twice(run, typed, tmp_path: Path) -> None:
    typed[:] = [PASSWORD, PASSWORD]
    assert run("add", "林一", "--role", "editor") == (0, "林一 is now editor.\n", "")
    known = accounts(tmp_path)
    assert known.sign_in("林一", PASSWORD, "", "")
    assert [entry.deed for entry in known.log.part(0, 9)] == [Deed.SIGNED_IN, Deed.ADDED_USER]


def test_two_passwords_that_differ_make_no_account(run, typed, tmp_path: Path) -> None:
    typed[:] = [PASSWORD, PASSWORD + "x"]
    status, _, said = run("add", "li")
    assert (status, said) == (2, "The two passwords differ; nothing is changed.\n")
    assert accounts(tmp_path).users.are_none()


def test_a_password_that_cannot_be_is_not_asked_for_twice(run, typed) -> None:
    typed[:] = ["short"]
    status, _, said = run("add", "li")
    assert (status, said) == (2, "A password has at least 10 characters.\n")


def test_a_password_can_come_from_a_program(run, tmp_path: Path) -> None:
    assert run("add", "li", "--password-stdin", given=f"{PASSWORD}\n")[0] == 0
    (user,) = accounts(tmp_path).users.all()
    assert user.role is Role.READER
    assert accounts(tmp_path).sign_in("li", PASSWORD, "", "")


def test_accounts_are_listed_changed_and_removed(run, tmp_path: Path) -> None:
    for name, role in (("a", "administrator"), ("b", "reader")):
        run("add", name, "--role", role, "--password-stdin", given=PASSWORD)
    known = accounts(tmp_path)
    secret = known.sign_in("b", PASSWORD, "", "")
    assert run("role", "b", "editor")[:2] == (0, "b is now editor.\n")
    assert [line.split("\t")[:2] for line in run("list")[1].splitlines()] == [
        ["a", "administrator"],
        ["b", "editor"],
    ]
    assert known.sessions.of(secret)
    assert run("password", "b", "--password-stdin", given="another password")[0] == 0
    assert known.sessions.of(secret) is None
    assert known.sign_in("b", "another password", "", "")
    assert run("remove", "b")[:2] == (0, "b is removed.\n")
    with pytest.raises(AccountError):
        known.sign_in("b", "another password", "", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("role", "nobody", "reader"), "There is no account of this name."),
        (("remove", "a"), "This is the last administrator; make another one first."),
        (("add", "A", "--password-stdin"), "There is an account of this name already."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, words, said: str) -> None:
    run("add", "a", "--role", "administrator", "--password-stdin", given=PASSWORD)
    assert run(*words, given=PASSWORD) == (2, "", f"{said}\n")
