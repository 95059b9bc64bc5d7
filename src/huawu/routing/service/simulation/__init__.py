"""What would happen: the production engine in virtual time (`huawu simulate`).

`simulate` runs a scenario many times and says of each figure its mean and how sure it is. Runs differ in
their seeds alone; the same scenario gives the same answer anywhere.
"""

from typing import Any

from huawu.routing.service.simulation.results import differences, summary
from huawu.routing.service.simulation.run import Run
from huawu.routing.service.simulation.scenario import Scenario, scenario_from

__all__ = ["Run", "Scenario", "compare", "scenario_from", "simulate"]


def simulate(body: dict[str, Any]) -> dict[str, Any]:
    """Run a scenario (see `scenario`). Answers `{"runs", "calls", "queues": {name: figures}, "all": figures,
    "agents": {kind: {"occupancy"}}, "checks"}`; a figure is `{"mean", "low", "high"}`, the ends of a 95 %
    confidence interval. Raises Invalid."""
    scenario = scenario_from(body)
    return summary(scenario, [Run(scenario, number).go() for number in range(scenario.runs)])


def compare(body: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What is different under the other scenario, run by run on the same customers where both draw the same
    (common random numbers: same seed, same kinds of callers in the same order). Answers as `simulate` does,
    each figure being the other's less the first one's. Raises Invalid."""
    scenarios = scenario_from(body), scenario_from(other | {"runs": body.get("runs", 10)})
    runs = range(scenarios[0].runs)
    sides = [[Run(scenario, number).go() for number in runs] for scenario in scenarios]
    return differences(scenarios, sides)
