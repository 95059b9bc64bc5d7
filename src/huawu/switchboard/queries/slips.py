"""Message slips as they stand: one, a list, what waits, and what became of one."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.clock import Micros
from huawu.platform.database import behind
from huawu.platform.ids import Id
from huawu.switchboard.core.slips import Part
from huawu.switchboard.models import MessageSlipEntryRow, MessageSlipRow
from huawu.switchboard.types import Recipient, Slip, SlipEntry, Written

_UNDER_WAY = ("taken", "read_back", "delivered")


@dataclass(frozen=True, slots=True)
class SlipsWanted:
    """Which rows of the list are asked for. `agent`: for this one; `taken_by`: by this user; `state`: one of
    `core.slips.STATES`, or "waiting": somebody has still something to do; `whom`, part of a name of the
    recipient; `before`: the row after which the page starts."""

    limit: int
    agent: Id | None = None
    taken_by: Id | None = None
    state: str | None = None
    calls: str | None = None
    whom: str = ""
    before: tuple[Micros, Id] | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many slips wait for somebody: `mine` to be acknowledged, `urgent` of these, `calls` that I owe,
    `my_unread` that I took and did not read back; of all: `to_read_back`, `to_deliver`, and `open_calls`."""

    mine: int
    urgent: int
    calls: int
    my_unread: int
    to_read_back: int
    to_deliver: int
    open_calls: int


def parts_of(slip: Slip, user: Id, agent: Id | None, *, keeper: bool) -> frozenset[Part]:
    """What somebody is to a slip; nothing: they may not see it."""
    parts: dict[Part, bool] = {
        "taker": slip.taken_by == user,
        "recipient": agent is not None and slip.written.to.agent == agent,
        "keeper": keeper,
    }
    return frozenset(part for part, so in parts.items() if so)


async def slip(session: AsyncSession, site: str, slip: Id) -> Slip | None:
    """One slip; None when there is none."""
    row = MessageSlipRow
    found = await session.execute(select(row).where(row.id == slip, row.site_id == site))
    one = found.scalar_one_or_none()
    return None if one is None else slip_of(one)


async def slips(session: AsyncSession, site: str, wanted: SlipsWanted) -> list[Slip]:
    """The latest first."""
    row = MessageSlipRow
    chosen = select(row).where(row.site_id == site, *_conditions(wanted))
    chosen = chosen.order_by(row.taken_at.desc(), row.id.desc()).limit(wanted.limit)
    return [slip_of(one) for one in (await session.execute(chosen)).scalars()]


async def history(session: AsyncSession, slip: Id) -> list[SlipEntry]:
    """What became of it, in order."""
    row = MessageSlipEntryRow
    found = await session.execute(select(row).where(row.slip == slip).order_by(row.revision))
    return [
        SlipEntry(each.revision, each.step, each.by, each.at, tuple(each.fields), each.note)
        for each in found.scalars()
    ]


async def waiting(session: AsyncSession, site: str, user: Id, agent: Id | None) -> Waiting:
    """How many wait for somebody."""
    row = MessageSlipRow
    mine: ColumnElement[bool] = row.to_agent == agent if agent is not None else false()
    unread = mine & row.state.in_(_UNDER_WAY)
    owed = row.call_back == "open"
    counted = {
        "mine": unread,
        "urgent": unread & row.urgent,
        "calls": mine & owed,
        "my_unread": (row.state == "taken") & (row.taken_by == user),
        "to_read_back": row.state == "taken",
        "to_deliver": row.state == "read_back",
        "open_calls": owed,
    }
    chosen = select(*(func.count().filter(each).label(name) for name, each in counted.items()))
    found = await session.execute(chosen.where(row.site_id == site, _waits()))
    return Waiting(**found.mappings().one())


def slip_of(row: MessageSlipRow) -> Slip:
    """A row as a value."""
    to = Recipient(row.to_kind, row.to_zh, row.to_en, row.to_entry, row.to_agent)
    written = Written(
        to=to,
        caller=row.caller,
        company=row.company,
        number=row.number,
        from_call=row.from_call,
        about=row.about,
        urgent=row.urgent,
        wish=row.wish,  # type: ignore[arg-type]  # checked when it was written
        called_at=row.called_at,
        interaction=row.interaction,
        customer=row.customer,
    )
    return Slip(
        id=row.id,
        revision=row.revision,
        written=written,
        state=row.state,  # type: ignore[arg-type]  # written by the table of steps
        call_back=row.call_back,  # type: ignore[arg-type]  # the same
        taken_at=row.taken_at,
        taken_by=row.taken_by,
        taker=row.taker,
        unread_why=row.unread_why,
        delivered_how=row.delivered_how,
        delivered_to=row.delivered_to,
        call_note=row.call_note,
        void_why=row.void_why,
    )


def _waits() -> ColumnElement[bool]:
    """As the index of what waits has it."""
    return or_(MessageSlipRow.state.in_(_UNDER_WAY), MessageSlipRow.call_back == "open")


def _conditions(wanted: SlipsWanted) -> list[ColumnElement[bool]]:
    row = MessageSlipRow
    found: list[ColumnElement[bool]] = []
    if wanted.agent is not None:
        found.append(row.to_agent == wanted.agent)
    if wanted.taken_by is not None:
        found.append(row.taken_by == wanted.taken_by)
    if wanted.state == "waiting":
        found.append(_waits())
    elif wanted.state is not None:
        found.append(row.state == wanted.state)
    if wanted.calls is not None:
        found.append(row.call_back == wanted.calls)
    if wanted.whom:
        found.append(or_(*(name.icontains(wanted.whom, autoescape=True) for name in (row.to_zh, row.to_en))))
    if wanted.before is not None:
        found.append(behind(row.taken_at, row.id, wanted.before))
    return found
