"""Opening a case: once for each request, with its form, its priority, its promise and its place."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from huawu.cases.core import forms, trees
from huawu.cases.core.priority import PRIORITIES, Judged, Priority, Reason, judged
from huawu.cases.errors import BadForm
from huawu.cases.events import CaseOpened
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.asking import who
from huawu.cases.service import assigning, promises, receipts
from huawu.cases.service.common import CONTACT, index_words, link, made_before, no_words, noted
from huawu.cases.service.suggested import keep_suggested
from huawu.cases.types import NewCase
from huawu.customers import queries as customers
from huawu.interactions import queries as interactions
from huawu.people import queries as people
from huawu.people.types import CASES_WORK
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, Refusal
from huawu.platform.work import Work


async def open_case(work: Work, arranged: Arranged, new: NewCase, agent: Id | None) -> Id:
    """Receive a case. Sent twice with the same key, it is one: the first one counts.

    Refused for a type that there is not or that has others under it, without a subject, with a form that
    cannot be taken, and for a customer or contact that nobody knows.
    """
    work.require(CASES_WORK)
    there = await made_before(work, CaseRow, CaseRow.opened_by, new.key)
    if there is not None:
        return there
    if not new.subject.strip():
        raise Invalid("case.no_subject")
    require_type(arranged, new.type)
    form = form_taken(arranged, new.type, new.form)
    await require_about(work, arranged, new.type, new.about_agent)
    if agent is not None and new.about_agent == agent:
        raise Refusal("case.about_yourself")
    level = await _level(work, new)
    found = urgency(arranged, new.type, level=level, text=f"{new.subject} {new.text}", asked=new.priority)
    case = await _written(work, arranged, new, form, found)
    if case is None:  # the same request, at the same moment
        return str(await made_before(work, CaseRow, CaseRow.opened_by, new.key))
    row = (await work.session.execute(select(CaseRow).where(CaseRow.id == case))).scalar_one()
    place = await assigning.by_type(work, arranged, new.type, but=new.about_agent)
    row.team, row.owner = place.team, agent if new.mine and agent else place.owner
    row.state = "assigned" if row.owner else "received"
    promises.settle(row, arranged.time_of(row.priority))
    noted(work, row, "opened", {"priority": row.priority, "team": row.team, "owner": row.owner})
    if receipts.wants(arranged, row):
        await receipts.opened(work, arranged, row, await who(work.session, agent, work.allows))
    if new.interaction is not None:
        await link(work, case, CONTACT, new.interaction)
    keep_suggested(work, row, new.suggested)
    await index_words(work, row)
    opened = CaseOpened(case, row.type, row.priority, row.customer, row.interaction, row.opened_by, work.now)
    await work.announce(case, opened)
    return case


def require_type(arranged: Arranged, type: str) -> None:
    """Refused for a type that is not there, and for one that is only the head of others."""
    if type not in arranged.types:
        raise Invalid("case.unknown_type", type=type[:64])
    if not trees.is_leaf(arranged.types, type):
        raise Invalid("case.type_too_wide", type_name=trees.path_name(arranged.types, type))


async def require_about(work: Work, arranged: Arranged, type: str, about: Id | None) -> None:
    """Refused when cases of this type are about nobody, and for an agent that there never was."""
    if about is None:
        return
    if not arranged.of_type(type, "about_agent"):
        raise Invalid("case.about_nobody")
    if await people.agent_record(work.session, about) is None:
        raise Invalid("case.owner_not_here")


def form_taken(
    arranged: Arranged, type: str, values: dict[str, Any], *, whole: bool = False
) -> dict[str, Any]:
    """What is kept of the form. Raises BadForm."""
    kept, wrong = forms.taken(arranged.form_of(type), values, whole=whole)
    if wrong:
        raise BadForm(wrong)
    return kept


def urgency(arranged: Arranged, type: str, *, level: str, text: str, asked: str | None) -> Judged:
    """How urgent it is: what somebody says, else what type, customer and words say."""
    if asked is not None:
        priority = next((each for each in PRIORITIES if each == asked), None)
        if priority is None:
            raise Invalid("case.unknown_priority", priority=asked[:40])
        return Judged(priority, (Reason("agent"),))
    of_type: Priority = arranged.of_type(type, "priority") or "medium"
    return judged(of_type, level=level, text=text, rules=arranged.urgencies)


async def _level(work: Work, new: NewCase) -> str:
    if new.interaction is not None and await interactions.interaction(work.session, new.interaction) is None:
        raise Invalid("interaction.unknown")
    if new.customer is None:
        return ""
    customer = (await customers.names(work.session, [new.customer])).get(new.customer)
    if customer is None:
        raise Invalid("customer.unknown")
    return customer.level


async def _written(
    work: Work, arranged: Arranged, new: NewCase, form: dict[str, Any], found: Judged
) -> Id | None:
    """The new row; None when another request with this key was quicker."""
    values = {
        "id": new_id(),
        "site_id": work.site,
        "request_key": new.key,
        "revision": 1,
        "opened_at": work.now,
        "opened_by": work.actor.id,
        "changed_at": work.now,
        "type": new.type,
        "type_name": trees.path_name(arranged.types, new.type),
        "top": (trees.way(arranged.types, new.type) or [new.type])[0],
        "priority": found.priority,
        "priority_why": [asdict(reason) for reason in found.reasons],
        "subject": new.subject.strip(),
        "text": new.text.strip(),
        "form": form,
        "found_by": no_words(),
        "customer": new.customer,
        "interaction": new.interaction,
        "state": "received",
        "team": "",
        "promise": promises.promised(arranged, found.priority, work.now),
        "about_agent": new.about_agent,
        "due_order": promises.FAR,
        "escalated": 0,
        "solution_text": "",
        "reopened": 0,
    }
    put = insert(CaseRow).values(**values).on_conflict_do_nothing().returning(CaseRow.id)
    return (await work.session.execute(put)).scalar_one_or_none()
