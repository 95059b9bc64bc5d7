"""Nouns of the desk. Times are microseconds UTC."""

from dataclasses import dataclass
from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.ids import Id


@dataclass(frozen=True, slots=True)
class Draft:
    """A wrap-up that is being written. `body`: `{type, result, note, callback: {at, number, note} or
    None}`.
    """

    interaction: Id
    agent: Id
    revision: int
    body: dict[str, Any]
    at: Micros


@dataclass(frozen=True, slots=True)
class MayDial:
    """`shown`: the number that whom is called sees; `inside`: one of the house; `refusal`: why it cannot be
    called now, as a refusal key with its `params`."""

    shown: str
    inside: bool
    refusal: str | None
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LiveCall:
    """A call as the live process knows it: sooner than the database does. `keys`: pressed in menus."""

    interaction: Id
    caller: str
    caller_name: str
    number: str
    queue: Id | None
    agent: Id | None
    started_at: Micros
    queue_since: Micros | None
    answered_at: Micros | None
    keys: str
    in_it: tuple[Id, ...] = ()  # agents in the call, whether it rings at them or they talk
    handed_over: tuple[Id | None, str, str, Micros] | None = None  # by whom, as what, why, when
    called_back: dict[str, Any] | None = None  # `{interaction (that asked for it), since, tries}`
