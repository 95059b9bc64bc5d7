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
    entered: tuple[str, ...] = ()  # numbers that the caller typed in menus, as flows keep them
    called_back: dict[str, Any] | None = None  # `{interaction (that asked for it), since, tries}`


@dataclass(frozen=True, slots=True)
class Script:
    """A script of the library. `name`: {zh, en}; `place`: within its scene."""

    id: Id
    scene: str
    name: dict[str, str]
    place: int
    retired: bool


@dataclass(frozen=True, slots=True)
class ScriptVersion:
    """One version of a script, as `models.ScriptVersionRow` keeps it."""

    script: Id
    version: int
    body: dict[str, Any]
    status: str
    revision: int
    writers: tuple[Id, ...]
    written_at: Micros
    decided_by: Id | None
    decided_at: Micros | None
    why: str
    share: int | None
    review_on: str
    expires_on: str
    note: str


@dataclass(frozen=True, slots=True)
class WrittenScript:
    """What is written as a draft. `seen`: the revision it was written upon, 0 for a new version."""

    body: dict[str, Any]
    seen: int
    review_on: str = ""
    expires_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScriptUse:
    """An agent says a script (`interaction` None: rehearses it). `walk` as `flows.service.walk_to_dict`
    writes it."""

    id: Id
    script: Id
    version: int
    agent: Id
    interaction: Id | None
    started_at: Micros
    ended_at: Micros | None
    walk: dict[str, Any]
    seq: int
    mood: str
    helpful: bool | None
    left: str | None


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """What an agent did. `did`: on, choose, heard, mood, skip, back, leave, finish; `detail`: the number, the
    words, the mood or the reason of it; `seen`: the last step that the page knew."""

    did: str
    seen: int
    detail: str = ""
    note: str = ""
