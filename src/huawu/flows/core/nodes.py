"""The kinds of nodes: a table from the word after `do` to what such a node does. A new kind is one more
entry.

A kind says how a node begins (`enter`), what it makes of an input (`hear`), where it can lead (`exits`),
where it leads a contact who does nothing at all (`silent_exit`), which prompts it uses and what may be
wrong with its own fields. All are total: whatever the node holds, they answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from huawu.flows.types import (
    Answered,
    Ask,
    Enqueue,
    Finished,
    HangUp,
    Play,
    Pressed,
    Silence,
    Stay,
    Told,
    Walk,
)

Node = dict[str, Any]
Fault = tuple[str, dict[str, Any]]

DIGITS = frozenset("0123456789*#")
WAIT_SECONDS, TRIES, PRIORITY = 5, 3, 5


@dataclass(frozen=True, slots=True)
class Go:
    """To another node ("" ends the contact). With `told` that node hears it at once: a key pressed during a
    greeting counts for the menu behind it."""

    node: str
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """The same node once more, one try gone."""

    answer: Answered


Move = Go | Again | Stay


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of node does."""

    enter: Callable[[Node], Answered]
    hear: Callable[[Node, Walk, Told], Move]
    exits: Callable[[Node], list[str]]
    silent_exit: Callable[[Node], str]
    faults: Callable[[Node], Iterable[Fault]]
    prompts: tuple[str, ...] = ("say",)
    hears_early: bool = False  # a key pressed before it began counts


def words(node: Node, field: str) -> tuple[str, ...]:
    """The prompts in a field; what is no list of words counts as none."""
    value = node.get(field)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()


def target(node: Node, field: str) -> str:
    value = node.get(field)
    return value if isinstance(value, str) else ""


def number(node: Node, field: str, default: int) -> int:
    value = node.get(field, default)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def out_of_range(node: Node, field: str, least: int, most: int) -> Iterable[Fault]:
    value = node.get(field, least)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        yield "flow.out_of_range", {"field": field, "least": least, "most": most}


# ---- play --------------------------------------------------------------------------------------------------


def _play(node: Node) -> Answered:
    return Play(words(node, "say"), node.get("interruptible") is True)


def _hear_play(node: Node, walk: Walk, told: Told) -> Move:
    if isinstance(told, Pressed):
        return Go(target(node, "next"), told) if node.get("interruptible") is True else Stay()
    return Go(target(node, "next")) if isinstance(told, Finished) else Stay()


def _next_only(node: Node) -> list[str]:
    return [target(node, "next")]


def _play_faults(node: Node) -> Iterable[Fault]:
    if not words(node, "say"):
        yield "flow.nothing_to_say", {}


# ---- ask ---------------------------------------------------------------------------------------------------


def choices(node: Node) -> dict[str, str]:
    value = node.get("choices")
    return value if isinstance(value, dict) else {}


def _ask(node: Node, *before: str) -> Answered:
    return Ask(before + words(node, "say"), number(node, "wait_seconds", WAIT_SECONDS))


def _hear_ask(node: Node, walk: Walk, told: Told) -> Move:
    if isinstance(told, Pressed) and isinstance(choices(node).get(told.digit), str):
        return Go(choices(node)[told.digit])
    if not isinstance(told, Pressed | Silence):
        return Stay()
    if walk.tries + 1 >= number(node, "tries", TRIES):
        return Go(target(node, "otherwise"))
    return Again(_ask(node, *words(node, "invalid" if isinstance(told, Pressed) else "silent")))


def _ask_faults(node: Node) -> Iterable[Fault]:
    if not choices(node):
        yield "flow.no_choices", {}
    for digit in choices(node):
        if digit not in DIGITS:
            yield "flow.bad_digit", {"digit": str(digit)}
    yield from out_of_range(node, "wait_seconds", 1, 60)
    yield from out_of_range(node, "tries", 1, 10)


def _ask_exits(node: Node) -> list[str]:
    return [each if isinstance(each, str) else "" for each in choices(node).values()] + [
        target(node, "otherwise")
    ]


# ---- enqueue -----------------------------------------------------------------------------------------------


def _needs(node: Node) -> dict[str, int]:
    value = node.get("needs")
    if not isinstance(value, dict):
        return {}
    return {skill: level for skill, level in value.items() if isinstance(level, int)}


def _enqueue(node: Node) -> Answered:
    return Enqueue(
        target(node, "queue"), number(node, "priority", PRIORITY), tuple(sorted(_needs(node).items()))
    )


def _hear_enqueue(node: Node, walk: Walk, told: Told) -> Move:
    return Go(target(node, "next")) if isinstance(told, Finished) else Stay()


def _enqueue_faults(node: Node) -> Iterable[Fault]:
    if not target(node, "queue"):
        yield "flow.no_queue", {}
    yield from out_of_range(node, "priority", 1, 9)
    needs = node.get("needs", {})
    if not isinstance(needs, dict) or any(level not in range(1, 6) for level in needs.values()):
        yield "flow.bad_skill_level", {}


def _optional_next(node: Node) -> list[str]:
    return [target(node, "next")] if "next" in node else []


# ---- hang_up -----------------------------------------------------------------------------------------------


def _hang_up(node: Node) -> Answered:
    return HangUp(words(node, "say"))


KINDS: dict[str, Kind] = {
    "play": Kind(_play, _hear_play, _next_only, lambda node: target(node, "next"), _play_faults),
    "ask": Kind(
        _ask,
        _hear_ask,
        _ask_exits,
        lambda node: target(node, "otherwise"),
        _ask_faults,
        ("say", "invalid", "silent"),
        hears_early=True,
    ),
    "enqueue": Kind(
        _enqueue, _hear_enqueue, _optional_next, lambda node: target(node, "next"), _enqueue_faults, ()
    ),
    "hang_up": Kind(_hang_up, lambda *_: Stay(), lambda _: [], lambda _: "", lambda _: []),
}
