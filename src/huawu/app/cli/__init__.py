"""The command line: `huawu COMMAND`. Each command is a module of this folder with `configure` and `run`.

Only the chosen command's module is imported, so that `huawu status` starts fast. What goes wrong is said in
one line on standard error: exit code 1 for what was refused or failed, 2 for a command that makes no sense,
70 for a fault of ours (with HUAWU_DEBUG=1 the whole trace).
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from huawu.app.cli.failure import Failure
from huawu.platform.refusals import Refusal

COMMANDS = {
    "up": "start everything in the background and wait until calls can be taken",
    "down": "stop everything in order",
    "status": "what runs, since when, how often started again",
    "supervise": "be the supervisor, in the foreground",
    "upgrade": "bring the database to this release",
    "backup": "write a backup to a folder",
    "restore": "put a backup back",
    "config": "export or import the configuration as YAML",
    "setup-code": "print a code for setting up an empty installation",
    "user": "add a person, set a password",
    "agents": "list the agents",
    "recording": "write a recording as a WAV file",
    "prompts": "verify the recorded prompts",
    "speech": "install the built-in speech engines, say what there is",
    "test-call": "place a test call to the centre",
    "reference": "compute reference cases",
    "simulate": "simulate a scenario, or a past day, with the routing engine",
    "seed": "make up a busy day in the past, for demonstrations",
    "bench": "run a benchmark",
    "version": "print the version",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] not in COMMANDS:
        return _without_command(words)
    name = words[0]
    module = importlib.import_module(f"huawu.app.cli.{name.replace('-', '_')}")
    parser = argparse.ArgumentParser(prog=f"huawu {name}", description=module.__doc__)
    module.configure(parser)
    arguments = parser.parse_args(words[1:])
    try:
        return int(module.run(arguments))
    except Failure as failure:
        return _say(str(failure), failure.code)
    except Refusal as refusal:
        return _say(_in_words(refusal), 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as fault:
        if os.environ.get("HUAWU_DEBUG"):
            raise
        return _say(f"{type(fault).__name__}: {fault} (HUAWU_DEBUG=1 shows the whole trace)", 70)


def _without_command(words: list[str]) -> int:
    listed = "\n".join(f"  {name:<10} {help_line}" for name, help_line in COMMANDS.items())
    if words and words[0] in ("-h", "--help"):
        print(f"huawu COMMAND [...]\n\n{listed}\n\nhuawu COMMAND --help says more.")
        return 0
    if words and words[0] == "--version":
        return main(["version"])
    what = f"there is no command {words[0]}" if words else "say what to do"
    return _say(f"{what}; huawu --help lists the commands", 2)


def _in_words(refusal: Refusal) -> str:
    """The refusal in the language of this terminal, with its key, by which it can be looked up."""
    from huawu.platform.words import say

    chinese = os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh")
    said = say(refusal.key, "zh-CN" if chinese else "en-US", refusal.params)
    sentences = " ".join(part for part in (said.title, said.detail) if part and part != refusal.key)
    return f"{sentences} ({refusal.key})" if sentences else refusal.key


def _say(message: str, code: int) -> int:
    print(f"huawu: {message}", file=sys.stderr)
    return code
