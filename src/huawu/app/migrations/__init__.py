"""Migrations: the database of the last release becomes that of this one.

One head; expand, backfill, contract. `python -m huawu.app.migrations` is for developers:

    python -m huawu.app.migrations draft URL "Add guests"   a revision from the difference of models and
    database python -m huawu.app.migrations check URL                fails when the models say more than the
    migrations python -m huawu.app.migrations upgrade URL
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from huawu.app.models import whole_metadata
from huawu.platform.database import engine_for
from huawu.platform.partitions import declared

T = TypeVar("T")
_FOLDER = Path(__file__).parent


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file; `env.py` runs on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The revision of this release."""
    found = ScriptDirectory.from_config(configuration()).get_current_head()
    assert found is not None
    return found


def is_ours(name: str | None, kind: str) -> bool:
    """Does the metadata speak of this table? Partitions are made as time goes on, not by migrations."""
    parts = "|".join(of.table for of in declared())
    return not (kind == "table" and name and re.fullmatch(rf"({parts})_(default|\d{{6}}|\d{{8}})", name))


async def current(url: str) -> str | None:
    """The revision a database is at; None when it is empty."""
    return await _with(url, lambda connection: MigrationContext.configure(connection).get_current_revision())


async def upgrade(url: str) -> tuple[str | None, str]:
    """Bring a database to the head, in one transaction. Returns where it was and where it is."""

    def run(connection: Connection) -> str | None:
        was = MigrationContext.configure(connection).get_current_revision()
        command.upgrade(configuration(connection), "head")
        return was

    return await _with(url, run), head()


async def draft(url: str, message: str) -> None:
    """Write a revision with the difference between the models and the database, to be checked by hand."""
    number = f"{int(head()) + 1:04d}" if list((_FOLDER / "versions").glob("*.py")) else "0001"
    await _with(
        url,
        lambda connection: command.revision(
            configuration(connection), message, autogenerate=True, rev_id=number
        ),
    )


async def differences(url: str) -> list[str]:
    """What the models say and the database does not, or the other way round."""

    def compare(connection: Connection) -> list[str]:
        options = {"include_name": lambda name, kind, parents: is_ours(name, kind), "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        return [str(each) for each in compare_metadata(context, whole_metadata())]

    return await _with(url, compare)


async def _with(url: str, do: Callable[[Connection], T]) -> T:
    """Do something on one connection, in one transaction."""
    engine = engine_for(url, name="huawu upgrade")
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(do)
    finally:
        await engine.dispose()
