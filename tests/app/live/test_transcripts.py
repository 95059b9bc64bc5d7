"""Recorded calls are written down as their recordings go: leg by leg, pause by pause, so many at once."""

from typing import Any

import pytest

from huawu.app.live.transcripts import WORDS, Transcripts
from huawu.telephony.core.switch.party import AGENT, CUSTOMER, Party
from huawu.telephony.core.switch.types import Call
from tests.app.live.test_hearing import Line
from tests.telephony.engine.lines import OwnHouse

pytestmark = pytest.mark.core

PLAN: dict[str, Any] = {"hear": [{"engine": "builtin"}], "transcripts": 1}
QUEUES: dict[str, Any] = {"front": {"transcribed": True}, "back": {}}


class Calls:
    """As much of a switch as is asked."""

    def __init__(self, port: Any) -> None:  # noqa: ANN401 - our own engine
        self.port, self.calls, self.typed = port, {}, []  # type: ignore[var-annotated]


class Desk:
    def __init__(self) -> None:
        self.house, self.line = OwnHouse(), Line()
        self.switch = Calls(self.house.engine)
        self.words = Transcripts(self.switch, self.line)  # type: ignore[arg-type]
        self.words.configure(PLAN, QUEUES)
        self.house.engine.panel.scribe = self.words
        self.a, self.b, self.c = (self.house.arrive("4001") for _ in range(3))
        self.whispered: list[tuple[list[str], Any]] = []
        self.words.whisper = lambda agents, message: self.whispered.append((list(agents), message))

    def call(self, queue: str = "front", key: str = "i1") -> Call:
        made = Call(key, self.a, "4001", "138", "", "trunk", 0, queue=queue)
        self.switch.calls[key] = made
        return made

    def records(self, recording: str, call: Call, inside: str) -> None:
        call.recording = recording
        words = self.words.wanted(call)
        header = {"recording": recording, **({WORDS: words} if words else {})}
        secret = {"path": f"{recording}.hwr", "key": b"k" * 32, "header": header}
        self.house.engine.record(recording, outside=[self.a], inside=[inside], secret=secret)

    def did(self) -> list[tuple[str, Any, Any, bool]]:
        """What the speech process was told: the verb, the legs of each side, whether it is paused."""
        return [
            (name, args.get("outside"), args.get("inside"), bool(args.get("paused")))
            for name, args in self.line.did
        ]

    @property
    def listened(self) -> set[str]:
        return set(self.house.engine.panel.listened)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_call_of_a_queue_that_wants_it_is_written_down_until_its_recording_ends(desk: Desk) -> None:
    desk.records("R", desk.call(), desk.b)
    assert desk.listened == {desk.a, desk.b}
    desk.house.engine.adjust_recording("R", outside=[desk.a], inside=[desk.c])
    assert desk.listened == {desk.a, desk.c}
    desk.house.engine.stop_recording("R")
    assert desk.listened == set()
    assert [each[:3] for each in desk.did()] == [
        ("write", [desk.a], [desk.b]), ("write", [desk.a], [desk.c]), ("written", None, None)
    ]  # fmt: skip


def test_what_is_said_in_a_pause_is_not_even_listened_to(desk: Desk) -> None:
    desk.records("R", desk.call(), desk.b)
    desk.house.engine.pause_recording("R")
    assert desk.listened == set()
    assert desk.did()[-1] == ("write", [desk.a], [desk.b], True)
    desk.house.engine.adjust_recording("R", outside=[desk.a], inside=[desk.c])
    assert desk.listened == set()
    desk.house.engine.resume_recording("R")
    assert desk.listened == {desk.a, desk.c}


def test_other_queues_are_not_written_down_and_only_so_many_calls_at_once(desk: Desk) -> None:
    desk.records("R1", desk.call("back"), desk.b)
    assert desk.listened == set()
    desk.records("R2", desk.call(key="i2"), desk.b)
    desk.records("R3", desk.call(key="i3"), desk.c)
    assert desk.listened == {desk.a, desk.b}
    desk.house.engine.stop_recording("R2")
    desk.records("R4", desk.call(key="i4"), desk.c)
    assert desk.listened == {desk.a, desk.c}
    desk.words.configure({}, QUEUES)
    assert desk.words.wanted(desk.call(key="i5")) is None


def test_the_next_speech_process_is_told_what_it_is_to_write_down(desk: Desk) -> None:
    desk.records("R", desk.call(), desk.b)
    desk.line.did.clear()
    desk.words.joined()
    assert desk.did() == [("write", [desk.a], [desk.b], False)]


def test_what_an_agent_has_said_by_a_voice_is_kept_with_any_recording(desk: Desk) -> None:
    desk.records("R", desk.call("back"), desk.b)
    desk.switch.typed += [("i1", "请稍等"), ("nobody", "x")]
    desk.words.flush()
    assert [name for name, _ in desk.line.did] == ["write", "typed"]
    assert desk.line.did[1][1] == {"recording": "R", "text": "请稍等"}
    assert desk.listened == set()
    desk.house.engine.stop_recording("R")
    assert desk.line.did[-1] == ("written", {"recording": "R"})


def test_only_agents_of_the_call_see_what_is_said(desk: Desk) -> None:
    call = desk.call()
    desk.records("R", call, desk.b)
    call.parties = {desk.a: Party(desk.a, CUSTOMER), desk.b: Party(desk.b, AGENT, "a1")}
    line = {"at": 5, "end": 6, "side": 0, "text": "你好", "typed": False}
    desk.words.told({"recording": "R", "call": "i1", **line})
    told = {"at": 5, "text": "你好", "typed": False, "side": "outside"}
    assert desk.whispered == [(["a1"], {"type": "words", "interaction": "i1", "line": told})]
    desk.words.told({"recording": "old", "call": "i1", **line})
    desk.words.told({"recording": "R", "call": "gone", **line})
    assert len(desk.whispered) == 1
