"""What the HTTP interface says about calls in words."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.platform.web.shapes import Asked, Shape, ShortText


class WordsLine(Shape):
    """Something that was said. `side`: outside, the customer; inside, an agent. `typed`: an agent wrote it
    and a voice said it. `seconds`: since the recording began."""

    at: datetime
    seconds: float
    side: Literal["outside", "inside"]
    text: str
    typed: bool


class Transcript(Shape):
    """What was said, in the order in which it was; empty when nothing was written down."""

    lines: list[WordsLine]


class SayAsked(Asked):
    """What a voice is to say to the customer."""

    text: Annotated[ShortText, Field(min_length=1, pattern=r"\S")]
