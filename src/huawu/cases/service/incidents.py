"""Major incidents (突发事件): declared for a case, which becomes their master; changed, announced to callers,
ended; and what belongs to them. Whatever is said of one is on record in its master."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from huawu.cases.config.plans import PLAN
from huawu.cases.core import incidents as core
from huawu.cases.models import CaseIncidentRow, CaseRow
from huawu.cases.service import incident_menu, incident_told
from huawu.cases.service.belonging import set_master
from huawu.cases.service.common import CONTACT, case_row, link, noted, open_row
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform import config
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work

PROMPT = "prompt"
_CHANGED = ("what", "say", "fits", "affected", "expected_end")


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of an incident. `say`: words for agents by language; `fits`: by what calls and cases are
    suggested."""

    what: str
    say: Mapping[str, str]
    types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    affected: int | None = None
    expected_end: Micros | None = None

    def columns(self) -> dict[str, Any]:
        words = [word.strip() for word in self.words if word.strip()]
        return {
            "what": self.what.strip(),
            "say": {language: text.strip() for language, text in self.say.items()},
            "fits": {"types": list(self.types), "words": words},
            "affected": self.affected,
            "expected_end": self.expected_end,
        }


async def declare(
    work: Work, case: Id, key: str, said: Described, *, plan: str | None, prompt: str | None
) -> None:
    """The case is the master of a major incident from now on. Sent twice with one key, it is one. Refused of
    a case that is one already, is closed, or belongs to a master itself; for a plan or prompt that there is
    not; and without what is affected."""
    work.require(CASES_ASSIGN)
    row = await case_row(work, case)
    held = await work.session.get(CaseIncidentRow, case)
    if held is not None:
        if held.request_key == key and held.declared_by == work.actor.id:
            return
        raise Refusal("incident.declared_already")
    await open_row(work, case)
    if row.master is not None:
        raise Refusal("case.master_has_master")
    _require_said(said)
    body = {} if plan is None else await _published(work, PLAN, plan, "incident.unknown_plan")
    held = CaseIncidentRow(
        case_id=case,
        site_id=work.site,
        request_key=key,
        revision=1,
        plan=plan or "",
        steps=core.begun(body.get("steps", [])),
        declared_at=work.now,
        declared_by=work.actor.id,
        notice={},
        result="",
        solving={},
        **said.columns(),
    )
    work.session.add(held)
    noted(work, row, "incident_declared", {"text": held.what})
    await incident_told.declared(work, row, held)
    if prompt is not None:
        await _announced(work, row, held, prompt)


async def change(work: Work, case: Id, said: Described, *, seen: int) -> None:
    """Say anew what it is. Refused when it is over, and when somebody else changed it since `seen`."""
    row, held = await _led(work, case, seen)
    _require_said(said)
    new = said.columns()
    fields = [name for name in _CHANGED if getattr(held, name) != new[name]]
    if not fields:
        return
    for name in fields:
        setattr(held, name, new[name])
    held.revision += 1
    noted(work, row, "incident_changed", {"fields": fields, "text": held.what})


async def announce(work: Work, case: Id, prompt: str | None, *, seen: int) -> None:
    """Callers hear this prompt of the centre before the menu from now on; None: nothing any more. Refused as
    `change` is."""
    row, held = await _led(work, case, seen)
    if held.notice.get("prompt") == prompt:
        return
    held.revision += 1
    if prompt is not None:
        await _announced(work, row, held, prompt)
    else:
        await _withdrawn(work, row, held)


async def end(work: Work, case: Id, result: str, *, seen: int) -> None:
    """It is over; callers hear nothing of it any more. Refused as `change` is."""
    row, held = await _led(work, case, seen)
    held.ended_at, held.ended_by, held.result = work.now, work.actor.id, result.strip()
    held.revision += 1
    noted(work, row, "incident_ended", {"text": held.result})
    await incident_told.over(work, case)
    if held.notice:
        await _withdrawn(work, row, held)


