"""Passwords: argon2 hashes, random first passwords, and one rule (long enough). It keeps no password in clear."""

import asyncio
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from escalation.errors import UnfitError

SHORTEST = 12
LONGEST = 200
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


class Passwords:
    """Hashes and checks passwords, in a thread: argon2 is slow on purpose."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._nobody = _nobodys_hash()

    async def hash(self, password: str) -> str:
        """The argon2id hash of `password`."""
        return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, password: str, stored: str | None) -> bool:
        """Whether `password` belongs to the hash `stored`.

        Without a hash (an unknown login) the same work is done, so that the time tells nothing.
        """
        return await asyncio.to_thread(self._fits, password[:LONGEST], stored or self._nobody) and stored is not None

    def _fits(self, password: str, stored: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerifyMismatchError, InvalidHashError):
            return False

    def outdated(self, stored: str) -> bool:
        """Whether `stored` was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(stored)


@cache
def _nobodys_hash() -> str:
    """A hash that no password fits, made once a process with today's parameters."""
    return PasswordHasher().hash(secrets.token_urlsafe())


def random_password() -> str:
    """Four groups of four letters and digits, about 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def check_rules(password: str) -> None:
    """Refuse a password that is too short or too long.

    Raises:
        UnfitError: with the sentence that says so.
    """
    if len(password) < SHORTEST:
        raise UnfitError("error-password-short", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise UnfitError("error-password-long", longest=LONGEST)
