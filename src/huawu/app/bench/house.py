"""The processes of a product that a benchmark starts for itself, and stops."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from huawu.app.supervisor import status
from huawu.platform.settings import from_environment


class House:
    """A product over its own folders, at free ports; a context manager. `starts_seconds`: so long it may take
    until it answers. The log of the supervisor is in `folder`."""

    def __init__(self, folder: Path, *, data: Path, keys: Path, starts_seconds: int) -> None:
        self.folder, self._starts_seconds = folder, starts_seconds
        self.http_port, self.sip_port = free_port(), free_port()
        own = {
            "HUAWU_DATA_DIR": str(data),
            "HUAWU_KEY_DIR": str(keys),
            "HUAWU_HTTP_PORT": str(self.http_port),
            "HUAWU_SIP_PORT": str(self.sip_port),
            "HUAWU_DEMO": "0",
        }
        self.env = {**os.environ, **own}
        self.settings = from_environment(self.env)
        self._supervisor: subprocess.Popen[bytes] | None = None

    def supervise(self) -> None:
        """Start the supervisor; again, when it was killed: it takes over the processes that run."""
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "huawu.app.cli", "supervise"]
            self._supervisor = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)  # noqa: S603 - ours

    def running(self) -> dict[str, int]:
        """Process ids by name, the supervisor's among them."""
        found = status.read(self.settings.run_dir)
        pids = {each.name: each.pid for each in found.processes if each.pid is not None}
        return pids | ({"supervisor": found.supervisor} if found.supervisor else {})

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/health", timeout=2):  # noqa: S310
                return True
        except OSError:
            return False

    def furnish(self) -> None:
        """What is done as soon as it answers; nothing, unless somebody has more to do."""

    def __enter__(self) -> Self:
        self.supervise()
        try:
            self._wait()
            self.furnish()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._supervisor is not None:
            self._supervisor.send_signal(signal.SIGTERM)
            self._supervisor.wait(60)

    @property
    def _log(self) -> Path:
        return self.folder / "supervisor.log"

    def _wait(self) -> None:
        end = time.monotonic() + self._starts_seconds  # noqa: TID251 - a benchmark waits by the wall
        while time.monotonic() < end:  # noqa: TID251
            if self.is_healthy():
                return
            time.sleep(0.1)
        raise RuntimeError(self._log.read_text()[-2000:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
