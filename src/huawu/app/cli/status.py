"""What runs: the supervisor and its programs, since when, how often they were started again."""

import argparse
import json

from huawu.app.supervisor.status import HouseStatus, read
from huawu.platform.settings import from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the supervisor and all its programs run, else 1."""
    house = read(from_environment().run_dir)
    print(json.dumps(house.plain()) if arguments.json else _as_text(house))
    all_run = house.supervisor is not None and all(each.state == "running" for each in house.processes)
    return 0 if all_run else 1


def _as_text(house: HouseStatus) -> str:
    if house.supervisor is None and not any(each.pid for each in house.processes):
        return "nothing runs; `make up` or `huawu up` starts everything"
    supervisor = f"pid {house.supervisor}" if house.supervisor else "does not run"
    lines = [f"supervisor: {supervisor}, {house.phase}"]
    for each in house.processes:
        life = f"pid {each.pid}, up {each.uptime_seconds:.0f} s" if each.pid else "no process"
        end = f", last end: {each.last_end}" if each.last_end else ""
        lines.append(f"{each.name:<10} {each.state:<10} {life}, restarts {each.restarts}{end}")
    return "\n".join(lines)
