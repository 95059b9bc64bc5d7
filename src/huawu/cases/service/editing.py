"""Editing what a case says, under the revision that was seen: the second of two editors is told what
changed."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from huawu.cases.core import forms, trees
from huawu.cases.core.life import may_edit
from huawu.cases.events import CaseChanged
from huawu.cases.models import CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.asking import who
from huawu.cases.service import promises, receipts
from huawu.cases.service.assigning import Place, moved
from huawu.cases.service.common import case_row, index_words, require_open, written
from huawu.cases.service.opening import form_taken, require_about, require_type, urgency
from huawu.cases.service.stepping import write_cause
from huawu.cases.types import Change
from huawu.customers import queries as customers
from huawu.people.types import NUMBERS_SEE
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed
from huawu.platform.work import Work


async def edit_case(
    work: Work, arranged: Arranged, case: Id, change: Change, *, seen: int, agent: Id | None
) -> list[str]:
    """Write what is told. Returns the fields that are another now; nothing else happens when there are none.

    Refused (409, with what changed) when somebody else changed it since `seen`; of a closed case; and for
    those who neither work on it nor assign."""
    row, asks = await case_row(work, case, seen), await who(work.session, agent, work.allows)
    require_open(row)
    if not may_edit(row.owner, asks):
        raise NotAllowed("case.not_owner")
    before = _told(row)
    await _write(work, arranged, row, change)
    fields = [name for name, value in _told(row).items() if value != before[name]]
    if not fields:
        return []
    promises.settle(row, arranged.time_of(row.priority))
    await receipts.rewound(work, arranged, row)
    was = {name: before[name] for name in fields if name in ("type", "priority", "cause")}
    written(work, row, "edited", {"fields": fields, "was": was})
    await index_words(work, row)
    await work.announce(row.id, CaseChanged(row.id, fields, work.actor.id, work.now))
    return fields


def _told(row: CaseRow) -> dict[str, object]:
    return {
        "subject": row.subject,
        "text": row.text,
        "type": row.type,
        "form": dict(row.form),
        "priority": row.priority,
        "cause": row.cause,
        "about_agent": row.about_agent,
    }


async def _write(work: Work, arranged: Arranged, row: CaseRow, change: Change) -> None:
    if change.subject is not None:
        if not change.subject.strip():
            raise Invalid("case.no_subject")
        row.subject = change.subject.strip()
    if change.text is not None:
        row.text = change.text.strip()
    before = arranged.form_of(row.type)
    if change.type is not None and change.type != row.type:
        require_type(arranged, change.type)
        row.type, row.type_name = change.type, trees.path_name(arranged.types, change.type)
        row.top = (trees.way(arranged.types, change.type) or [change.type])[0]
    if change.form is not None or change.type is not None:
        row.form = form_taken(arranged, row.type, _filled(work, arranged, row, change, before))
    if change.cause is not None:
        write_cause(arranged, row, change.cause)
    if change.about_agent is not None:
        await _write_about(work, arranged, row, change.about_agent)
    await _judge(work, arranged, row, change)


def _filled(
    work: Work, arranged: Arranged, row: CaseRow, change: Change, before: forms.Form
) -> dict[str, Any]:
    """What is filled in now: masks that were sent back are what they hide, for those who see no whole
    numbers; under another type, they do not come to light."""
    values: Mapping[str, Any] = row.form if change.form is None else change.form
    if not work.allows(NUMBERS_SEE) and change.form is not None:
        values = forms.sent_back(before, row.form, values)
    after = arranged.form_of(row.type)
    kept = forms.carried(before, after, row.form)
    return {key: value for key, value in values.items() if key in kept or value != row.form.get(key)}


async def _write_about(work: Work, arranged: Arranged, row: CaseRow, about: Id) -> None:
    """Say whom it is about: it does not stay with them, and they do not see it any more."""
    await require_about(work, arranged, row.type, about)
    row.about_agent = about
    if row.owner == about:
        await moved(work, arranged, row, Place(row.team, None), "about_owner")


async def _judge(work: Work, arranged: Arranged, row: CaseRow, change: Change) -> None:
    """Another type or text is judged anew, unless somebody has said how urgent it is."""
    said = any(why["by"] == "agent" for why in row.priority_why)
    if change.priority is None and (said or (change.type is None and change.text is None)):
        return
    known = await customers.names(work.session, [row.customer] if row.customer else [])
    level = known[row.customer].level if row.customer in known else ""
    words = f"{row.subject} {row.text}"
    found = urgency(arranged, row.type, level=level, text=words, asked=change.priority)
    before = arranged.time_of(row.priority)
    other = found.priority != row.priority
    row.priority, row.priority_why = found.priority, [asdict(reason) for reason in found.reasons]
    if other:
        promises.promise_anew(row, arranged, before, work.now)
