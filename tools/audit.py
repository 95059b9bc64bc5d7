"""Known weaknesses of what we depend on: pip-audit over the lock files, npm audit over the front end's.

Ends with 1 when there are some. Where an advisory service cannot be reached, it says so and goes on.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-speech.lock")
SECONDS = 180


def asked(command: Sequence[str], folder: str = ".") -> tuple[dict[str, Any] | None, str]:
    """The JSON that the program prints, None without; and its last words."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, str(error)
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else None, (done.stderr.strip().splitlines() or ["no answer"])[-1]


def python_weaknesses(lock: str) -> list[str] | None:
    """One line each; None when nobody could be asked."""
    command = [sys.executable, "-m", "pip_audit", "-r", lock, "--no-deps", "--disable-pip", "-f", "json"]
    told, words = asked([*command, "--progress-spinner", "off"])
    if told is None or "dependencies" not in told:
        print(f"{lock}: the advisory service could not be asked: {words}")
        return None
    return [
        f"{lock}: {each['name']} {each['version']}: {weakness['id']}, mended in {weakness['fix_versions']}"
        for each in told["dependencies"]
        for weakness in each.get("vulns", [])
    ]


def web_weaknesses() -> list[str] | None:
    """One line each; None when nobody could be asked."""
    told, words = asked(["npm", "audit", "--json"], "web")
    if told is None or "vulnerabilities" not in told:
        print(f"web: the advisory service could not be asked: {words}")
        return None
    found = told["vulnerabilities"].values()
    return [f"web: {each['name']} {each['range']}: {each['severity']}" for each in found]


def main() -> int:
    answers = [python_weaknesses(lock) for lock in LOCKS]
    if Path("web/package-lock.json").is_file():
        answers.append(web_weaknesses())
    found = [line for answer in answers for line in answer or []]
    print("\n".join(found))
    unasked = sum(answer is None for answer in answers)
    print(f"audit: {len(found)} known weaknesses, {unasked} of {len(answers)} lists not checked")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
