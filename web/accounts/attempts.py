"""How often a password may be tried: per account and per address, kept for all processes."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from web.accounts.sessions import digest_of
from web.accounts.users import LONGEST_NAME, key_of
from web.database import Database


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts at most within so many seconds."""

    most: int
    seconds: int


PER_ACCOUNT = Limit(10, 15 * 60)
PER_ADDRESS = Limit(50, 15 * 60)


class Attempts:
    """The passwords that were tried lately."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def take(self, name: str, address: str) -> int:
        """Note an attempt before it is made; return 0, or how many seconds it has to wait.

        An attempt that has to wait does not count. A name nobody has is counted alike.
        """
        now = self._clock()
        limits = {_of_name(name): PER_ACCOUNT, _of_address(address): PER_ADDRESS}
        with self._database.change() as connection:
            longest = max(limit.seconds for limit in limits.values())
            connection.execute("DELETE FROM attempt WHERE at <= ?", (now - longest,))
            waits = [_wait(connection, key, limit, now) for key, limit in limits.items()]
            if any(waits):
                return max(waits)
            rows = [(key, now) for key in limits]
            connection.executemany("INSERT INTO attempt (key, at) VALUES (?, ?)", rows)
        return 0

    def forgive(self, name: str, address: str) -> None:
        """Forget the attempts on an account whose password was given at last.

        Of those from its address only this one: else a password of one's own would free the way
        for guessing those of others.
        """
        with self._database.change() as connection:
            connection.execute("DELETE FROM attempt WHERE key = ?", (_of_name(name),))
            connection.execute(
                "DELETE FROM attempt WHERE rowid = (SELECT max(rowid) FROM attempt WHERE key = ?)",
                (_of_address(address),),
            )


def _wait(connection: sqlite3.Connection, key: str, limit: Limit, now: float) -> int:
    """Return for how many seconds nothing more may be tried under a key."""
    query = "SELECT at FROM attempt WHERE key = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?"
    row = connection.execute(query, (key, now - limit.seconds, limit.most - 1)).fetchone()
    return math.ceil(row["at"] + limit.seconds - now) if row else 0


def _of_name(name: str) -> str:
    # what is typed here by mistake may be a password
    return f"account {digest_of(key_of(name[: LONGEST_NAME + 1])).hex()}"


def _of_address(address: str) -> str:
    """Return what stands for an address; one person has a whole block of IPv6 (RFC 6177).

    >>> _of_address("2001:db8:1:2:3::4")
    'address 2001:db8:1:2::'
    """
    try:
        known = ip_address(address)
    except ValueError:
        return f"address {address}"
    if isinstance(known, IPv6Address):
        known = known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64)
    return f"address {known}"
