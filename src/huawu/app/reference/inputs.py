"""Reading the inputs of a case, which name the same thing in several ways."""

import re
from typing import Any

from huawu.measures.erlang.staffing import erlangs


class Unsupported(Exception):
    """The inputs do not hold what the formula needs."""


class Inputs:
    """The inputs of one case, with its id (for the family's variants) and the words of its source."""

    def __init__(self, values: dict[str, Any], name: str, source: str) -> None:
        self.values = values
        self.name = name
        self.source = source

    def has(self, *names: str) -> bool:
        return any(name in self.values for name in names)

    def take(self, *names: str) -> Any:  # noqa: ANN401 - whatever the case holds
        """The value under the first of these names that is there."""
        for name in names:
            if name in self.values:
                return self.values[name]
        raise Unsupported(names[0])

    def get(self, default: Any, *names: str) -> Any:  # noqa: ANN401 - whatever the case holds
        return self.take(*names) if self.has(*names) else default

    def servers(self) -> int:
        return int(self.take("agents", "servers", "n", "trunks", "lines"))

    def aht(self) -> float:
        if self.has("service_rate", "mu"):
            return 1 / float(self.take("service_rate", "mu"))
        return float(self.get(1.0, "aht_s", "aht", "mean_service", "mean_service_s", "aht_min"))

    def load(self) -> float:
        """The offered load in erlangs, given or from calls and handling time."""
        if self.has("offered_erlangs", "erlangs", "a", "load"):
            return float(self.take("offered_erlangs", "erlangs", "a", "load"))
        if self.has("arrival_rate", "lam", "lambda"):
            return float(self.take("arrival_rate", "lam", "lambda")) * self.aht()
        interval = float(self.get(1_800.0, "interval_s", "interval"))
        return erlangs(float(self.take("calls")), interval=interval, aht=self.aht())

    def threshold(self) -> float:
        return float(self.get(0.0, "threshold_s", "threshold", "T", "T_s"))

    def target(self) -> float:
        return float(self.take("sl_target", "sl", "target"))

    def rates(self) -> tuple[float, float, float]:
        """Arrivals, service and abandonment in one unit of time."""
        service = 1 / self.aht()
        if self.has("abandon_rate", "theta"):
            abandon = float(self.take("abandon_rate", "theta"))
        else:
            abandon = 1 / float(self.take("mean_patience_s", "mean_patience", "patience_s", "patience"))
        return self.load() * service, service, abandon

    def in_source(self, pattern: str) -> re.Match[str] | None:
        return re.search(pattern, self.source)
