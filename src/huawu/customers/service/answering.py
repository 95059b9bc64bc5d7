"""What was missing is asked, and written down."""

from collections.abc import Mapping

from huawu.customers import config
from huawu.customers.core.items import answered, can_be_asked, is_known
from huawu.customers.core.record import differing, tidied
from huawu.customers.core.verifying import Said, confirmed_in
from huawu.customers.queries.verdicts import verdicts_of
from huawu.customers.service.judging import say
from huawu.customers.service.reviewing import look
from huawu.customers.service.rows import at_hand, revise, right
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.platform.work import Work


async def answer_items(work: Work, customer: Id, answers: Mapping[str, str]) -> None:
    """Write down what the customer said of key items that were missing, by the items' keys; a person says
    with it that it is right. Refused for an item that nobody asks for, for one that is known by now
    otherwise, and for what no record can say. Sent twice, it is written once."""
    row, standing = await at_hand(work, customer)
    known = await config.in_force(work.session, work.site)
    items = {item.key: item for item in known.items}
    confirmed = confirmed_in(await verdicts_of(work.session, standing))
    old, record, fields = standing.record, standing.record, []
    for key, text in answers.items():
        item = items.get(key)
        if item is None:
            raise NotFound("customer.unknown_item")
        if not can_be_asked(item) or not text.strip():
            raise Invalid("customer.item_not_answered", item=dict(item.name))
        field, record = answered(item, record, text, known.own)
        if is_known(item, old, confirmed) and tidied(record) != tidied(old):
            raise Refusal("customer.item_known", item=dict(item.name))
        fields.append(field)
    whole = await right(work, record, old)
    if what := differing(old, whole):
        await revise(work, row, standing, whole, what)
    await say(
        work, row.id, whole, "person", {each: Said("right", "asked") for each in fields}, by=work.actor.id
    )
    await look(work, row, whole, known)
