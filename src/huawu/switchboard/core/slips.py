"""The life of a message slip (留言条), as a table of steps.

A slip is taken, read back to the caller, delivered, acknowledged; it may be voided until it is
acknowledged. Beside that a call back that was promised stays open until it was made, or cannot be made.
Whoever changes what a slip says has it read back anew.
"""

from dataclasses import dataclass
from typing import Literal

State = Literal["taken", "read_back", "delivered", "acknowledged", "void"]
STATES: tuple[State, ...] = ("taken", "read_back", "delivered", "acknowledged", "void")
CallBack = Literal["none", "open", "made", "impossible"]
CALL_BACKS: tuple[CallBack, ...] = ("none", "open", "made", "impossible")
Wish = Literal["please_call", "will_call", "will_come", "wants_to_see", "no_reply"]
WISHES: tuple[Wish, ...] = ("please_call", "will_call", "will_come", "wants_to_see", "no_reply")
How = Literal["page", "phone", "in_person", "paper", "text"]
HOWS: tuple[How, ...] = ("page", "phone", "in_person", "paper", "text")

Part = Literal["taker", "recipient", "keeper"]
"""What somebody is to a slip: took it, is meant by it, or sees to everybody's."""

_SEES_TO_IT: frozenset[Part] = frozenset({"taker", "keeper"})
_ANY: frozenset[Part] = frozenset({"taker", "keeper", "recipient"})
_ALIVE: frozenset[State] = frozenset({"taken", "read_back", "delivered", "acknowledged"})
_ALL_CALLS: frozenset[CallBack] = frozenset(CALL_BACKS)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a slip is: its state, and what became of the call back that was promised."""

    state: State
    call_back: CallBack


@dataclass(frozen=True, slots=True)
class Step:
    """A step: in which states and with which call back it may be made, by whom, what it needs to be told
    (`reason`, `how`), and where it leads; None leaves it as it is."""

    states: frozenset[State]
    who: frozenset[Part]
    calls: frozenset[CallBack] = _ALL_CALLS
    needs: frozenset[str] = frozenset()
    to: State | None = None
    call_to: CallBack | None = None


STEPS: dict[str, Step] = {
    "read_back": Step(frozenset({"taken"}), _SEES_TO_IT, to="read_back"),
    "not_read_back": Step(frozenset({"taken"}), _SEES_TO_IT, needs=frozenset({"reason"}), to="read_back"),
    "correct": Step(frozenset({"taken", "read_back"}), _SEES_TO_IT, to="taken"),
    "acknowledge": Step(frozenset({"read_back", "delivered"}), frozenset({"recipient"}), to="acknowledged"),
    "deliver": Step(frozenset({"read_back"}), _SEES_TO_IT, needs=frozenset({"how"}), to="delivered"),
    "acknowledged_by_word": Step(frozenset({"delivered"}), _SEES_TO_IT, to="acknowledged"),
    "call_made": Step(_ALIVE, _ANY, calls=frozenset({"open"}), call_to="made"),
    "call_impossible": Step(
        _ALIVE, _ANY, calls=frozenset({"open"}), needs=frozenset({"reason"}), call_to="impossible"
    ),
    "call_open_again": Step(_ALIVE, _ANY, calls=frozenset({"made", "impossible"}), call_to="open"),
    "void": Step(
        frozenset({"taken", "read_back", "delivered"}),
        _SEES_TO_IT,
        needs=frozenset({"reason"}),
        to="void",
    ),
}


def begun(wish: Wish) -> Standing:
    """Where a slip begins. Only who asks to be called is owed a call."""
    return Standing("taken", "open" if wish == "please_call" else "none")


def why_not(step: Step, at: Standing, parts: frozenset[Part]) -> str | None:
    """The key of what is against a step; None: nothing."""
    if not step.who & parts:
        return "slip.not_yours"
    if at.state not in step.states or at.call_back not in step.calls:
        return "slip.not_now"
    return None


def after(step: Step, at: Standing) -> Standing:
    """Where a step leads. Nobody is called back because of a void slip."""
    call_back = step.call_to or at.call_back
    if step.to == "void" and call_back == "open":
        call_back = "impossible"
    return Standing(step.to or at.state, call_back)


def corrected(at: Standing, wish: Wish) -> Standing:
    """After its words were changed: it is to be read back anew, and owed is what the caller wishes now. A
    call that was made, or could not be, stays so."""
    settled = wish == "please_call" and at.call_back in ("made", "impossible")
    return Standing("taken", at.call_back if settled else begun(wish).call_back)


def possible(at: Standing, parts: frozenset[Part]) -> tuple[str, ...]:
    """The steps that somebody may make now, in the order of the table."""
    return tuple(name for name, step in STEPS.items() if why_not(step, at, parts) is None)
