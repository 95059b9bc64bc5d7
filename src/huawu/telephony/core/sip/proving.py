"""Proving ourselves to a neighbour that asks (401, 407): digest as a client (RFC 3261 22, RFC 7616)."""

from huawu.telephony.core.sip.digest import Credentials, expected, ha1
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Trunk
from huawu.telephony.core.sip.uri import parse_params, split_outside_quotes

_KNOWN = ("SHA-256", "MD5")
_ASKS = {401: ("www-authenticate", "Authorization"), 407: ("proxy-authenticate", "Proxy-Authorization")}


def proof(asked: Message, trunk: Trunk, *, method: str, uri: str, cnonce: str) -> str:
    """The header line that answers a 401 or 407; "" when we have nothing to answer it with."""
    if asked.status not in _ASKS or not trunk.user:
        return ""
    name, answers = _ASKS[asked.status]
    challenge = next((c for c in map(_read, asked.fields.get(name, ())[:8]) if c), None)
    if challenge is None:
        return ""
    algorithm, qop = challenge.get("algorithm", "MD5").upper(), "auth" if "qop" in challenge else ""
    realm, nonce, opaque = challenge["realm"], challenge["nonce"], challenge.get("opaque")
    given = Credentials(trunk.user, realm, nonce, uri, "", algorithm, cnonce, qop, "00000001")
    response = expected(given, ha1(algorithm, trunk.user, realm, trunk.password), method)
    parts = [
        f"username={_quoted(trunk.user)}, realm={_quoted(realm)}, nonce={_quoted(nonce)}, uri={_quoted(uri)}",
        f'response="{response}", algorithm={algorithm}',
        *([f'cnonce="{cnonce}", qop=auth, nc=00000001'] if qop else ()),
        *([f"opaque={_quoted(opaque)}"] if opaque is not None else ()),
    ]
    return f"{answers}: Digest {', '.join(parts)}\r\n"


def is_stale(asked: Message) -> bool:
    """Whether only the nonce was too old."""
    name = _ASKS[asked.status][0]
    return any(
        (_read(value) or {}).get("stale", "").lower() == "true" for value in asked.fields.get(name, ())
    )


def _read(value: str) -> dict[str, str] | None:
    """The parts of a challenge that we can answer."""
    scheme, _, rest = value.partition(" ")
    parts = split_outside_quotes(rest, ",") if scheme.lower() == "digest" else None
    params = parse_params(";" + ";".join(part for part in parts if part.strip())) if parts else None
    if params is None or "realm" not in params or not params.get("nonce"):
        return None
    if params.get("algorithm", "MD5").upper() not in _KNOWN:
        return None
    if "qop" in params and "auth" not in {word.strip().lower() for word in params["qop"].split(",")}:
        return None
    return params if all(each.isprintable() for each in params.values()) else None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
