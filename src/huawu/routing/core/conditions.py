"""Who fits a condition. What somebody has not learnt fits no range: absent is not 0."""

from collections.abc import Callable
from typing import Any

from huawu.platform.ids import Id
from huawu.routing.core.plan import AllOf, AnyOf, Condition, Language, Named, Not, Seat, Skill, Team

Needs = tuple[tuple[str, int], ...]


def fits(condition: Condition, seat: Seat) -> bool:
    """Does this agent fit?"""
    return _FITS[type(condition)](condition, seat)


def meets(needs: Needs, seat: Seat) -> bool:
    """Has this agent every skill at its level?"""
    levels = seat.skills
    for skill, least in needs:  # noqa: SIM110 - twice as quick as `all`
        if levels.get(skill, 0) < least:
            return False
    return True


def _skill(condition: Skill, seat: Seat) -> bool:
    level = seat.skills.get(condition.name)
    return level is not None and condition.least <= level <= condition.most


def _language(condition: Language, seat: Seat) -> bool:
    return level_in(condition.name, seat) >= condition.least


def level_in(language: str, seat: Seat) -> int:
    """How well an agent speaks a language, 0: not at all. Who speaks zh-CN speaks zh (basic filtering,
    RFC 4647, section 3.3.1)."""
    within = language + "-"
    return max(
        (level for tag, level in seat.languages.items() if tag == language or tag.startswith(within)),
        default=0,
    )


_FITS: dict[type[Any], Callable[[Any, Seat], bool]] = {
    Skill: _skill,
    Language: _language,
    Team: lambda condition, seat: seat.team == condition.name,
    Named: lambda condition, seat: seat.agent in condition.agents,
    AllOf: lambda condition, seat: all(fits(each, seat) for each in condition.of),
    AnyOf: lambda condition, seat: any(fits(each, seat) for each in condition.of),
    Not: lambda condition, seat: not fits(condition.of, seat),
}


UNKNOWN, FITS, FITS_NOT = 0, 1, 2
"""What a wish knows of an agent."""


class Wish:
    """What contacts want of an agent: skills always needed, and a condition. One for all queues, so that it
    is worked out once for each of so many agents. `plain`: everybody fits; `only`: the agents it names, when
    nobody else can fit; `known`: what was worked out, by the agents' numbers (a byte each, so that those of
    all wishes stay close together in memory)."""

    __slots__ = ("condition", "known", "needs", "only", "plain")

    def __init__(self, needs: Needs, condition: Condition | None, agents: int) -> None:
        self.needs, self.condition = needs, condition
        self.only = named(condition)
        self.plain = not needs and condition is None
        self.known = bytearray([FITS if self.plain else UNKNOWN]) * agents

    def fits(self, seat: Seat) -> bool:
        """Does this agent fit?"""
        return meets(self.needs, seat) and (self.condition is None or fits(self.condition, seat))

    def skills(self) -> frozenset[str]:
        """The skills asked for."""
        return skills_in(self.condition).union(skill for skill, _ in self.needs)


def named(condition: Condition | None) -> tuple[Id, ...] | None:
    """The only agents who can fit, when the condition says so itself: then nobody else is looked at."""
    if isinstance(condition, Named):
        return condition.agents
    if isinstance(condition, AllOf):
        return next((who for each in condition.of if (who := named(each)) is not None), None)
    return None


def skills_in(condition: Condition | None) -> frozenset[str]:
    """The skills that a condition asks for; the "best skilled" is best in these."""
    if isinstance(condition, Skill):
        return frozenset((condition.name,))
    if isinstance(condition, AllOf | AnyOf):
        return frozenset().union(*(skills_in(each) for each in condition.of))
    return frozenset()


def parts(condition: Condition) -> list[Condition]:
    """The condition and all it is made of."""
    if isinstance(condition, AllOf | AnyOf):
        return [condition, *(each for of in condition.of for each in parts(of))]
    if isinstance(condition, Not):
        return [condition, *parts(condition.of)]
    return [condition]


def as_value(condition: Condition) -> dict[str, Any]:
    """As configuration writes it; `planning.condition` reads it."""
    if isinstance(condition, Skill):
        return {"skill": condition.name, "least": condition.least, "most": condition.most}
    if isinstance(condition, Language):
        return {"language": condition.name, "least": condition.least}
    if isinstance(condition, Team):
        return {"team": condition.name}
    if isinstance(condition, Named):
        return {"agents": list(condition.agents)}
    if isinstance(condition, Not):
        return {"not": as_value(condition.of)}
    word = "and" if isinstance(condition, AllOf) else "or"
    return {word: [as_value(each) for each in condition.of]}
