"""A centre with one flow: callers of 4000 walk through it, and the test is the world that it asks."""

from typing import Any

from huawu.flows.types import Failed, Finished, Found, Missing, Spoken
from huawu.platform.hours import hours_from
from huawu.telephony.core.switch import menu
from huawu.telephony.core.switch.house.lines import Extension, Lines, Member, RingGroup
from huawu.telephony.core.switch.menu.desk import Question
from huawu.telephony.core.switch.types import Call, FlowPlan, Target, restored
from tests.telephony.switch.exchange import Exchange

Nodes = dict[str, dict[str, Any]]
BYE = {"do": "hang_up", "say": ["goodbye"]}


class Flowing(Exchange):
    """`nodes` begin with the first one. 8001 to 8004 are agents' telephones, 7001 is nobody's, 600 rings
    8001 and 8002; the calendar `office` is open on no day. Other flows by name."""

    def __init__(self, nodes: Nodes, variables: dict[str, Any] | None = None, **others: Nodes) -> None:
        graphs = {"own": nodes, **others}
        super().__init__(
            flows={
                key: FlowPlan(
                    key, 1, {"start": next(iter(each)), "variables": variables or {}, "nodes": each}
                )
                for key, each in graphs.items()
            },
            hours={"office": hours_from({"week": {}}, "Asia/Shanghai")},
            prompts={"holiday": {"zh-CN": "a1", "en-US": "b2"}, "zh_only": {"zh-CN": "c3"}},
            lines=Lines(
                {"8003": Extension("8003", ring_seconds=60)},
                {"600": RingGroup("600", (Member("8001"), Member("8002")))},
            ),
        )
        plan = self.switch.plan
        numbers = {"4000": Target(flow="own"), **{f"41{key}": Target(flow=key) for key in others}}
        plan.numbers.update(numbers)
        self.asked: list[tuple[str, str, Question]] = []
        self.to_say: list[tuple[str, str, tuple[str, ...], str]] = []
        self.switch.flows.ask = self._ask
        self.switch.flows.says = _says
        self.switch.flows.speak = self._speak

    def _ask(self, call: str, token: str, question: Question) -> bool:
        self.asked.append((call, token, question))
        return True

    def world(self, told: Found | Missing | Failed | Finished) -> None:
        """The world answers what it was asked last."""
        call, token, _ = self.asked[-1]
        self.switch.now = self.now
        menu.answered(self.switch, call, token, told)
        self.turn()

    def _speak(self, call: str, token: str, texts: tuple[str, ...], language: str) -> bool:
        self.to_say.append((call, token, texts, language))
        return True

    def speaks(self, *, fails: bool = False) -> None:
        """The voice has said what it was asked last, if it was asked anything."""
        for call, token, texts, _ in self.to_say[-1:]:
            self.switch.now = self.now
            prompts = {} if fails else {each: f"sounds/{each}" for each in texts}
            menu.voiced(self.switch, call, token, prompts)
            self.turn()

    def takes_messages(self) -> None:
        """What callers say is recorded."""

        def take(call: Call, recording: str) -> str:
            self.phones.record(recording, outside=[call.leg], inside=[], secret={})
            self.phones.spoken[recording] = 1.0
            return f"{recording}.hwr"

        self.switch.mail.take = take

    def heard(self) -> None:
        """What is said is said to its end, and so is what follows, until the caller has the word."""
        while (leg := self.phones.legs.get("c")) is not None and leg.token:
            self.said("c")

    def calls(self, number: str = "4000") -> Call:
        return self.call("c", number)

    def another_process(self) -> Call:
        """The process dies; the next one takes the call up from what was written down."""
        saved = self.the_call.saved()
        self.switch.calls.clear()
        call = self.switch.restore(saved)
        assert call.saved() == restored(saved).saved() == saved
        menu.taken_up(self.switch, call)
        self.turn()
        return call


def _flow(key: str, nodes: Nodes, variables: dict[str, Any] | None) -> FlowPlan:
    return FlowPlan(key, 1, {"start": next(iter(nodes)), "variables": variables or {}, "nodes": nodes})


def _says(spoken: Spoken, language: str) -> list[str]:
    return [] if spoken.as_ == "text" else [f"{language}/{spoken.as_}:{spoken.text}"]
