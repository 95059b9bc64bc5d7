"""What the HTTP interface says about recordings and test calls."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from huawu.interactions.types import RecordingShown
from huawu.platform.web.shapes import Asked, Shape, ShortText, moment, moment_or_none, plain
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


Tab = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(plain)]
"""What a tab of the browser calls itself; it keeps the name when it is loaded anew."""


class PhoneAsked(Asked):
    """`take_over`: also when another tab has the phone."""

    tab: Tab
    take_over: bool = False


class PhoneGiven(Shape):
    """The way to the phone: one WebSocket, to be opened before `expires_at`, that needs no password."""

    ticket: str
    websocket: str
    uri: str
    extension: str
    display_name: str
    expires_at: datetime


class AudioTold(Asked):
    """How microphone and speaker of the page are. Told at each change, and at least every 20 s."""

    tab: Tab
    state: Literal["ok", "no_microphone", "blocked", "failed", "asleep"]
    detail: ShortText | None = None


class EchoAccepted(Shape):
    """The page will be called; what is said comes back a second later, for `seconds`."""

    seconds: int


def phone_given(given: dict[str, Any]) -> PhoneGiven:
    return PhoneGiven(
        ticket=given["ticket"],
        websocket=f"/sip?ticket={given['ticket']}",
        uri=f"sip:{given['extension']}@{given['domain']}",
        extension=given["extension"],
        display_name=given["display_name"],
        expires_at=moment(given["expires_at"]),
    )


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
