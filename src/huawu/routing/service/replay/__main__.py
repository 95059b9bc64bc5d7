"""One replay in a process of its own, behind everything else that the machine has to do.

Reads `{"day", "sites", "changes", "repeats", "seed", "niceness", "notes"}` as JSON from standard input;
writes a line of JSON for each repeat done, `{"done": 3}`, and at the end `{"result": {...}}`, the notes in
it, or `{"refused": key, "params": {...}}`. It ends when nobody reads any more. Start it in a session of its
own: niceness counts by session."""

import json
import sys

from huawu.platform.priority import set_priority
from huawu.platform.refusals import Refusal
from huawu.routing.service.replay import day_from, replay


def main() -> int:
    """Run what standard input asks for."""
    asked = json.load(sys.stdin)
    set_priority(asked["niceness"])
    try:
        result = replay(
            day_from(asked["day"]),
            asked["sites"],
            asked["changes"],
            repeats=asked["repeats"],
            seed=asked["seed"],
            told=lambda done: _say({"done": done}),
        )
    except Refusal as refusal:
        _say({"refused": refusal.key, "params": refusal.params})
    else:
        _say({"result": result | asked.get("notes", {})})
    return 0


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        sys.exit(1)
