"""`huawu bench routing`: the routing engine alone, on one core, without telephones.

How many inputs a second it takes at 2 000 queues, 5 000 agents and 10 000 waiting contacts with skills and
steps; how soon an agent who becomes free is offered the right one; and how the cost grows with the number
waiting; and how fast the simulator is, which is this engine in virtual time.
"""

import gc
import math
from statistics import fmean, median
from typing import Any

from huawu.app.bench import simulating
from huawu.app.bench.report import at_share, floor, report
from huawu.app.bench.routing_load import Load
from huawu.platform.garbage import seldom_collected

QUEUES, AGENTS, WAITING = 2_000, 5_000, 10_000
INPUTS, ROUNDS = 150_000, 5
"""All inputs count. So many parts of them are reported besides: other work on the machine shows in some."""
FEW, MANY, TURNS = 1_000, 100_000, 9


def routing() -> dict[str, Any]:
    """All of it."""
    main = _measure(QUEUES, AGENTS, WAITING, INPUTS)
    few, many = _in_turn(FEW, MANY)
    growth = many["microseconds_an_input"] / few["microseconds_an_input"]
    simulated = simulating.measure()
    results = {
        "main": main,
        "simulation": simulated,
        f"waiting_{FEW}": few,
        f"waiting_{MANY}": many,
        "growth": round(growth, 3),
    }
    return report("routing", results, _floors(main, growth, simulated))


def _in_turn(*waiting: int) -> list[dict[str, Any]]:
    """The same work with so many waiting, round by round in turn, so that other work on the machine falls on
    all of them; what an input costs is that of the middle round."""
    loads = [Load(200, 500, each) for each in waiting]
    costs: list[list[float]] = [[] for _ in loads]
    for nth in range(TURNS + 1):
        for load, cost in zip(loads, costs, strict=True):
            load.times.inputs.clear()
            gc.collect()
            gc.freeze()
            with seldom_collected():
                load.run(INPUTS // 10)
            gc.unfreeze()
            if nth:  # the first one warms
                cost.append(fmean(load.times.inputs) / 1000)
    return [
        {
            "waiting": sum(map(load.engine.waiting, load.names)),
            "microseconds_an_input": round(median(cost), 2),
            "microseconds_of_rounds": [round(each, 2) for each in cost],
        }
        for load, cost in zip(loads, costs, strict=True)
    ]


def _measure(queues: int, agents: int, waiting: int, inputs: int) -> dict[str, Any]:
    load = Load(queues, agents, waiting)
    load.run(inputs // 10)  # warm
    load.times.inputs.clear()
    load.times.offered.clear()
    gc.collect()
    gc.freeze()
    with seldom_collected():  # as the live process has it
        times = load.run(inputs)
    gc.unfreeze()
    rounds = [fmean(times.inputs[at : at + inputs // ROUNDS]) for at in range(0, inputs, inputs // ROUNDS)]
    mean = fmean(times.inputs)
    return {
        "queues": queues,
        "agents": agents,
        "waiting": sum(map(load.engine.waiting, load.names)),
        "inputs": len(times.inputs),
        "inputs_a_second": round(1e9 / mean),
        "inputs_a_second_of_rounds": [round(1e9 / each) for each in rounds],
        "microseconds_an_input": round(mean / 1000, 2),
        "input_p99_us": _percentile(times.inputs, 0.99),
        "free_to_offer_p50_us": _percentile(times.offered, 0.5),
        "free_to_offer_p99_us": _percentile(times.offered, 0.99),
        "free_to_offer_worst_us": _percentile(times.offered, 1.0),
        "offers": len(times.offered),
    }


def _percentile(values: list[int], share: float) -> float:
    return round(at_share(sorted(values), share) / 1000, 1)


def _floors(main: dict[str, Any], growth: float, simulated: dict[str, Any]) -> list[dict[str, Any]]:
    most = math.log(MANY) / math.log(FEW)
    return [
        floor("inputs a second", floor=30_000, got=main["inputs_a_second"], unit="1/s", least=True),
        floor("contacts waiting", floor=WAITING * 0.9, got=main["waiting"], unit="contacts", least=True),
        floor("agent free to offer, p99", floor=1_000, got=main["free_to_offer_p99_us"], unit="us"),
        floor(
            f"cost of an input at {MANY} waiting over {FEW}, at most as the logarithm",
            floor=round(most, 3),
            got=round(growth, 3),
            unit="times",
        ),
        _calls("one skill", 15_000, simulated["one_skill"]),
        _calls("skills and steps", 5_000, simulated["skills"]),
    ]


def _calls(what: str, least: int, found: dict[str, Any]) -> dict[str, Any]:
    got = found["calls_a_second"]
    return floor(f"simulated calls a second, {what}", floor=least, got=got, unit="1/s", least=True)
