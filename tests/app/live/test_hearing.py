"""Callers answer by words: they interrupt what is said, keys count all the while, and nobody who listens is
ever waited for."""

from pathlib import Path
from typing import Any

import pytest

from huawu.app.live.hearing import MOST_AT_ONCE, Hearing
from huawu.platform.clock import SECOND
from huawu.telephony.core.switch.menu.hearing import SPEAKING_SECONDS
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core

GRAPH: dict[str, Any] = {
    "start": "menu",
    "variables": {"room": {"type": "digits"}},
    "nodes": {
        "menu": {
            "do": "menu",
            "say": ["greeting.hotel"],
            "choices": {"1": "room", "2": "english", "3": "news"},
            "phrases": {"1": {"zh": ["房间"]}, "2": {"zh": ["英语"]}},
            "wait_seconds": 5,
            "tries": 3,
            "otherwise": "nobody",
        },
        "room": {"do": "listen", "say": ["menu.hotel"], "into": "room", "expects": "digits",
                 "next": "thanks", "otherwise": "nobody"},
        "english": {"do": "hang_up", "say": ["goodbye"]},
        "news": {"do": "play", "say": ["queue.all_busy"], "interruptible": True, "next": "thanks"},
        "thanks": {"do": "hang_up", "say": ["queue.please_wait"]},
        "nobody": {"do": "hang_up", "say": ["call.failed"]},
    },
}  # fmt: skip


class Line:
    """The speech process, as far as live sees it."""

    def __init__(self) -> None:
        self.did: list[tuple[str, dict[str, Any]]] = []
        self.on_event: Any = None
        self.on_joined: Any = None

    def do(self, name: str, **args: Any) -> None:
        self.did.append((name, args))

    def flush(self) -> None:
        """Nothing is under way."""

    def questions(self) -> list[dict[str, Any]]:
        return [args for name, args in self.did if name == "hear"]


class Hotel(Office):
    source = SITE | {
        "flows": {"hotel": {"version": 1, "graph": GRAPH}},
        "speech": {"default": {"hear": [{"engine": "builtin"}]}},
    }

    def __init__(self, folder: Path, before: "Office | None" = None) -> None:
        self.line = Line()
        super().__init__(folder, before)

    def _take_up(self, ids: Any) -> None:  # noqa: ANN401 - as in Office
        self.hearing = Hearing(self.owner, self.line)  # type: ignore[arg-type]
        self.hearing.configure(self.site)
        super()._take_up(ids)
        self.hearing.take_up(list(self.switch.calls.values()))

    def turn(self) -> None:
        super().turn()
        self.hearing.flush()

    def calls(self, leg: str = "c1") -> None:
        self.phones.arrive(leg, "4001")
        self.turn()

    def tells(self, name: str, **args: Any) -> None:
        number = self.line.questions()[-1]["number"]
        self.line.on_event(name, {"number": number, **args})
        self.turn()

    def says(self, text: str, *, confidence: float = 0.9, failed: str = "") -> None:
        self.tells("began")
        self.tells("heard", text=text, confidence=confidence, language="zh-CN", failed=failed)

    def hears(self, leg: str = "c1") -> list[str]:
        return self.phones.legs[leg].hears

    def later(self, seconds: float) -> None:
        self.now += int(seconds * SECOND)
        self.owner.tick()
        self.turn()


@pytest.fixture
def hotel(tmp_path: Path) -> Hotel:
    return Hotel(tmp_path)


def test_a_caller_is_listened_to_from_the_beginning_of_the_question(hotel: Hotel) -> None:
    hotel.calls()
    assert hotel.phones.listened == {"c1"}
    (question,) = hotel.line.questions()
    assert (question["leg"], question["expects"], question["phrases"]) == ("c1", "choice", ["房间", "英语"])


