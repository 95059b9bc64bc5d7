"""Queues over HTTP as supervisors look at them: how one stands and what its steps were worth, why somebody
still waits, what would happen to somebody who came now, also under the drafts, and early closing."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import AwareDatetime, Field

from huawu.app import site_plan
from huawu.app.live_client import LiveClient
from huawu.people.types import BOARD_SEE, CONFIG_SEE, INTERACTIONS_ALL, ROUTING_CHANGE
from huawu.platform import config
from huawu.platform.clock import Micros, as_micros
from huawu.platform.config.checks import Whole
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Asked, PathId, Shape, ShortText, Words
from huawu.platform.web.signed_in import Person
from huawu.routing import service as routing
from huawu.routing.types import Contact
from huawu.speech import service as speech
from huawu.speech.config import PROMPT
from huawu.telephony.config.goals import OWN, check_announcement

router = APIRouter(prefix="/api/queues", tags=["routing"])
Live = Annotated[LiveClient, Depends(port(LiveClient))]
Queue = Annotated[str, Path(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
SomeQueue = Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
SomeGoal = Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._/-]{1,80}$")]
Level = Annotated[int, Field(ge=1, le=5)]
Goal = list[str] | None
"""`[kind, name]`: where callers are sent on; null: as their flow says."""


class StepWorth(Shape):
    """What a step of the queue was worth since the engine began. `step`: -1 is the wait for the preferred
    agent, then the steps from 0, then anyone. `wait_seconds`: the mean wait in it."""

    step: int
    entered: int
    joined: int
    expired: int
    left: int
    overflowed: int
    wait_seconds: float | None


class EstimatesWorth(Shape):
    """How good estimates were: of so many, how far off on average, and which share was within its range."""

    watched: int
    off_seconds: float | None
    kept: float | None


class QueueNow(Shape):
    """`open`: by its calendar; null: it has none. `closed_until`: when early closing ends by itself, null: it
    does not. `level`: the service level of the latest contacts, in per cent."""

    waiting: int
    members: int
    signed_in: int
    free: int
    open: bool | None
    closed_early: bool
    closed_to: Goal
    closed_until: Micros | None
    level: float
    steps: list[StepWorth]
    estimates: EstimatesWorth


class TrialAsked(Asked):
    """Somebody who might come now. `needs`: skills with their least level. `draft`: under what is saved and
    not yet published."""

    queue: SomeQueue
    priority: Annotated[int, Field(ge=1, le=10)] = 5
    vip: bool = False
    needs: Annotated[dict[ShortText, Level], Field(max_length=20)] = {}
    preferred: Annotated[str | None, Field(pattern=r"^[0-9a-z-]{1,40}$")] = None
    draft: bool = False


class TrialStep(Shape):
    """`who`: a condition as the configuration writes it; null: anyone."""

    who: dict[str, Any] | None
    seconds: int | None
    agents: int
    signed_in: int
    free: int


class Trial(Shape):
    """What would happen. `outcome`: offer (to `agent`), wait, or overflow (with `cause` and `to`). `begins`:
    the step it would be in; `agents`: each member of the queue and why they are not asked in it (`free`:
    they could be); `estimate`: likely and at most, in seconds."""

    outcome: Literal["offer", "wait", "overflow"]
    cause: str | None = None
    to: Goal = None
    agent: Id | None = None
    by: str | None = None
    position: int | None = None
    strategy: str | None = None
    begins: int = 0
    agents: dict[Id, str] = {}
    estimate: list[int] | None = None
    steps: list[TrialStep] = []


class StepNow(Shape):
    """`number`: -1 is the wait for the preferred agent; `changes_at`: microseconds UTC."""

    number: int
    who: dict[str, Any] | None
    changes_at: Micros | None


class WhyWaiting(Shape):
    """Why a contact still waits. `position` null: in no line, for it is to be called back, but not now;
    `class`: 0 is VIP; `offers`: agents whose phones ring for it; `agents`: each member of the queue and why
    they are not asked; `why`: the nearest of these."""

    queue: Id
    position: int | None
    class_: Annotated[int, Field(alias="class")]
    waited_seconds: float
    offers: list[Id]
    step: StepNow
    levels: int | None
    agents: dict[Id, str]
    why: str
    estimate: list[int] | None


class Waits(Shape):
    """`waiting` null: the contact does not wait (any more)."""

    waiting: WhyWaiting | None


class DoorAsked(Asked):
    """`to`: where those who wait are sent, a queue, a mailbox or an announcement; null: as the queue's own
    rules say. `until`: when it ends by itself: a time, or when the queue opens next by its calendar; null: it
    does not."""

    to: tuple[Literal["queue", "voicemail", "announcement"], SomeGoal] | None = None
    until: AwareDatetime | Literal["opening"] | None = None


class Announcement(Shape):
    """What a queue can tell callers: the name of the prompt, and what it says in each language. `own`: the
    name of a prompt of the centre; null: it comes with the product."""

    name: str
    says: dict[str, str]
    own: Words | None = None


@router.get("/announcements")
async def announcements(person: Person, session: Reading, place: Here) -> list[Announcement]:
    """All that a queue can tell callers whom it does not let wait: the centre's own prompts, drafts included,
    and those that come with the product."""
    person.require(CONFIG_SEE)
    drafted = await config.drafted(session, place.site)
    shipped = [Announcement(name=name, says=says) for name, says in speech.announcements().items()]
    return [_own(key, body) for key, body in sorted(drafted.get(PROMPT, {}).items())] + shipped


def _own(key: str, body: dict[str, Any]) -> Announcement:
    says = {language: each.get("text", "") for language, each in body.get("sounds", {}).items()}
    return Announcement(name=OWN + key, says=says, own=Words.model_validate(body["name"]))


@router.post("/trial")
async def try_queue(body: TrialAsked, person: Person, session: Reading, place: Here, live: Live) -> Trial:
    """What would happen to somebody who came now. Nothing happens."""
    person.require(CONFIG_SEE)
    asked = body.model_dump(exclude={"draft", "needs"}) | {"needs": [list(n) for n in body.needs.items()]}
    if not body.draft:
        return Trial.model_validate(await live.try_queue(asked))
    source = await site_plan.load_site(session, place.site, drafts=True)
    if body.queue not in source["queues"]:
        raise NotFound("call.unknown_queue", queue=body.queue)
    now = place.clock()
    there, waiting = _as_it_is(await live.board())
    plan, contact = routing.plan_from(source), routing.imagined(asked, now)
    tried = routing.trial_under(plan, contact, there=there, waiting=waiting, now=now)
    return Trial.model_validate(tried)


def _as_it_is(board: dict[str, Any]) -> tuple[dict[Id, routing.There], dict[Id, Contact]]:
    """Who is there, and who waits without being rung for, as the board has it."""
    there = {}
    for agent, each in board["agents"].items():
        phone = each.get("phone") or {}
        why = "" if phone.get("ready", True) else phone.get("why") or "phone.not_registered"
        if each["state"] != "signed_out":
            there[agent] = routing.There(each["state"], each["since"] or 0, why)
    calls = board["calls"]
    waiting = {
        contact: Contact(contact, queue, since)
        for queue, each in board["queues"].items()
        for contact, since in each["waiting"].items()
        if calls.get(contact, {}).get("stage") != "ringing"
    }
    return there, waiting


@router.get("/waiting/{interaction}")
async def why_waiting(interaction: PathId, person: Person, live: Live) -> Waits:
    """Why a contact still waits, at this moment."""
    person.require(INTERACTIONS_ALL)
    found = await live.why_waiting(interaction)
    return Waits(waiting=None if found is None else WhyWaiting.model_validate(found))


@router.get("/{queue}/now")
async def show_queue(queue: Queue, person: Person, live: Live) -> QueueNow:
    """How a queue stands, what its steps were worth, and how good its estimates are."""
    person.require(BOARD_SEE)
    return QueueNow.model_validate(await live.show_queue(queue))


@router.post("/{queue}/close")
async def close_queue(
    queue: Queue, body: DoorAsked, person: Person, session: Reading, place: Here, live: Live
) -> QueueNow:
    """Close before its time: nobody comes in, and who waits is sent on."""
    person.require(ROUTING_CHANGE)
    if body.to is not None:
        _require_there(body.to, queue, await config.whole(session, place.site))
    to = None if body.to is None else list(body.to)
    until = as_micros(body.until) if isinstance(body.until, datetime) else body.until
    return QueueNow.model_validate(await live.close_queue(queue, to, until=until, by=person.user))


def _require_there(to: tuple[str, str], queue: str, whole: Whole) -> None:
    """A mailbox is a queue's, or an extension's when it is told by figures."""
    (kind, name), queues = to, whole.get("queue", {})
    if kind == "announcement":
        check_announcement(queue, name, whole)
        return
    if (kind == "queue" and name == queue) or (
        name not in queues and not (kind == "voicemail" and name.isdigit())
    ):
        raise Invalid("routing.unknown_goal", queue=queue, to=name)


@router.post("/{queue}/open")
async def open_queue(queue: Queue, person: Person, live: Live) -> QueueNow:
    """Take early closing back."""
    person.require(ROUTING_CHANGE)
    return QueueNow.model_validate(await live.open_queue(queue, by=person.user))
