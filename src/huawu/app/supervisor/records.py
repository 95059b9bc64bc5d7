"""Which process is it? A pid alone can be given to another process; pid, start time and boot together cannot.

A record is the file `run/NAME.pid`: the boot id, a space, and the process's own line of `/proc/PID/stat`
(proc(5)), written by the process itself before it becomes the program (`LAUNCHER`): there is no moment in
which a program runs and nobody can find it.
"""

import os
from dataclasses import dataclass
from pathlib import Path

LAUNCHER = (
    "read -r boot </proc/sys/kernel/random/boot_id; read -r stat </proc/$$/stat; "
    'printf "%s %s\\n" "$boot" "$stat" >"$0"; exec "$@"'
)
"""For `sh -c LAUNCHER RECORD COMMAND...`: write the record, then become the command (the same process)."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STATE, _STARTED = 0, 19  # of the fields after the command's name: proc(5) numbers them 3 and 22
_GONE = ("Z", "X", "x")


@dataclass(frozen=True, slots=True)
class Process:
    """One life: `started` is in clock ticks since boot."""

    pid: int
    started: int


def own() -> Process:
    """The process that asks."""
    process, _ = _parse(Path("/proc/self/stat").read_text())
    return process


def write_own(record: Path) -> None:
    """Write the record of the process that asks."""
    fresh = record.with_suffix(".new")
    fresh.write_text(f"{_BOOT.read_text().strip()} {Path('/proc/self/stat').read_text().strip()}\n")
    fresh.replace(record)


def find(record: Path) -> Process | None:
    """The process that `record` names; None without record, when it is dead, or when the pid is another's."""
    try:
        boot, _, stat = record.read_text().partition(" ")
        process, _ = _parse(stat)
        if boot != _BOOT.read_text().strip():
            return None
    except (OSError, ValueError, IndexError):
        return None
    return process if is_alive(process) else None


def is_alive(process: Process) -> bool:
    """Whether this very process still runs (a zombie does not)."""
    try:
        found, state = _parse(Path(f"/proc/{process.pid}/stat").read_text())
    except (OSError, ValueError, IndexError):
        return False
    return found.started == process.started and state not in _GONE


def age_seconds(process: Process) -> float:
    """How long the process has lived."""
    uptime = float(Path("/proc/uptime").read_text().split()[0])
    return max(0.0, uptime - process.started / os.sysconf("SC_CLK_TCK"))


def _parse(stat: str) -> tuple[Process, str]:
    """The process and its state letter from a stat line; the name in brackets may itself hold brackets."""
    before, _, after = stat.rpartition(")")
    fields = after.split()
    return Process(int(before.split()[0]), int(fields[_STARTED])), fields[_STATE]
