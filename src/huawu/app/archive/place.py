"""The database of an installation, whoever runs it, and PostgreSQL's own programs on it."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import make_url

from huawu.app.postgres import embedded, programs
from huawu.platform.database import plain_url
from huawu.platform.refusals import Refusal
from huawu.platform.settings import Settings


class Failed(Refusal):
    """A program of PostgreSQL did not do what it should; `said` is its last line."""


@contextmanager
def running_database(settings: Settings) -> Iterator[str]:
    """The URL of the database, which runs meanwhile: a stopped embedded server is started for it."""
    if settings.database_url:
        yield plain_url(settings.database_url)
        return
    server = embedded(settings)
    if server.running():
        asyncio.run(server.wait_ready())
        yield server.url
        return
    child = server.start()
    try:
        asyncio.run(server.wait_ready())
        yield server.url
    finally:
        server.stop()
        child.wait()


def run(name: str, url: str, *arguments: str) -> None:
    """Run pg_dump or pg_restore on a database. The password is in the environment, where none sees it."""
    password = make_url(url).password
    bare = make_url(url).set(password=None).render_as_string(hide_password=False)
    env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
    if password:
        env["PGPASSWORD"] = str(password)
    command = [str(programs() / name), f"--dbname={bare}", "--no-password", *arguments]
    done = subprocess.run(command, env=env, text=True, capture_output=True, check=False)  # noqa: S603 - ours
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise Failed("backup.program_failed", program=name, said=said[-1] if said else "")
