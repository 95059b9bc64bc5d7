"""What the HTTP interface says about scripts: the library, saying them, how well they do, readiness."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, Shape, ShortText, Words

Scene = Literal[
    "greeting",
    "not_heard",
    "hold",
    "transfer",
    "message",
    "more_time",
    "compliment",
    "complaint",
    "objection",
    "crisis",
    "closing",
    "outbound",
    "service_talk",
]
Status = Literal["draft", "proposed", "approved", "sent_back", "retired"]
Did = Literal["on", "skip", "choose", "hear", "mood", "back", "leave", "finish"]
_Body = Annotated[dict[str, Any], Field(max_length=20)]


class Named(Shape):
    """A key with its name."""

    key: str
    name: Words


class Vocabulary(Shape):
    """What the editor and the desk offer: scenes in order, variables of lines, moods, reasons."""

    scenes: list[Named]
    line_variables: list[Named]
    moods: list[Named]
    skip_reasons: list[Named]
    leave_reasons: list[Named]


class ScriptLine(Shape):
    """A script in the list. `version` is the one that is shown; `trial`: the newer one and its share.
    `unfinished`: the version being written, and how far it is. `over`: the one approved has expired."""

    id: str
    scene: Scene
    name: Words
    place: int
    version: int | None
    trial: "ScriptTrial | None"
    unfinished: "Unfinished | None"
    review_on: date | None
    expires_on: date | None
    due: bool
    over: bool


class ScriptTrial(Shape):
    """The newer version, and which per cent of the contacts get it."""

    version: int
    share: int


class Unfinished(Shape):
    """`mine`: the asker has written any of it, and so does not approve it."""

    version: int
    status: Status
    mine: bool


class ScriptList(Shape):
    items: list[ScriptLine]


class VersionShown(Shape):
    """One version with its words. `writers`, `decided_by`: names of users, as far as they are known."""

    version: int
    status: Status
    body: dict[str, Any]
    revision: int
    writers: list[Words]
    mine: bool
    written_at: datetime
    decided_by: Words | None
    decided_at: datetime | None
    why: str
    share: int | None
    review_on: date | None
    expires_on: date | None
    note: str
    problems: list["ScriptProblem"]


class ScriptProblem(Shape):
    """What is wrong with it, in words of the asker's language. `node` "" for the script itself."""

    key: str
    node: str
    field: str
    title: str
    params: dict[str, Any]


class ScriptShown(Shape):
    """A script with all its versions, the newest first."""

    id: str
    scene: Scene
    name: Words
    place: int
    retired: bool
    versions: list[VersionShown]


class ScriptName(Asked):
    """Both languages: a script is found under either."""

    zh: Annotated[ShortText, Field(min_length=1)]
    en: ShortText = ""


class ScriptAsked(Asked):
    scene: Scene
    name: ScriptName
    place: int = Field(default=0, ge=0, le=1000)


class ScriptNamed(Asked):
    name: ScriptName
    place: int = Field(default=0, ge=0, le=1000)


class DraftWritten(Asked):
    """`revision`: the one that was read; 0 for a new version."""

    body: _Body
    revision: int = Field(ge=0)
    review_on: date | None = None
    expires_on: date | None = None
    note: ShortText = ""


class ScriptChecked(Asked):
    scene: Scene
    body: _Body


class ScriptProblems(Shape):
    items: list[ScriptProblem]


class ApprovalAsked(Asked):
    """`share`: per cent of the contacts that get it, beside the one before; null: all, in its place."""

    share: int | None = Field(default=None, ge=1, le=99)


class SendBackAsked(Asked):
    why: ShortText


class TrialEnded(Asked):
    keep: int = Field(ge=1)


class ChoiceShown(Shape):
    number: int
    say: Words


class SpokenLine(Shape):
    """The line to say now, filled in. `on`: it goes on without an answer. `ahead`: the next lines."""

    node: str
    title: Words | None
    line: Words
    hint: Words | None
    choices: list[ChoiceShown]
    ahead: list[Words]
    on: bool


