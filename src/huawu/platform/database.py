"""The database: one dialect (PostgreSQL), one metadata, one way to make an engine.

Rooms declare their tables in `models.py` as subclasses of `Base`. Times are `Moment` columns: `timestamptz`
in the database, integer microseconds in Python, exact both ways. Ids are text. `dict` and `list` columns
are JSONB. A key to another room's table is a plain column (with or without a ForeignKey), never a
`relationship()`.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import asyncpg
from sqlalchemy import BigInteger, Dialect, Integer, MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, mapped_column
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
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
        list[str]: JSONB(),
    }


metadata = Base.metadata


def plain_url(url: str) -> str:
    """The URL as asyncpg and the PostgreSQL programs read it: `postgresql://...` without a driver."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def engine_for(url: str, *, pool_size: int = 10, name: str = "huawu") -> AsyncEngine:
    """An engine for any `postgres:` or `postgresql:` URL. `name` is shown in pg_stat_activity."""
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        connect_args={"server_settings": {"application_name": name, "timezone": "UTC", "jit": "off"}},
    )


def sessions_for(engine: AsyncEngine) -> Sessions:
    """The session factory of an engine. Objects stay readable after the commit."""
    return async_sessionmaker(engine, expire_on_commit=False)
