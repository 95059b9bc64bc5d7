"""The tests that are kept with a graph, played against it: no call, no clock, nothing asked of the world.

    {"name": "投诉", "given": {"number": "13800138000", "about": {"call.now": "10:00"}, "vars": {"room": "8"},
                              "open": {"office": false}, "found": {"look": {"name": "王"} or null}},
     "does": ["press 2", "say 投诉", "silence"], "heard": ["greeting", "menu"],
     "ends": {"queue": "complaints"}}

What is said is heard to its end, what is sent is sent, a calendar is open and nothing is found unless `given`
says so. `does`: press (keys), say (words), silence, finish, busy, no_answer, fail; told when the graph next
waits for something of the kind. `heard`: these, in this
order, others between. `ends`: {"queue"}, {"dial": word or {"extension": ..}}, {"transfer"}, {"message"},
{"hang_up": true}, or {"node"} where it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from huawu.flows.core.reading import rows, table, words
from huawu.flows.core.values import text_of, with_values
from huawu.flows.core.walk import start, step
from huawu.flows.types import (
    About,
    Answered,
    Ask,
    Dial,
    Enqueue,
    Entered,
    Failed,
    Finished,
    Found,
    Graph,
    HangUp,
    Items,
    Line,
    Look,
    Missing,
    Plain,
    Play,
    Pressed,
    Said,
    Score,
    Send,
    Silence,
    Spoken,
    TakeMessage,
    Told,
    Transfer,
    Walk,
    Web,
)

LONGEST = 300
"""How many inputs a test may come to."""
Story = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a test went. `key`: what is wrong, a translation key with its `params` ("" nothing is). `heard` and
    `path`: all of it; `ended`: where it came to rest, as `ends` is written."""

    name: str
    key: str
    params: dict[str, Any]
    heard: tuple[str, ...]
    path: tuple[str, ...]
    ended: dict[str, Any]

    @property
    def passed(self) -> bool:
        return not self.key


def played_all(graph: Graph) -> list[Outcome]:
    """Every test of a graph."""
    return [played(graph, each) for each in rows(graph, "tests") if isinstance(each, dict)]


def played(graph: Graph, story: Story) -> Outcome:
    """One test. Total."""
    play = _Playing(graph, story)
    play.run()
    key, params = play.wrong()
    return Outcome(words(dict(story), "name"), key, params, tuple(play.heard), play.walk.path, play.ended())


