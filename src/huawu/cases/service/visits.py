"""Return visits (回访): planned by rule when a case comes to a state, tried, ended, and what they tell put
into the case. Whoever holds both holds the case first."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from huawu.cases.core import life, trees
from huawu.cases.core import visits as core
from huawu.cases.models import CaseRow, CaseVisitRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.queries.visits import calling_time, visit_rules, working_time
from huawu.cases.service.common import CONTACT, announce_step, case_row, lay_task, link, noted, written
from huawu.cases.service.stepping import step_by_rule
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work

_MINUTE: Micros = 60 * SECOND
_FARTHEST: Micros = 366 * 24 * 3600 * SECOND
_STEP_TO = {"confirm": "confirmed", "close": "closed"}
_TAKEN_UP = frozenset({"work_again", "reopen"})
_UNDONE = "undone"
_STANDS = {"confirmed": frozenset({"confirmed", "recorded", "followed_up", "closed"}), "closed": {"closed"}}


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a try. `tries`: how many there were when it was made, so that told twice it counts once;
    `at`: when to try again (later)."""

    result: str
    tries: int
    answers: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    at: Micros | None = None


async def stepped(work: Work, case: Id, step: str, at: Micros) -> list[Id]:
    """A case made a step at this time: plan what follows from it, or put off what it does not wait for any
    more. Heard twice, it is planned once. Returns the visits that are planned now."""
    if step not in _STEP_TO and step not in _TAKEN_UP and step != _UNDONE:
        return []
    row = await case_row(work, case)
    if step == _UNDONE:
        await _stand_again(work, row)
        return []
    if step in _TAKEN_UP:
        await _put_off(work, row)
        return []
    state = _STEP_TO[step]
    if row.state not in _STANDS[state]:
        return []
    there = await arranged(work.session, work.site)
    about = core.About(row.id, state, tuple(trees.way(there.types, row.type) or [row.type]), row.priority)
    found = []
    for key, rule in sorted((await visit_rules(work.session, work.site)).items()):
        if core.follows(key, rule, about):
            found += await _plan(work, there, row, key, rule, at)
    return found


async def _plan(
    work: Work, there: Arranged, row: CaseRow, key: str, rule: dict[str, Any], at: Micros
) -> list[Id]:
    due = core.first_due(
        working_time(there, rule.get("hours")), calling_time(there, rule), at, rule["minutes"] * _MINUTE
    )
    team, agent = await _whose(work, row, rule)
    standing = {
        "plan": rule,
        "state": core.PLANNED,
        "due_at": due,
        "team": team,
        "agent": agent,
        "tries": 0,
        "last_try": "",
    }
    new = insert(CaseVisitRow).values(
        id=new_id(),
        site_id=work.site,
        case_id=row.id,
        rule=key,
        answers={},
        note="",
        created_at=work.now,
        **standing,
    )
    put = new.on_conflict_do_update(
        index_elements=["case_id", "rule"], set_=standing, where=CaseVisitRow.state == core.PUT_OFF
    )
    made = (await work.session.execute(put.returning(CaseVisitRow.id))).scalar_one_or_none()
    if made is None:
        return []
    noted(work, row, "visit_planned", {"visit": made, "rule_name": rule["name"], "due_at": due})
    return [made]


async def _whose(work: Work, row: CaseRow, rule: dict[str, Any]) -> tuple[str, Id | None]:
    """The team and the agent of a visit; nobody visits for a case about themselves."""
    team = rule.get("team") or row.team
    wanted: Id | None = None
    if rule["who"] == "owner":
        wanted = row.owner
    elif rule["who"] == "agent":
        here = await people.directory(work.session)
        wanted = next((each.id for each in here if each.number == rule["agent"]), None)
    return team, None if wanted == row.about_agent else wanted


async def _put_off(work: Work, row: CaseRow) -> None:
    visit = CaseVisitRow
    planned = update(visit).where(visit.case_id == row.id, visit.state == core.PLANNED)
    await work.session.execute(planned.values(state=core.PUT_OFF))


async def _stand_again(work: Work, row: CaseRow) -> None:
    """What was done to the case was taken back: visits wait, or wait no more, as it stands now."""
    visit = CaseVisitRow
    mine = select(visit).where(visit.case_id == row.id, visit.state.in_([core.PLANNED, core.PUT_OFF]))
    for each in (await work.session.execute(mine)).scalars():
        each.state = core.PLANNED if row.state in _STANDS[each.plan["after"]] else core.PUT_OFF


async def called(work: Work, visit: Id, interaction: Id, *, agent: Id, signal: str) -> None:
    """An agent called because of a visit, and the line said this. The contact belongs to the case from now
    on. Nobody answered: the next try is planned, or it was the last. What is no visit is left alone."""
    case = await _case_of(work, visit)
    if case is None:
        return
    row, held = await _held(work, case, visit)
    await link(work, row.id, CONTACT, interaction)
    if held.interaction == interaction:
        return
    held.interaction = interaction
    body = {"visit": visit, "interaction": interaction, "signal": signal, "agent": agent}
    noted(work, row, "visit_called", body | {"rule_name": held.plan["name"]})
    if held.state != core.PLANNED:
        return
    if signal == core.ANSWERED:
        held.last_try = signal
    elif signal != core.GAVE_UP:
        there = await arranged(work.session, work.site)
        _tried(work, there, row, held, signal=signal)


