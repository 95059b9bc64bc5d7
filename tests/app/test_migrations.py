"""The migrations and the models speak of the same tables."""

import asyncpg
import pytest

from huawu.app import migrations
from huawu.app.postgres import EmbeddedPostgres
from huawu.platform import partitions

pytestmark = pytest.mark.room


@pytest.fixture
async def empty(postgres: EmbeddedPostgres) -> str:
    db = await asyncpg.connect(postgres.url)
    await db.execute("DROP DATABASE IF EXISTS empty WITH (FORCE)")
    await db.execute("CREATE DATABASE empty")
    await db.close()
    return postgres.url_of("empty")


async def test_a_migrated_database_is_what_the_models_say(empty: str) -> None:
    assert await migrations.current(empty) is None
    assert await migrations.upgrade(empty) == (None, migrations.head())
    assert await migrations.current(empty) == migrations.head()
    assert await migrations.differences(empty) == []


async def test_every_partitioned_table_has_a_default_partition_after_migrating(empty: str) -> None:
    await migrations.upgrade(empty)
    db = await asyncpg.connect(empty)
    found = {row["relname"] for row in await db.fetch("SELECT relname FROM pg_class WHERE relispartition")}
    await db.close()
    assert {f"{of.table}_default" for of in partitions.declared()} <= found


async def test_a_table_the_migrations_do_not_know_is_seen(empty: str) -> None:
    await migrations.upgrade(empty)
    db = await asyncpg.connect(empty)
    await db.execute("ALTER TABLE wrap_ups DROP COLUMN note")
    await db.close()
    assert any("wrap_ups" in line and "note" in line for line in await migrations.differences(empty))


async def test_upgrading_again_changes_nothing(empty: str) -> None:
    await migrations.upgrade(empty)
    assert await migrations.upgrade(empty) == (migrations.head(), migrations.head())
