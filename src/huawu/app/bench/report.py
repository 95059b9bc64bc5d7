"""What a benchmark says: the machine it ran on, its figures, and its floors."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def machine() -> str:
    """The processor and how many of them."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def at_share(ordered: Sequence[float], share: float) -> float:
    """The value that this share of them, in their order, do not exceed (nearest rank). For at least one."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def floor(what: str, *, floor: float, got: float | None, unit: str, least: bool = False) -> dict[str, Any]:
    """One floor. `least`: the figure must be at least the floor; else at most."""
    met = got is not None and (got >= floor if least else got <= floor)
    return {"what": what, "floor": floor, "got": got, "unit": unit, "met": met}


def report(name: str, results: dict[str, Any], floors: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "machine": machine(), "results": results, "floors": floors}
