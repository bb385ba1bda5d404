"""Accounts in their file: users, passwords, sessions, tokens, attempts, the log."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tests.web.desk import PASSWORD, Clock, accounts_in
from web.accounts.accounts import Accounts
from web.accounts.attempts import PER_ACCOUNT, PER_ADDRESS
from web.accounts.model import AccountError, Deed, Fault, Role, TooManyAttempts
from web.accounts.passwords import LONGEST as LONGEST_PASSWORD
from web.accounts.passwords import Passwords
from web.accounts.sessions import IDLE, LONGEST
from web.accounts.tokens import MOST
from web.database import DatabaseError

HERE = "192.0.2.7"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    accounts = accounts_in(tmp_path, clock)
    accounts.users.add("林一", PASSWORD, Role.ADMINISTRATOR)
    return accounts


def fault_of(action, *arguments, **named) -> Fault:
    with pytest.raises(AccountError) as raised:
        action(*arguments, **named)
    return raised.value.fault


def test_only_the_owner_of_the_files_can_read_them(accounts: Accounts, tmp_path: Path) -> None:
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} >= {"accounts.sqlite", "accounts.sqlite-wal"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_no_secret_stands_in_the_files(accounts: Accounts, tmp_path: Path) -> None:
    secret = accounts.sign_in("林一", PASSWORD, HERE, "")
    user = accounts.users.all()[0]
    token = accounts.tokens.make(user, "feed")
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"$argon2id$" in stored
    for word in (PASSWORD, secret, token):
        assert word is not None
        assert word.encode() not in stored


@pytest.mark.parametrize("name", ["", " a", "a ", "a\nb", "x" * 65, "a\u202eb"])
def test_a_name_that_cannot_be_told_from_another_is_refused(accounts: Accounts, name: str) -> None:
    assert fault_of(accounts.users.add, name, PASSWORD, Role.READER) is Fault.BAD_NAME


@pytest.mark.parametrize("name", ["Li", "ＬＩ", "lI"])
def test_names_that_look_alike_are_one(accounts: Accounts, name: str) -> None:
    accounts.users.add("li", PASSWORD, Role.READER)
    assert fault_of(accounts.users.add, name, PASSWORD, Role.READER) is Fault.NAME_TAKEN
    assert accounts.users.named(name) == accounts.users.named("li")


@pytest.mark.parametrize(
    ("password", "fault"), [("九个字也不算够长吧", Fault.TOO_SHORT), ("x" * 1_025, Fault.TOO_LONG)]
)
def test_a_password_has_a_length(accounts: Accounts, password: str, fault: Fault) -> None:
    assert fault_of(accounts.users.add, "li", password, Role.READER) is fault
    assert accounts.users.named("li") is None


def test_the_longest_password_is_told_from_one_that_only_starts_like_it(accounts) -> None:
    longest = "x" * LONGEST_PASSWORD
    accounts.users.add("li", longest, Role.READER)
    assert accounts.sign_in("li", longest, HERE, "")
    for other in (longest[:-1], longest + "x"):
        assert fault_of(accounts.sign_in, "li", other, HERE, "") is Fault.WRONG_PASSWORD


def test_a_wrong_name_is_answered_like_a_wrong_password(accounts: Accounts) -> None:
    assert fault_of(accounts.sign_in, "林一", "wrong password", HERE, "") is Fault.WRONG_PASSWORD
    assert fault_of(accounts.sign_in, "nobody", PASSWORD, HERE, "") is Fault.WRONG_PASSWORD


def test_a_wrong_name_costs_as_many_hashes_as_a_wrong_password(tmp_path: Path) -> None:
    class Counting(PasswordHasher):
        def verify(self, *arguments):
            counted.append(arguments[0])
            return super().verify(*arguments)

    counted: list[str] = []
    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    accounts = Accounts(tmp_path / "a.sqlite", Clock(), Passwords(hasher))
    accounts.users.add("li", PASSWORD, Role.READER)
    for name in ("li", "nobody"):
        fault_of(accounts.sign_in, name, "wrong password", HERE, "")
    known, unknown = counted
    assert known != unknown
    assert (
        known.rpartition("$")[0].rpartition("$")[0] == unknown.rpartition("$")[0].rpartition("$")[0]
    )


def test_a_hash_is_made_anew_when_the_parameters_change(tmp_path: Path) -> None:
    before = accounts_in(tmp_path)
    user = before.users.add("li", PASSWORD, Role.READER)
    old = before.users.hash_of(user)
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    after = Accounts(tmp_path / "accounts.sqlite", Clock(), dearer)
    assert after.users.hash_of(user) == old
    after.sign_in("li", PASSWORD, HERE, "")
    assert "m=16,t=2" in str(after.users.hash_of(user))
    assert after.sign_in("li", PASSWORD, HERE, "")


def test_each_sign_in_has_a_secret_of_its_own(accounts: Accounts) -> None:
    secrets = {accounts.sign_in("林一", PASSWORD, HERE, "") for _ in range(3)}
    assert len(secrets) == 3
    assert min(map(len, secrets)) >= 43


@pytest.mark.parametrize("forged", ["", "x", "é", "\udc80"])
def test_a_secret_that_was_never_given_opens_nothing(accounts: Accounts, forged: str) -> None:
    accounts.sign_in("林一", PASSWORD, HERE, "")
    assert accounts.sessions.of(forged) is None
    assert accounts.tokens.user_of(forged) is None


def test_a_session_ends_when_it_is_not_used(accounts: Accounts, clock: Clock) -> None:
    secret = accounts.sign_in("林一", PASSWORD, HERE, "")
    clock.pass_by(IDLE - 1)
    assert accounts.sessions.of(secret)
    clock.pass_by(IDLE - 1)
    assert accounts.sessions.of(secret)
    clock.pass_by(IDLE + 1)
    assert accounts.sessions.of(secret) is None


def test_a_session_ends_however_it_is_used(accounts: Accounts, clock: Clock) -> None:
    secret = accounts.sign_in("林一", PASSWORD, HERE, "")
    for _ in range(LONGEST // (IDLE // 2) - 1):
        clock.pass_by(IDLE // 2)
        assert accounts.sessions.of(secret)
    clock.pass_by(IDLE // 2)
    assert accounts.sessions.of(secret) is None


def test_sessions_end_one_by_one_or_all_at_once(accounts: Accounts) -> None:
    secrets = [accounts.sign_in("林一", PASSWORD, HERE, f"browser {n}") for n in range(3)]
    user, session = accounts.sessions.of(secrets[0])
    accounts.sessions.end(user, session.id)
    assert [bool(accounts.sessions.of(secret)) for secret in secrets] == [False, True, True]
    accounts.sessions.end_all(user)
    assert not any(accounts.sessions.of(secret) for secret in secrets)


def test_who_is_removed_is_signed_out_and_their_tokens_end(accounts: Accounts) -> None:
    user = accounts.users.add("li", PASSWORD, Role.EDITOR)
    secret, token = accounts.sign_in("li", PASSWORD, HERE, ""), accounts.tokens.make(user, "")
    accounts.users.remove(user)
    assert accounts.sessions.of(secret) is None
    assert accounts.tokens.user_of(str(token)) is None
    again = accounts.users.add("li", PASSWORD, Role.EDITOR)
    assert again.id != user.id


def test_the_last_administrator_stays_one(accounts: Accounts) -> None:
    (user,) = accounts.users.all()
    assert fault_of(accounts.users.remove, user) is Fault.LAST_ADMINISTRATOR
    assert fault_of(accounts.users.change_role, user, Role.READER) is Fault.LAST_ADMINISTRATOR
    assert accounts.users.all() == [user]
    accounts.users.add("li", PASSWORD, Role.ADMINISTRATOR)
    accounts.users.change_role(user, Role.READER)
    assert [one.role for one in accounts.users.all()] == [Role.ADMINISTRATOR, Role.READER]


def test_a_user_has_only_so_many_tokens(accounts: Accounts) -> None:
    (user,) = accounts.users.all()
    made = [accounts.tokens.make(user, f"{n}") for n in range(MOST + 1)]
    assert made[-1] is None
    assert len(accounts.tokens.of_user(user)) == MOST
    assert accounts.tokens.remove(user, accounts.tokens.of_user(user)[0].id)
    assert accounts.tokens.make(user, "again")


def test_guessing_one_account_has_to_wait_from_wherever(accounts: Accounts, clock: Clock) -> None:
    for n in range(PER_ACCOUNT.most):
        fault_of(accounts.sign_in, "林一", "wrong password", f"192.0.2.{n}", "")
        clock.pass_by(1)
    with pytest.raises(TooManyAttempts) as raised:
        accounts.sign_in("林一", PASSWORD, "198.51.100.1", "")
    assert raised.value.seconds == PER_ACCOUNT.seconds - PER_ACCOUNT.most
    clock.pass_by(raised.value.seconds)
    assert accounts.sign_in("林一", PASSWORD, "198.51.100.1", "")


def test_guessing_many_accounts_from_one_place_has_to_wait(accounts: Accounts) -> None:
    accounts.users.add("other", PASSWORD, Role.READER)
    for n in range(PER_ADDRESS.most):
        fault_of(accounts.sign_in, f"nobody{n}", PASSWORD, f"2001:db8:0:1::{n:x}", "")
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("林一", PASSWORD, "2001:db8:0:1:ffff::", "")
    assert accounts.sign_in("林一", PASSWORD, "2001:db8:0:2::", "")


def test_a_password_of_ones_own_does_not_free_the_way_to_guess_others(accounts: Accounts) -> None:
    accounts.users.add("other", PASSWORD, Role.READER)
    for n in range(PER_ADDRESS.most):
        accounts.sign_in("other", PASSWORD, HERE, "")
        fault_of(accounts.sign_in, f"nobody{n}", PASSWORD, HERE, "")
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("other", PASSWORD, HERE, "")


def test_attempts_count_for_all_processes_that_share_the_file(
    accounts: Accounts, tmp_path: Path, clock: Clock
) -> None:
    other = accounts_in(tmp_path, clock)
    for one in (accounts, other) * (PER_ACCOUNT.most // 2):
        fault_of(one.sign_in, "林一", "wrong password", HERE, "")
    with pytest.raises(TooManyAttempts):
        other.sign_in("林一", PASSWORD, HERE, "")


def test_a_limit_that_is_met_is_not_moved_on_by_more_attempts(accounts, clock) -> None:
    for _ in range(PER_ACCOUNT.most):
        fault_of(accounts.sign_in, "林一", "wrong password", HERE, "")
    waits = []
    for _ in range(3):
        clock.pass_by(10)
        with pytest.raises(TooManyAttempts) as raised:
            accounts.sign_in("林一", PASSWORD, HERE, "")
        waits.append(raised.value.seconds)
    assert waits == [PER_ACCOUNT.seconds - past for past in (10, 20, 30)]


def test_the_log_tells_who_did_what_and_only_grows(accounts: Accounts, tmp_path: Path) -> None:
    accounts.sign_in("林一", PASSWORD, HERE, "")
    fault_of(accounts.sign_in, "林一", "wrong password", HERE, "")
    told = [(entry.who, entry.deed, entry.address) for entry in accounts.log.part(0, 10)]
    assert told == [("林一", Deed.FAILED, HERE), ("林一", Deed.SIGNED_IN, HERE)]
    with sqlite3.connect(tmp_path / "accounts.sqlite") as connection:
        for change in ("DELETE FROM log", "UPDATE log SET who = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                connection.execute(change)
    connection.close()
    assert accounts.log.total() == 2


def test_what_is_typed_as_a_name_by_mistake_is_not_kept(accounts: Accounts, tmp_path) -> None:
    fault_of(accounts.sign_in, PASSWORD, "林一林一林一林一", HERE, "")
    assert [entry.who for entry in accounts.log.part(0, 10)] == ["?"]
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert PASSWORD.encode() not in kept


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "accounts.sqlite").write_text("no database at all, only words")
    with pytest.raises(DatabaseError, match=r"accounts\.sqlite cannot be used"):
        accounts_in(tmp_path)