async def see_to_step(work: Work, case: Id, step: str, *, done: bool | None, mine: bool | None) -> None:
    """A step of the plan is done, or not after all; I see to it, or nobody does. Said twice, nothing happens
    the second time. Refused when the incident is over."""
    work.require(CASES_WORK)
    row, held = await case_row(work, case), await held_of(work, case)
    _require_running(held)
    try:
        if mine is not None:
            held.steps = core.owned(held.steps, step, work.actor.id if mine else None)
        changed = None
        if done is not None:
            changed = core.ticked(held.steps, step, done=done, by=work.actor.id, at=work.now)
    except KeyError as error:
        raise NotFound("incident.unknown_step") from error
    if changed is not None:
        held.steps = changed
        name = next(each["name"] for each in changed if each["id"] == step)
        noted(work, row, "incident_step_done" if done else "incident_step_undone", {"name": name})


async def join_contact(work: Work, case: Id, interaction: Id) -> None:
    """A contact is about the incident: also one that is not written down yet. Nobody who links another one at
    this moment is waited for. Linked twice, it is linked once. Refused when the incident is over."""
    work.require(CASES_WORK)
    if not interaction.isalnum():
        raise Invalid("interaction.unknown")
    _require_running(await _seen(work, case))
    await link(work, case, CONTACT, interaction)


async def join_case(work: Work, case: Id, other: Id) -> None:
    """A case, and the contact it came from, belong to the incident. Refused when the incident is over, and as
    `set_master` does."""
    work.require(CASES_WORK)
    _require_running(await _seen(work, case))
    asked = select(CaseRow.revision, CaseRow.master, CaseRow.interaction)
    found = (await work.session.execute(asked.where(CaseRow.id == other))).first()
    if found is None:
        raise NotFound("case.unknown")
    if found.master != case:
        await set_master(work, other, case, seen=found.revision)
    if found.interaction is not None:
        await link(work, case, CONTACT, found.interaction)


async def held_of(work: Work, case: Id) -> CaseIncidentRow:
    """The incident whose master this case is, held until the Work ends."""
    of = select(CaseIncidentRow).where(CaseIncidentRow.case_id == case, CaseIncidentRow.site_id == work.site)
    held = (await work.session.execute(of.with_for_update())).scalar_one_or_none()
    if held is None:
        raise NotFound("incident.unknown")
    return held


async def _seen(work: Work, case: Id) -> CaseIncidentRow:
    """The same, not held."""
    held = await work.session.get(CaseIncidentRow, case)
    if held is None or held.site_id != work.site:
        raise NotFound("incident.unknown")
    return held


async def _led(work: Work, case: Id, seen: int) -> tuple[CaseRow, CaseIncidentRow]:
    work.require(CASES_ASSIGN)
    row, held = await case_row(work, case), await held_of(work, case)
    if held.revision != seen:
        raise Refusal("incident.changed_meanwhile", revision=held.revision)
    _require_running(held)
    return row, held


def _require_running(held: CaseIncidentRow) -> None:
    if held.ended_at is not None:
        raise Refusal("incident.ended")


def _require_said(said: Described) -> None:
    if not said.what.strip():
        raise Invalid("incident.what")


async def _published(work: Work, kind: str, key: str, refusal: str) -> dict[str, Any]:
    found = (await config.published(work.session, work.site, kind)).get(key)
    if found is None:
        raise Invalid(refusal)
    return dict(found)


async def _announced(work: Work, row: CaseRow, held: CaseIncidentRow, prompt: str) -> None:
    body = await _published(work, PROMPT, prompt, "incident.unknown_prompt")
    if not body.get("sounds"):
        raise Invalid("incident.silent_prompt")
    held.notice = {"prompt": prompt}
    held.published_at, held.published_by, held.withdrawn_at = work.now, work.actor.id, None
    noted(work, row, "incident_announced", {"name": body.get("name")})
    await incident_menu.promise(work)


async def _withdrawn(work: Work, row: CaseRow, held: CaseIncidentRow) -> None:
    held.notice, held.withdrawn_at = {}, work.now
    noted(work, row, "incident_withdrawn", {})
    await incident_menu.promise(work)
