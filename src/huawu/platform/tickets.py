"""Tickets: a short-lived proof, signed by `web` and checked by `live`, of who opens a live screen.

`payload.mac`, both base64url; the payload is JSON, the MAC is HMAC-SHA256 under a key that both
processes read from the key folder. A WebSocket cannot carry a CSRF token, and a ticket in its address
is worthless after 30 s.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import NotSignedIn

LIFETIME: Micros = 30 * SECOND
_KEY_BYTES = 32
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who may open a live screen, and until when."""

    user: Id
    roles: tuple[str, ...]
    permissions: tuple[str, ...]
    agent: Id | None
    expires_at: Micros


def ticket_key(key_dir: Path) -> bytes:
    """The key of this installation, made by whichever process asks first."""
    path = key_dir / "ticket.key"
    if not path.exists():
        key_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = key_dir / f".ticket.{os.getpid()}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        try:
            os.link(fresh, path)  # never replaces: the first one wins, and the file is whole when it appears
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


def sign(ticket: Ticket, key: bytes) -> str:
    """The ticket as text."""
    told = [ticket.user, ticket.roles, ticket.permissions, ticket.agent, ticket.expires_at]
    payload = _text(json.dumps(told, separators=(",", ":")).encode())
    return f"{payload}.{_mac(payload, key)}"


def verify(text: str, key: bytes, now: Micros) -> Ticket:
    """The ticket that `sign` wrote. Raises NotSignedIn when it is forged, broken or too old."""
    try:
        if len(text) > _LONGEST:
            raise ValueError
        payload, mac = text.split(".")
        if not hmac.compare_digest(mac.encode(), _mac(payload, key).encode()):
            raise ValueError
        user, roles, permissions, agent, expires_at = json.loads(_bytes(payload))
    except ValueError:
        raise NotSignedIn("ticket.wrong") from None
    if now > expires_at:
        raise NotSignedIn("ticket.expired")
    return Ticket(user, tuple(roles), tuple(permissions), agent, expires_at)


def _mac(payload: str, key: bytes) -> str:
    """Over the text as it travels, so that there is one way only to write a ticket."""
    return _text(hmac.digest(key, payload.encode(), hashlib.sha256))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
