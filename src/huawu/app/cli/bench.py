"""Run a benchmark: `huawu bench NAME --json`, `huawu bench --all`. Exit code 1 when a floor is not met."""

import argparse
import json
from collections.abc import Mapping
from typing import Any

from huawu.app import bench
from huawu.app.cli.failure import Failure


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="one of: " + ", ".join(sorted(bench.BENCHES)))
    parser.add_argument("--all", action="store_true", help="every benchmark, one after another")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--profile", default=None, help="for benchmarks that have several")


def run(arguments: argparse.Namespace) -> int:
    names = sorted(bench.BENCHES) if arguments.all else [arguments.name]
    if unknown := [name for name in names if name not in bench.BENCHES]:
        raise Failure(f"there is no benchmark {unknown[0]}: {', '.join(sorted(bench.BENCHES))}", code=2)
    met = True
    for name in names:
        options = {} if arguments.profile is None else {"profile": arguments.profile}
        told = bench.BENCHES[name](**options)
        print(json.dumps(told, ensure_ascii=False) if arguments.json else _as_text(told))
        met = met and all(floor["met"] for floor in told["floors"])
    return 0 if met else 1


def _as_text(told: Mapping[str, Any]) -> str:
    lines = [f"{told['name']} on {told['machine']}"]
    lines += [f"  {what}: {value}" for what, value in told["results"].items()]
    for floor in told["floors"]:
        verdict = "met" if floor["met"] else "NOT MET"
        lines.append(f"  {floor['what']}: {floor['got']} {floor['unit']}, floor {floor['floor']}: {verdict}")
    return "\n".join(lines)
