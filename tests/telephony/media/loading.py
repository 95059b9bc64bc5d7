"""What recorded two-party calls cost the media process: `python loading.py CALLS SECONDS [--kind KIND]`.

CPU is user and system time of the media process while the load runs, divided by calls and seconds. Ports
are those free between 10000 and 19990. Needs a C compiler for the load.
"""

import argparse
import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from huawu.app.bench.control.conferences import free_base
from huawu.app.bench.processes import cpu_seconds
from huawu.platform.clock import system_clock
from huawu.platform.settings import from_environment
from huawu.platform.tasks import spawn
from huawu.telephony import recordings
from huawu.telephony.engine.media_client import MediaClient


def compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")


def compiled(folder: Path) -> Path:
    """The load program."""
    program, found = folder / "load", compiler()
    assert found is not None, "a C compiler is needed"
    source = Path(__file__).with_name("load.c")
    subprocess.run([found, "-O2", "-o", str(program), str(source)], check=True)
    return program


def set_up(client: MediaClient, calls: int, *, data: Path, kind: str, ports: tuple[int, int]) -> None:
    """Open the legs of all calls, bridge them and record them."""
    keys = recordings.FileKeyPort(data / "keys")
    legs = 2 * calls if kind != "mixed" else 3 * calls
    for leg in range(legs):
        client.do(
            "open", leg=f"l{leg}", port=ports[0] + 2 * leg, remote=["127.0.0.1", ports[1] + 2 * leg],
            codec="PCMU", dtmf=101, bind="127.0.0.1",
        )  # fmt: skip
    each = legs // calls
    for call in range(calls):
        members = [f"l{each * call + n}" for n in range(each)]
        client.do("bridge", bridge=f"b{call}", legs=members, hears=None)
        if kind == "recorded":
            name, started = f"r{call}", system_clock()
            path = recordings.path_for(name, started)
            secret = recordings.secret_for(name, path=path, keys=keys, started_at=started, site="load")
            client.do("record", recording=name, outside=members[:1], inside=members[1:], **secret)


async def run(calls: int, seconds: float, *, kind: str = "recorded") -> dict[str, Any]:
    """One run: what the parties saw, and the CPU of the media process."""
    with tempfile.TemporaryDirectory(prefix="huawu-load-") as folder:
        data = Path(folder)
        program = compiled(data)
        env = {**os.environ, "HUAWU_DATA_DIR": folder}
        command = [*os.environ.get("LOAD_PYTHON", sys.executable).split(), "-m", "huawu.telephony.media"]
        media = await asyncio.create_subprocess_exec(*command, "load", env=env)
        try:
            client = MediaClient(from_environment(env).socket("load"), name="load")
            joined = asyncio.Event()
            client.on_joined = lambda inventory: joined.set()
            spawn(client.run(), name="client")
            await asyncio.wait_for(joined.wait(), 20)
            legs = calls * (3 if kind == "mixed" else 2)
            ours = free_base(legs)
            ports = ours, free_base(legs, after=ours + 2 * legs)
            set_up(client, calls, data=data, kind=kind, ports=ports)
            client.flush()
            assert (await client.ask("statistics"))["legs"] == legs
            load = [str(program), str(legs), str(ports[1]), str(ports[0]), str(seconds)]
            return await _load(client, load, calls=calls, seconds=seconds, kind=kind, pid=media.pid)
        finally:
            media.send_signal(signal.SIGTERM)
            await media.wait()


async def _drained(client: MediaClient) -> dict[str, Any]:
    """Counters once nothing waits in the sockets any more."""
    before: dict[str, Any] = {}
    while True:
        now: dict[str, Any] = await client.ask("statistics")
        if now["received"] == before.get("received"):
            return now
        before = now
        await asyncio.sleep(0.5)


async def _load(
    client: MediaClient, command: list[str], *, calls: int, seconds: float, kind: str, pid: int
) -> dict[str, Any]:
    before = cpu_seconds(pid)
    load = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    out, _ = await load.communicate()
    after = cpu_seconds(pid)
    user, system = after[0] - before[0], after[1] - before[1]
    statistics = await _drained(client)
    per_call_second = 1000 * (user + system) / (calls * seconds)
    return {
        "calls": calls,
        "seconds": seconds,
        "kind": kind,
        "cpu_ms_per_call_second": round(per_call_second, 3),
        "user_ms": round(1000 * user / (calls * seconds), 3),
        "system_ms": round(1000 * system / (calls * seconds), 3),
        "us_per_packet_in": round(1e6 * (user + system) / max(1, statistics["received"]), 2),
        **json.loads(out),
        "process": statistics,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--kind", choices=("plain", "recorded", "mixed"), default="recorded")
    args = parser.parse_args()
    result = asyncio.run(run(args.calls, args.seconds, kind=args.kind))
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
