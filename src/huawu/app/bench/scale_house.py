"""The product over a database of the size of a big centre, which is made once (`huawu seed --scale`) and
kept."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from sqlalchemy import select

from huawu.app import scale
from huawu.app.bench.centre import PASSWORD, free_port
from huawu.app.postgres import database_url
from huawu.app.supervisor import status
from huawu.people import service as people
from huawu.people.models import UserRow
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.refusals import NotFound
from huawu.platform.settings import Settings, from_environment
from huawu.platform.work import work

_STARTS_SECONDS = 120


def folder_of(profile: str) -> tuple[Path, int]:
    """Where the database of a profile lies, and how many customers it is to have. A profile is a number of
    customers, or a folder in which a database was made."""
    if profile.isdigit() and int(profile):
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cache / "huawu" / f"scale-{profile}", int(profile)
    if (made := scale.made_in(Path(profile).absolute())) is not None:
        return Path(profile).absolute(), made.sizes.customers
    raise NotFound("bench.unknown_profile", profile=profile)


class ScaleHouse:
    """A running product; a context manager. `made`: what it has; `seeded_seconds`: how long making it took, 0
    when it was there."""

    def __init__(self, profile: str) -> None:
        self.folder, customers = folder_of(profile)
        self.http_port = free_port()
        own = {
            "HUAWU_DATA_DIR": str(self.folder),
            "HUAWU_KEY_DIR": f"{self.folder}-keys",
            "HUAWU_HTTP_PORT": str(self.http_port),
            "HUAWU_SIP_PORT": str(free_port()),
            "HUAWU_DEMO": "0",
        }
        self.env = {**os.environ, **own}
        self.settings: Settings = from_environment(self.env)
        self.made, self.seeded_seconds = self._made(customers)
        self._supervisor: subprocess.Popen[bytes] | None = None

    def _made(self, customers: int) -> tuple[scale.World, float]:
        made = scale.made_in(self.folder)
        began = time.perf_counter()
        if made is None:
            shutil.rmtree(self.folder, ignore_errors=True)  # left unfinished
            scale.make(self.settings, scale.Sizes.around(customers), word="day", say=_say)
            return self._made(customers)[0], round(time.perf_counter() - began, 1)
        scale.bring_up_to_date(self.settings, made)
        return made, 0.0

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "supervisor.log").open("ab") as log:
            command = [sys.executable, "-m", "huawu.app.cli", "supervise"]
            self._supervisor = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)  # noqa: S603 - ours
        try:
            self._wait()
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
    def url(self) -> str:
        return database_url(self.settings)

    def pid(self, process: str) -> int:
        """Of one of the processes of the house."""
        found = status.read(self.settings.run_dir)
        return next(each.pid for each in found.processes if each.name == process and each.pid is not None)

    async def browser(self, login: str) -> httpx.AsyncClient:
        """A client of somebody who is signed in."""
        engine = engine_for(self.url, name="huawu bench", pool_size=1)
        try:
            async with work(sessions_for(engine), site=self.made.site) as w:
                user = await w.session.scalar(select(UserRow.id).where(UserRow.login == login))
                await people.set_password(w, user or "", PASSWORD)
        finally:
            await engine.dispose()
        client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.http_port}", timeout=60)
        answer = await client.post("/api/session", json={"login": login, "password": PASSWORD})
        answer.raise_for_status()
        return client

    def _wait(self) -> None:
        end = time.perf_counter() + _STARTS_SECONDS
        while time.perf_counter() < end:
            try:
                if httpx.get(f"http://127.0.0.1:{self.http_port}/health", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        raise RuntimeError((self.folder / "supervisor.log").read_text()[-2000:])


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
