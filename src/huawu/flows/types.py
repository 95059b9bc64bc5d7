"""Nouns of flows: one graph language for menus, scripts, bots and drills. A graph is data; see
`flows.service.check`.

    {"start": "greet", "nodes": {
        "greet": {"do": "play", "say": ["greeting.hotel"], "next": "menu"},
        "menu":  {"do": "ask", "say": ["menu.hotel"], "choices": {"1": "desk", "0": "desk"},
                  "wait_seconds": 5, "tries": 3, "invalid": ["menu.invalid"], "otherwise": "desk"},
        "desk":  {"do": "enqueue", "queue": "front-desk", "priority": 5, "needs": {"english": 3}, "next":
        "bye"}, "bye":   {"do": "hang_up", "say": ["goodbye"]}}}

`next` of an `enqueue` is where a contact goes that the queue gives back; without it the contact is ended.
"""

from dataclasses import dataclass
from typing import Any

Graph = dict[str, Any]

# ---- what a walk is told -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entered:
    """The contact has just come in."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What was being said has been said; told at an `enqueue` node: the queue gave the contact back
    (overflow)."""


@dataclass(frozen=True, slots=True)
class Pressed:
    digit: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was pressed in time."""


Told = Entered | Finished | Pressed | Silence

# ---- what a walk answers -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Play:
    """Say these prompts, then tell `Finished`. `interruptible`: a key stops it and is told as `Pressed`."""

    say: tuple[str, ...]
    interruptible: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Say these prompts and wait for one key; `wait_seconds` counts from the end of the prompt."""

    say: tuple[str, ...]
    wait_seconds: int


@dataclass(frozen=True, slots=True)
class Enqueue:
    queue: str
    priority: int = 5
    needs: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class HangUp:
    """Say these prompts, then end the contact."""

    say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """Nothing new: go on with what you are doing."""


Answered = Play | Ask | Enqueue | HangUp | Stay


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a contact is in a graph. Plain values, so that it survives a restart. Never changed in place.
    `path` holds the last nodes passed, the present one at its end."""

    flow: str
    version: int
    node: str
    tries: int = 0
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a graph: a translation key, the node ("" for the graph itself) and the key's
    values."""

    key: str
    node: str
    params: dict[str, Any]
