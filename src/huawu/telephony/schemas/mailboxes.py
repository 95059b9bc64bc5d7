"""What the HTTP interface says about voice mailboxes."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field

from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, Shape, ShortText, Words

MailboxId = Annotated[str, Path(pattern=r"^([0-9]{2,8}|queue:[0-9A-Za-z_.-]{1,64})$")]
"""An extension, or `queue:KEY`."""


class CallBackTo(Shape):
    """Whom to call, as `POST /api/calls` wants it."""

    kind: Literal["number", "extension", "interaction"]
    id: str


class MessageShown(Shape):
    """A message of an extension is new, then heard; one of a queue is new, then taken by somebody (`by`),
    then done. A deleted one can be had back for a day. `call_back` null: nobody knows who it was. `mail`:
    whether it was told by mail; the least good when several are told; null: nobody is."""

    id: str
    interaction: str
    caller: str
    caller_name: str
    number_masked: bool
    at: datetime
    seconds: float
    state: Literal["new", "heard", "taken", "done", "deleted"]
    by: AgentBrief | None
    changed_at: datetime
    call_back: CallBackTo | None
    mail: Literal["waiting", "sent", "given_up"] | None


class MailboxBrief(Shape):
    """`new` messages, and `old` ones. `name`: of a queue."""

    mailbox: str
    shared: bool
    name: Words | None
    new: int
    old: int


class MailboxList(Shape):
    items: list[MailboxBrief]


class MailboxShown(Shape):
    """Messages, the newest first. `greeting`: an own one; `pin`: a secret number is set, without which
    nobody listens by telephone; `locked_until`: somebody guessed."""

    mailbox: str
    shared: bool
    new: int
    old: int
    greeting: bool
    pin: bool
    locked_until: datetime | None
    messages: list[MessageShown]


class MarkAsked(Asked):
    """`restore`: take back that it was deleted."""

    state: Literal["new", "heard", "taken", "done", "deleted", "restore"]


class OwnAddress(Shape):
    """`address`: where the owner is told of messages; null: nowhere. `wanted`: a code was sent there, which
    can be typed in until `until`. `sound`: the recording goes along, as the administrator says. `possible`:
    there is a mail server. `allowed`: the administrator allows it; else nothing is told there."""

    address: str | None
    wanted: str | None
    until: datetime | None
    sound: bool
    possible: bool
    allowed: bool


class AddressAsked(Asked):
    address: ShortText


class CodeTyped(Asked):
    """The six figures of the letter."""

    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]


class PinAsked(Asked):
    """Four to ten figures that nobody would try first."""

    pin: Annotated[str, Field(max_length=20, json_schema_extra={"format": "password"})]
