"""What the HTTP interface says about message slips."""

from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape, ShortText, Words, plain

SlipState = Literal["taken", "read_back", "delivered", "acknowledged", "void"]
SlipCall = Literal["none", "open", "made", "impossible"]
SlipWish = Literal["please_call", "will_call", "will_come", "wants_to_see", "no_reply"]
SlipHow = Literal["page", "phone", "in_person", "paper", "text"]
SlipStepName = Literal[
    "read_back",
    "not_read_back",
    "deliver",
    "acknowledge",
    "acknowledged_by_word",
    "call_made",
    "call_impossible",
    "call_open_again",
    "void",
]


class SlipFilters(Asked):
    """Which slips: `box`: for me, taken by me, everybody's; `state` "waiting": unfinished; `calls`: what
    became of the call back; `whom`: part of the recipient's name; `before`: `next` of the page before."""

    box: Literal["mine", "taken", "all"] = "mine"
    state: SlipState | Literal["waiting"] | None = None
    calls: SlipCall | None = None
    whom: Annotated[str, AfterValidator(plain)] | None = Field(None, max_length=100)
    before: str | None = Field(None, max_length=200)
    limit: int = Field(50, ge=1, le=200)


class SlipTo(Asked):
    """Whom a message is for: an entry of the directory, or a name."""

    entry: Annotated[str, Field(max_length=64)] = ""
    name: ShortText = ""


class SlipAsked(Asked):
    """What is written on a slip. `number` null: the one that called, of the call `interaction`. `called_at`
    null: now, or as it was. `key`: made once by the page for a new slip, so that it is not written twice;
    `revision`: the one that was seen, on a change; `read_back`: the caller has heard it and agreed."""

    to: SlipTo
    caller: ShortText = ""
    company: ShortText = ""
    number: ShortText | None = ""
    about: LongText = ""
    urgent: bool = False
    wish: SlipWish = "please_call"
    called_at: AwareDatetime | None = None
    interaction: Annotated[str | None, Field(pattern=r"^[0-9a-z]{1,40}$")] = None
    customer: Annotated[str | None, Field(pattern=r"^[0-9a-z]{1,40}$")] = None


class SlipNew(SlipAsked):
    """A new slip."""

    key: RequestKey
    read_back: bool = False


class SlipCorrected(SlipAsked):
    """A slip as it is to be, and the revision that was seen."""

    revision: int


class SlipStepAsked(Asked):
    """A step: what was seen, and what the step needs. `how` and `to`: how and to whom it was delivered;
    `note`: why it was not read back, cannot be called, is void."""

    revision: int
    note: ShortText = ""
    how: SlipHow | None = None
    to: ShortText = ""


class SlipRecipient(Shape):
    """Whom it is for, named as they were when it was taken. `kind` "name": nobody of the directory."""

    kind: Literal["person", "room", "department", "outside", "name"]
    entry: str
    name: Words
    agent: str | None


class SlipShown(Shape):
    """A slip in a list. `steps`: what this user may do with it now; `mine`: it is for them; `may_correct`:
    they may change what it says. `number_masked`: the number is shown with its middle hidden."""

    id: str
    revision: int
    to: SlipRecipient
    caller: str
    company: str
    number: str
    number_masked: bool
    from_call: bool
    about: str
    urgent: bool
    wish: SlipWish
    called_at: AwareDatetime
    taken_at: AwareDatetime
    taker: AgentBrief | None
    taken_by: Words
    interaction: str | None
    customer: str | None
    state: SlipState
    call_back: SlipCall
    unread_why: str
    delivered_how: SlipHow | Literal[""]
    delivered_to: str
    call_note: str
    void_why: str
    steps: list[SlipStepName]
    may_correct: bool
    mine: bool


class SlipEntryShown(Shape):
    """One change: who did what when. `fields`: which of its words were changed."""

    revision: int
    step: SlipStepName | Literal["take", "correct"]
    by: Words
    at: AwareDatetime
    fields: list[str]
    note: str


class SlipWhole(Shape):
    """A slip with what became of it."""

    slip: SlipShown
    history: list[SlipEntryShown]


class SlipList(Shape):
    """`next`: goes as `before` to the page after; null at the end."""

    items: list[SlipShown]
    next: str | None


class SlipsWaiting(Shape):
    """How many slips wait: `mine` for me, `urgent` of these, `calls` that I owe; `to_read_back` of those that
    I took, and for who sees to everybody's of all; of everybody's, for them (else 0): `to_deliver`,
    `open_calls`."""

    mine: int
    urgent: int
    calls: int
    to_read_back: int
    to_deliver: int
    open_calls: int
