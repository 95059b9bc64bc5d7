"""What the HTTP interface says about keeping recordings."""

from typing import Annotated, Literal

from pydantic import Field

from huawu.platform.web.shapes import Asked, Shape, ShortText


class PauseShown(Shape):
    """Seconds since the start of the recording."""

    start: float
    end: float


class MarksShown(Shape):
    """When recording was paused: silence, on purpose."""

    pauses: list[PauseShown]


class WhyAsked(Asked):
    """The reason, which is written down with who and when."""

    why: Annotated[ShortText, Field(min_length=3)]


class SpaceShown(Shape):
    """Room for recordings. low: warned; full: recordings stop, calls go on."""

    free_bytes: int
    free_percent: float
    state: Literal["ok", "low", "full"]
