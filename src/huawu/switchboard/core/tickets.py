"""What a step does with a call ticket, and what a call costs in seconds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from huawu.platform.clock import SECOND, Micros
from huawu.switchboard.core.ticket_life import Body

Direction = Literal["out", "in", "transit"]
DIRECTIONS: tuple[Direction, ...] = ("out", "in", "transit")
Reverse = Literal["no", "wanted", "accepted", "refused"]
"""Whether the called party pays: not asked for, wanted by the caller, accepted, refused."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told with a step. `due_at`: when to ring; `called`: whom another number is of."""

    number: str = ""
    person: str = ""
    due_at: Micros | None = None
    reason: str = ""
    called: str = ""
    interpreter: str = ""
    answer: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as far as its life goes."""

    state: str
    called_number: str
    person: str = ""
    called: str = ""
    person_to_person: bool = False
    interpreter: str = ""
    answer: str = ""
    reverse: Reverse = "no"
    due_at: Micros | None = None
    put_through_at: Micros | None = None
    ended_at: Micros | None = None
    question: str = ""


def step_of(life: Body, step: str) -> dict[str, Any] | None:
    """A step by its id."""
    return next((each for each in life["steps"] if each["id"] == step), None)


def is_end(life: Body, state: str) -> bool:
    """Whether nothing comes after a state. One that the life does not know any more has an end of its own."""
    return all(each["end"] for each in life["states"] if each["id"] == state)


def possible(life: Body, at: Standing) -> list[str]:
    """The steps that may be made, as they are configured."""
    return [each["id"] for each in life["steps"] if why_not(each, at) is None]


def why_not(step: Body, at: Standing) -> str | None:
    """The key of what is against a step; None: nothing. Nobody is put through while it is open who pays."""
    if at.state not in step["from"]:
        return "ticket.not_now"
    does = step["does"]
    if "put_through" in does and at.reverse in ("wanted", "refused"):
        return "ticket.who_pays"
    if "ask_reverse" in does and at.reverse != "wanted":
        return "ticket.not_reverse"
    if "caller_pays" in does and at.reverse not in ("wanted", "refused"):
        return "ticket.not_reverse"
    return None


def missing(step: Body, at: Standing, told: Told) -> str | None:
    """The first thing that the step needs and was not told; None: it is all there. Another party of a call
    from person to person is somebody, too."""
    there = {
        "interpreter": told.interpreter,
        "answer": told.answer,
        "number": told.number,
        "person": told.person,
        "due": told.due_at,
        "reason": told.reason,
        "question": told.question,
    }
    needs = [*step["needs"], *(["person"] if at.person_to_person and _other_party(step) else [])]
    return next((need for need in needs if not there[need]), None)


def _other_party(step: Body) -> bool:
    return {"number", "person"} <= set(step["does"])


def asks(step: Body) -> list[str]:
    """What may be told with a step: what it needs, and what it would write."""
    told = ("number", "called", "person", "due", "interpreter", "question", "answer")
    more = [field for field in told if field in step["does"] and field not in step["needs"]]
    return [*step["needs"], *more]


def after(life: Body, step: Body, at: Standing, told: Told, now: Micros) -> Standing:
    """Where a step leads."""
    does, new = step["does"], replace(at, state=step["to"])
    if "number" in does and told.number:
        new = replace(new, called_number=told.number)
    if "person" in does and (told.person or "number" in does):
        new = replace(new, person=told.person)
    if "called" in does:
        new = replace(new, called=told.called)
    if "interpreter" in does:
        new = replace(new, interpreter=told.interpreter)
    if "question" in does and told.question:
        new = replace(new, question=told.question)
    if "answer" in does:
        new = replace(new, answer=told.answer)
    if "due" in does:
        new = replace(new, due_at=told.due_at)
    if "put_through" in does:
        new = replace(new, put_through_at=now)
    if is_end(life, step["to"]):
        new = replace(new, ended_at=now)
    return replace(new, reverse=_reverse(does, at.reverse))


def _reverse(does: Sequence[str], was: Reverse) -> Reverse:
    answers: dict[str, Reverse] = {
        "accept_reverse": "accepted",
        "refuse_reverse": "refused",
        "caller_pays": "no",
    }
    return next((answer for effect, answer in answers.items() if effect in does), was)


@dataclass(frozen=True, slots=True)
class Talk:
    """An interval of the linked call in which somebody talked, was held or stood in a conference."""

    began: Micros
    ended: Micros


def billing_seconds(put_through: Micros | None, ended: Micros | None, talks: Sequence[Talk]) -> int:
    """For how many seconds the call is charged: from the moment at which the operator put it through until
    it ended, as far as the ledger of the call knows of somebody who talked; each begun second counts. What
    parties did at the same time counts once. 0 for a call that was never put through."""
    if put_through is None or ended is None:
        return 0
    total, reached = 0, put_through
    for talk in sorted(talks, key=lambda each: each.began):
        begin, end = max(talk.began, reached), min(talk.ended, ended)
        if end > begin:
            total, reached = total + end - begin, end
    return -(-total // SECOND)
