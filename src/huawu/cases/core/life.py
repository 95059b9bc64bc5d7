"""The life of a case, as data: its states, the steps between them, who may make them and what they need."""

from dataclasses import dataclass
from typing import Literal

State = Literal[
    "received", "diagnosed", "assigned", "working", "confirmed", "recorded", "followed_up", "closed"
]
STATES: tuple[State, ...] = (
    "received",
    "diagnosed",
    "assigned",
    "working",
    "confirmed",
    "recorded",
    "followed_up",
    "closed",
)
"""In the order of a life without detours."""

_OPEN = frozenset(STATES) - {"closed"}
_NOT_BEGUN = frozenset({"received", "diagnosed", "assigned"})
_SOLVED = frozenset({"confirmed", "recorded", "followed_up"})


@dataclass(frozen=True, slots=True)
class Step:
    """`to` None: the state stays. `who`: owner (or who assigns), anyone (who works with cases), assigner.
    `needs`: what must be said or known of the case. `waits`: made only while the customer is waited for
    (True), only while not (False), or either way (None). `keeps`: of these states, those that stay."""

    name: str
    of: frozenset[str]
    to: State | None
    who: Literal["owner", "anyone", "assigner"]
    needs: tuple[str, ...] = ()
    waits: bool | None = False
    keeps: frozenset[str] = frozenset()


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("diagnose", frozenset({"received"}), "diagnosed", "anyone", waits=None),
        Step("take", _NOT_BEGUN | _SOLVED, "assigned", "anyone", keeps=_SOLVED),
        Step("assign", _OPEN, "assigned", "assigner", ("whom",), waits=None, keeps=_SOLVED),
        Step("start", _NOT_BEGUN, "working", "owner"),
        Step("give_back", frozenset({"assigned", "working"}), "assigned", "owner", ("reason",), waits=None),
        Step("wait", frozenset({"assigned", "working"}), None, "owner", ("reason",)),
        Step("go_on", _OPEN, None, "owner", waits=True),
        Step("confirm", frozenset({"working"}), "confirmed", "owner", ("solution",)),
        Step("record", frozenset({"confirmed"}), "recorded", "owner", ("cause", "form")),
        Step("follow_up", frozenset({"recorded"}), "followed_up", "anyone", ("result", "satisfaction")),
        Step("close", frozenset({"recorded", "followed_up"}), "closed", "owner", ("approval", "follow_up")),
        Step("work_again", _SOLVED, "working", "owner", ("reason",)),
        Step("reopen", frozenset({"closed"}), "working", "owner", ("reason",)),
    )
}

SOLVED_BY = frozenset({"confirm"})
"""Steps that keep the promise: what was promised is a solution that the customer has confirmed."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who works with cases. `agent` None: takes no calls. `team` "": none."""

    agent: str | None
    team: str
    works: bool
    assigns: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands, as far as its next step goes. `known`: of `Step.needs`, what it has already."""

    state: str
    owner: str | None
    team: str
    waiting: bool
    known: frozenset[str] = frozenset()


def after(step: Step, state: str) -> str:
    """The state of a case after the step, from this one."""
    return state if step.to is None or state in step.keeps else step.to


def why_not(step: Step, case: Standing, who: Who) -> str | None:
    """The key of the reason why this person cannot make this step now; None: they can. What they still have
    to say with it (`needs`) does not stand in the way."""
    if case.state not in step.of:
        return "case.step_not_now"
    if step.waits is not None and step.waits is not case.waiting:
        return "case.step_waiting" if case.waiting else "case.step_not_waiting"
    if step.name == "take" and case.owner is not None:
        return "case.taken" if case.owner != who.agent else "case.yours"
    if "approval" in step.needs and "approval" not in case.known and not who.assigns:
        return "case.needs_approval"
    return _may_not(step, case, who)


def _may_not(step: Step, case: Standing, who: Who) -> str | None:
    if who.assigns and step.name != "take":
        return None
    if step.who == "assigner":
        return "case.not_assigner"
    if not who.works or who.agent is None:
        return "case.not_worker"
    if step.who == "owner" and case.owner != who.agent:
        return "case.not_owner" if case.owner else "case.nobodys"
    return None


def may_edit(owner: str | None, who: Who) -> bool:
    """Whether this person may write anew what an open case says: one's own, nobody's, any for who assigns."""
    return who.assigns or (who.works and owner in (None, who.agent))


def missing(step: Step, case: Standing, said: frozenset[str]) -> list[str]:
    """What the step needs that is neither known of the case nor said with it; approval is asked of people."""
    return [need for need in step.needs if need not in case.known | said and need != "approval"]


def next_steps(case: Standing, who: Who) -> list[tuple[Step, str | None]]:
    """The steps that a case in this state has, each with why this person cannot make it (None: they can)."""
    return [(step, why_not(step, case, who)) for step in STEPS.values() if case.state in step.of]
