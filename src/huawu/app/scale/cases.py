"""Cases with their clocks, what happened to them, and by which words they are found.

The clocks of each are wound by the functions of the room itself (`cases.service.in_bulk`).
"""

from collections.abc import Callable
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from huawu.app.scale.copying import NOTHING, Chunk, json, lines, moment, text
from huawu.app.scale.sizes import (
    DAY,
    SPAN,
    World,
    contact_id,
    customer_id,
    customer_of_contact,
    id_at,
    mixed,
)
from huawu.app.scale.told import TYPES, told
from huawu.cases.models import CaseRow
from huawu.cases.service import in_bulk
from huawu.platform.clock import SECOND, Micros
from huawu.platform.database import MicrosType
from huawu.platform.dice import Dice, seeded

AT_ONCE = 2000
COLUMNS = {
    "cases": tuple(each.name for each in CaseRow.__table__.columns),
    "case_entries": ("id", "case_id", "at", "by", "kind", "revision", "body"),
    "case_links": ("case_id", "kind", "target", "at", "by"),
    "case_tasks": ("id", "case_id", "text", "agent", "due_at", "created_at", "created_by"),
    "case_receipts": (
        *("case_id", "site_id", "team", "from_team", "sent_at", "sent_by", "due_at", "look_at"),
        *("state", "ended_at", "ended_by", "reason"),
    ),
}
_AWAITED = 4
"""One in so many of those that wait in the list of a team is not confirmed by it yet."""
_CONFIRMED_WITHIN = 60
"""Minutes."""
_STANDING = 20
"""One in so many of those that are open besides waits for its customer, or is solved."""
_FARTHEST = 1.6
"""So much of what was promised is used up at most, of open cases: the last to be told were told at 1.5."""
_PRIORITIES, _SHARES = ("high", "medium", "low"), (1, 49, 50)
_HOUR: Micros = 3600 * SECOND
_TASKS = ("联系客户确认时间", "向工程部催办", "核对账单明细", "准备书面答复")
_CAUSES = ("people-training", "people-busy", "things-worn", "things-network", "process-unclear", "customer")
_SOLUTIONS = ("explain", "apologise", "repair", "move", "refund", "done")


