"""Use cases about interactions. Contacts themselves are written by the live process, never here."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from huawu.interactions import queries
from huawu.interactions.events import (
    CustomerChosen,
    RecordingDeleted,
    RecordingExported,
    RecordingHeld,
    RecordingReleased,
    WrappedUp,
)
from huawu.interactions.models import Interaction, Recording, WrapUp
from huawu.interactions.ports import Decisions
from huawu.interactions.types import RecordingRecord, WrapUpRecord
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Unavailable
from huawu.platform.work import Work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a contact. `results`: those that the type may have (from the published configuration)."""

    type: str
    result: str
    note: str
    results: frozenset[str] | None


async def choose_customer(work: Work, interaction: Id, customer: Id | None, by: Id) -> None:
    """Say who the customer of a contact is; None takes it back. Who asks has looked whether they may.

    Refused for the moment until the contact is in the database.
    """
    found = await work.session.execute(
        update(Interaction)
        .where(Interaction.id == interaction)
        .values(customer=customer)
        .returning(Interaction.id)
    )
    if found.scalar_one_or_none() is None:
        raise Unavailable("interaction.not_written_yet")
    await work.announce(interaction, CustomerChosen(interaction, customer, by, work.now))


async def wrap_up(
    work: Work, interaction: Id, agent: Id, outcome: Outcome, decisions: Decisions
) -> WrapUpRecord:
    """Write down what came of a contact. Said again, it replaces; said twice alike, it changes nothing.

    Refused for a type or result that is not configured, an unknown contact, or one of other agents.
    """
    if outcome.results is None:
        raise Invalid("wrap_up.unknown_type", type=outcome.type)
    if outcome.results and outcome.result not in outcome.results:
        raise Invalid("wrap_up.unknown_result", result=outcome.result)
    contact = await queries.interaction(work.session, interaction)
    if contact is None:
        raise NotFound("interaction.unknown")
    if not await decisions.had_part(work.session, contact, agent):
        raise NotAllowed("interaction.not_yours")
    new = WrapUpRecord(
        f"{interaction}-{agent}", interaction, agent, outcome.type, outcome.result, outcome.note, work.now
    )
    for old in (await queries.wrap_ups(work.session, [interaction])).get(interaction, []):
        if old.agent == agent and _same(old, new):
            return old
    await _keep(work, new)
    fact = WrappedUp(interaction, agent, new.type, new.result, new.note, new.at)
    await work.announce(interaction, fact)
    return new


async def hold_recording(work: Work, recording: RecordingRecord, why: str) -> None:
    """Keep a recording from being deleted, for a reason that is written down. Said again, it replaces."""
    if recording.deleted_at is not None:
        raise NotFound("recording.deleted")
    by, id = work.actor.id, recording.id
    await work.session.execute(
        update(Recording).where(Recording.id == id).values(held_by=by, held_at=work.now, held_why=why)
    )
    await work.announce(id, RecordingHeld(id, recording.interaction, by, why, work.now))


async def release_recording(work: Work, recording: RecordingRecord) -> None:
    """It may be deleted again when its time has come. One that is not held stays as it is."""
    if recording.hold is None:
        return
    id = recording.id
    nobody = {"held_by": None, "held_at": None, "held_why": None}
    await work.session.execute(update(Recording).where(Recording.id == id).values(**nobody))
    await work.announce(id, RecordingReleased(id, recording.interaction, work.actor.id, work.now))


async def export_recording(work: Work, recording: RecordingRecord, why: str) -> None:
    """Write down who takes the sound out of the house, and why."""
    fact = RecordingExported(recording.id, recording.interaction, work.actor.id, why, work.now)
    await work.announce(recording.id, fact)


async def delete_recordings(work: Work, over: Sequence[tuple[Id, Id, str, int]]) -> None:
    """Write down that these (see `queries.recordings_over`) are gone. Who asks removes the files."""
    for id, interaction, _, days in over:
        await work.session.execute(update(Recording).where(Recording.id == id).values(deleted_at=work.now))
        await work.announce(id, RecordingDeleted(id, interaction, days, work.now))


def _same(old: WrapUpRecord, new: WrapUpRecord) -> bool:
    return (old.type, old.result, old.note) == (new.type, new.result, new.note)


async def _keep(work: Work, new: WrapUpRecord) -> None:
    changing = {"type": new.type, "result": new.result, "note": new.note, "at": new.at}
    row = insert(WrapUp).values(
        id=new.id,
        interaction=new.interaction,
        site_id=work.site,
        agent=new.agent,
        **changing,
    )
    await work.session.execute(row.on_conflict_do_update(index_elements=[WrapUp.id], set_=changing))
