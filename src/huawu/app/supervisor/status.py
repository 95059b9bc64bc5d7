"""What the supervisor tells about the house, in a file: asking needs no connection and costs nothing."""

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from huawu.app.supervisor import records

_FILE = "status.json"


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """One line of `huawu status`. `restarts` counts since `huawu up`, over restarts of the supervisor too."""

    name: str
    state: str
    pid: int | None
    uptime_seconds: float | None
    restarts: int
    last_end: str

    def plain(self) -> dict[str, Any]:
        """As JSON tells it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class HouseStatus:
    """The supervisor (None when it does not run) and the programs it looks after."""

    supervisor: int | None
    phase: str
    processes: tuple[ProcessStatus, ...]

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def write(run_dir: Path, *, phase: str, processes: list[dict[str, Any]]) -> None:
    """Replace the status file; `processes` are `{name, pid, restarts, last_end}`."""
    fresh = run_dir / f"{_FILE}.new"
    fresh.write_text(json.dumps({"phase": phase, "processes": processes}))
    fresh.replace(run_dir / _FILE)


def earlier_restarts(run_dir: Path) -> dict[str, int]:
    """How often each program had been started again when the status was last written."""
    return {str(each["name"]): int(each["restarts"]) for each in _file(run_dir)["processes"]}


def read(run_dir: Path) -> HouseStatus:
    """The house as it is now: what the file says, with what /proc says of each process."""
    told = _file(run_dir)
    supervisor = records.find(run_dir / "supervisor.pid")
    return HouseStatus(
        supervisor=supervisor.pid if supervisor else None,
        phase=str(told["phase"]) if supervisor else "stopped",
        processes=tuple(
            _process(run_dir, each, watched=supervisor is not None) for each in told["processes"]
        ),
    )


def _process(run_dir: Path, told: dict[str, Any], *, watched: bool) -> ProcessStatus:
    process = records.find(run_dir / f"{told['name']}.pid")
    state = "running" if process else ("waiting" if watched else "stopped")
    return ProcessStatus(
        name=str(told["name"]),
        state=state if watched or not process else "unwatched",
        pid=process.pid if process else None,
        uptime_seconds=round(records.age_seconds(process), 2) if process else None,
        restarts=int(told["restarts"]),
        last_end=str(told["last_end"]),
    )


def _file(run_dir: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        told = json.loads((run_dir / _FILE).read_text())
        if isinstance(told, dict) and "processes" in told:
            return told
    return {"phase": "stopped", "processes": []}