def _tried(work: Work, there: Arranged, row: CaseRow, held: CaseVisitRow, *, signal: str) -> None:
    """Nobody was reached."""
    after = core.after_try(core.NOT_REACHED, held.tries, held.plan["tries"])
    held.tries, held.state, held.last_try = after.tries, after.state, signal
    if after.again:
        pause = held.plan["pause_minutes"] * _MINUTE
        held.due_at = core.callable_from(calling_time(there, held.plan), work.now + pause)
        return
    _end(work, row, held)


def _end(work: Work, row: CaseRow, held: CaseVisitRow) -> None:
    held.closed_at, held.closed_by = work.now, work.actor.id
    body = {
        "visit": held.id,
        "rule_name": held.plan["name"],
        "state": held.state,
        "text": held.note,
        "satisfaction": held.satisfaction,
    }
    noted(work, row, "visit_ended", body)


async def record_visit(work: Work, there: Arranged, visit: Id, said: Said, agent: Id | None) -> Id:
    """Write down what came of a try: its case. Told twice, it counts once.

    Refused of a visit that has ended otherwise, that is another's, without the answers that are asked for,
    and for a time that is past or more than a year off."""
    work.require(CASES_WORK)
    row, held = await _known(work, visit)
    _require_theirs(work, held, agent)
    if held.state != core.PLANNED:
        if held.state == said.result:
            return row.id
        raise Refusal("visit.over", state=held.state)
    if said.result == core.NOT_REACHED and held.tries > said.tries:
        return row.id  # the line said so before
    held.note = said.note.strip() or held.note
    if said.result == core.NOT_REACHED:
        _tried(work, there, row, held, signal=core.NOT_REACHED)
    elif said.result == core.LATER:
        _later(work, held, said.at)
    else:
        await _over(work, there, row, held, said)
    return row.id


def _later(work: Work, held: CaseVisitRow, at: Micros | None) -> None:
    if at is None or not work.now < at < work.now + _FARTHEST:
        raise Invalid("visit.bad_time")
    held.due_at, held.last_try = at, core.LATER


async def _over(work: Work, there: Arranged, row: CaseRow, held: CaseVisitRow, said: Said) -> None:
    after = core.after_try(said.result, held.tries, held.plan["tries"])
    if said.result == core.REACHED:
        questions = held.plan["questions"]
        kept, wrong = core.answers_taken(questions, said.answers)
        if wrong:
            first = next(each["name"] for each in questions if each["id"] == wrong[0])
            raise Invalid("visit.answer_missing", fields=wrong, question=first)
        held.answers, held.satisfaction = kept, core.satisfaction_of(questions, kept)
    held.state, held.tries, held.last_try = after.state, after.tries, said.result
    _end(work, row, held)
    if held.satisfaction is not None:
        await _tell_case(work, there, row, held)


async def _tell_case(work: Work, there: Arranged, row: CaseRow, held: CaseVisitRow) -> None:
    """How satisfied the customer is, and what that calls for."""
    follow_up = core.follow_up(held.plan, held.satisfaction)
    row.satisfaction = held.satisfaction
    fields = ["satisfaction"]
    if row.state == "recorded":
        row.state = life.after(life.STEPS["follow_up"], row.state)
        fields.append("state")
    written(work, row, "visited", {"fields": fields, "visit": held.id, "satisfaction": held.satisfaction})
    if "state" in fields:
        await announce_step(work, row, "follow_up")
    if follow_up == "reopen" and row.state in ("confirmed", "recorded", "followed_up", "closed"):
        step = "reopen" if row.state == "closed" else "work_again"
        await step_by_rule(work, there, row, step, {"reason": held.note, "rule_name": held.plan["name"]})
    elif follow_up == "task":
        lay_task(work, row, held.plan["dissatisfied"]["task"], row.owner)


async def cancel_visit(work: Work, visit: Id, reason: str) -> Id:
    """A leader wants none: its case. Refused of one that has ended, and without a reason."""
    work.require(CASES_ASSIGN)
    row, held = await _known(work, visit)
    if held.state == core.CANCELLED:
        return row.id
    if held.state != core.PLANNED:
        raise Refusal("visit.over", state=held.state)
    if not reason.strip():
        raise Invalid("case.step_needs_reason")
    held.state, held.note = core.CANCELLED, reason.strip()
    _end(work, row, held)
    return row.id


async def visitor_left(work: Work, agent: Id) -> None:
    """Somebody works here no more: the visits that they were to make go to the lists of their teams."""
    visit = CaseVisitRow
    theirs = update(visit).where(visit.agent == agent, visit.state == core.PLANNED)
    await work.session.execute(theirs.values(agent=None))


def _require_theirs(work: Work, held: CaseVisitRow, agent: Id | None) -> None:
    if held.agent not in (None, agent) and not work.allows(CASES_ASSIGN):
        raise NotAllowed("visit.not_yours")


async def _case_of(work: Work, visit: Id) -> Id | None:
    of = select(CaseVisitRow.case_id).where(CaseVisitRow.id == visit, CaseVisitRow.site_id == work.site)
    return (await work.session.execute(of)).scalar_one_or_none()


async def _known(work: Work, visit: Id) -> tuple[CaseRow, CaseVisitRow]:
    case = await _case_of(work, visit)
    if case is None:
        raise NotFound("visit.unknown")
    return await _held(work, case, visit)


async def _held(work: Work, case: Id, visit: Id) -> tuple[CaseRow, CaseVisitRow]:
    row = await case_row(work, case)
    of = select(CaseVisitRow).where(CaseVisitRow.id == visit).with_for_update()
    return row, (await work.session.execute(of)).scalar_one()
