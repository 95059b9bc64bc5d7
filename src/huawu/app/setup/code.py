"""The setup code: who can read the terminal of `huawu up` may set the installation up, nobody else.

Kept as a salted SHA-256 in a file that only its owner reads; the code has 59 bits and works for a day.
Entering it gives the browser a cookie for two hours, an HMAC under the kept hash: a new code ends it.
"""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from huawu.platform.clock import SECOND, Clock, Micros
from huawu.platform.codes import spoken_code
from huawu.platform.refusals import NotAllowed
from huawu.platform.settings import Settings

COOKIE = "huawu_setup"
ADMITTED_SECONDS = 2 * 3600
_GOOD_FOR: Micros = 24 * 3600 * SECOND


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a code."""

    salt: str
    hash: str
    until: Micros


def mint(settings: Settings, now: Micros) -> str:
    """Make a code; the one before it, and whoever it let in, is worth nothing from now on."""
    code = spoken_code()
    salt = secrets.token_hex(16)
    kept = {"salt": salt, "hash": _hash(salt, code), "until": now + _GOOD_FOR}
    place = _place(settings)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(kept, file)
    fresh.rename(place)
    return code


def forget(settings: Settings) -> None:
    """The code has done its work."""
    _place(settings).unlink(missing_ok=True)


def admit(settings: Settings, code: str, clock: Clock) -> str:
    """The cookie for who knows the code. Refused when there is none, or this is not it."""
    kept = _kept(settings)
    if kept is None or clock() >= kept.until:
        raise NotAllowed("setup.no_code")
    if not hmac.compare_digest(_hash(kept.salt, code), kept.hash):
        raise NotAllowed("setup.wrong_code")
    until = clock() + ADMITTED_SECONDS * SECOND
    return f"{until}.{_seal(kept, until)}"


def is_admitted(settings: Settings, cookie: str, now: Micros) -> bool:
    """Whether this cookie was given for the code that holds now."""
    kept = _kept(settings)
    until, _, seal = cookie.partition(".")
    if kept is None or not until.isascii() or not until.isdigit() or len(until) > 20 or now >= int(until):
        return False
    return hmac.compare_digest(seal.encode(), _seal(kept, int(until)).encode())


def _kept(settings: Settings) -> Kept | None:
    try:
        told = json.loads(_place(settings).read_text())
        return Kept(str(told["salt"]), str(told["hash"]), int(told["until"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _hash(salt: str, code: str) -> str:
    """Case, spaces and dashes do not count: codes are read aloud and typed."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(f"{salt} {plain}".encode()).hexdigest()


def _seal(kept: Kept, until: Micros) -> str:
    return hmac.digest(kept.hash.encode(), f"huawu setup {until}".encode(), hashlib.sha256).hex()


def _place(settings: Settings) -> Path:
    return settings.data_dir / "setup-code.json"