class UseShown(Shape):
    """A script that is being said. `line` null: it is over. `seq`: to be told with the next step."""

    id: str
    script: str
    scene: Scene
    name: Words
    version: int
    language: Literal["zh", "en"]
    line: SpokenLine | None
    seq: int
    can_go_back: bool
    mood: str
    helpful: bool | None
    left: str | None
    rehearsal: bool


class ScriptOffered(Shape):
    """A script that can be said now, in the version that this contact gets. `aside`: begun, and waiting."""

    id: str
    scene: Scene
    name: Words
    version: int
    aside: bool


class ScriptsAtHand(Shape):
    """What there is to say in a contact. `opening`: the script it begins with; `preview`: how that begins,
    to be read while it rings (nothing is put on record)."""

    opening: str | None
    preview: SpokenLine | None
    language: Literal["zh", "en"]
    use: UseShown | None
    ended: list[UseShown]
    scripts: list[ScriptOffered]


class UseAsked(Asked):
    script: str = Field(pattern=r"^[0-9a-z-]{1,40}$")


class StepAsked(Asked):
    """`detail`: the number of the choice, the words heard, the mood, the reason of a skip or of leaving;
    `seen`: the `seq` that was shown."""

    did: Did
    seen: int = Field(ge=0)
    detail: ShortText = ""
    note: ShortText = ""


class HelpfulAsked(Asked):
    helpful: bool | None


class RehearsalAsked(Asked):
    script: str = Field(pattern=r"^[0-9a-z-]{1,40}$")
    version: int = Field(ge=1)


class IntervalShown(Shape):
    low: float
    high: float


class ShareShown(Shape):
    """`part` of `whole`, with Wilson's 95 % interval; `value` null of nothing."""

    part: int
    whole: int
    value: float | None
    interval: IntervalShown


class MeanShown(Shape):
    """Of `n` values, with the normal 95 % interval; null where there are too few."""

    n: int
    value: float | None
    interval: IntervalShown | None


class ReasonCount(Shape):
    key: str
    name: Words
    times: int


class VersionEffect(Shape):
    """How a version did. `resolution`: contacts whose last result is the asked one, of those with a
    result."""

    version: int
    status: Status
    share: int | None
    uses: int
    contacts: int
    helpful: ShareShown
    skipping: ShareShown
    leaving: ShareShown
    skipped: list[ReasonCount]
    left: list[ReasonCount]
    resolution: ShareShown
    handle_seconds: MeanShown


class VersionsCompared(Shape):
    """The newer version less the older one of a trial, with the 95 % interval of the difference; null where
    there is too little. `differs`: the interval leaves zero out."""

    newer: int
    older: int
    helpful: IntervalShown | None
    resolution: IntervalShown | None
    handle_seconds: IntervalShown | None
    helpful_differs: bool
    resolution_differs: bool
    handle_differs: bool


class ScriptEffect(Shape):
    """The effect per version since `since`, the newest first."""

    since: datetime
    result: str
    versions: list[VersionEffect]
    compared: VersionsCompared | None


class ChangeShown(Shape):
    """A version that came since, or that the agent has not confirmed. `fresh`: since the last shift."""

    script: str
    scene: Scene
    name: Words
    version: int
    approved_at: datetime
    fresh: bool
    read: bool
    rehearsed: bool
    note: str
    lines: list[Words]


class ChecklistItem(Shape):
    id: str
    text: str


class Readiness(Shape):
    """Before the shift (E-07). `since`: the end of the agent's last shift, as far as it is known."""

    agent: AgentBrief
    day: date
    since: datetime | None
    changes: list[ChangeShown]
    checklist: list[ChecklistItem]
    own: bool
    ticked: list[str]
    ready_at: datetime | None
    complete: bool


class ChecklistItemAsked(Asked):
    id: str = Field(pattern=r"^[0-9a-z-]{1,40}$")
    text: Annotated[ShortText, Field(min_length=1)]


class ChecklistAsked(Asked):
    """No items: the house's own list again."""

    items: Annotated[list[ChecklistItemAsked], Field(max_length=20)]


class TicksAsked(Asked):
    ticked: Annotated[list[str], Field(max_length=20)]
