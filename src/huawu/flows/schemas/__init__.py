"""What the HTTP interface says about flows. Graphs are plain values, in the language of docs/flows.md."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import AfterValidator
from pydantic import Field as Bounded

from huawu.flows.core.drop_off import NodeFigures
from huawu.flows.core.kinds import NAMED, Kind
from huawu.flows.schemas.wording import field_words, in_both, kind_words
from huawu.flows.service import Difference, Outcome, walk_from_dict, walk_to_dict
from huawu.flows.types import (
    READ_ONLY,
    Answered,
    Entered,
    Failed,
    Finished,
    Found,
    Items,
    Missing,
    Pressed,
    Problem,
    Said,
    Silence,
    Spoken,
    Told,
    Walk,
)
from huawu.platform.web.shapes import Asked, Shape, Words

DEEPEST = 30


def not_too_deep(graph: dict[str, Any]) -> dict[str, Any]:
    """A graph that is nested so deep is none."""
    layer: list[Any] = [graph]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for each in layer:
            below += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        if not below:
            return graph
        layer = below
    raise ValueError("nested too deep")


GraphAsked = Annotated[dict[str, Any], AfterValidator(not_too_deep)]
Name = Annotated[str, Bounded(max_length=64)]
_MOST_YAML = 1024 * 1024


# ---- kinds -------------------------------------------------------------------------------------------------


class FieldShown(Shape):
    """`type` as in docs/flows.md; `least` and `most` of whole numbers; `of`: the words it may be."""

    name: str
    words: Words
    type: str
    needed: bool
    least: int
    most: int
    default: Any
    of: list[str]


class KindShown(Shape):
    """`on`: where it is walked: call, desk; `asks`: the contact is asked; `ends`: nothing follows."""

    kind: str
    words: Words
    fields: list[FieldShown]
    on: list[str]
    asks: bool
    ends: bool


class KindList(Shape):
    """`read_only`: the variables every graph has, with their types; `types`: those that a graph's own
    variables can have."""

    kinds: list[KindShown]
    read_only: dict[str, str]
    types: list[str]


def kinds_shown(types: list[str]) -> KindList:
    kinds = [_kind(name, kind) for name, kind in NAMED.items()]
    return KindList(kinds=kinds, read_only=dict(READ_ONLY), types=types)


def _kind(name: str, kind: Kind) -> KindShown:
    fields = [
        FieldShown(
            name=each.name,
            words=field_words(each.name),
            type=each.type,
            needed=each.needed,
            least=each.least,
            most=each.most,
            default=each.default,
            of=list(each.of),
        )
        for each in kind.fields
    ]
    return KindShown(
        kind=name,
        words=kind_words(name),
        fields=fields,
        on=list(kind.on),
        asks=kind.asks,
        ends=kind.ends,
    )


# ---- checking and testing ----------------------------------------------------------------------------------


class GraphGiven(Asked):
    graph: GraphAsked


class ProblemShown(Shape):
    """`node` "" is the graph itself; `field` "" the node as a whole."""

    key: str
    node: str
    field: str
    params: dict[str, Any]
    words: Words


class TestOutcome(Shape):
    """How a test went. `words`: what is wrong; null: nothing. `heard` and `path`: all of it; `ended`: where
    it came to rest."""

    name: str
    passed: bool
    key: str
    params: dict[str, Any]
    words: Words | None
    heard: list[str]
    path: list[str]
    ended: dict[str, Any]


class Checked(Shape):
    """`graph`: the same in today's words and in order; `tests`: how they went, none where the graph has
    problems of its own."""

    graph: dict[str, Any]
    problems: list[ProblemShown]
    tests: list[TestOutcome]


class Tested(Shape):
    tests: list[TestOutcome]


def problem_shown(problem: Problem) -> ProblemShown:
    params = {"node": problem.node, "field": problem.field, **problem.params}
    return ProblemShown(
        key=problem.key,
        node=problem.node,
        field=problem.field,
        params=problem.params,
        words=in_both(problem.key, params),
    )


def outcome_shown(outcome: Outcome) -> TestOutcome:
    return TestOutcome(
        name=outcome.name,
        passed=outcome.passed,
        key=outcome.key,
        params=outcome.params,
        words=in_both(outcome.key, outcome.params) if outcome.key else None,
        heard=list(outcome.heard),
        path=list(outcome.path),
        ended=outcome.ended,
    )


# ---- rehearsing --------------------------------------------------------------------------------------------

Text = Annotated[str, Bounded(max_length=500)]


class WalkHeld(Asked):
    """Where the rehearsal stands: what the last answer said, sent back as it is."""

    node: Name = ""
    tries: Annotated[int, Bounded(ge=0, le=100)] = 0
    path: Annotated[list[Name], Bounded(max_length=64)] = []
    vars: Annotated[dict[Name, Text | float | bool], Bounded(max_length=64)] = {}
    language: Name = ""
    typed: Name = ""
    heard: Name = ""
    menus: Annotated[list[Name], Bounded(max_length=16)] = []


class ToldAsked(Asked):
    """What the contact did, or the world answered. `digit` of pressed; `text` and `confidence` of said;
    `values` of found; `cause` of failed."""

    did: Literal["entered", "finished", "pressed", "silence", "said", "found", "missing", "failed"]
    digit: Annotated[str, Bounded(max_length=3)] = ""
    text: Text = ""
    confidence: Annotated[float, Bounded(ge=0, le=1)] = 1.0
    values: GraphAsked = {}
    cause: Name = ""


class RehearseAsked(Asked):
    """`walk` null: from the start. `about`: the read-only variables, as of a caller."""

    graph: GraphAsked
    walk: WalkHeld | None = None
    told: ToldAsked
    about: Annotated[dict[Name, Text | float | bool], Bounded(max_length=64)] = {}


class SpokenShown(Shape):
    """A value that is spoken, and as what."""

    text: str
    as_: Annotated[str, Bounded(alias="as")]


class AnswerShown(Shape):
    """What comes next. `do`: play, ask, look, web, send, take_message, enqueue, dial, transfer, score, line,
    hang_up, stay; `say`: what is said; `details`: the other fields of such an answer."""

    do: str
    say: list[str | SpokenShown]
    details: dict[str, Any]


class Rehearsed(Shape):
    walk: dict[str, Any]
    answer: AnswerShown


def told_from(asked: ToldAsked) -> Told:
    match asked.did:
        case "pressed":
            return Pressed(asked.digit)
        case "said":
            return Said(asked.text, asked.confidence)
        case "found":
            return Found(asked.values)
        case "failed":
            return Failed(asked.cause)
    return _PLAIN[asked.did]


_PLAIN: dict[str, Told] = {
    "entered": Entered(),
    "finished": Finished(),
    "silence": Silence(),
    "missing": Missing(),
}
REHEARSAL = "rehearsal"


def walk_held(held: WalkHeld) -> Walk:
    return walk_from_dict({"flow": REHEARSAL, "version": 0, **held.model_dump()})


def rehearsed(walk: Walk, answer: Answered) -> Rehearsed:
    kept = {name: held for name, held in walk_to_dict(walk).items() if name in WalkHeld.model_fields}
    details = asdict(answer)
    say: Items = getattr(answer, "say", ())
    details.pop("say", None)
    return Rehearsed(
        walk=kept,
        answer=AnswerShown(
            do=_snake(type(answer).__name__), say=[_said(each) for each in say], details=details
        ),
    )


def _said(item: str | Spoken) -> str | SpokenShown:
    return item if isinstance(item, str) else SpokenShown(text=item.text, **{"as": item.as_})


def _snake(name: str) -> str:
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("_")


# ---- differences, YAML, drop-off ---------------------------------------------------------------------------


class DifferencesAsked(Asked):
    before: GraphAsked
    after: GraphAsked


class DifferenceShown(Shape):
    """One thing that is different, and in words. `node` "" is the graph itself."""

    key: str
    node: str
    field: str
    params: dict[str, Any]
    words: Words


class DifferenceList(Shape):
    items: list[DifferenceShown]


def difference_shown(found: Difference) -> DifferenceShown:
    return DifferenceShown(
        key=found.key,
        node=found.node,
        field=found.field,
        params=found.params,
        words=in_both(found.key, {"node": found.node, **found.params}),
    )


class YamlGiven(Asked):
    yaml: Annotated[str, Bounded(max_length=_MOST_YAML)]


class YamlRead(Shape):
    """A flow that was read: to be saved as a draft, where it has no problems."""

    key: str
    value: dict[str, Any]
    problems: list[ProblemShown]


class NodeFiguresShown(Shape):
    """`came`: how often callers came to the node; `hung_up`: how often they gave up there; `left`: how often
    the flow ended or led on there; `to`: how often they went on, by node."""

    came: int
    hung_up: int
    left: int
    to: dict[str, int]


class DropOff(Shape):
    """`versions`: the numbers of the configurations that were walked in this time, newest first."""

    versions: list[int]
    nodes: dict[str, NodeFiguresShown]


def drop_off_shown(versions: list[int], found: Mapping[str, NodeFigures]) -> DropOff:
    nodes = {
        name: NodeFiguresShown(came=of.came, hung_up=of.hung_up, left=of.left, to=of.to)
        for name, of in found.items()
    }
    return DropOff(versions=versions, nodes=nodes)
