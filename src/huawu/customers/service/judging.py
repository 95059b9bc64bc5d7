"""Verdicts on facts are written down."""

from collections.abc import Collection, Mapping

from huawu.customers.core.fields import Definitions
from huawu.customers.core.verifying import LAYERS, Layer, Said, facts_of, judged, stamp
from huawu.customers.events import FactVerified
from huawu.customers.models import CustomerVerdictRow
from huawu.customers.queries.verdicts import verdicts_on
from huawu.customers.types import Record, Verdict
from huawu.platform.clock import SECOND, Micros, as_datetime
from huawu.platform.ids import Id, new_id
from huawu.platform.work import SYSTEM, Work

_SOON = 3600 * SECOND


async def judge(work: Work, customer: Id, record: Record, own: Definitions) -> None:
    """The system checks a record as it was just written, or as somebody asks for it. `own`: the site's
    fields."""
    today = as_datetime(work.now).date().isoformat()
    await say(work, customer, record, "system", judged(record, own, today), by=SYSTEM.id)


async def say(
    work: Work, customer: Id, record: Record, layer: Layer, said: Mapping[str, Said], *, by: Id
) -> Collection[str]:
    """Write down what a layer says of facts of a record; of fields that are empty nothing is. What was said
    within the hour already is not said again. Returns the fields that it is new of."""
    assert layer in LAYERS
    if not said:
        return ()
    now = {field: stamp(value) for field, value in facts_of(record).items()}
    before = {
        each.field: each
        for each in await verdicts_on(work.session, (customer,), record)
        if each.layer == layer and each.holds
    }
    fresh = []
    for field, (result, why) in said.items():
        known = before.get(field)
        if field not in now or _is_said(known, result, why, by, work.now, layer):
            continue
        fresh.append(field)
        work.session.add(
            CustomerVerdictRow(
                id=new_id(),
                site_id=work.site,
                customer_id=customer,
                field=field,
                layer=layer,
                result=result,
                why=why,
                stamp=now[field],
                by=by,
                at=work.now,
            )
        )
        if layer != "system":
            await work.announce(customer, FactVerified(customer, field, layer, result, by, work.now))
    return fresh


def _is_said(known: Verdict | None, result: str, why: str, by: Id, now: Micros, layer: str) -> bool:
    """The system says the same thing once; a person may say it again after a while: it is then known to be
    right at that time too."""
    if known is None or (known.result, known.why) != (result, why):
        return False
    return layer == "system" or (known.by == by and now - known.at < _SOON)
