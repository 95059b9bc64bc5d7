"""What the HTTP interface says about extensions, and what their owners may wish."""

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


class ExtensionShown(Shape):
    """An extension as it is now. `calls`: how many it has, ringing ones included."""

    number: str
    state: Literal["idle", "ringing", "busy"]
    calls: int
    dnd: bool
    always: str
    busy: str
    no_answer: str
    offline: str
