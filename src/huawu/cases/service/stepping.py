"""Taking a case on: one step of its life, by whoever may, with what the step needs."""

from collections.abc import Mapping
from typing import Any

from huawu.cases.core import life, trees
from huawu.cases.core.business import WorkingTime
from huawu.cases.core.life import STEPS, Step
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.asking import who
from huawu.cases.service import along, assigning, incident_closing, promises, receipts
from huawu.cases.service.common import announce_step, case_row, index_words, standing_of, written
from huawu.cases.service.opening import form_taken
from huawu.cases.types import Said
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed, Refusal
from huawu.platform.work import Work

_NOT_YOURS = frozenset(
    {"case.not_owner", "case.nobodys", "case.not_assigner", "case.not_worker", "case.needs_approval"}
)
_NEEDS = {
    "whom": "case.step_needs_whom",
    "reason": "case.step_needs_reason",
    "solution": "case.step_needs_solution",
    "cause": "case.step_needs_cause",
    "satisfaction": "case.step_needs_satisfaction",
    "result": "case.step_needs_result",
    "follow_up": "case.step_needs_follow_up",
}
_TAKES_NOT = {
    "whom": "case.step_takes_no_whom",
    "solution": "case.step_takes_no_solution",
    "cause": "case.step_takes_no_cause",
    "satisfaction": "case.step_takes_no_satisfaction",
}
_SAID = ("solution", "solution_text", "cause", "satisfaction")
_MOST_REASON = 4000


async def make_step(
    work: Work, arranged: Arranged, case: Id, step: str, *, seen: int, said: Said, agent: Id | None
) -> None:
    """Make a step. Refused when the case is not where the step begins, when it is not for this person, when
    something is missing or said that the step does not need (a reason may come with any), and when somebody
    else changed the case since `seen`."""
    if step not in STEPS:
        raise Invalid("case.unknown_step", step=step[:40])
    row = await case_row(work, case, seen)
    what, asks = STEPS[step], await who(work.session, agent, work.allows)
    wants = arranged.of_type(row.type, "follow_up")
    standing = standing_of(row, approval=bool(arranged.of_type(row.type, "approval")), asked=wants)
    why = life.why_not(what, standing, asks)
    if why is not None:
        raise (NotAllowed if why in _NOT_YOURS else Refusal)(why, step=step)
    _refuse_unasked(what, said)
    await along.require_said(work, case, step, said)
    await incident_closing.require_said(work, case, step, said)
    before = {name: getattr(row, name) for name in _SAID}
    _write_said(arranged, row, said)
    standing = standing_of(row, approval=False, asked=wants)
    for need in life.missing(what, standing, _said_with(said) | {"form"}):
        raise Invalid(_NEEDS[need])
    if "form" in what.needs:
        row.form = form_taken(arranged, row.type, row.form, whole=True)
    body = _reason_of(said)
    if step == "assign":
        place = (await assigning.wanted(work, arranged, said.team, said.owner)).of(row.team)
        await receipts.dispatch(work, arranged, row, place, asks)
        return
    await _take_on(work, arranged, row, what, asks, before, body)
    if said.duplicates and step in along.TAKEN_UP:
        await along.promise(work, row, "again")
    if said.incident is not None:
        await incident_closing.closed(work, arranged, row, said.incident)


async def step_by_rule(work: Work, arranged: Arranged, row: CaseRow, step: str, body: dict[str, Any]) -> None:
    """A rule calls for a step of a case that is held: the house makes it, whoever it was that set it off.
    Refused when the case is not where the step begins."""
    what = STEPS[step]
    if row.state not in what.of:
        raise Refusal("case.step_not_now", step=step)
    nobody = life.Who(None, "", works=True, assigns=True)
    await _take_on(work, arranged, row, what, nobody, {name: getattr(row, name) for name in _SAID}, body)


async def _take_on(  # noqa: PLR0913 - all that a step knows
    work: Work,
    arranged: Arranged,
    row: CaseRow,
    what: Step,
    asks: life.Who,
    before: dict[str, Any],
    body: dict[str, Any],
) -> None:
    """Make the step, put it on record and tell of it. `before`: what the case said."""
    gone = row.owner is not None and what.name == "reopen" and not await assigning.is_here(work, row.owner)
    owner = row.owner
    _move(row, what, asks, gone=gone)
    _wind(row, what, arranged.time_of(row.priority), work)
    was = {name: value for name, value in before.items() if getattr(row, name) != value}
    body |= {"fields": ["state", *was], "was": was, "state": row.state, "owner": row.owner}
    written(work, row, what.name, body)
    await receipts.worked(work, arranged, row, what.name, asks, owner)
    await index_words(work, row)
    await announce_step(work, row, what.name)
    await along.stepped(work, row, what.name)


