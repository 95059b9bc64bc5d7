"""Why routing did what it did is shown at every contact that a decision was about."""

from typing import Any

import pytest

from huawu.interactions.models import Interaction
from huawu.platform.clock import SECOND
from huawu.platform.facts import body_of, mark_of
from huawu.platform.outbox import FactRow
from huawu.routing.events import Decided
from tests.app.web.house import NOON, House

pytestmark = pytest.mark.room


def offer(contact: str) -> dict[str, Any]:
    return {
        "kind": "Offer",
        "id": f"o-{contact}",
        "agent": "a1",
        "contact": contact,
        "reason": {"by": "agent"},
    }


async def test_the_offer_that_followed_from_another_contact_is_shown_with_its_reason(house: House) -> None:
    """One rings in vain, and the agent is offered the next in the same breath: kept with the first."""
    leader = await house.browser("team_leader")
    gone = {"kind": "Withdraw", "offer": "o-c1", "agent": "a1", "contact": "c1", "cause": "timeout"}
    made = [
        Decided({"kind": "Arrived", "contact": {"id": "c1"}}, [offer("c1")], 1, "c1"),
        Decided({"kind": "Arrived", "contact": {"id": "c2"}}, [], 1, "c2"),
        Decided({"kind": "Abandoned", "contact": "c1", "cause": "hung_up"}, [gone, offer("c2")], 1, "c1"),
        Decided({"kind": "Accepted", "offer": "o-c2"}, [{"kind": "Connect", "contact": "c2"}], 1, "c2"),
        Decided({"kind": "AgentReady", "agent": "a9"}, [offer("c3")], 1, "c3"),
    ]
    async with house.sessions.begin() as session:
        for contact in ("c1", "c2"):
            session.add(
                Interaction(
                    id=contact,
                    site_id=house.settings.site,
                    channel="call",
                    direction="in",
                    number="4001",
                    caller="13900000000",
                    caller_name="",
                    started_at=NOON,
                )  # fmt: skip
            )
        for seq, fact in enumerate(made, 1):
            kind, version = mark_of(fact)
            session.add(
                FactRow(
                    id=f"f{seq}",
                    stream="engine/main",
                    seq=seq,
                    kind=kind,
                    version=version,
                    at=NOON + seq * SECOND,
                    recorded_at=NOON,
                    site_id=house.settings.site,
                    epoch=1,
                    body=body_of(fact),
                )  # fmt: skip
            )

    async def decided(contact: str) -> list[tuple[str, list[str]]]:
        rows = (await leader.get(f"/api/interactions/{contact}")).json()["decisions"]
        return [(row["told"]["kind"], [answer["kind"] for answer in row["answers"]]) for row in rows]

    assert await decided("c2") == [("Arrived", []), ("Tick", ["Offer"]), ("Accepted", ["Connect"])]
    assert await decided("c1") == [("Arrived", ["Offer"]), ("Abandoned", ["Withdraw"])]
