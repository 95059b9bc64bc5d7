"""URIs, name-addr values and header parameters (RFC 3261 section 19.1 and 25.1, RFC 3966).

Nothing here raises: what cannot be read is None, and the caller decides which refusal that deserves.
"""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~")
_TOKEN_OR_SPACE = _TOKEN | {" ", "\t"}
_HOST = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
_IPV6 = frozenset("0123456789abcdefABCDEF:.")
_PLAIN_PARAMS = _TOKEN | {";", "="}
_VALUE_BREAKERS = frozenset('<>" \t')
_BARE_BREAKERS = frozenset('<>" \t,?')
_PLACE_BREAKERS = frozenset('<>" ,')
_USER_BREAKERS = frozenset('<>" ')
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")


class Uri(NamedTuple):
    """A URI cut into parts. For schemes other than sip, sips and tel only `scheme` is meaningful. `user` is
    unescaped unless that would give control characters; `params` and `headers` are raw."""

    scheme: str
    user: str
    host: str
    port: int  # 0 when not given
    params: str
    headers: str


class Address(NamedTuple):
    """A name-addr or addr-spec with its header parameters (names in lower case)."""

    display: str
    uri: str
    params: dict[str, str]


def is_token(text: str) -> bool:
    """Whether `text` is a non-empty token of RFC 3261."""
    return bool(text) and _TOKEN.issuperset(text)


