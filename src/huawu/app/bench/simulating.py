"""How fast the simulator runs, beside simpy and ciw with a simpler model of the same centre.

One skill: 50 agents, patient and impatient callers (M/M/50+M). The peers simulate arrivals, talks and
patience only; ours is told to the production engine, with offers, answers and reasons. The peers come with
`pip install huawu[bench]`; without them their figures are missing.
"""

import importlib
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from huawu.platform.dice import seeded
from huawu.routing.service.simulation import Run, scenario_from

AGENTS, PER_HOUR, TALK, PATIENCE = 50, 960.0, 180.0, 180.0
SECONDS = 60_000.0
REPEATS = 3


def one_skill() -> dict[str, Any]:
    """The centre that all three can simulate."""
    return {
        "seconds": SECONDS,
        "runs": 1,
        "queues": {"q": {"wrap_up_seconds": 0}},
        "agents": [{"name": "all", "count": AGENTS, "queues": ["q"]}],
        "callers": [
            {"queue": "q", "per_hour": PER_HOUR, "talk": {"mean": TALK}, "patience": {"mean": PATIENCE}}
        ],
    }


def many_skills() -> dict[str, Any]:
    """Six queues that route by steps over skills, agents with different levels, phones that take a while."""
    queues = {
        f"q{n}": {
            "wrap_up_seconds": 20,
            "steps": [
                {"who": {"skill": f"s{n}", "least": 3}, "seconds": 15},
                {"who": {"skill": f"s{n}", "least": 1}, "seconds": 45},
            ],
        }
        for n in range(6)
    }
    agents = [
        {
            "count": 10,
            "queues": [f"q{n}", f"q{(n + 1) % 6}", f"q{(n + 3) % 6}"],
            "skills": {f"s{n}": 4, f"s{(n + 1) % 6}": 2},
        }
        for n in range(6)
    ]
    callers = [
        {"queue": f"q{n}", "per_hour": 170, "talk": {"mean": TALK}, "patience": {"mean": PATIENCE}}
        for n in range(6)
    ]
    answer = {"answer": {"mean": 4}, "wrap_up": {"mean": 10}}
    return {
        "seconds": SECONDS / 3,
        "runs": 1,
        "queues": queues,
        "agents": agents,
        "callers": callers,
        **answer,
    }


def ours(body: dict[str, Any], seed: int) -> tuple[int, float]:
    """Calls, and the share that gave up."""
    tally = Run(scenario_from(body | {"seed": seed}), 0).go()
    return tally.calls, sum(line.abandoned for line in tally.lines.values()) / tally.calls


def of_simpy(seed: int) -> tuple[int, float]:
    """The same centre in simpy."""
    simpy = importlib.import_module("simpy")
    world, dice, counts = simpy.Environment(), seeded(str(seed)), [0, 0]
    agents = simpy.Resource(world, capacity=AGENTS)

    def caller() -> Iterator[Any]:
        with agents.request() as asked:
            found: Any = yield asked | world.timeout(dice.expovariate(1 / PATIENCE))
            if asked in found:
                yield world.timeout(dice.expovariate(1 / TALK))
            else:
                counts[1] += 1

    def arrivals() -> Iterator[Any]:
        while world.now < SECONDS:
            yield world.timeout(dice.expovariate(PER_HOUR / 3600))
            counts[0] += 1
            world.process(caller())

    world.process(arrivals())
    world.run()
    return counts[0], counts[1] / counts[0]


def of_ciw(seed: int) -> tuple[int, float]:
    """The same centre in ciw."""
    ciw = importlib.import_module("ciw")
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(PER_HOUR / 3600)],
        service_distributions=[ciw.dists.Exponential(1 / TALK)],
        number_of_servers=[AGENTS],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE)],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(SECONDS)
    kinds = [record.record_type for record in simulation.get_all_records()]
    return len(kinds), kinds.count("renege") / len(kinds)


def measure() -> dict[str, Any]:
    """In turn, several times; the best of each counts, for all alike."""
    skills, one = many_skills(), one_skill()
    runners: dict[str, Callable[[int], tuple[int, float]]] = {
        "one_skill": lambda seed: ours(one, seed),
        "skills": lambda seed: ours(skills, seed),
        "simpy": of_simpy,
        "ciw": of_ciw,
    }
    found: dict[str, Any] = {}
    for seed in range(REPEATS):
        for name, runner in runners.items():
            try:
                began = perf_counter()
                calls, gave_up = runner(seed)
            except ModuleNotFoundError:
                found[name] = None
                continue
            rate = round(calls / (perf_counter() - began))
            if found.get(name) is None or rate > found[name]["calls_a_second"]:
                found[name] = {"calls_a_second": rate, "calls": calls, "p_abandon": round(gave_up, 4)}
    return found
