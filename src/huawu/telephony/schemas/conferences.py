"""What the HTTP interface says about conferences that are booked."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from huawu.platform.web.shapes import Asked, Shape, ShortText
from huawu.telephony.schemas.control import Leg, PartyShown

Pin = Annotated[str, Field(pattern=r"^[0-9]{4,10}$")]
Room = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]


class Invited(Asked):
    """Who is called when it begins: an agent by id, an extension, or an outside number."""

    kind: Literal["agent", "extension", "number"]
    id: Annotated[ShortText, Field(min_length=1)]


class ConferenceBooked(Asked):
    """`pin`: four to ten digits; without one it is thought of."""

    room: Room
    title: Annotated[ShortText, Field(min_length=1)]
    starts_at: AwareDatetime
    minutes: Annotated[int, Field(ge=5, le=720)]
    pin: Pin | None = None
    invited: Annotated[list[Invited], Field(max_length=1000)] = []


class ConferenceDo(Asked):
    """mute, unmute, drop: a party."""

    action: Literal["mute", "unmute", "drop", "lock", "unlock", "end"]
    party: Leg | None = None


class InvitedShown(Shape):
    kind: Literal["agent", "extension", "number"]
    id: str


class BookedShown(Shape):
    """A conference. `state`: booked, open (callers are let in), over, cancelled. `mine`: I may do things in
    it."""

    id: str
    room: str
    title: str
    pin: str
    starts_at: datetime
    ends_at: datetime
    state: Literal["booked", "open", "over", "cancelled"]
    mine: bool
    invited: list[InvitedShown]
    locked: bool
    parties: list[PartyShown]


class BookedList(Shape):
    """`rooms`: where conferences can be held."""

    items: list[BookedShown]
    rooms: list[str]
