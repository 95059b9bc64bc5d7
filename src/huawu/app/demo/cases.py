"""Writes the cases of the demonstration, by the same use cases as any other."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from huawu.app.demo.case_seeds import MASTER, SEEDS, UNDER, CaseSeed
from huawu.app.demo.case_visits import write_visits
from huawu.app.demo.doings import write_doings
from huawu.app.demo.kept import write_kept
from huawu.cases import queries, service
from huawu.cases.types import NewCase, Said
from huawu.customers import queries as customers
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK, Account
from huawu.platform.clock import SECOND, Micros, as_datetime
from huawu.platform.ids import Id
from huawu.platform.work import Actor, Work

_HOUR: Micros = 3600 * SECOND
_MAY = frozenset({CASES_WORK, CASES_ASSIGN})
_CUSTOMERS = 40
_SAID_WITH = {
    "confirm": ("solution", "solution_text"),
    "record": ("cause",),
    "follow_up": ("satisfaction",),
}
_WHEN = "when"
_STEP = 4
"""Every fourth part of the time since it was opened, at most, there was a step."""


async def write_cases(work: Work, files: Path) -> int:
    """Open them and take them on. `files`: the folder of attachments. Returns how many."""
    accounts = {each.login: each for each in await people.accounts(work.session)}
    guests = await customers.search(work.session, "", _CUSTOMERS)
    made: dict[str, Id] = {}
    under: list[Id] = []
    for place, seed in enumerate(SEEDS):
        customer = guests[place % len(guests)].id if guests and place % 5 else None
        made[seed.subject] = await _write(work, seed, accounts, customer, key=f"demo-{place:04}")
        under += [made[seed.subject]] if seed.text == UNDER else []
    for case in under:
        row = (await queries.lines(work.session, [case], viewer=None))[case]
        await service.set_master(work, case, made[MASTER], seen=row.revision)
    closed = [
        (made[seed.subject], accounts[seed.by], work.now - _ago(seed, len(seed.steps)))
        for seed in SEEDS
        if seed.steps[-1:] == ("close",)
    ]
    await write_visits(work, closed, _at)
    await write_kept(work, made, accounts)
    await write_doings(work, made, accounts, files)
    return len(made)


def _ago(seed: CaseSeed, number: int) -> Micros:
    """How long ago the step of this number, counted from 1, was made."""
    past = round(seed.hours * _HOUR)
    return past - past * number // (len(seed.steps) + _STEP)


async def _write(
    work: Work, seed: CaseSeed, accounts: Mapping[str, Account], customer: Id | None, *, key: str
) -> Id:
    by = accounts[seed.by]
    about = accounts[seed.about].agent.id if seed.about else None
    past = round(seed.hours * _HOUR)
    there = await queries.arranged(work.session, work.site)
    mine = bool(seed.steps)
    form = dict(seed.form)
    if _WHEN in form:  # it happened the day before it was complained of
        form[_WHEN] = (as_datetime(work.now - past) - timedelta(days=1)).date().isoformat()
    new = NewCase(key, seed.type, seed.subject, seed.text, form, customer, mine=mine, about_agent=about)
    case = await service.open_case(_at(work, by, work.now - past), there, new, by.agent.id)
    for number, step in enumerate(seed.steps, 1):
        then = _at(work, by, work.now - _ago(seed, number))
        row = (await queries.lines(work.session, [case], viewer=None))[case]
        said = _of_step(step, seed.said)
        await service.make_step(then, there, case, step, seen=row.revision, said=said, agent=by.agent.id)
    return case


def _of_step(step: str, said: Said) -> Said:
    """What of it is said with this step; a reason with any."""
    return Said(reason=said.reason, **{name: getattr(said, name) for name in _SAID_WITH.get(step, ())})


def _at(work: Work, by: Account, at: Micros) -> Work:
    return Work(work.session, at, Actor(by.user or "", _MAY), work.site)
