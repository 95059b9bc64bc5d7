"""What flows hear: that a contact has been through one. It is counted by node and hour."""

from sqlalchemy.dialects.postgresql import insert

from huawu.flows.core.drop_off import ways_of
from huawu.flows.events import FlowWalked
from huawu.flows.models import FlowWayRow
from huawu.platform.clock import SECOND
from huawu.platform.facts import Envelope, load
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work

_HOUR = 3600 * SECOND


async def _walked(work: Work, envelope: Envelope) -> None:
    fact: FlowWalked = load(envelope.kind, envelope.version, envelope.body)
    row = FlowWayRow
    ways = ways_of(fact.path, fact.end)
    if not ways:
        return
    same = {"site_id": envelope.site, "flow": fact.flow, "flow_version": fact.flow_version}
    same |= {"hour": fact.at - fact.at % _HOUR}
    new = insert(row).values(
        [
            {**same, "node": here, "then": then, "end": end, "often": often}
            for (here, then, end), often in sorted(ways.items())
        ]
    )
    await work.session.execute(
        new.on_conflict_do_update(
            index_elements=[row.site_id, row.flow, row.hour, row.flow_version, row.node, row.then, row.end],
            set_={"often": row.often + new.excluded.often},
        )
    )


COUNTS_WAYS = Subscriber("flows.ways", frozenset({"flow.walked"}), _walked)
"""Each walk is counted once."""
