"""Messages of callers become rows, and rows say how they are now."""

from typing import Any

import pytest

from huawu.app.writer.writer import Writer
from huawu.platform.clock import SECOND
from huawu.platform.database import connect
from huawu.telephony.events import VoicemailChanged, VoicemailLeft
from tests.app.writer.traffic import DAY_ONE, Traffic

pytestmark = pytest.mark.room

LEFT = VoicemailLeft("m1", "8001", "c1", "13800138000", "王\0小明", "voicemail/m1.hwr", 7.5, 99, DAY_ONE)


def changed(state: str, after: int) -> VoicemailChanged:
    return VoicemailChanged("m1", "8001", state, "u1", DAY_ONE + after * SECOND)


@pytest.mark.parametrize("batches", [1, 3])
async def test_a_message_is_as_the_last_fact_says_in_one_batch_or_several(
    database_url: str, tmp_path: Any, batches: int
) -> None:
    traffic = Traffic(tmp_path / "spool")
    writer = Writer(
        url=database_url,
        folder=tmp_path / "spool",
        parked=tmp_path / "parked",
        site="main",
        clock=lambda: DAY_ONE,
    )
    for fact in (LEFT, changed("heard", 1), changed("deleted", 2)):
        traffic.say("voicemail/8001", fact)
        if batches > 1:
            traffic.spool.flush()
            await writer.step()
    traffic.spool.flush()
    await writer.step()
    await writer.close()
    db = await connect(database_url)
    (row,) = await db.fetch("SELECT * FROM voicemail_messages")
    await db.close()
    assert (row["mailbox"], row["caller"], row["caller_name"]) == ("8001", "13800138000", "王小明")
    assert (row["seconds"], row["size"], row["left_at"]) == (7.5, 99, DAY_ONE)
    assert (row["state"], row["changed_by"], row["changed_at"]) == ("deleted", "u1", DAY_ONE + 2 * SECOND)
    assert row["removed_at"] is None
