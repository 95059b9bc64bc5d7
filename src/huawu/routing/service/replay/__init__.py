"""A past day once more with the production engine: as it was, and with other rules or other people.

`past_day` reads the ledger, `replay` runs; see `day` for what is known of a day, `people` for what is drawn,
`changes` for what can be different, `comparing` for the answer.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid
from huawu.routing.core.engine import Engine
from huawu.routing.core.plan import Plan
from huawu.routing.service.replay.changes import Arm, as_it_was, changed, only_what_is_there
from huawu.routing.service.replay.comparing import compared
from huawu.routing.service.replay.counting import HalfHours, of_the_day
from huawu.routing.service.replay.day import PastDay, Visit, day_from
from huawu.routing.service.replay.leading import counted, told_again
from huawu.routing.service.replay.people import Crowd, Given, Known
from huawu.routing.service.replay.reading import Ledger, State, past_day
from huawu.routing.service.replay.rules import THEN, Sites, sites_of
from huawu.routing.service.simulation.run import Day
from huawu.routing.service.simulation.scenario import Scenario

__all__ = [
    "LEAST_REPEATS",
    "MOST_REPEATS",
    "MOST_VISITS",
    "Ledger",
    "PastDay",
    "State",
    "Visit",
    "day_from",
    "past_day",
    "replay",
]

LEAST_REPEATS, MOST_REPEATS = 5, 200
MOST_VISITS = 400_000
"""Over all repeats of both sides: some minutes of one core."""

EngineMaker = Callable[[Plan], Engine]


def replay(
    day: PastDay,
    sites: Sites,
    changes: dict[str, Any],
    *,
    repeats: int = 20,
    seed: int = 1,
    told: Callable[[int], None] = lambda done: None,
    engine: EngineMaker | None = None,
) -> dict[str, Any]:
    """Play the day `repeats` times as it was, under the rules of that day, and with the changes; `told` hears
    how many repeats are done. `sites`: see `rules`, each as `plan_from` reads it. Answers as `comparing`
    says, and `left_out`: visits of queues that are not there under the rules of a side, and `absent`: agents
    who were there and are not under such, for whom nobody stands in; `lendings`, `closings`: how many of the
    day hold in both sides. Raises Invalid: simulation.too_large,
    simulation.empty_day, and what `changes` says. `engine`: tests put a faulty one here."""
    same = as_it_was(day, sites_of(sites, THEN))
    other = changed(day, sites_of(sites, changes.get("rules", THEN)), changes)
    day, left_out = only_what_is_there(day, same.rules, other.rules)
    _require_size(day, other, repeats)
    known = Known(day)
    pairs = []
    for repeat in range(repeats):
        pairs.append(
            (_once(day, known, same, seed, repeat, engine), _once(day, known, other, seed, repeat, engine))
        )
        told(repeat + 1)
    sides = (same.rules, other.rules)
    absent = sum(not all(rules.has_seat(agent) for rules in sides) for agent in day.presence)
    notes = {"left_out": left_out, "absent": absent} | counted(day)
    return compared(day, known, of_the_day(day, same.rules), pairs) | notes


def _require_size(day: PastDay, other: Arm, repeats: int) -> None:
    if not LEAST_REPEATS <= repeats <= MOST_REPEATS:
        raise Invalid("simulation.malformed", at="repeats")
    if not day.visits:
        raise Invalid("simulation.empty_day")
    if len(day.visits) * repeats * (1 + other.calls) > MOST_VISITS:
        raise Invalid("simulation.too_large", most=MOST_VISITS // 2 // repeats)


def _once(
    day: PastDay, known: Known, arm: Arm, seed: int, repeat: int, make: EngineMaker | None
) -> HalfHours:
    """One run of one side."""
    scenario = Scenario(
        arm.rules.first,
        (),
        arm.presence,
        day.length,
        0,
        1,
        seed,
        lambda dice: dice.choice(known.rings) / SECOND,
        known.missed,
        day.paused / SECOND,
        begins=day.begins,
    )
    people = Given(Crowd(day, known, arm.patience, arm.calls).of(seed, repeat))
    numbers = count(1)
    plan = arm.rules.first
    used = make(plan) if make else Engine(plan, lambda: f"o{next(numbers)}")
    counts = HalfHours(arm.rules, day.length, day.lendings)
    play = Day(
        scenario,
        repeat,
        tally=counts,
        sources=[people],
        engine=used,
        later=arm.rules.later,
        besides=told_again(day),
    )
    return play.go().finish()