def test_who_speaks_interrupts_the_prompt_and_goes_where_their_words_lead(hotel: Hotel) -> None:
    hotel.calls()
    assert hotel.hears() == ["zh-CN/greeting.hotel"]
    hotel.tells("began")
    assert hotel.hears() == ["silence:1000"]
    hotel.tells("heard", text="房间", confidence=0.9, language="zh-CN", failed="")
    assert hotel.hears() == ["zh-CN/menu.hotel"]
    assert [each["expects"] for each in hotel.line.questions()] == ["choice", "digits"]
    hotel.says("204")
    assert hotel.hears() == ["zh-CN/queue.please_wait"]
    assert hotel.phones.listened == set()
    assert hotel.line.did[-1] == ("deaf", {"leg": "c1"})


def test_a_key_counts_while_the_caller_speaks_and_what_was_heard_comes_too_late(hotel: Hotel) -> None:
    hotel.calls()
    first = hotel.line.questions()[0]["number"]
    hotel.tells("began")
    hotel.presses("c1", "1")
    assert hotel.hears() == ["zh-CN/menu.hotel"]
    late = {"text": "英语", "confidence": 1.0, "language": "zh-CN", "failed": ""}
    hotel.line.on_event("heard", {"number": first, **late})
    hotel.turn()
    assert hotel.hears() == ["zh-CN/menu.hotel"]


def test_what_was_heard_in_the_moment_of_a_key_interrupts_nothing_that_follows(hotel: Hotel) -> None:
    hotel.calls()
    first = hotel.line.questions()[0]["number"]
    hotel.phones.press("c1", "3")
    hotel.owner.turn()  # the books are not written yet
    for name in ("began", "heard"):
        words = {"text": "英语", "confidence": 1.0, "language": "zh-CN", "failed": ""}
        hotel.line.on_event(name, {"number": first, **words})
    assert hotel.hears() == ["zh-CN/queue.all_busy"]


def test_words_that_nobody_understands_lead_on_as_silence_does(hotel: Hotel) -> None:
    hotel.calls()
    hotel.says("", failed="speech.engine_away")
    assert hotel.hears() == ["zh-CN/greeting.hotel"]
    hotel.says("今天天气不错", confidence=0.9)
    hotel.says("")
    assert hotel.hears() == ["zh-CN/call.failed"]


def test_who_never_ends_to_speak_and_whose_listener_dies_go_on_with_keys(hotel: Hotel) -> None:
    hotel.calls()
    hotel.tells("began")
    hotel.later(SPEAKING_SECONDS - 1)
    assert hotel.hears() == ["silence:1000"]
    hotel.later(2)
    assert hotel.hears() == ["zh-CN/greeting.hotel"]
    hotel.presses("c1", "2")
    assert hotel.hears() == ["zh-CN/goodbye"]


def test_the_next_speech_process_is_told_what_is_being_asked(hotel: Hotel) -> None:
    hotel.calls()
    hotel.line.did.clear()
    hotel.line.on_joined({"legs": []})
    assert [name for name, _ in hotel.line.did] == ["plans", "hear"]
    hotel.hang_up()
    hotel.line.did.clear()
    hotel.line.on_joined({"legs": []})
    assert [name for name, _ in hotel.line.did] == ["plans"]


def test_the_next_live_process_listens_on(hotel: Hotel, tmp_path: Path) -> None:
    hotel.calls()
    after = Hotel(tmp_path, before=hotel)
    assert [each["leg"] for each in after.line.questions()] == ["c1"]
    after.says("房间")
    assert after.hears() == ["zh-CN/menu.hotel"]


def test_without_an_engine_nobody_is_listened_to(tmp_path: Path) -> None:
    class Deaf(Hotel):
        source = Hotel.source | {"speech": {}}

    hotel = Deaf(tmp_path)
    hotel.calls()
    assert (hotel.phones.listened, hotel.line.questions()) == (set(), [])
    hotel.presses("c1", "2")
    assert hotel.hears() == ["zh-CN/goodbye"]


def test_only_so_many_are_listened_to_at_once(hotel: Hotel) -> None:
    for number in range(MOST_AT_ONCE + 2):
        hotel.calls(f"c{number}")
    assert len(hotel.phones.listened) == MOST_AT_ONCE
    hotel.hang_up("c0")
    hotel.calls("next")
    assert "next" in hotel.phones.listened
