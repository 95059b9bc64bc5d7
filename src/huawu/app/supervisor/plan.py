"""What is to run, in which order, and how each is asked to stop: the process table as plain values."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Program:
    """One line of the process table.

    `prepare` runs in a thread before every start and may block. A program with `waits` is first started when
    the steps of the plan are done; afterwards every program is started again at once and alone. Programs stop
    in the order of `stops`, equal ones together. `env` stands in the place of the plan's.
    """

    name: str
    command: tuple[str, ...]
    stops: int
    waits: bool = True
    prepare: Callable[[], None] | None = None
    env: Mapping[str, str] | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do once before the waiting programs start; repeated until it works."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole house: where records and logs lie, the programs, the first steps, what programs are told."""

    run_dir: Path
    log_dir: Path
    programs: tuple[Program, ...]
    steps: tuple[Step, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    log_limit: int = 20_000_000

    def record(self, name: str) -> Path:
        """The file that says which process is `name`."""
        return self.run_dir / f"{name}.pid"

    def log(self, name: str) -> Path:
        return self.log_dir / f"{name}.log"

    def stop_groups(self) -> list[list[Program]]:
        """The programs in the order in which they are stopped."""
        ranks = sorted({program.stops for program in self.programs})
        return [[program for program in self.programs if program.stops == rank] for rank in ranks]
