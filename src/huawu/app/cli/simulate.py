"""Simulate with the production routing engine.

huawu simulate SCENARIO.json --json                       a centre that is described
huawu simulate SCENARIO.json --against OTHER.json         two, on the same callers: what the other changes
huawu simulate --day 2026-11-20 --with calls=20 --with agent=desk@10:00-12:00   a past day, with changes
"""

import argparse
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from huawu.app.cli.failure import Failure

_NICE = 15
"""A past day is played behind whatever else this machine does; it may be taking calls."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("file", type=Path, nargs="?", help="a scenario")
    parser.add_argument("--against", type=Path, help="another scenario, for what is different under it")
    parser.add_argument("--day", help="a past day of this site instead of a scenario, such as 2026-11-20")
    parser.add_argument("--with", dest="changes", action="append", default=[], help="a change of the day")
    parser.add_argument("--runs", type=int, default=None, help="instead of what the scenario says, or of 20")
    parser.add_argument("--seed", type=int, default=None, help="instead of what the scenario says, or of 1")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    if (arguments.file is None) == (arguments.day is None):
        raise Failure("say a scenario, or --day", code=2)
    if arguments.day is not None:
        return _past_day(arguments)
    from huawu.routing.service.simulation import compare, simulate

    if arguments.against is not None:
        found = compare(_scenario(arguments.file, arguments), _scenario(arguments.against, arguments))
    else:
        found = simulate(_scenario(arguments.file, arguments))
    _print(arguments, found, _as_text)
    return 0 if found["checks"]["nobody_lost"] else 1


def _scenario(file: Path, arguments: argparse.Namespace) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Failure(f"{file}: {error}") from None
    for name in ("runs", "seed"):
        if getattr(arguments, name) is not None and isinstance(body, dict):
            body[name] = getattr(arguments, name)
    return body


def _past_day(arguments: argparse.Namespace) -> int:
    from huawu.app.cli.database import with_place
    from huawu.app.what_if.gathering import Gathered, gather
    from huawu.app.what_if.options import changes_from
    from huawu.people.queries import directory
    from huawu.platform.settings import from_environment
    from huawu.platform.web.place import Place
    from huawu.routing.service.replay import replay

    async def gathered(place: Place) -> tuple[Gathered, dict[str, str]]:
        async with place.sessions() as session:
            agents = {agent.number: agent.id for agent in await directory(session)}
            return await gather(session, place.site, arguments.day, now=place.clock()), agents

    known, agents = with_place(from_environment(), gathered)
    os.nice(_NICE)
    found = replay(
        known.day,
        known.sites,
        changes_from(arguments.changes, agents),
        repeats=arguments.runs or 20,
        seed=arguments.seed or 1,
    )
    _print(arguments, found, _day_as_text)
    return 0 if found["lost"] == 0 else 1


def _print(arguments: argparse.Namespace, found: dict[str, Any], as_text: Callable[[Any], str]) -> None:
    print(json.dumps(found, ensure_ascii=False) if arguments.json else as_text(found))


def _as_text(found: dict[str, Any]) -> str:
    lines = [f"{found['runs']} runs, {found['calls']} calls"]
    for name, figures in [*found["queues"].items(), ("all", found["all"])]:
        lines.append(f"{name}:")
        lines += [f"  {what}: {_range(value)}" for what, value in figures.items()]
    lines += [f"{name}: occupancy {_range(row['occupancy'])}" for name, row in found["agents"].items()]
    return "\n".join(lines)


def _day_as_text(found: dict[str, Any]) -> str:
    lines = [f"{found['customers']} calls, {found['repeats']} repeats"]
    for queue, rows in found["queues"].items():
        lines.append(f"{queue or 'all'}:")
        for what, real in rows["real"]["total"].items():
            same, other, less = (rows[row]["total"][what] for row in ("same", "changed", "difference"))
            lines.append(
                f"  {what}: the day {real}, replayed {_range(same)}, changed {_range(other)}, "
                f"difference {_range(less)}"
            )
    return "\n".join(lines)


def _range(value: Mapping[str, float | None]) -> str:
    if value["low"] is None:
        return str(value["mean"])
    return f"{value['mean']} ({value['low']} to {value['high']})"
