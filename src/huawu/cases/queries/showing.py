"""Turns cases into what the HTTP interface says, with the names and masks that this person may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import forms, life, promise
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.asking import who
from huawu.cases.queries.finding import line_of
from huawu.cases.queries.receipts import receipt_shown
from huawu.cases.queries.whole import Belonging, Entry, belonging
from huawu.cases.schemas.shown import (
    CaseClock,
    CaseEntryShown,
    CaseLineShown,
    CasePromise,
    CaseStep,
    CaseTaskShown,
    CaseWhole,
    CaseWhy,
)
from huawu.cases.service import promises
from huawu.cases.service.common import standing_of
from huawu.cases.types import CaseLine
from huawu.customers import queries as customers
from huawu.customers.types import CustomerName
from huawu.interactions.queries.presenting import agent_brief
from huawu.interactions.types import AgentBrief, CustomerBrief
from huawu.people import queries as people
from huawu.people.types import NUMBERS_SEE, AgentName
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.platform.words import say


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who in a page of cases: looked up once, whatever its length."""

    agents: dict[Id, AgentName] = field(default_factory=dict)
    customers: dict[Id, CustomerName] = field(default_factory=dict)
    users: dict[Id, dict[str, str]] = field(default_factory=dict)
    teams: dict[str, dict[str, Any]] = field(default_factory=dict)

    def agent(self, agent: Id | None) -> AgentBrief | None:
        found = self.agents.get(agent) if agent else None
        return agent_brief(found) if found else None

    def customer(self, customer: Id | None) -> CustomerBrief | None:
        return customer_brief(self.customers.get(customer or ""))

    def user(self, user: Id) -> Words | None:
        return words(self.users.get(user))

    def team(self, team: str) -> Words | None:
        return words(self.teams.get(team, {}).get("name"))


def customer_brief(customer: CustomerName | None) -> CustomerBrief | None:
    if customer is None:
        return None
    return CustomerBrief.model_validate({"id": customer.id, "name": customer.name, "level": customer.level})


def words(name: dict[str, Any] | None) -> Words | None:
    return None if name is None else Words.model_validate(name)


async def lines_shown(
    session: AsyncSession, lines: list[CaseLine], there: Arranged, now: Micros
) -> list[CaseLineShown]:
    """As a list shows them."""
    known = await _names(session, lines, there)
    return [line_shown(each, known, now) for each in lines]


def line_shown(line: CaseLine, known: Names, now: Micros) -> CaseLineShown:
    return CaseLineShown.model_validate(_line(line, known, now))


async def whole_shown(
    session: AsyncSession, person: SignedIn, row: CaseRow, there: Arranged, now: Micros
) -> CaseWhole:
    """A case as its own page shows it."""
    around = await belonging(session, row, viewer=person.agent)
    line = line_of(row)
    near = [*around.cases, *around.under, *around.duplicates]
    near += [each for each in (around.master, around.duplicate_of) if each]
    known = await _names(session, [line, *near], there, around, row)
    asks = await who(session, person.agent, person.may)
    return CaseWhole.model_validate(
        _line(line, known, now)
        | _said(row, known, there)
        | _form(row, there, person)
        | _around(around, known, now)
        | {
            "promise": promise_shown(row, there, now),
            "steps": steps_shown(row, there, asks, person.locale, around),
            "duplicates_left": around.duplicates_left,
            "receipt": await receipt_shown(session, row, there, asks, now),
            "editable": row.state != "closed" and life.may_edit(row.owner, asks),
        }
    )


def promise_shown(row: CaseRow, there: Arranged, now: Micros) -> CasePromise:
    """Its clocks as they stand now."""
    time = there.time_of(row.priority)
    hours = (there.promise_of(row.priority) or {}).get("hours") or ""
    name = there.whole.get("hours", {}).get(hours, {}).get("name")
    ended = {promises.FIRST: row.first_done_at, promises.SOLVE: row.solved_at}

    def shown(which: str) -> CaseClock | None:
        clock = promises.clock_of(row, which)
        if clock is None:
            return None
        return CaseClock(
            limit_seconds=clock.limit / SECOND,
            used_seconds=promise.used(clock, time, now) / SECOND,
            due_at=moment_or_none(promise.due_at(clock, time)),
            done_at=moment_or_none(ended[which]),
            overdue=promise.overdue(clock, time, now),
        )

    return CasePromise(
        first=shown(promises.FIRST),
        solve=shown(promises.SOLVE),
        waiting_since=moment_or_none(row.waiting_since),
        open_now=time.open_at(now),
        hours_name=words(name),
    )


def steps_shown(
    row: CaseRow, there: Arranged, who: life.Who, locale: str, around: Belonging
) -> list[CaseStep]:
    """What can be done next, each with why not."""
    approval, asked = bool(there.of_type(row.type, "approval")), there.of_type(row.type, "follow_up")
    case = standing_of(row, approval=approval, asked=asked)
    return [
        CaseStep(
            name=step.name,
            why=why,
            why_not="" if why is None else say(why, locale).title,
            needs=[need for need in step.needs if need not in case.known and need != "approval"]
            + (["duplicates"] if around.followed and step.name in ("reopen", "work_again") else [])
            + (["incident"] if around.runs and step.name == "close" else []),
        )
        for step, why in life.next_steps(case, who)
        if why not in ("case.step_waiting", "case.step_not_waiting", "case.yours")
    ]


