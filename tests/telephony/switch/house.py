"""A house with extensions: `Exchange`, where phones call each other."""

from dataclasses import replace
from typing import Any

from huawu.interactions.events import InteractionStarted
from huawu.telephony.core.switch.house.lines import Extension, Lines, Member, ParkPlace, RingGroup, Wishes
from huawu.telephony.core.switch.types import Call, Target
from tests.telephony.switch.exchange import AGENTS, Exchange

PHONES = ("7001", "7002", "7003", "7004")
OUTSIDE = "13700001111"


class House(Exchange):
    """Phones 7001 to 7004 are nobody's; 7001 may call outside. Ring groups 600 (all), 601 (in turn), 602 (by
    time) have 7002, 7003 and 7004. Number 4008 leads to 7001, 4009 to group 600."""

    def __init__(self, **extensions: dict[str, Any]) -> None:
        super().__init__()
        self.phones.phones |= set(PHONES)
        lines = {number: Extension(number) for number in PHONES}
        lines["7001"] = Extension("7001", outside=True, shown="55501")
        for name, more in extensions.items():
            number = name.removeprefix("x")
            lines[number] = replace(lines.get(number, Extension(number)), **more)
        members = tuple(Member(number) for number in PHONES[1:])
        later = tuple(Member(number, after=5 * n) for n, number in enumerate(PHONES[1:]))
        groups = {
            "600": RingGroup("600", members, "all", 20),
            "601": RingGroup("601", members, "in_turn", 10, "7001"),
            "602": RingGroup("602", later, "by_time", 30),
        }
        places = {"701": ParkPlace("701", 60), "702": ParkPlace("702", 60)}
        self.switch.plan = replace(
            self.switch.plan,
            numbers={
                **self.switch.plan.numbers,
                "4008": Target(extension="7001"),
                "4009": Target(extension="600"),
            },
            extensions=frozenset(PHONES),
            lines=Lines(lines, groups, places),
        )

    def dial(self, caller: str, number: str, leg: str = "x") -> Call | None:
        """A phone dials; the call, if there is one."""
        self.phones.arrive(leg, number, caller="forged", extension=caller)
        self.turn()
        return next((c for c in self.switch.calls.values() if c.leg == leg), None)

    def wish(self, number: str, **wishes: Any) -> None:
        self.switch.wishes[number] = Wishes(**wishes)

    def refusal(self, leg: str = "x") -> str | None:
        """Why an unanswered caller was refused."""
        return self.phones.refused.get(leg)

    def started(self) -> list[tuple[str, str, str]]:
        """Direction, caller and number of each contact."""
        facts = [fact for _, fact in self.facts if isinstance(fact, InteractionStarted)]
        return [(fact.direction, fact.caller, fact.number) for fact in facts]


__all__ = ["AGENTS", "OUTSIDE", "House"]
