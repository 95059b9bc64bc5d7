"""Compute reference cases: `huawu reference FILE --json`. Exit code 1 when one is out of tolerance."""

import argparse
import json
from pathlib import Path

from huawu.app.cli.failure import Failure


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    from huawu.app import reference

    try:
        cases = json.loads(arguments.file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Failure(f"{arguments.file}: {error}") from None
    results = reference.run(cases)
    if arguments.json:
        print(json.dumps(results, ensure_ascii=False, default=str))
    else:
        for result in results:
            verdict = {True: "within", False: "OUT OF TOLERANCE", None: "unsupported"}[result["within"]]
            print(f"{result['id']}: {verdict}", result["got"] if result["within"] is not None else "")
    return int(any(result["within"] is False for result in results))
