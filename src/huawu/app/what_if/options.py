"""Changes as one writes them on a command line: `--with` once for each.

calls=20  calls=-10  patience=1.5  rules=draft  strategy.desk=fewest_contacts  ring_seconds.desk=10
agent=desk+support@10:00-12:00  agent=desk  (one more who serves these queues)
without=1003  without=1003@14:00-16:00  (an agent, by number)
{"calls_percent": 20}, or a file that holds such: see `routing.service.replay.changes`
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from huawu.platform.refusals import Invalid


def changes_from(options: Sequence[str], agents: Mapping[str, str]) -> dict[str, Any]:
    """All of them together. `agents`: ids by number. Raises Invalid("simulation.malformed")."""
    changes: dict[str, Any] = {}
    for option in options:
        if option.lstrip().startswith("{") or option.endswith(".json"):
            changes |= _read(option)
            continue
        name, _, value = option.partition("=")
        name, _, queue = name.partition(".")
        if not value:
            raise Invalid("simulation.malformed", at=option)
        _add(changes, name, queue, value, agents)
    return changes


def _read(option: str) -> dict[str, Any]:
    try:
        text = option if option.lstrip().startswith("{") else Path(option).read_text(encoding="utf-8")
        found = json.loads(text)
    except (OSError, ValueError):
        raise Invalid("simulation.malformed", at=option) from None
    if not isinstance(found, dict):
        raise Invalid("simulation.malformed", at=option)
    return found


def _add(changes: dict[str, Any], name: str, queue: str, value: str, agents: Mapping[str, str]) -> None:
    who, _, hours = value.partition("@")
    begin, _, end = hours.partition("-")
    when = {"from": begin, "until": end} if hours else {}
    if name == "calls":
        changes["calls_percent"] = _number(value, name)
    elif name == "patience":
        changes["patience"] = _number(value, name)
    elif name == "rules":
        changes["rules"] = value
    elif name == "agent":
        changes.setdefault("agents", []).append({"queues": who.split("+")} | when)
    elif name == "without":
        changes.setdefault("without", []).append({"agent": agents.get(who, who)} | when)
    elif queue:
        plain = int(value) if value.isdigit() else value
        changes.setdefault("queues", {}).setdefault(queue, {})[name] = plain
    else:
        raise Invalid("simulation.malformed", at=name)


def _number(text: str, at: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Invalid("simulation.malformed", at=at) from None
