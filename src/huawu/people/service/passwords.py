"""Hashing passwords: argon2id, in a thread, two at a time (each takes 19 MiB and about 20 ms of a core).

Parameters: OWASP's first choice for argon2id (19 MiB, 2 passes, 1 lane). A hash made with older parameters is
renewed at the next sign-in.
"""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from huawu.people.core.passwords import MOST

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _hasher.hash("an unknown login costs as much as a wrong password")
_at_once = asyncio.Semaphore(2)


async def hash_password(password: str) -> str:
    """The hash to keep, with its salt and parameters."""
    async with _at_once:
        return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, kept: str | None) -> bool:
    """Whether it is the password. `kept` None (no such login) takes as long and is never right."""
    if len(password) > MOST:
        return False
    async with _at_once:
        right = await asyncio.to_thread(_verify, password, kept or _NOBODY)
    return right and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def _verify(password: str, kept: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
