"""Partitions by time: which tables have them, and how one is made ahead or dropped.

Each partitioned table also has a default partition, which catches rows outside every range, so that nothing
is ever refused for want of a partition; making the right one later moves them there.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import DDL, Table, event

from huawu.platform.clock import Micros, as_datetime
from huawu.platform.database import RawConnection

Span = Literal["day", "month"]


@dataclass(frozen=True, slots=True)
class Partitioned:
    """A table divided by `column` into days or months (UTC)."""

    table: str
    column: str
    span: Span


_tables: dict[str, Partitioned] = {}


def partitioned(table: object, column: str, span: Span) -> None:
    """Declare a table as partitioned; its default partition is made with it. Call after the model class."""
    assert isinstance(table, Table)
    _tables[table.name] = Partitioned(table.name, column, span)
    default = f"CREATE TABLE {table.name}_default PARTITION OF {table.name} DEFAULT"
    event.listen(table, "after_create", DDL(default))  # type: ignore[no-untyped-call]


def declared() -> list[Partitioned]:
    """Every partitioned table, by name."""
    return [_tables[name] for name in sorted(_tables)]


def bounds(span: Span, at: Micros) -> tuple[datetime, datetime]:
    """First moment of the day or month of `at`, and first moment after it."""
    moment = as_datetime(at)
    if span == "day":
        start = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
        return start, start + timedelta(days=1)
    start = datetime(moment.year, moment.month, 1, tzinfo=UTC)
    return start, datetime(moment.year + moment.month // 12, moment.month % 12 + 1, 1, tzinfo=UTC)


def name_of(of: Partitioned, at: Micros) -> str:
    start, _ = bounds(of.span, at)
    return f"{of.table}_{start:%Y%m%d}" if of.span == "day" else f"{of.table}_{start:%Y%m}"


async def ensure(connection: RawConnection, of: Partitioned, at: Micros) -> bool:
    """Make the partition that holds `at`, moving rows out of the default one. False when it was there."""
    name = name_of(of, at)
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(hashtext($1))", of.table)
        if await connection.fetchval("SELECT to_regclass($1)", name) is not None:
            return False
        # Nobody writes meanwhile: what came between reading and emptying the default partition would be lost.
        await connection.execute(f"LOCK TABLE {of.table} IN ACCESS EXCLUSIVE MODE")
        start, end = bounds(of.span, at)
        within = f"{of.column} >= '{start.isoformat()}' AND {of.column} < '{end.isoformat()}'"
        strays = f"{of.table}_strays"
        default = f"{of.table}_default"
        await connection.execute(
            f"CREATE TEMP TABLE {strays} ON COMMIT DROP AS SELECT * FROM {default} WHERE {within};"  # noqa: S608
            f"DELETE FROM {default} WHERE {within};"  # noqa: S608 - our own names and dates
            f"CREATE TABLE {name} PARTITION OF {of.table} "
            f"FOR VALUES FROM ('{start.isoformat()}') TO ('{end.isoformat()}');"
            f"INSERT INTO {of.table} SELECT * FROM {strays};"  # noqa: S608
        )
    return True


async def ensure_ahead(connection: RawConnection, now: Micros, *, days: int) -> int:
    """Make every partition from now to `days` ahead. Returns how many were made."""
    made = 0
    for of in declared():
        names: set[str] = set()
        for ahead in range(days + 1):
            at = now + ahead * 86_400_000_000
            if name_of(of, at) not in names:
                names.add(name_of(of, at))
                made += await ensure(connection, of, at)
    return made


async def drop_before(connection: RawConnection, of: Partitioned, limit: Micros) -> list[str]:
    """Drop the partitions that lie wholly before `limit`. Returns their names."""
    found = await connection.fetch(
        "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
        "WHERE i.inhparent = to_regclass($1) ORDER BY 1",
        of.table,
    )
    last = name_of(of, limit)
    gone = [row["name"] for row in found if row["name"] < last and not row["name"].endswith("_default")]
    for name in gone:
        await connection.execute(f"DROP TABLE {name}")
    return gone
