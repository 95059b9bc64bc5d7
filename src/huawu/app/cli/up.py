"""Start everything in the background, wait until calls can be taken, print addresses and sign-ins."""

import argparse
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from huawu.app.cli.failure import Failure
from huawu.app.setup import code
from huawu.app.supervisor import records
from huawu.app.supervisor.logs import last_lines
from huawu.app.supervisor.status import read
from huawu.platform.clock import system_clock
from huawu.platform.settings import Settings, from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=180.0, help="how long to wait for the start (180)")


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    if records.find(settings.run_dir / "supervisor.pid") is None:
        _ports_are_free(settings)
        _start_supervisor(settings)
    _wait_until_healthy(settings, arguments.seconds)
    print("\n".join(_welcome(settings)))
    return 0


def healthy(settings: Settings) -> bool:
    """Whether GET /health answers 200."""
    connection = http.client.HTTPConnection(_reachable(settings.http_host), settings.http_port, timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _start_supervisor(settings: Settings) -> None:
    for folder in (settings.data_dir, settings.log_dir):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = settings.log_dir / "supervisor.log"
    log.touch(mode=0o600)
    with log.open("ab") as output:
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "huawu.app.cli", "supervise"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _wait_until_healthy(settings: Settings, seconds: float) -> None:
    record = settings.run_dir / "supervisor.pid"
    seen = False
    for _ in range(int(seconds / 0.05)):
        alive = records.find(record) is not None
        if alive and healthy(settings):
            return
        if seen and not alive:
            raise Failure(f"the supervisor ended:\n{last_lines(settings.log_dir / 'supervisor.log', 12)}")
        seen = seen or alive
        time.sleep(0.05)
    raise Failure(_why_not(settings, seconds))


def _why_not(settings: Settings, seconds: float) -> str:
    """What a person needs who waited in vain: which program fails, and its last words."""
    failing = [each.name for each in read(settings.run_dir).processes if each.state != "running"]
    words = [last_lines(settings.log_dir / f"{name}.log", 5) for name in [*failing[:1], "upgrade"]]
    told = "\n".join(word for word in words if word)
    still = f"not running: {', '.join(failing)}" if failing else "all programs run, but not ready"
    return f"no answer from /health after {seconds:.0f} s ({still}); logs: {settings.log_dir}\n{told}"


def _ports_are_free(settings: Settings) -> None:
    """Say it before anything starts when another program has our port (our own may still run unwatched)."""
    if records.find(settings.run_dir / "live.pid") is not None:
        return
    wanted = (
        ("HUAWU_HTTP_PORT", settings.http_host, settings.http_port, socket.SOCK_STREAM),
        ("HUAWU_SIP_PORT", settings.sip_host, settings.sip_port, socket.SOCK_STREAM),
        ("HUAWU_SIP_PORT", settings.sip_host, settings.sip_port, socket.SOCK_DGRAM),
    )
    for variable, host, port, kind in wanted:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, kind) as trial:
            if kind == socket.SOCK_STREAM:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError as error:
                reason = error.strerror or "cannot be bound"
                raise Failure(f"port {port} on {host}: {reason}; {variable}=... chooses another") from None


def _welcome(settings: Settings) -> Iterator[str]:
    host = _reachable(settings.http_host)
    yield f"Huawu runs:  http://{host}:{settings.http_port}/"
    yield f"SIP:         {settings.sip_host}:{settings.sip_port} (UDP, TCP)"
    if _nobody_is_there(settings):
        yield f"first start: open that address and give the code  {code.mint(settings, system_clock())}"
        yield "             (good for a day; huawu setup-code makes another)"
    yield from _sign_ins(settings)
    yield f"logs:        {settings.log_dir}"


def _nobody_is_there(settings: Settings) -> bool:
    """Whether the installation waits to be set up in the page."""
    connection = http.client.HTTPConnection(_reachable(settings.http_host), settings.http_port, timeout=5)
    try:
        connection.request("GET", "/api/setup")
        return json.loads(connection.getresponse().read()).get("open") is True
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()


def _sign_ins(settings: Settings) -> Iterator[str]:
    """The sign-ins of the demonstration, if it was loaded here."""
    try:
        told = json.loads((settings.key_dir / "demo-signins.json").read_text())
    except (OSError, ValueError):
        return
    for person in told.get("people", []):
        yield f"sign-in:     {person['login']} / {person['password']}  {_said(person, 'name', 'roles')}"
    for phone in told.get("phones", []):
        yield f"phone:       {phone['extension']} / {phone['sip_secret']}  {_said(phone, 'name', 'agent')}"


def _said(told: dict[str, Any], *names: str) -> str:
    """What else the file tells of a person or phone, in one line."""
    values = [told[name] for name in names if told.get(name)]
    return " ".join(
        value["zh"]
        if isinstance(value, dict)
        else ", ".join(value)
        if isinstance(value, list)
        else str(value)
        for value in values
    )


def _reachable(host: str) -> str:
    """The address to ask when a server listens on all."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
