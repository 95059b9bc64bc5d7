"""Refusals: what the product says when it will not do something, as a key that is put into words per
language.

A refusal is not a failure: it is caused by what was asked, and tells the person what to do. At the web edge
it becomes problem+json (RFC 9457) with the status of its class.
"""

from typing import Any


class Refusal(Exception):
    """The base: `key` is a translation key such as `agent.not_signed_in`; `params` are its values."""

    status = 409

    def __init__(self, key: str, **params: Any) -> None:  # noqa: ANN401 - any plain value
        super().__init__(key)
        self.key = key
        self.params = params


class NotFound(Refusal):
    status = 404


class Invalid(Refusal):
    """What was sent makes no sense."""

    status = 422


class NotSignedIn(Refusal):
    status = 401


class NotAllowed(Refusal):
    status = 403


class TooMany(Refusal):
    """Asked too often; `retry_after_seconds` is among the params."""

    status = 429


class Unavailable(Refusal):
    """A part that is needed is away for a moment."""

    status = 503
