"""What the HTTP interface says about extensions, and what their owners may wish."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.platform.web.shapes import Asked, Shape

Forward = Annotated[str, Field(pattern=r"^(\+?[0-9]{2,20}|\*97)?$")]
"""A number of the house or outside, `*97` the mailbox; "" none."""


class WishesAsked(Asked):
    """What holds from now on: do not disturb, and where calls go on in each case."""

    dnd: bool = False
    always: Forward = ""
    busy: Forward = ""
    no_answer: Forward = ""
    offline: Forward = ""


class ParkedShown(Shape):
    """A call that waits at a place. `by`: the extension that parked it."""

    place: str
    since: datetime
    by: str


class RingingShown(Shape):
    """A call that rings at another telephone of the pickup group."""

    extension: str
    since: datetime


class ExtensionShown(Shape):
    """An extension as it is now. `calls`: how many it has, ringing ones included. `parked`, `ringing`: what
    could be taken at it, by a call to the place, or to `**` and the extension."""

    number: str
    state: Literal["idle", "ringing", "busy"]
    calls: int
    dnd: bool
    always: str
    busy: str
    no_answer: str
    offline: str
    parked: list[ParkedShown]
    ringing: list[RingingShown]
