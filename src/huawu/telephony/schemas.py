"""What the HTTP interface says about recordings and test calls."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.interactions.types import RecordingShown
from huawu.platform.web.shapes import Asked, Shape, moment_or_none
from huawu.telephony.types import TestCall


class RecordingPage(Shape):
    """`next`: the `before` of the next page; null on the last."""

    items: list[RecordingShown]
    next: str | None


class TestCallAsked(Asked):
    """`press`: the keys to press in the menu, one after the other; "" for none."""

    number: Annotated[str, Field(max_length=20)] = "4001"
    press: Annotated[str, Field(max_length=20)] = "1"


class TestCallShown(Shape):
    """`heard_seconds`: how long anything but silence was heard."""

    id: str
    number: str
    press: str
    state: Literal["waiting", "ringing", "talking", "ended", "failed"]
    started_at: datetime | None
    ended_at: datetime | None
    heard_seconds: float
    sent_packets: int
    received_packets: int
    cause: str | None


def test_call_shown(call: TestCall) -> TestCallShown:
    return TestCallShown.model_validate(
        {
            "id": call.id,
            "number": call.number,
            "press": call.press,
            "state": call.state,
            "started_at": moment_or_none(call.started_at),
            "ended_at": moment_or_none(call.ended_at),
            "heard_seconds": call.heard_seconds,
            "sent_packets": call.sent_packets,
            "received_packets": call.received_packets,
            "cause": call.cause,
        }
    )
