"""Puts a batch into the database in one transaction: rows by COPY, ends by one UPDATE, and the cursor."""

from collections.abc import Callable

from huawu.app.writer import rows as rows_
from huawu.app.writer.rows import Circumstances, Row, Rows, rows_of
from huawu.app.writer.tail import Piece
from huawu.platform import lease, spooled
from huawu.platform.bell import FACTS
from huawu.platform.database import RawConnection
from huawu.platform.facts import Envelope

Park = Callable[[str, Piece, list[Envelope]], None]

_END_INTERACTIONS = """
UPDATE interactions i SET ended_at = e.ended_at, ended_by = e.ended_by, cause = e.cause,
    queue = e.queue, agent = e.agent, answered_at = e.answered_at
FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
    AS e (id, ended_at, ended_by, cause, queue, agent, answered_at)
WHERE i.id = e.id
"""

_CLOSE_RECORDINGS = """
UPDATE recordings r SET closed_at = e.closed_at, seconds = e.seconds, size = e.size
FROM unnest($1::text[], $2::timestamptz[], $3::float8[], $4::int8[]) AS e (id, closed_at, seconds, size)
WHERE r.id = e.id
"""

_MARK_VOICEMAIL = """
UPDATE voicemail_messages m SET state = e.state, changed_by = e.changed_by, changed_at = e.changed_at
FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) AS e (id, state, changed_by, changed_at)
WHERE m.id = e.id
"""


async def store(
    connection: RawConnection, piece: Piece, given: Circumstances, *, site: str, park: Park
) -> int:
    """Store what may be stored and move the cursor. Returns how many facts were stored.

    `park` is given, before the commit, the facts of a stale epoch ("refused": nothing of them is stored) and
    those whose body does not make sense ("unreadable": stored as facts, but not in the ledgers). Raises
    `spooled.Elsewhere` or what the database raises; then nothing was stored.
    """
    async with connection.transaction():
        await spooled.move(connection, piece.start, piece.end)
        limit = await lease.passed_on(connection, site, given.epoch)
        facts = piece.facts
        if limit is not None:
            facts = [fact for fact in piece.facts if fact.at < limit]
            if len(facts) < len(piece.facts):
                park("refused", piece, [fact for fact in piece.facts if fact.at >= limit])
        rows = rows_of(facts, given)
        if rows.unreadable:
            park("unreadable", piece, rows.unreadable)
        await _write(connection, rows)
        if rows.deliveries:
            await connection.execute("SELECT pg_notify($1, '')", FACTS)
    return len(facts)


async def _write(connection: RawConnection, rows: Rows) -> None:
    await _copy(connection, "facts", rows_.FACTS, rows.facts)
    await _copy(connection, "interactions", rows_.INTERACTIONS, list(rows.started.values()))
    await _copy(connection, "segments", rows_.SEGMENTS, rows.segments)
    await _copy(connection, "agent_states", rows_.AGENT_STATES, rows.states)
    await _copy(connection, "recordings", rows_.RECORDINGS, list(rows.recording.values()))
    await _copy(connection, "voicemail_messages", rows_.VOICEMAIL, list(rows.messages.values()))
    await _copy(connection, "deliveries", rows_.DELIVERIES, rows.deliveries)
    if rows.ended:
        await connection.execute(_END_INTERACTIONS, *_columns(rows.ended))
    if rows.closed:
        await connection.execute(_CLOSE_RECORDINGS, *_columns(rows.closed))
    if rows.marked:
        await connection.execute(_MARK_VOICEMAIL, *_columns(list(rows.marked.values())))


async def _copy(connection: RawConnection, table: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    if rows:
        await connection.copy_records_to_table(table, records=rows, columns=columns)


def _columns(rows: list[Row]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]
