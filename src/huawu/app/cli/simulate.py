"""Simulate a scenario with the production routing engine: `huawu simulate SCENARIO.json --json`."""

import argparse
import json
from pathlib import Path
from typing import Any

from huawu.app.cli.failure import Failure


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=None, help="instead of what the scenario says")
    parser.add_argument("--seed", type=int, default=None, help="instead of what the scenario says")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    from huawu.routing.service.simulation import simulate

    try:
        body = json.loads(arguments.file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Failure(f"{arguments.file}: {error}") from None
    for name in ("runs", "seed"):
        if getattr(arguments, name) is not None and isinstance(body, dict):
            body[name] = getattr(arguments, name)
    found = simulate(body)
    print(json.dumps(found, ensure_ascii=False) if arguments.json else _as_text(found))
    return 0 if found["checks"]["nobody_lost"] else 1


def _as_text(found: dict[str, Any]) -> str:
    lines = [f"{found['runs']} runs, {found['calls']} calls"]
    for name, figures in [*found["queues"].items(), ("all", found["all"])]:
        lines.append(f"{name}:")
        lines += [f"  {what}: {_range(value)}" for what, value in figures.items()]
    lines += [f"{name}: occupancy {_range(row['occupancy'])}" for name, row in found["agents"].items()]
    return "\n".join(lines)


def _range(value: dict[str, float | None]) -> str:
    if value["low"] is None:
        return str(value["mean"])
    return f"{value['mean']} ({value['low']} to {value['high']})"