async def _names(
    session: AsyncSession,
    lines: Iterable[CaseLine],
    there: Arranged,
    around: Belonging | None = None,
    row: CaseRow | None = None,
) -> Names:
    of = list(lines)
    entries: list[Entry] = around.entries if around else []
    agents = {each.owner for each in of} | {task.agent for task in (around.tasks if around else [])}
    agents |= {row.about_agent} if row else set()
    agents |= {entry.body.get(key) for entry in entries for key in ("owner", "agent")}
    agents |= {entry.body.get("before", {}).get("owner") for entry in entries}
    users = {entry.by for entry in entries} | ({row.opened_by} if row else set())
    return Names(
        agents=await people.agent_names(session, agents),
        customers=await customers.names(session, [each.customer for each in of if each.customer]),
        users=await people.user_names(session, users),
        teams=there.teams,
    )


def _line(line: CaseLine, known: Names, now: Micros) -> dict[str, Any]:
    return {
        "id": line.id,
        "number": line.number,
        "revision": line.revision,
        "opened_at": moment(line.opened_at),
        "type": line.type,
        "type_name": words(line.type_name),
        "top": line.top,
        "priority": line.priority,
        "subject": line.subject,
        "customer": known.customer(line.customer),
        "state": line.state,
        "waiting": line.waiting,
        "team": line.team,
        "team_name": known.team(line.team),
        "owner": known.agent(line.owner),
        "due_at": moment_or_none(line.due_at),
        "overdue": line.due_at is not None and line.due_at < now,
        "solved": line.solved,
        "escalated": line.escalated,
        "receipt_due_at": moment_or_none(line.receipt_due_at),
        "receipt_late": line.receipt_due_at is not None and line.receipt_due_at < now,
    }


def _said(row: CaseRow, known: Names, there: Arranged) -> dict[str, Any]:
    return {
        "text": row.text,
        "opened_by": known.user(row.opened_by),
        "interaction": row.interaction,
        "about_agent": known.agent(row.about_agent),
        "about_asked": bool(there.of_type(row.type, "about_agent")),
        "priority_why": [
            CaseWhy(
                by=why["by"],
                rule_name=words(there.urgencies.get(why["rule"], {}).get("name")),
                word=why["word"],
            )
            for why in row.priority_why
        ],
        "cause": row.cause,
        "cause_name": words(row.cause_name),
        "solution": row.solution,
        "solution_name": words(row.solution_name),
        "solution_text": row.solution_text,
        "satisfaction": row.satisfaction,
        "closed_at": moment_or_none(row.closed_at),
        "reopened": row.reopened,
    }


def _form(row: CaseRow, there: Arranged, person: SignedIn) -> dict[str, Any]:
    fields = there.form_of(row.type)
    shown = dict(row.form) if person.may(NUMBERS_SEE) else forms.hidden(fields, row.form)
    filled, required = forms.completeness(fields, row.form)
    return {
        "fields": [dict(each) for each in fields],
        "form": shown,
        "form_masked": shown != row.form,
        "filled": filled,
        "required": required,
    }


def _around(around: Belonging, known: Names, now: Micros) -> dict[str, Any]:
    def one(line: CaseLine | None) -> CaseLineShown | None:
        return None if line is None else line_shown(line, known, now)

    waits = [each for each in around.entries if each.kind in ("wait", "go_on")]
    reason = waits[-1].body.get("reason", "") if waits and waits[-1].kind == "wait" else ""
    return {
        "state_reason": reason,
        "entries": [_entry(each, known) for each in around.entries],
        "tasks": [
            CaseTaskShown(
                id=each.id,
                text=each.text,
                agent=known.agent(each.agent),
                due_at=moment_or_none(each.due_at),
                done_at=moment_or_none(each.done_at),
            )
            for each in around.tasks
        ],
        "contacts": around.contacts,
        "cases": [line_shown(each, known, now) for each in around.cases],
        "master": one(around.master),
        "duplicate_of": one(around.duplicate_of),
        "under": [line_shown(each, known, now) for each in around.under],
        "duplicates": [line_shown(each, known, now) for each in around.duplicates],
    }


def _entry(entry: Entry, known: Names) -> CaseEntryShown:
    """With names in the place of ids, for those who are meant."""
    body = {key: value for key, value in entry.body.items() if key not in ("before", "was")}
    for key in ("owner", "agent"):
        if body.get(key):
            name = known.agents.get(body[key])
            body[key] = name.name if name else None
    for key in ("team", "by_team"):
        if body.get(key):
            team = known.team(body[key])
            body[key] = team.model_dump() if team else {"zh": body[key], "en": ""}
    return CaseEntryShown(
        id=entry.id, at=moment(entry.at), by=known.user(entry.by), kind=entry.kind, body=body
    )
