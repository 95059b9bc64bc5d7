"""What the HTTP interface says about call tickets."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape, ShortText, Words

TicketDirection = Literal["out", "in", "transit"]
TicketPurpose = Literal["call", "enquiry"]
TicketLanguage = Annotated[str, Field(pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2})?$")]
TicketCall = Annotated[str, Field(pattern=r"^[0-9a-z]{1,40}$")]


class TicketFilters(Asked):
    """Which tickets: `over`: ended or not, both without; `state`: one of the life in force; `interaction`:
    those of a real call; `before`: `next` of the page before."""

    over: bool | None = None
    state: str | None = Field(None, pattern=r"^[0-9a-z_-]{1,40}$")
    direction: TicketDirection | None = None
    interaction: TicketCall | None = None
    before: str | None = Field(None, max_length=200)
    limit: int = Field(50, ge=1, le=200)


class TicketNew(Asked):
    """A call to be made for somebody, or (`purpose` enquiry) what they want to know, which `note` says.
    `language`: of the caller, a BCP 47 tag. `key`: the request's own; `reverse`: the called party is to pay;
    `person`: who is asked for, needed when it is `person_to_person`; `due_at`: when to ring, null: now;
    `interaction`: the real call."""

    key: RequestKey
    direction: TicketDirection
    caller: ShortText = ""
    caller_number: ShortText = ""
    called: ShortText = ""
    called_number: ShortText = ""
    person: ShortText = ""
    person_to_person: bool = False
    reverse: bool = False
    due_at: AwareDatetime | None = None
    interaction: TicketCall | None = None
    note: LongText = ""
    purpose: TicketPurpose = "call"
    language: TicketLanguage = ""


class TicketStepAsked(Asked):
    """A step, by its id in the life in force: the revision that was seen, and what the step needs."""

    step: Annotated[str, Field(pattern=r"^[0-9a-z_-]{1,40}$")]
    revision: int
    number: ShortText = ""
    called: ShortText = ""
    person: ShortText = ""
    due_at: AwareDatetime | None = None
    reason: ShortText = ""
    interpreter: ShortText = ""
    answer: LongText = ""
    question: LongText = ""


class TicketLinkAsked(Asked):
    """Which real call a ticket is."""

    interaction: TicketCall
    revision: int


class TicketShown(Shape):
    """A ticket. `steps`: what may be done now, as ids of the life in force; `reverse`: no, wanted, accepted,
    refused; `billing_seconds`: null while they are not known. Numbers may be masked."""

    id: str
    number: int
    revision: int
    opened_at: AwareDatetime
    opened_by: Words
    direction: TicketDirection
    state: str
    state_name: Words
    over: bool
    caller: str
    caller_number: str
    called: str
    called_number: str
    numbers_masked: bool
    person: str
    person_to_person: bool
    reverse: Literal["no", "wanted", "accepted", "refused"]
    due_at: AwareDatetime | None
    put_through_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    interaction: str | None
    billing_seconds: int | None
    note: str
    purpose: TicketPurpose
    language: str
    interpreter: str
    answer: str
    steps: list[str]


class TicketEntryShown(Shape):
    """One step: who did what when, in which state it was. `told`: what was told with it."""

    revision: int
    step: str
    step_name: Words
    by: Words
    at: AwareDatetime
    was: str
    told: dict[str, Any]


class TicketWhole(Shape):
    """A ticket with what became of it."""

    ticket: TicketShown
    history: list[TicketEntryShown]


class TicketList(Shape):
    """`next`: goes as `before` to the page after; null at the end."""

    items: list[TicketShown]
    next: str | None


class DialCountry(Shape):
    """A country. `language`: of most who call from there, a BCP 47 tag; `clocks`: what time it is there now,
    by zone (IANA)."""

    code: str
    iso: str
    name: Words
    language: str
    clocks: dict[str, AwareDatetime]


class DialHelpShown(Shape):
    """Which countries are meant. `number`: E.164, "" when no whole number was told; `dial`: how it is dialled
    from here; `dropped`: digits that are dialled within the country only, and were left out."""

    countries: list[DialCountry]
    number: str
    dial: str
    dropped: str


class TicketsWaiting(Shape):
    """`due`: so many booked ones are to be rung by now."""

    due: int


class TicketStateShown(Shape):
    """A state of the life in force."""

    id: str
    name: Words
    end: bool


class TicketStepShown(Shape):
    """A step of the life in force. `needs`: number, person, due, reason, interpreter, question, answer;
    `asks`: these, and what may be told besides."""

    id: str
    name: Words
    needs: list[str]
    asks: list[str]


class TicketLife(Shape):
    """The life in force."""

    states: list[TicketStateShown]
    steps: list[TicketStepShown]
