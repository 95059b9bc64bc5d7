"""Laws of chance for times, in seconds: how long people talk, wait, take to answer.

30                                            always so
{"mean": 180}                                 exponential
{"mean": 180, "law": "fixed" | "exponential" | "lognormal" | "erlang", "cv": 1.2, "stages": 3}
{"values": [20, 35, 60]}                      one of these, each as likely (as measured)
{..., "at_once": 0.05}                        so often nothing at all (who hangs up at the first word)
null                                          for ever
"""

import math
from collections.abc import Callable
from typing import Any

from huawu.platform.dice import Dice
from huawu.platform.refusals import Invalid

Law = Callable[[Dice], float]

FOR_EVER = math.inf


def law_from(value: Any, at: str) -> Law:  # noqa: ANN401 - whatever somebody wrote
    """The law that a scenario describes. Raises Invalid("simulation.bad_law")."""
    if value is None:
        return lambda dice: FOR_EVER
    if _is_time(value):
        return lambda dice: float(value)
    if not isinstance(value, dict):
        raise Invalid("simulation.bad_law", at=at)
    law = _measured(value["values"], at) if "values" in value else _named(value, at)
    at_once = value.get("at_once", 0)
    if not _is_time(at_once) or at_once > 1:
        raise Invalid("simulation.bad_law", at=at)
    return law if not at_once else lambda dice: 0.0 if dice.random() < at_once else law(dice)


def mean_of(value: Any) -> float:  # noqa: ANN401 - a law that `law_from` took
    """Its mean, for the load that a scenario offers."""
    if value is None:
        return FOR_EVER
    if not isinstance(value, dict):
        return float(value)
    mean = sum(value["values"]) / len(value["values"]) if "values" in value else float(value["mean"])
    return mean * (1 - float(value.get("at_once", 0)))


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf


def _measured(values: Any, at: str) -> Law:  # noqa: ANN401 - whatever somebody wrote
    if not isinstance(values, list) or not values or not all(map(_is_time, values)):
        raise Invalid("simulation.bad_law", at=at)
    return lambda dice: float(dice.choice(values))


def _named(value: dict[str, Any], at: str) -> Law:
    mean, name, cv = value.get("mean"), value.get("law", "exponential"), value.get("cv", 1.0)
    stages = value.get("stages", 2)
    if not _is_time(mean) or not _is_time(cv) or not isinstance(stages, int) or stages < 1:
        raise Invalid("simulation.bad_law", at=at)
    mean = float(mean or 0)
    if not mean or name == "fixed":
        return lambda dice: mean
    if name == "exponential":
        return lambda dice: dice.expovariate(1 / mean)
    if name == "lognormal":
        spread = math.log(1 + cv * cv)
        return lambda dice: dice.lognormvariate(math.log(mean) - spread / 2, math.sqrt(spread))
    if name == "erlang":
        return lambda dice: dice.gammavariate(stages, mean / stages)
    raise Invalid("simulation.bad_law", at=at)
