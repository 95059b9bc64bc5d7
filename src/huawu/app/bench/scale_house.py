"""The product over a database of the size of a big centre, which is made once (`huawu seed --scale`) and
kept."""

import os
import shutil
import sys
import time
from pathlib import Path

import httpx
from sqlalchemy import select

from huawu.app import scale
from huawu.app.bench.centre import PASSWORD
from huawu.app.bench.house import House
from huawu.app.postgres import database_url
from huawu.people import service as people
from huawu.people.models import UserRow
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.refusals import NotFound
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


class ScaleHouse(House):
    """A running product; a context manager. `made`: what it has; `seeded_seconds`: how long making it took, 0
    when it was there."""

    def __init__(self, profile: str) -> None:
        folder, customers = folder_of(profile)
        super().__init__(folder, data=folder, keys=Path(f"{folder}-keys"), starts_seconds=_STARTS_SECONDS)
        self.made, self.seeded_seconds = self._made(customers)

    def _made(self, customers: int) -> tuple[scale.World, float]:
        made = scale.made_in(self.folder)
        began = time.perf_counter()
        if made is None:
            shutil.rmtree(self.folder, ignore_errors=True)  # left unfinished
            scale.make(self.settings, scale.Sizes.around(customers), word="day", say=_say)
            return self._made(customers)[0], round(time.perf_counter() - began, 1)
        scale.bring_up_to_date(self.settings, made)
        return made, 0.0

    @property
    def url(self) -> str:
        return database_url(self.settings)

    def pid(self, process: str) -> int:
        """Of one of the processes of the house."""
        return self.running()[process]

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


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
