"""Who is signed in: the session cookie, the CSRF token bound to it, and what the person may do.

The token in the cookie is random and kept only as its hash. The CSRF token is an HMAC under the
session token, so it needs no storage and dies with the session. Every unsafe method must send it in
`X-CSRF-Token`.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends, Request, Response

from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed, NotSignedIn
from huawu.platform.web.edge import SESSION_COOKIE, session_cookie
from huawu.platform.web.ports import port
from huawu.platform.work import Actor

CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request."""

    session: str  # hash of the token
    user: Id
    agent: Id | None
    roles: tuple[str, ...]
    permissions: frozenset[str]
    locale: str

    @property
    def actor(self) -> Actor:
        """The person as a Work knows them."""
        return Actor(self.user, self.permissions)

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Refuse unless one of the person's roles has the permission."""
        if permission not in self.permissions:
            raise NotAllowed("session.not_allowed", permission=permission)

    def own_agent(self) -> Id:
        """The agent that this person is. Refused for those who take no calls."""
        if self.agent is None:
            raise NotAllowed("agent.none")
        return self.agent


class SignIns(Protocol):
    """Filled by `people`."""

    async def who(self, token_hash: str) -> SignedIn | None:
        """Whose session this is; None when it never was or is over."""


def hashed(token: str) -> str:
    """What is kept of a session token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def csrf_of(token: str) -> str:
    """The CSRF token that belongs to a session token."""
    return hmac.digest(token.encode(errors="replace"), b"huawu csrf 1", hashlib.sha256).hex()


def token_of(request: Request) -> str:
    """The session token that came with a request. Refused when there is none."""
    token = session_cookie(dict(request.headers))
    if not token:
        raise NotSignedIn("session.needed")
    return token


async def _signed_in(request: Request, sign_ins: Annotated[SignIns, Depends(port(SignIns))]) -> SignedIn:
    token = token_of(request)
    person = await sign_ins.who(hashed(token))
    if person is None:
        raise NotSignedIn("session.needed")
    request.state.locale = person.locale
    if request.method not in _SAFE:
        sent = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(sent.encode(), csrf_of(token).encode()):
            raise NotAllowed("csrf.wrong" if sent else "csrf.missing")
    return person


Person = Annotated[SignedIn, Depends(_signed_in)]
"""What a route declares to need a signed-in person (and, on unsafe methods, the CSRF token)."""


def refuse_strange_pages(request: Request) -> None:
    """For the one unsafe route without a session, the sign-in: another site's page may not call it."""
    if request.headers.get("sec-fetch-site", "none") not in _OURS:
        raise NotAllowed("csrf.strange_page")


def keep_cookie(request: Request, response: Response, token: str, seconds: int) -> None:
    """Hand the session token to the browser; never readable by a script, never sent from another
    site's form.
    """
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        path="/",
        secure=_is_secure(request),
    )


def drop_cookie(request: Request, response: Response) -> None:
    """Make the browser forget the session token."""
    response.delete_cookie(
        SESSION_COOKIE, path="/", httponly=True, samesite="lax", secure=_is_secure(request)
    )


def _is_secure(request: Request) -> bool:
    return request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