def standing_many(world: World) -> int:
    """How many are open while their clocks stand still."""
    return min(world.sizes.open // _STANDING, world.sizes.cases - world.sizes.open)


def first_open(world: World) -> int:
    """The first case, in the order in which they were opened, that is open still."""
    return world.sizes.cases - world.sizes.open - standing_many(world)


def chunk(world: World, start: int, stop: int) -> Chunk:
    """These cases."""
    dice = seeded(f"{world.seed} cases {start}")
    rows: dict[str, list[str]] = {table: [] for table in COLUMNS}
    for number in range(start, stop):
        _Case(world, dice, number, rows).write()
    return {table: lines(those) for table, those in rows.items()}


class _Case:
    """One case while it is made: a row, and what is put on record of it."""

    def __init__(self, world: World, dice: Dice, number: int, rows: dict[str, list[str]]) -> None:
        self._world, self._dice, self._number, self._rows = world, dice, number, rows
        self._agent = dice.choice(world.agents)
        self._entries = 0
        self._kind = dice.choices(_PRIORITIES, _SHARES)[0]
        self._time = world.arranged.time_of(self._kind)
        open_still = number >= first_open(world)
        self._share = dice.random() * _FARTHEST if open_still else 0.0
        self._row = self._opened(self._since(open_still=open_still))
        self._go = self._go_open if open_still else self._go_to_the_end

    def write(self) -> None:
        """Its life until now."""
        self._go()
        in_bulk.settle(self._row, self._time)
        self._row.found_by = " ".join(f"'{word}'" for word in in_bulk.words_of(self._row))
        self._rows["cases"].append(
            "\t".join(make(getattr(self._row, name)) for name, make in _MAKERS.items())
        )

    def _since(self, *, open_still: bool) -> Micros:
        """When it was opened: long ago in the order of their numbers, or so that its share is used up."""
        world, before = self._world, 7 * DAY
        if not open_still:
            return world.began + DAY + (SPAN - DAY - before) * self._number // max(1, first_open(world))
        limit: Micros = world.arranged.whole["case_promise"][self._kind]["solve_minutes"] * 60 * SECOND
        return world.today - SECOND - round(limit * self._share)

    def _opened(self, at: Micros) -> CaseRow:
        world, dice = self._world, self._dice
        type, here = dice.choice(TYPES), world.arranged
        said, contact = told(dice, type), self._contact(at)
        customer = customer_of_contact(world, contact) if dice.random() < 0.85 else None
        linked = contact if dice.random() < 0.6 else None
        team = here.of_type(type, "team") if dice.random() < 0.5 else dice.choice(world.teams)
        row = _row(
            id=id_at(at, self._number),
            site_id=world.site,
            number=self._number + 1,
            request_key=f"{world.seed}-{self._number}",
            revision=1,
            opened_at=at,
            opened_by=self._agent.user,
            changed_at=at,
            type=type,
            type_name=in_bulk.path_name(here.types, type),
            top=(in_bulk.way(here.types, type) or [type])[0],
            priority=self._kind,
            priority_why=[asdict(in_bulk.Reason("agent"))],
            subject=said.subject,
            text=said.text,
            form=said.form,
            customer=None if customer is None else customer_id(world, customer),
            interaction=None if linked is None else contact_id(world, linked),
            state="received",
            team=team or "",
            promise=in_bulk.promised(here, self._kind, at),
            escalated=0,
            solution_text="",
            reopened=0,
        )
        self._note(row, at, "opened", {"priority": row.priority, "team": row.team, "owner": None})
        if row.interaction is not None:
            link = (row.id, "contact", row.interaction, moment(at), self._agent.user)
            self._rows["case_links"].append("\t".join(link))
        return row

    def _contact(self, at: Micros) -> int:
        """A contact of about that time."""
        many = self._world.sizes.contacts
        near = (at - self._world.began) * many // SPAN - 1 - mixed(self._number, 3) % 6
        return max(0, min(many - 1, near))

    def _go_open(self) -> None:
        """Somebody has it, or it waits in a list; the clock runs, but for some."""
        row, world = self._row, self._world
        spent = world.today - row.opened_at
        standing = self._number < world.sizes.cases - world.sizes.open
        if standing or self._dice.random() < 0.75:
            self._step(row.opened_at + spent // 4, "assign", "assigned")
        if row.owner and (standing or self._dice.random() < 0.8):
            at = row.opened_at + spent // 2
            in_bulk.begin_work(row, self._time, at)
            self._step(at, "start", "working")
        if standing and self._number % 2:
            at = row.opened_at + spent // 2 + SECOND
            in_bulk.pause(row, self._time, at)
            self._step(at, "wait", "working")
        elif standing:
            self._confirm(row.opened_at + spent // 2 + SECOND)
        self._tell()
        if row.owner is None and row.team and self._number % _AWAITED == 0:
            self._send()
        if self._number % 10 == 0:
            self._task()

    def _tell(self) -> None:
        """Whoever was to be told by now was."""
        row, now = self._row, self._world.today
        first, solve = in_bulk.clock_of(row, in_bulk.FIRST), in_bulk.clock_of(row, in_bulk.SOLVE)
        if first is None or solve is None:
            return
        ladder = in_bulk.ladder_of(row)
        many = in_bulk.reached(solve, self._time, ladder, 0, now)
        late = first.since is not None and in_bulk.overdue(first, self._time, now)
        row.promise = row.promise | {"told": many, "first_told": late}
        row.escalated = many
        for step in ladder[:many]:
            at = in_bulk.due_at(solve, self._time, step.percent) or now
            body = {"of": in_bulk.SOLVE, "percent": step.percent, "to": step.to}
            self._note(row, min(now, at), "escalated", body, by="system")

    def _go_to_the_end(self) -> None:
        """It was worked on, solved and closed within some days."""
        row, at = self._row, self._row.opened_at
        self._step(at + self._hours(1), "assign", "assigned")
        began = at + self._hours(4)
        in_bulk.begin_work(row, self._time, began)
        self._step(began, "start", "working")
        solved = began + self._hours(60)
        self._confirm(solved)
        row.cause = self._dice.choice(_CAUSES)
        row.cause_name = in_bulk.path_name(self._world.arranged.causes, row.cause)
        self._step(solved + _HOUR, "record", "recorded")
        if self._number % 2:
            row.satisfaction = self._dice.choice((3, 4, 5, 5))
            self._step(solved + 2 * _HOUR, "follow_up", "followed_up")
        row.closed_at = solved + self._hours(30) + 3 * _HOUR
        row.approved_by = self._agent.user if row.top == "complaint" else None
        self._step(row.closed_at, "close", "closed")

    def _confirm(self, at: Micros) -> None:
        row = self._row
        in_bulk.solved(row, self._time, at)
        row.solution = self._dice.choice(_SOLUTIONS)
        row.solution_name = in_bulk.path_name(self._world.arranged.solutions, row.solution)
        self._step(at, "confirm", "confirmed")

    def _hours(self, most: int) -> Micros:
        return round(self._dice.random() * most * _HOUR) + 60 * SECOND

    def _step(self, at: Micros, kind: str, state: str) -> None:
        """As `service.stepping` and `service.assigning` put it on record."""
        row, before = self._row, in_bulk.standing_before(self._row)
        body: dict[str, Any]
        row.state, row.changed_at, row.revision = state, at, row.revision + 1
        if kind == "assign":
            row.owner = self._agent.id
            body = {"before": before, "team": row.team, "owner": row.owner, "fields": ["owner"]}
        else:
            body = {"fields": ["state"], "was": {}, "state": state, "owner": row.owner}
            body |= {"reason": "等客户提供材料"} if kind == "wait" else {}
        self._note(row, at, kind, body)

    def _note(self, row: CaseRow, at: Micros, kind: str, body: dict[str, Any], by: str = "") -> None:
        self._entries += 1
        id = id_at(at, self._number * 16 + self._entries)
        who = by or self._agent.user
        self._rows["case_entries"].append(
            f"{id}\t{row.id}\t{moment(at)}\t{who}\t{kind}\t{row.revision}\t{json(body)}"
        )

    def _send(self) -> None:
        """Its team is to confirm that it has it; whoever is to be told that it is late was."""
        row, now = self._row, self._world.today
        in_bulk.begin_receipt(row, _CONFIRMED_WITHIN * 60 * SECOND, row.opened_at)
        clock = in_bulk.clock_of(row, in_bulk.RECEIPT)
        due = None if clock is None else in_bulk.due_at(clock, self._time)
        row.receipt_due_at = in_bulk.FAR if due is None else due
        look = moment(None if row.receipt_due_at <= now else row.receipt_due_at)
        at, due_at = moment(row.opened_at), moment(row.receipt_due_at)
        sent = (row.id, row.site_id, row.team, "", at, row.opened_by, due_at, look)
        self._rows["case_receipts"].append("\t".join((*sent, "waiting", NOTHING, NOTHING, "")))

    def _task(self) -> None:
        row, agent, at = self._row, self._agent, moment(self._row.opened_at)
        due = moment(row.opened_at + 2 * DAY)
        what = (id_at(row.opened_at, self._number), row.id, self._dice.choice(_TASKS), agent.id)
        self._rows["case_tasks"].append("\t".join((*what, due, at, agent.user)))


def _row(**values: Any) -> CaseRow:  # noqa: ANN401 - of columns
    """A row as the room's functions see it. Not the real thing, which watches every change and so takes as
    long as all the rest."""
    return cast(CaseRow, SimpleNamespace(**_EMPTY | values))


def _maker(name: str) -> Callable[[Any], str]:
    """How a value of this column is written."""
    kind = CaseRow.__table__.columns[name].type
    if isinstance(kind, MicrosType):
        return moment
    if isinstance(kind, TSVECTOR):
        return text
    if isinstance(kind, JSONB):
        return lambda value: NOTHING if value is None else json(value)
    return lambda value: NOTHING if value is None else text(str(value))


_EMPTY = dict.fromkeys(COLUMNS["cases"])
_MAKERS = {name: _maker(name) for name in COLUMNS["cases"]}
