"""The clocks of a case in its row.

`promise`: {"first": [limit, used, since], "solve": [limit, used, since], "ladder": [[percent, to], ...],
"told": 1, "first_told": false, "receipt": [limit, used, since]}, times in microseconds of working time,
`since` a moment or null; {} where nothing is promised. `first` ends when somebody begins to work, `solve`
when the customer has confirmed a solution, `receipt` (there only while one is awaited) when the team has it.
"""

from typing import Any

from huawu.cases.core import promise
from huawu.cases.core.business import WorkingTime
from huawu.cases.core.promise import Clock, Escalation
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.platform.clock import SECOND, Micros

FAR: Micros = 4_102_444_800 * SECOND
"""2100-01-01 UTC: what has no deadline is due then, for sorting."""
_MINUTE: Micros = 60 * SECOND
FIRST, SOLVE = "first", "solve"
RECEIPT = "receipt"
_WHOLE = (Escalation(promise.WHOLE, "leader"),)


def promised(arranged: Arranged, priority: str, now: Micros) -> dict[str, Any]:
    """What is promised to a case that is received now."""
    body = arranged.promise_of(priority)
    if body is None:
        return {}
    return {
        FIRST: [body["first_minutes"] * _MINUTE, 0, now],
        SOLVE: [body["solve_minutes"] * _MINUTE, 0, now],
        "ladder": [[step["percent"], step["to"]] for step in body.get("ladder", [])],
        "told": 0,
        "first_told": False,
    }


def clock_of(row: CaseRow, which: str) -> Clock | None:
    """One of its clocks; None where nothing is promised."""
    kept = row.promise.get(which)
    return None if kept is None else Clock(*kept)


def ladder_of(row: CaseRow) -> tuple[Escalation, ...]:
    return tuple(Escalation(percent, to) for percent, to in row.promise.get("ladder", []))


def begin_work(row: CaseRow, time: WorkingTime, now: Micros) -> None:
    """Somebody has begun: the first clock has done its duty."""
    if row.first_done_at is None:
        row.first_done_at = now
        _change(row, FIRST, lambda clock: promise.stopped(clock, time, now))


def pause(row: CaseRow, time: WorkingTime, now: Micros) -> None:
    """The customer is waited for."""
    row.waiting_since = now
    _change(row, SOLVE, lambda clock: promise.stopped(clock, time, now))
    _change(row, FIRST, lambda clock: promise.stopped(clock, time, now))


def go_on(row: CaseRow, now: Micros) -> None:
    """The customer is waited for no more."""
    row.waiting_since = None
    if row.solved_at is None:
        _change(row, SOLVE, lambda clock: promise.going_on(clock, now))
    if row.first_done_at is None:
        _change(row, FIRST, lambda clock: promise.going_on(clock, now))


def solved(row: CaseRow, time: WorkingTime, now: Micros) -> None:
    """The customer has confirmed a solution."""
    begin_work(row, time, now)
    row.solved_at = now
    _change(row, SOLVE, lambda clock: promise.stopped(clock, time, now))


def unsolved(row: CaseRow, now: Micros) -> None:
    """It is worked on again: the clock goes on where it stood."""
    row.solved_at = None
    if row.waiting_since is None:
        _change(row, SOLVE, lambda clock: promise.going_on(clock, now))


def promise_anew(row: CaseRow, arranged: Arranged, before: WorkingTime, now: Micros) -> None:
    """Its priority is another one: what has been used up stays so, of the time that is promised now. Who was
    told stays told; whoever is to be told by now is told at the next look."""
    told_of = ladder_of(row)[: row.promise.get("told", 0)]
    first_told, receipt = bool(row.promise.get("first_told")), clock_of(row, RECEIPT)
    new = promised(arranged, row.priority, now)
    for which in (FIRST, SOLVE):
        old = clock_of(row, which)
        if old is not None and which in new:
            since = None if old.since is None else now
            new[which] = [new[which][0], promise.used(old, before, now), since]
    ended = {FIRST: row.first_done_at, SOLVE: row.solved_at}
    for which, done in ended.items():
        if which in new and (done is not None or row.waiting_since is not None):
            new[which][2] = None
    row.promise = new
    if new:
        # as if they ran: what is used up was told of, also where the customer is waited for
        first, solve = (promise.going_on(Clock(*new[which]), now) for which in (FIRST, SOLVE))
        time, ladder = arranged.time_of(row.priority), ladder_of(row)
        passed = promise.reached(solve, time, ladder, 0, now)
        late = promise.reached(first, time, _WHOLE, 0, now) > 0
        told = promise.carried(told_of, ladder, passed)
        row.promise = new | {"told": told, "first_told": first_told and late}
    if receipt is not None:
        begin_receipt(row, receipt.limit, now, promise.used(receipt, before, now))


def begin_receipt(row: CaseRow, limit: Micros, now: Micros, used: Micros = 0) -> None:
    """A team is to say within so much working time that it has the case."""
    row.promise = row.promise | {RECEIPT: [limit, used, now]}


def without_receipt(kept: dict[str, Any]) -> dict[str, Any]:
    """The clocks but for that of the receipt."""
    return {name: value for name, value in kept.items() if name != RECEIPT}


def settle(row: CaseRow, time: WorkingTime) -> None:
    """Write down when it is due and when to look at it next. Called last in every change."""
    solve, first = clock_of(row, SOLVE), clock_of(row, FIRST)
    row.due_at = None if solve is None else promise.due_at(solve, time)
    row.due_order = FAR if row.due_at is None else row.due_at
    looks = []
    if solve is not None:
        looks.append(promise.next_look(solve, time, ladder_of(row), row.promise["told"]))
    if first is not None and not row.promise["first_told"]:
        looks.append(promise.due_at(first, time))
    row.look_at = min((look for look in looks if look is not None), default=None)


def _change(row: CaseRow, which: str, change: Any) -> None:  # noqa: ANN401 - Clock -> Clock
    clock = clock_of(row, which)
    if clock is not None:
        new = change(clock)
        row.promise = row.promise | {which: [new.limit, new.used, new.since]}
