"""`huawu up`, `status` and `down` with the real programs, without the demonstration."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from huawu.app.supervisor import records
from tests.system.phone import free_port

pytestmark = pytest.mark.system

PROGRAMS = ["postgres", "media0", "live", "edge", "speech", "web", "jobs"]


class Installation:
    """A folder with ports of its own, worked by the `huawu` command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.env = {
            **os.environ,
            "HUAWU_DEMO": "0",
            "HUAWU_DATA_DIR": str(folder / "data"),
            "HUAWU_HTTP_PORT": str(self.port),
            "HUAWU_SIP_PORT": str(free_port()),
        }

    def huawu(self, *words: str, said: str = "") -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "huawu.app.cli", *words]
        return subprocess.run(command, env=self.env, input=said, capture_output=True, text=True, check=False)

    def status(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.huawu("status", "--json").stdout)
        return told

    def pids(self) -> dict[str, int]:
        return {each["name"]: each["pid"] for each in self.status()["processes"]}

    def processes(self) -> dict[str, records.Process | None]:
        run = self.folder / "data" / "run"
        return {name: records.find(run / f"{name}.pid") for name in PROGRAMS}

    def health(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=10) as answer:
            told: dict[str, Any] = json.loads(answer.read())
        return told


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    one = Installation(tmp_path)
    yield one
    one.huawu("down")


async def test_the_house_starts_survives_its_supervisor_and_stops(installation: Installation) -> None:
    started = installation.huawu("up")
    assert started.returncode == 0, started.stderr
    assert f"http://127.0.0.1:{installation.port}/" in started.stdout
    assert installation.health()["status"] == "ok"
    before = installation.status()
    assert [each["name"] for each in before["processes"]] == PROGRAMS
    assert {each["state"] for each in before["processes"]} == {"running"}
    first = installation.pids()

    os.kill(before["supervisor"], signal.SIGKILL)
    os.kill(first["web"], signal.SIGKILL)
    assert installation.huawu("up").returncode == 0
    async with asyncio.timeout(60):
        while (web := installation.pids()["web"]) in (None, first["web"]):
            await asyncio.sleep(0.1)

    assert installation.pids() == {**first, "web": web}, "only what had died was started"
    assert installation.status()["supervisor"] != before["supervisor"]

    last = installation.processes()
    assert all(process is not None for process in last.values())

    assert installation.huawu("down").returncode == 0
    assert [name for name, process in last.items() if process and records.is_alive(process)] == []
    assert installation.huawu("status").returncode == 1


def test_a_person_can_be_added_and_a_backup_put_back_elsewhere(
    installation: Installation, tmp_path: Path
) -> None:
    assert installation.huawu("upgrade").returncode == 0
    added = installation.huawu(
        "user", "add", "boss", "老板", "--role", "administrator", said="Quite-l0ng-word\n"
    )
    assert added.returncode == 0, added.stderr
    saved = installation.huawu("backup", str(tmp_path / "backups"))
    assert saved.returncode == 0, saved.stderr
    other = Installation(tmp_path / "other")
    back = other.huawu("restore", str(next((tmp_path / "backups").glob("*.tar"))))

    assert back.returncode == 0, back.stderr
    again = other.huawu("user", "add", "boss", "老板", "--role", "administrator", said="Quite-l0ng-word\n")
    assert again.returncode == 1
    assert "login.taken" in again.stderr