class _Playing:
    """A test under way."""

    def __init__(self, graph: Graph, story: Story) -> None:
        self.graph = graph
        self.story = dict(story)
        self.given = table(self.story, "given")
        self.about = _about(self.given)
        walk = start(graph, "test", 0)
        self.walk: Walk = replace(walk, vars=with_values(graph, walk, table(self.given, "vars")))
        self.does = _inputs(rows(self.story, "does"))
        self.heard: list[str] = []
        self.answer: Answered = HangUp()
        self.told = 0

    def run(self) -> None:
        told: Told | None = Entered()
        while told is not None and self.told < LONGEST:
            self.told += 1
            self.walk, answer = step(self.graph, self.walk, told, self.about)
            self._hear(answer)
            told = self._next()

    def _hear(self, answer: Answered) -> None:
        if isinstance(answer, Play | Ask | HangUp | TakeMessage):
            self.heard += _said(answer.say)
        self.answer = answer

    def _next(self) -> Told | None:
        """What is told next; None: it has come to rest."""
        answer = self.answer
        if isinstance(answer, HangUp | Transfer):
            return None
        if isinstance(answer, Look | Web):
            return self._world(answer)
        if isinstance(answer, Play):
            return self._take() if self._is_next(Finished) else Finished()
        if isinstance(answer, Score):
            return Finished()
        if isinstance(answer, Send):
            return self._take() if self._is_next(Finished, Failed) else Finished()
        wanted = _WANTED.get(type(answer))
        return self._take() if wanted and self._is_next(*wanted) else None

    def _is_next(self, *wanted: type) -> bool:
        return bool(self.does) and isinstance(self.does[0], wanted)

    def _take(self) -> Told:
        return self.does.pop(0)

    def _world(self, answer: Look | Web) -> Told:
        if self._is_next(Failed):
            return self._take()
        if isinstance(answer, Look) and answer.what == "hours":
            return Found({"open": table(self.given, "open").get(answer.by, True) is not False})
        found = table(self.given, "found").get(self.walk.node)
        if isinstance(found, dict):
            return Found(found)
        return Missing() if isinstance(answer, Look) else Failed()

    # ---- what came of it -----------------------------------------------------------------------------------

    def ended(self) -> dict[str, Any]:
        match self.answer:
            case Enqueue(queue=queue):
                return {"queue": queue}
            case Dial(kind=kind, to=to):
                return {"dial": {kind: to}}
            case Transfer(kind=kind, to=to):
                return {"transfer": {kind: to}}
            case TakeMessage(mailbox=mailbox):
                return {"message": mailbox}
            case HangUp():
                return {"hang_up": True}
        return {"node": self.walk.node}

    def wrong(self) -> tuple[str, dict[str, Any]]:
        """What was not as the test has it: a translation key and its values; "" when all was."""
        missing = _missing(rows(self.story, "heard"), self.heard)
        if missing is not None:
            return "flow.test_not_heard", {"wanted": missing, "came": list(self.heard)}
        wanted = table(self.story, "ends")
        if wanted and not self._is_ended(wanted):
            return "flow.test_ended_elsewhere", {"wanted": wanted, "came": self.ended()}
        if self.does:
            return "flow.test_not_done", {"wanted": _written(self.does[0]), "came": self.ended()}
        return "", {}

    def _is_ended(self, wanted: dict[Any, Any]) -> bool:
        """A word alone stands for any way with it: {"dial": "8001"}."""
        ended = self.ended()
        for how, what in wanted.items():
            came = self.walk.node if how == "node" else ended.get(how)
            if came != what and not (isinstance(came, dict) and what in came.values()):
                return False
        return True


_WANTED: dict[type, tuple[type, ...]] = {
    Ask: (Pressed, Said, Silence),
    Line: (Pressed, Said, Finished),
    Enqueue: (Finished, Failed),
    Dial: (Finished, Failed),
    TakeMessage: (Finished, Failed),
}
"""What each answer waits for."""
_PLAIN_INPUTS: dict[str, Told] = {
    "silence": Silence(),
    "finish": Finished(),
    "busy": Failed("busy"),
    "no_answer": Failed("no_answer"),
    "fail": Failed("failed"),
}
_PRESS, _SAY = "press ", "say "


def is_input(written: object) -> bool:
    """Whether a test can do this."""
    return isinstance(written, str) and (
        written in _PLAIN_INPUTS
        or any(written.startswith(w) and written[len(w) :].strip() for w in (_PRESS, _SAY))
    )


def _inputs(does: list[object]) -> list[Told]:
    told: list[Told] = []
    for each in does:
        if not isinstance(each, str):
            continue
        if each.startswith(_PRESS):
            told += [Pressed(key) for key in each[len(_PRESS) :].strip()]
        elif each.startswith(_SAY):
            told.append(Said(each[len(_SAY) :].strip()))
        elif each in _PLAIN_INPUTS:
            told.append(_PLAIN_INPUTS[each])
    return told


def _written(told: Told) -> str:
    if isinstance(told, Pressed):
        return f"{_PRESS}{told.digit}"
    if isinstance(told, Said):
        return f"{_SAY}{told.text}"
    return next((word for word, each in _PLAIN_INPUTS.items() if each == told), "")


def _about(given: dict[str, Any]) -> About:
    about: dict[str, Plain] = {"call.language": "zh", "call.number": "13800000000"}
    about |= {name: held for name, held in table(given, "about").items() if isinstance(held, Plain)}
    if given.get("number"):
        about["call.number"] = text_of(given["number"])
    return about


def _said(say: Items) -> list[str]:
    return [f"={each.text}" if isinstance(each, Spoken) else each for each in say]


def _missing(wanted: list[object], heard: list[str]) -> str | None:
    """The first of these that was not heard in this order."""
    rest = iter(heard)
    for each in wanted:
        if not any(each == one for one in rest):
            return str(each)
    return None