def said_for(step: Step, row: CaseRow, given: Mapping[str, Any]) -> Said:
    """Of what was said for several cases, what the step needs and this one does not have."""
    wants = set(step.needs) - standing_of(row, approval=False).known
    solution = "solution" in wants
    return Said(
        reason=given.get("reason") if step.name == "close" else None,
        solution=given.get("solution") if solution else None,
        solution_text=given.get("solution_text") if solution else None,
        cause=given.get("cause") if "cause" in wants else None,
    )


def _reason_of(said: Said) -> dict[str, Any]:
    reason = (said.reason or "").strip()
    return {"reason": reason[:_MOST_REASON]} if reason else {}


def _said_with(said: Said) -> frozenset[str]:
    given = {
        "reason": said.reason and said.reason.strip(),
        "whom": said.team or said.owner,
        "solution": said.solution or (said.solution_text and said.solution_text.strip()),
        "cause": said.cause,
        "satisfaction": said.satisfaction,
    }
    return frozenset(need for need, value in given.items() if value)


def _refuse_unasked(step: Step, said: Said) -> None:
    """What the step does not need is for those who edit the case, or for another step."""
    given = {
        "whom": (said.team, said.owner),
        "solution": (said.solution, said.solution_text),
        "cause": (said.cause,),
        "satisfaction": (said.satisfaction,),
    }
    for need, values in given.items():
        if need not in step.needs and any(value is not None for value in values):
            raise Invalid(_TAKES_NOT[need])


def _write_said(arranged: Arranged, row: CaseRow, said: Said) -> None:
    if said.cause is not None:
        write_cause(arranged, row, said.cause)
    if said.solution is not None:
        if said.solution not in arranged.solutions:
            raise Invalid("case.unknown_solution", solution=said.solution[:64])
        row.solution = said.solution
        row.solution_name = trees.path_name(arranged.solutions, said.solution)
    if said.solution_text is not None:
        row.solution_text = said.solution_text.strip()
    if said.satisfaction is not None:
        row.satisfaction = said.satisfaction


def write_cause(arranged: Arranged, row: CaseRow, cause: str) -> None:
    """Say why it came about. Refused for a cause that is not in the tree."""
    if cause not in arranged.causes:
        raise Invalid("case.unknown_cause", cause=cause[:64])
    row.cause, row.cause_name = cause, trees.path_name(arranged.causes, cause)


def _move(row: CaseRow, step: Step, who: life.Who, *, gone: bool) -> None:
    """`gone`: its owner works here no more."""
    row.state = life.after(step, row.state)
    if gone:
        row.owner = None
    elif step.name == "take":
        row.owner = who.agent
        row.team = row.team or who.team
    elif step.name == "give_back":
        row.owner = None
    elif step.name in ("start", "reopen") and row.owner is None and who.agent is not None:
        row.owner = who.agent
    if step.name in ("work_again", "reopen") and row.owner is None:
        row.state = "assigned"  # in the list, where it can be taken


def _wind(row: CaseRow, step: Step, time: WorkingTime, work: Work) -> None:
    """What the step does to the clocks."""
    now = work.now
    if step.name == "start":
        promises.begin_work(row, time, now)
    elif step.name == "wait":
        promises.pause(row, time, now)
    elif step.name == "go_on":
        promises.go_on(row, now)
    elif step.name == "give_back" and row.waiting_since is not None:
        promises.go_on(row, now)
    elif step.name in life.SOLVED_BY:
        promises.solved(row, time, now)
    elif step.name == "work_again":
        promises.unsolved(row, now)
    elif step.name == "reopen":
        row.closed_at, row.approved_by, row.satisfaction = None, None, None
        row.result_told_at, row.satisfaction_asked_at = None, None
        row.reopened += 1
        promises.unsolved(row, now)
    elif step.name == "close":
        row.closed_at = now
        row.approved_by = work.actor.id
    promises.settle(row, time)
