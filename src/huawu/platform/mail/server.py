"""The mail server of the site: one configuration item, kind and key `mail_server`.

    {"host": "smtp.example.com", "security": "starttls",   or "tls", or "none" (within the house only)
     "port": 587,                                          left out: 587, 465 or 25, as the security is
     "from": "huawu@example.com",
     "user": "huawu",                                      left out: nobody is signed in
     "page": "https://huawu.example.com"}                  where the pages are, told in letters

The password is the one line of the file `mail/password` in the folder of keys, never in the configuration or
its exports. With "none" no user is signed in: the password would be read on the way.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huawu.platform.config.checks import Body, Whole
from huawu.platform.refusals import Invalid

KIND = "mail_server"
NONE, STARTTLS, TLS = "none", "starttls", "tls"
PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}
_FIELDS = frozenset({"host", "port", "security", "from", "user", "page"})
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9a-fA-F:]{{2,39}}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_PAGE = re.compile(r"https?://[A-Za-z0-9.:\[\]-]{1,253}(?:/[A-Za-z0-9._~/-]{0,200})?")
_LONGEST_ADDRESS, _LONGEST_LOCAL, _LONGEST_HOST = 254, 64, 253


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters go out. `name`: what the sender is called, in front of the address."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    page: str = ""
    name: str = ""


def is_address(value: object) -> bool:
    """Whether it is a mail address as RFC 5321 writes it, in plain letters (no quotes, no SMTPUTF8)."""
    if not isinstance(value, str) or len(value) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(value):
        return False
    return len(value.partition("@")[0]) <= _LONGEST_LOCAL


def check_address(value: object) -> None:
    """Refused when it is no mail address."""
    if not is_address(value):
        raise Invalid("mail.bad_address", address=str(value)[:80])


def check_server(key: str, body: Body, whole: Whole) -> None:
    """Refused when no letter could go out by it, or a password would be read on its way."""
    if key != KIND:
        raise Invalid("config.bad_key")
    if unknown := sorted(set(body) - _FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    host, port, user = body.get("host"), body.get("port"), body.get("user")
    if not isinstance(host, str) or len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        raise Invalid("config.bad_field", field="host")
    if port is not None and (type(port) is not int or not 1 <= port <= 65_535):
        raise Invalid("config.bad_field", field="port")
    if body.get("security", STARTTLS) not in PORTS:
        raise Invalid("config.bad_field", field="security")
    if not is_address(body.get("from")):
        raise Invalid("config.bad_field", field="from")
    if user is not None and (not isinstance(user, str) or not user.isprintable() or not 0 < len(user) <= 254):
        raise Invalid("config.bad_field", field="user")
    if user is not None and body.get("security") == NONE:
        raise Invalid("mail.in_the_clear")
    page = body.get("page")
    if page is not None and (not isinstance(page, str) or not _PAGE.fullmatch(page)):
        raise Invalid("config.bad_field", field="page")


def server_from(body: Mapping[str, Any], name: str = "") -> Server:
    """The server that a checked body describes."""
    security = body.get("security", STARTTLS)
    return Server(
        host=body["host"],
        port=body.get("port") or PORTS[security],
        security=security,
        sender=body["from"],
        user=body.get("user") or "",
        page=(body.get("page") or "").rstrip("/"),
        name=name,
    )


def password_in(key_dir: Path) -> Callable[[], str]:
    """Reads the password when it is wanted; "" while there is none."""

    def read() -> str:
        path = key_dir / "mail" / "password"
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""

    return read
