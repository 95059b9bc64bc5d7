"""Copies rows, in PostgreSQL's text format (see COPY), into tables whose indexes are made last."""

from collections.abc import Collection, Sequence
from io import BytesIO

import orjson

from huawu.platform.clock import Micros, as_datetime
from huawu.platform.database import RawConnection

NOTHING = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Chunk = dict[str, bytes]
"""Lines of rows by table."""

_FOREIGN = """
SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS said
FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid = ANY($1::regclass[]) ORDER BY 1, 2
"""
_INDEXES = """
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS said
FROM pg_index i WHERE i.indrelid = ANY($1::regclass[])
AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1
"""


def text(value: str) -> str:
    return value.translate(_ESCAPES)


def json(value: object) -> str:
    return orjson.dumps(value).decode().translate(_ESCAPES)


def moment(at: Micros | None) -> str:
    return NOTHING if at is None else as_datetime(at).isoformat()


def lines(rows: Sequence[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()


async def copy(connection: RawConnection, table: str, columns: Sequence[str], rows: bytes) -> None:
    """Add these rows."""
    await connection.copy_to_table(table, source=BytesIO(rows), columns=list(columns), format="text")


async def bare(connection: RawConnection, tables: Collection[str]) -> list[str]:
    """Take keys to other tables and indexes away, but for those that keep rows apart. Returns the statements
    by which they are put back, in their order."""
    keys = await connection.fetch(_FOREIGN, list(tables))
    indexes = await connection.fetch(_INDEXES, list(tables))
    for key in keys:
        await connection.execute(f'ALTER TABLE {key["of"]} DROP CONSTRAINT "{key["name"]}"')
    for index in indexes:
        await connection.execute(f"DROP INDEX {index['name']}")
    again = [index["said"].replace(" ON ONLY ", " ON ", 1) for index in indexes]
    for key in keys:
        again.append(f'ALTER TABLE {key["of"]} ADD CONSTRAINT "{key["name"]}" {key["said"]}')
    return again
