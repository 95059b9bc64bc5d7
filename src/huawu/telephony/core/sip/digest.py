"""Digest authentication of phones (RFC 3261 22, RFC 7616, RFC 8760): MD5 and SHA-256, qop=auth.

A nonce carries its expiry and a signature over it and the address it was given to, so that none has to be
remembered until it is used; used ones are remembered with their counts, so that nothing heard can be
replayed.
"""

import hmac
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from hashlib import md5, sha256

from huawu.platform.clock import SECOND, Micros
from huawu.telephony.core.sip.uri import parse_params, split_outside_quotes

NONCE_LIFETIME = 300 * SECOND
_REMEMBERED = 50_000


class Verdict(Enum):
    """What the credentials of a request are worth."""

    NONE = "none"  # there are none that we can judge
    STALE = "stale"  # they were right, the nonce is not good (any more)
    WRONG = "wrong"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Credentials:
    """The parts of an Authorization header of the Digest scheme."""

    username: str
    realm: str
    nonce: str
    uri: str
    response: str
    algorithm: str
    cnonce: str
    qop: str
    count: str  # nc, eight hexadecimal digits


def read_credentials(value: str) -> Credentials | None:
    """Cut an Authorization value; None when it is not Digest or malformed."""
    scheme, _, rest = value.partition(" ")
    if scheme.lower() != "digest":
        return None
    parts = split_outside_quotes(rest, ",")
    params = parse_params(";" + ";".join(part for part in parts if part.strip())) if parts else None
    if params is None:
        return None
    return Credentials(
        username=params.get("username", ""),
        realm=params.get("realm", ""),
        nonce=params.get("nonce", ""),
        uri=params.get("uri", ""),
        response=params.get("response", "").lower(),
        algorithm=params.get("algorithm", "MD5").upper(),
        cnonce=params.get("cnonce", ""),
        qop=params.get("qop", "").lower(),
        count=params.get("nc", ""),
    )


def hashed(algorithm: str, text: str) -> str:
    """H of RFC 7616 for `MD5` or `SHA-256`."""
    data = text.encode("utf-8", "surrogateescape")
    return (
        sha256(data).hexdigest() if algorithm == "SHA-256" else md5(data, usedforsecurity=False).hexdigest()
    )


def ha1(algorithm: str, user: str, realm: str, password: str) -> str:
    """What an account keeps instead of its password."""
    return hashed(algorithm, f"{user}:{realm}:{password}")


def expected(given: Credentials, secret: str, method: str) -> str:
    """The response that the right secret (`ha1`) would give."""
    ha2 = hashed(given.algorithm, f"{method}:{given.uri}")
    if given.qop:
        return hashed(
            given.algorithm, f"{secret}:{given.nonce}:{given.count}:{given.cnonce}:{given.qop}:{ha2}"
        )
    return hashed(given.algorithm, f"{secret}:{given.nonce}:{ha2}")


class Digest:
    """Gives challenges and judges answers."""

    __slots__ = ("_key", "_token", "_used", "algorithms")

    def __init__(self, token: Callable[[], str], algorithms: tuple[str, ...]) -> None:
        self._token = token
        self._key = sha256("".join(token() for _ in range(4)).encode()).digest()
        self._used: OrderedDict[str, int] = OrderedDict()
        self.algorithms = algorithms

    def challenge(self, realm: str, host: str, now: Micros, *, stale: bool = False) -> str:
        """WWW-Authenticate lines, the strongest algorithm first (RFC 8760 2.3)."""
        nonce = self._nonce(host, now + NONCE_LIFETIME)
        mark = ", stale=true" if stale else ""
        return "".join(
            f'WWW-Authenticate: Digest realm="{realm}", nonce="{nonce}", '
            f'algorithm={algorithm}, qop="auth"{mark}\r\n'
            for algorithm in self.algorithms
        )

    def judge(
        self, given: Credentials, secrets: dict[str, str], method: str, *, host: str, now: Micros
    ) -> Verdict:
        """Judge credentials. `secrets`: `ha1` by algorithm; empty for an account that does not exist, which
        costs the same time and is wrong in the same way. Without qop and count there is no proof against
        replay: those credentials are not accepted."""
        if given.algorithm not in self.algorithms or given.qop != "auth" or not given.cnonce:
            return Verdict.NONE
        count = _hexadecimal(given.count)
        if count is None:
            return Verdict.NONE
        secret = secrets.get(given.algorithm, "")
        right = hmac.compare_digest(
            expected(given, secret or "-", method).encode(), given.response.encode("utf-8", "surrogateescape")
        )
        if not right or not secret:
            return Verdict.WRONG
        if not self._is_ours(given.nonce, host, now) or count <= self._used.get(given.nonce, 0):
            return Verdict.STALE
        self._used[given.nonce] = count
        self._used.move_to_end(given.nonce)
        self._forget(now)
        return Verdict.GOOD

    def _nonce(self, host: str, until: Micros) -> str:
        body = f"{until:x}.{self._token()}"
        return f"{body}.{self._sign(body, host)}"

    def _sign(self, body: str, host: str) -> str:
        return hmac.digest(self._key, f"{body}|{host}".encode(), "sha256").hex()[:32]

    def _is_ours(self, nonce: str, host: str, now: Micros) -> bool:
        body, _, signature = nonce.rpartition(".")
        if not hmac.compare_digest(
            self._sign(body, host).encode(), signature.encode("utf-8", "surrogateescape")
        ):
            return False
        return int(body.partition(".")[0], 16) >= now

    def _forget(self, now: Micros) -> None:
        """Drop remembered nonces that have expired, a few at a time."""
        for _ in range(2):
            nonce = next(iter(self._used), None)
            if nonce is None or (int(nonce.partition(".")[0], 16) >= now and len(self._used) <= _REMEMBERED):
                return
            del self._used[nonce]


def _hexadecimal(text: str) -> int | None:
    if len(text) != 8 or not all(c in "0123456789abcdefABCDEF" for c in text):
        return None
    return int(text, 16)
