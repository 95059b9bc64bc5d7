"""The whole product in a folder of its own, on ports of its own, with the demonstration centre."""

import asyncio
import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any, Self

import httpx

from tests.system.phone import Phone, free_port

STARTS_WITHIN_SECONDS = 90


class Product:
    """`huawu supervise` and all its children. `http` is signed in as nobody; see `person`."""

    def __init__(self, folder: Path, *, env: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.http_port, self.sip_port = free_port(), free_port()
        rtp = 20000 + (self.sip_port % 14) * 900  # all below those that the system gives to anybody
        self.env = {
            **os.environ,
            "HUAWU_DATA_DIR": str(folder / "data"),
            "HUAWU_KEY_DIR": str(folder / "keys"),
            "HUAWU_HTTP_PORT": str(self.http_port),
            "HUAWU_SIP_PORT": str(self.sip_port),
            "HUAWU_RTP_FIRST_PORT": str(rtp),
            "HUAWU_RTP_LAST_PORT": str(rtp + 898),
            "HUAWU_EDGE_FIRST_PORT": str(40_000 + (self.sip_port % 20) * 450),
            "HUAWU_EDGE_LAST_PORT": str(40_000 + (self.sip_port % 20) * 450 + 448),
            **(env or {}),
        }
        self._supervisor: asyncio.subprocess.Process | None = None
        self.people: dict[str, Person] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def sip(self) -> str:
        return f"127.0.0.1:{self.sip_port}"

    async def start(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "supervisor.log").open("ab") as log:
            self._supervisor = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "huawu.app.cli", "supervise", env=self.env, stdout=log, stderr=log
            )
        await self.healthy(STARTS_WITHIN_SECONDS)
        return self

    async def healthy(self, seconds: float) -> dict[str, Any]:
        """Wait until calls can be taken."""
        async with asyncio.timeout(seconds), httpx.AsyncClient() as client:
            while True:
                try:
                    answer = await client.get(f"{self.url}/health", timeout=2)
                    if answer.status_code == 200:
                        found: dict[str, Any] = answer.json()
                        return found
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        for person in self.people.values():
            await person.http.aclose()
        if self._supervisor is not None and self._supervisor.returncode is None:
            self._supervisor.send_signal(signal.SIGTERM)
            await asyncio.wait_for(self._supervisor.wait(), 40)

    def status(self) -> dict[str, Any]:
        """What the supervisor says of its processes."""
        found: dict[str, Any] = json.loads((self.folder / "data" / "run" / "status.json").read_text())
        return found

    def signins(self) -> dict[str, Any]:
        """The demonstration's people and phones with their secrets."""
        found: dict[str, Any] = json.loads((self.folder / "keys" / "demo-signins.json").read_text())
        return found

    async def person(self, login: str) -> "Person":
        """Sign in; one session a person for the whole test run."""
        if login not in self.people:
            self.people[login] = await Person(self, login).sign_in()
        return self.people[login]

    async def phone(self, extension: str, *, tone: float = 440.0) -> Phone:
        """A registered phone of this extension."""
        secret = next(p["sip_secret"] for p in self.signins()["phones"] if p["extension"] == extension)
        folder = Path(tempfile.mkdtemp(prefix=f"phone-{extension}-", dir=self.folder))
        return await Phone(folder, extension=extension, secret=secret, server=self.sip, tone=tone).start()


class Person:
    """Someone signed in to the page's API."""

    def __init__(self, product: Product, login: str) -> None:
        self._product, self.login = product, login
        # A connection for each request: one that is kept may be closed in the moment it is used again.
        kept = httpx.Limits(max_keepalive_connections=0)
        self.http = httpx.AsyncClient(base_url=product.url, timeout=10, limits=kept)

    async def sign_in(self) -> Self:
        password = next(p["password"] for p in self._product.signins()["people"] if p["login"] == self.login)
        answer = await self.http.post("/api/session", json={"login": self.login, "password": password})
        answer.raise_for_status()
        self.http.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return self

    async def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        answer = await self.http.get(path)
        answer.raise_for_status()
        return answer.json()

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
        answer = await self.http.post(path, json=body or {})
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None