def number(text: str, most: int) -> int | None:
    """The decimal number in `text`, None when it is none or greater than `most`."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 32:
        return None
    value = int(text)
    return value if value <= most else None


def parse_uri(text: str) -> Uri | None:
    """Cut a URI; None when it is none. Short ones are remembered: the same few come again and again."""
    return _remembered(text) if len(text) <= 128 else _parse_uri(text)


def _parse_uri(text: str) -> Uri | None:
    scheme, colon, rest = text.partition(":")
    if not colon or not rest or not scheme[:1].isalpha() or not _SCHEME.issuperset(scheme):
        return None
    scheme = scheme.lower()
    if scheme == "sip" or scheme == "sips":
        return _sip(scheme, rest)
    if scheme == "tel":
        digits, _, params = rest.partition(";")
        plain = "".join(c for c in digits if c not in "-.()")
        return Uri("tel", plain, "", 0, params, "") if plain else None
    return Uri(scheme, "", "", 0, "", "")


_remembered = lru_cache(maxsize=4096)(_parse_uri)


def _sip(scheme: str, rest: str) -> Uri | None:
    userinfo, at, where = rest.rpartition("@")
    if not _PLACE_BREAKERS.isdisjoint(where) or not _USER_BREAKERS.isdisjoint(userinfo):
        return None
    if at and not userinfo:
        return None
    where, _, headers = where.partition("?")
    hostport, _, params = where.partition(";")
    cut = split_host(hostport)
    if cut is None:
        return None
    user = userinfo.partition(":")[0]
    return Uri(scheme, _unescape(user) if "%" in user else user, cut[0], cut[1], params, headers)


def _unescape(text: str) -> str:
    plain = unquote(text, errors="strict") if _decodes(text) else text
    return plain if plain.isprintable() else text


def _decodes(text: str) -> bool:
    try:
        unquote(text, errors="strict")
    except UnicodeError:
        return False
    return True


def split_host(text: str) -> tuple[str, int] | None:
    """Host (without the brackets of IPv6) and port (0 when not given) of `host[:port]`."""
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        if not bracket or not host or not _IPV6.issuperset(host) or (rest and rest[0] != ":"):
            return None
        digits = rest[1:]
        colon = rest[:1]
    else:
        host, colon, digits = text.partition(":")
        if not host or not _HOST.issuperset(host):
            return None
    if not colon:
        return host, 0
    port = number(digits, 65535)
    return None if port is None else (host, port)


def bracketed(host: str) -> str:
    """A host as it stands in a URI or Via."""
    return f"[{host}]" if ":" in host else host


def uri_param(params: str, name: str) -> str | None:
    """One parameter of a URI, "" when it has no value, None when it is not there."""
    for part in params.split(";"):
        key, _, value = part.partition("=")
        if key.lower() == name:
            return value
    return None


def parse_address(value: str) -> Address | None:
    """Cut a From, To, Contact, Route or similar value; None when it is malformed. Short ones are remembered:
    those of a dialog come again in each of its messages."""
    return _remembered_address(value) if len(value) <= 128 else _parse_address(value)


def _parse_address(value: str) -> Address | None:
    display = ""
    if value[:1] == '"':
        end = _closing_quote(value)
        if end < 0:
            return None
        display = value[1:end]
        if "\\" in display:
            display = _unquote_pairs(display)
        value = value[end + 1 :].lstrip()
        if value[:1] != "<":
            return None
    start = value.find("<")
    if start < 0:
        return _addr_spec(value)
    if start > 0:
        display = value[:start].rstrip()
        if not _is_display(display):
            return None
    end = value.find(">", start)
    uri = value[start + 1 : end]
    rest = value[end + 1 :]
    if end < 0 or not uri or not _VALUE_BREAKERS.isdisjoint(uri):
        return None
    params = parse_params(rest) if rest else {}
    return None if params is None else Address(display, uri, params)


_remembered_address = lru_cache(maxsize=8192)(_parse_address)


def _is_display(display: str) -> bool:
    return all(c in _TOKEN_OR_SPACE or c >= "\x80" for c in display)


def _addr_spec(value: str) -> Address | None:
    uri, semicolon, rest = value.partition(";")
    uri = uri.rstrip()
    if not uri or not _BARE_BREAKERS.isdisjoint(uri):
        return None
    params = parse_params(semicolon + rest) if semicolon else {}
    return None if params is None else Address("", uri, params)


def _closing_quote(value: str, opening: int = 0) -> int:
    """Where the quoted string that begins at `opening` ends; -1 when it does not."""
    at = value.find('"', opening + 1)
    while at > 0:
        slashes = 0
        while value[at - 1 - slashes] == "\\":
            slashes += 1
        if slashes % 2 == 0:
            return at
        at = value.find('"', at + 1)
    return -1


def _unquote_pairs(text: str) -> str:
    plain = []
    escaped = False
    for c in text:
        if c == "\\" and not escaped:
            escaped = True
        else:
            plain.append(c)
            escaped = False
    return "".join(plain)


def parse_params(text: str) -> dict[str, str] | None:
    """`;name=value` parameters; quoted values come unquoted. None when malformed."""
    found: dict[str, str] = {}
    if _PLAIN_PARAMS.issuperset(text):
        for part in text.split(";")[1:]:
            name, _, value = part.partition("=")
            if not name:
                return None
            found.setdefault(name.lower(), value)
        return found if text[:1] in ("", ";") else None
    parts = text.split(";") if '"' not in text else split_outside_quotes(text, ";")
    if parts is None or parts[0].strip():
        return None
    for part in parts[1:]:
        name, equals, value = part.partition("=")
        name = name.strip().lower()
        if not _TOKEN.issuperset(name) or not name:
            return None
        if equals:
            value = value.strip()
            if value[:1] == '"':
                if len(value) < 2 or _closing_quote(value) != len(value) - 1:
                    return None
                value = _unquote_pairs(value[1:-1])
            elif not _VALUE_BREAKERS.isdisjoint(value):
                return None
        found.setdefault(name, value)
    return found


def split_outside_quotes(text: str, separator: str) -> list[str] | None:
    """Cut at separators that stand neither in quotes nor in angle brackets; None when a quote is left
    open."""
    parts: list[str] = []
    start = at = 0
    length = len(text)
    bracket = False
    while at < length:
        c = text[at]
        if c == '"' and not bracket:
            at = _closing_quote(text, at)
            if at < 0:
                return None
        elif c == "<":
            bracket = True
        elif c == ">":
            bracket = False
        elif c == separator and not bracket:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    parts.append(text[start:])
    return parts


def split_values(text: str) -> list[str] | None:
    """The values of a comma separated header."""
    if "," not in text:
        return [text]
    parts = text.split(",") if '"' not in text and "<" not in text else split_outside_quotes(text, ",")
    return None if parts is None else [part.strip() for part in parts]


def quoted(text: str) -> str:
    """A display name as a quoted string; control characters are left out so that nothing can be smuggled
    in."""
    plain = "".join(c for c in text if c.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
