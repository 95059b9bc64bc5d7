"""Classes of callers, agents with one, two or all skills, and a number of lines for all (Wallace and Whitt
2005).

All skills: one M/M/n/K. One skill: a birth-death process for each class, which share the lines; each is
reversible, so their joint law is the product of their own, cut off at the lines. In between: the production
engine in virtual time, agents with a primary skill and others in turn.
"""

from typing import Any

import numpy as np

from huawu.app.reference.inputs import Inputs
from huawu.measures.erlang import delay
from huawu.measures.markov.chain import Floats
from huawu.routing.service.simulation import simulate

RUNS, HANDLINGS, WARM_UP = 10, 180, 20
"""Runs, and how many handling times each lasts and is warmed up."""

Got = dict[str, Any]


def pooling(given: Inputs) -> Got:
    """Blocking, and the mean wait of those admitted in the unit of `handling`."""
    classes = int(given.take("classes", "K", "skills_total", "types"))
    handling = float(given.get(1.0, "handling", "aht", "mean_service", "handling_time"))
    agents, lines = int(given.take("agents", "n", "servers")), int(given.take("lines", "trunks", "capacity"))
    loads = _loads(given.take("rate", "rates", "lam", "arrival_rate"), classes, handling, agents)
    skills = _skills(given.take("skills", "skills_per_agent", "skill"), classes)
    if skills >= classes:
        found = delay.finite_lines(agents, lines, sum(loads))
        blocking, wait = found.blocking, found.mean_wait * handling
    elif skills == 1:
        blocking, wait = _apart(loads, agents, lines)
        wait *= handling
    else:
        blocking, wait = _simulated(loads, skills, agents, lines)
        wait *= handling
    waits = dict.fromkeys(("wait", "mean_wait", "asa", "mean_wait_admitted"), wait)
    return {**waits, "blocking": blocking, "p_block": blocking, "mean_wait_over_service": wait / handling}


def _skills(said: Any, classes: int) -> int:  # noqa: ANN401 - a number or a word
    words = {"one": 1, "two": 2, "all": classes}
    return words[said] if isinstance(said, str) else int(said)


def _loads(said: Any, classes: int, handling: float, agents: int) -> list[float]:  # noqa: ANN401 - as given
    """Erlangs of each class. One rate is that of each class, unless it alone is what the agents can do."""
    if isinstance(said, list):
        return [float(rate) * handling for rate in said]
    load = float(said) * handling
    whole = abs(np.log(load / agents)) < abs(np.log(load * classes / agents))
    return [load / classes if whole else load] * classes


def _share_out(agents: int, classes: int) -> list[int]:
    return [agents // classes + (k < agents % classes) for k in range(classes)]


def _apart(loads: list[float], agents: int, lines: int) -> tuple[float, float]:
    """Blocking and the mean wait of those admitted, in handling times."""
    laws = [
        _birth_death(load, n, lines) for load, n in zip(loads, _share_out(agents, len(loads)), strict=True)
    ]
    joint = np.array([1.0])
    for law in laws:
        joint = np.convolve(joint, law)[: lines + 1]
    blocking = float(joint[lines] / joint.sum())
    queue = sum(_queue_of(k, laws, agents, lines) for k in range(len(laws))) / float(joint.sum())
    return blocking, queue / (sum(loads) * (1 - blocking))


def _birth_death(load: float, n: int, lines: int) -> Floats:
    weights = [1.0]
    for k in range(1, lines + 1):
        weights.append(weights[-1] * load / min(k, n))
    return np.array(weights) / max(weights)


def _queue_of(k: int, laws: list[Floats], agents: int, lines: int) -> float:
    """The mean number of class `k` that wait, before the law is made whole."""
    n = _share_out(agents, len(laws))[k]
    waiting = laws[k] * np.maximum(np.arange(lines + 1) - n, 0)
    joint = waiting
    for other, law in enumerate(laws):
        if other != k:
            joint = np.convolve(joint, law)[: lines + 1]
    return float(joint[: lines + 1].sum())


def _simulated(loads: list[float], skills: int, agents: int, lines: int) -> tuple[float, float]:
    """By the engine, a handling time being 100 seconds."""
    classes = len(loads)
    seats = []
    for k, count in enumerate(_share_out(agents, classes)):
        for n in range(count):
            # The other skills go round, so that every pair of skills is there as often.
            step = 1 + n % max(1, classes - 1)
            others = [(k + (step + i - 1) % (classes - 1) + 1) % classes for i in range(skills - 1)]
            queues = [f"q{k}", *(f"q{other}" for other in others)]
            levels = dict.fromkeys(queues[1:], 2)
            seats.append({"name": f"a{k}-{n}", "queues": queues, "levels": levels})
    found = simulate(
        {
            "seconds": HANDLINGS * 100,
            "warm_up_seconds": WARM_UP * 100,
            "runs": RUNS,
            "lines": lines,
            "queues": {f"q{k}": {"wrap_up_seconds": 0} for k in range(classes)},
            "agents": seats,
            "callers": [
                {"queue": f"q{k}", "per_hour": load * 36, "talk": {"mean": 100}}
                for k, load in enumerate(loads)
            ],
        }
    )["all"]
    wait = float(found["mean_wait_admitted_seconds"]["mean"] or 0) / 100
    return float(found["p_blocked"]["mean"] or 0), wait
