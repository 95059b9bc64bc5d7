"""The database: one dialect (PostgreSQL), one metadata, one way to make an engine.

Rooms declare their tables in `models.py` as subclasses of `Base`. Times are `Moment` columns: `timestamptz`
in the database, integer microseconds in Python, exact both ways. Ids are text. `dict` and `list` columns
are JSONB. A key to another room's table is a plain column (with or without a ForeignKey), never a
`relationship()`.
"""

import asyncio
import json
from datetime import datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import asyncpg
import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Integer,
    MetaData,
    Text,
    event,
    literal,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from huawu.platform.clock import Micros, as_datetime, as_micros

Sessions = async_sessionmaker[AsyncSession]

if TYPE_CHECKING:
    RawConnection = asyncpg.Connection[asyncpg.Record]
else:
    RawConnection = asyncpg.Connection

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class MicrosType(TypeDecorator[Micros]):
    """`timestamptz` seen from Python as microseconds since 1970 UTC."""

    impl = TIMESTAMP(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Micros | None, dialect: Dialect) -> datetime | None:
        return None if value is None else as_datetime(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> Micros | None:
        return None if value is None else as_micros(value)


Moment = Annotated[Micros, mapped_column(MicrosType())]
"""A time column: `at: Mapped[Moment]`, or `until: Mapped[Moment | None]`."""

Long = Annotated[int, mapped_column(BigInteger())]
"""A 64-bit integer column."""


class Base(DeclarativeBase):
    """What every table class of every room derives from."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy, never changed
        str: Text(),
        int: Integer(),
        dict[str, Any]: JSONB(none_as_null=True),
        list[Any]: JSONB(none_as_null=True),
        list[str]: JSONB(none_as_null=True),
    }


metadata = Base.metadata


def plain_url(url: str) -> str:
    """The URL as asyncpg and the PostgreSQL programs read it: `postgresql://...` without a driver."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def connect(url: str, *, name: str = "huawu", timeout: float = 5.0) -> RawConnection:
    """A bare asyncpg connection, for what is too frequent for an ORM.

    It speaks as Python does here: `timestamptz` is microseconds since 1970, `jsonb` is plain values.
    """
    settings = {"application_name": name, "timezone": "UTC", "jit": "off"}
    connection = await asyncpg.connect(plain_url(url), timeout=timeout, server_settings=settings)
    await connection.set_type_codec(
        "timestamptz", schema="pg_catalog", format="tuple", encoder=_moment_out, decoder=_moment_in
    )
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", format="binary", encoder=_json_out, decoder=_json_in
    )
    return connection


async def wait_for(url: str, seconds: float) -> None:
    """Return once the server of this URL takes connections. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                connection = await asyncpg.connect(plain_url(url), timeout=seconds)
            except (ConnectionError, FileNotFoundError, asyncpg.CannotConnectNowError):
                await asyncio.sleep(0.02)
            else:
                await connection.close()
                return


_SINCE_2000 = 946_684_800_000_000
"""PostgreSQL counts its microseconds from 2000-01-01 UTC."""

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _moment_out(at: Micros) -> tuple[int]:
    return (at - _SINCE_2000,)


def _moment_in(value: tuple[int]) -> Micros:
    return value[0] + _SINCE_2000


def _json_out(value: object) -> bytes:
    text = _json(value)
    if b"\\u0000" in text:
        text = _json(without_nul(value))
    return b"\x01" + text  # the version byte of binary jsonb


def _json(value: object) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # numbers beyond 64 bits, keys that are no texts
        return _dumps(value).encode()


def without_nul(value: Any) -> Any:  # noqa: ANN401 - any plain value
    """The same plain value without NUL characters, which PostgreSQL cannot store."""
    if isinstance(value, str):
        return value.replace("\0", "") if "\0" in value else value
    if isinstance(value, dict):
        return {without_nul(key): without_nul(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_nul(each) for each in value]
    return value


def _json_in(value: bytes) -> object:
    return json.loads(value[1:])


def engine_for(url: str, *, pool_size: int = 10, name: str = "huawu") -> AsyncEngine:
    """An engine for any `postgres:` or `postgresql:` URL. `name` is shown in pg_stat_activity."""
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=pool_size,
        max_overflow=pool_size,
        hide_parameters=True,  # errors are logged, and parameters may be phone numbers
        connect_args={"server_settings": {"application_name": name, "timezone": "UTC", "jit": "off"}},
    )
    event.listen(engine.sync_engine, "checkin", _rests)
    event.listen(engine.sync_engine, "checkout", partial(_lives, engine.sync_engine.dialect))
    return engine


_RESTED = 30.0
"""Seconds after which a connection is asked whether the server is still there: a ping before each use
(`pool_pre_ping`) is three ways to the server more."""


def _rests(_: object, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = monotonic()


def _lives(dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
    """Have the pool made anew when the server closed this connection meanwhile, which is known at once, or
    went away without a word, which is asked after a rest."""
    driver: RawConnection | None = record.driver_connection
    if driver is None or driver.is_closed():
        raise InvalidatePoolError("the server closed the connection")
    since = record.info.get("rests_since")  # of this very connection: a new one has not rested
    if since is not None and monotonic() - since > _RESTED:
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as failure:
            raise InvalidatePoolError("the server does not answer") from failure


AT_ONCE = {"isolation_level": "AUTOCOMMIT"}
"""Options of a session's connection that is asked one thing: no transaction is begun and ended around it,
which would be two ways to the server more."""


def sessions_for(engine: AsyncEngine) -> Sessions:
    """The session factory of an engine. Objects stay readable after the commit."""
    return async_sessionmaker(engine, expire_on_commit=False)


def behind(
    at: ColumnElement[Any] | InstrumentedAttribute[Any],
    key: ColumnElement[Any] | InstrumentedAttribute[Any],
    place: tuple[Any, str],
    *,
    newest_first: bool = True,
) -> ColumnElement[bool]:
    """Where the next page of a list goes on: what stands behind this place in the order of `at` and then of
    `key`, which falls, or (`newest_first` False) rises."""
    here, there = tuple_(at, key), tuple_(literal(place[0], at.type), literal(place[1]))
    return here < there if newest_first else here > there
