"""Recordings and their sound over HTTP, with a real encrypted file; and test calls."""

import io
import wave

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from huawu.platform.clock import SECOND
from huawu.platform.jobs import Job, JobRow
from huawu.telephony import recordings
from huawu.telephony.core.media import recording as codec
from huawu.telephony.core.media.recording import RATE, Slice
from huawu.telephony.jobs import Exchange, placing
from huawu.telephony.models import TestCallRow as Placed
from tests.app.web.house import NOON, House
from tests.app.web.ledger import happened, recorded

pytestmark = pytest.mark.room

SECONDS = 2
WAV_BYTES = 44 + SECONDS * RATE * 4


async def a_recording(house: House, agent: str | None) -> str:
    """Two seconds of encrypted sound on the shelf: left loud, right silent."""
    call = await happened(house.sessions, agent=agent)
    path = recordings.path_for("rec", NOON)
    keys = recordings.FileKeyPort(house.settings.key_dir)
    where = house.settings.recordings_dir / path
    secret = recordings.secret_for("rec", path=where, keys=keys, started_at=NOON, site="main")
    where.parent.mkdir(parents=True)
    cipher = AESGCM(secret["key"])
    frames = [
        codec.encode_frame(
            cipher, b"rec", Slice(second, 0, 0, b"\x00" * RATE, b"\xff" * RATE), bytes(11) + bytes([second])
        )
        for second in range(SECONDS)
    ]
    where.write_bytes(codec.encode_header(secret["header"]) + b"".join(frames))
    return await recorded(house.sessions, call, agent=agent, path=path)


async def test_the_sound_is_a_stereo_wav(house: House) -> None:
    leader = await house.browser("team_leader")
    recording = await a_recording(house, house.agents["team_leader"])

    answer = await leader.get(f"/api/recordings/{recording}/audio")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert answer.headers["cache-control"] == "private, no-store"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getsampwidth()) == (2, RATE, 2)
        assert sound.getnframes() == SECONDS * RATE


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=40-", 40, WAV_BYTES),
        ("bytes=-100", WAV_BYTES - 100, WAV_BYTES),
        (f"bytes=32000-{WAV_BYTES + 500}", 32000, WAV_BYTES),
    ],
)
async def test_a_player_may_ask_for_any_part(house: House, asked: str, start: int, end: int) -> None:
    leader = await house.browser("team_leader")
    recording = await a_recording(house, None)
    address = f"/api/recordings/{recording}/audio"
    whole = (await leader.get(address)).content

    part = await leader.http.get(address, headers={"Range": asked})

    assert part.status_code == 206
    assert part.content == whole[start:end]
    assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{WAV_BYTES}"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (f"bytes={WAV_BYTES}-", 416),
        ("bytes=-0", 416),
        ("bytes=9-3", 200),
        ("bytes=0-1,5-6", 200),
        ("lines=1-2", 200),
        ("bytes=-", 200),
    ],
)
async def test_a_part_that_is_not_there_or_not_understood(house: House, asked: str, status: int) -> None:
    leader = await house.browser("team_leader")
    recording = await a_recording(house, None)

    answer = await leader.http.get(f"/api/recordings/{recording}/audio", headers={"Range": asked})

    assert answer.status_code == status
    if status == 416:
        assert answer.headers["content-range"] == f"bytes */{WAV_BYTES}"


async def test_recordings_are_listed_with_who_spoke(house: House) -> None:
    leader = await house.browser("team_leader")
    agent = house.agents["team_leader"]
    recording = await a_recording(house, agent)

    item = (await leader.get("/api/recordings", queue="support", agent=agent)).json()["items"][0]
    alone = (await leader.get(f"/api/recordings/{recording}")).json()

    assert item == alone
    assert (item["id"], item["caller"], item["seconds"]) == (recording, "13800138000", 2.0)
    assert item["agent"]["number"] == "1001"
    assert (await leader.get("/api/recordings", queue="billing")).json()["items"] == []


async def test_an_agent_hears_their_own_recordings_alone(house: House) -> None:
    agent, leader = await house.browser("agent"), await house.browser("team_leader")
    theirs = await a_recording(house, house.agents["team_leader"])

    assert (await agent.get("/api/recordings")).json()["items"] == []
    for path in ("", "/audio"):
        answer = await agent.get(f"/api/recordings/{theirs}{path}")
        assert (answer.status_code, answer.json()["key"]) == (404, "recording.unknown")
    assert (await leader.get(f"/api/recordings/{theirs}/audio")).status_code == 200


async def test_a_recording_whose_file_is_gone_says_so(house: House) -> None:
    leader = await house.browser("team_leader")
    call = await happened(house.sessions)
    house.settings.recordings_dir.mkdir(parents=True)
    gone = await recorded(house.sessions, call, agent=None, path="2026/09/21/gone.hwr")
    outside = await recorded(house.sessions, call, agent=None, path="../../../etc/passwd")

    for recording in (gone, outside):
        answer = await leader.get(f"/api/recordings/{recording}/audio")
        assert (answer.status_code, answer.json()["key"]) == (404, "recording.unknown")


async def test_a_test_call_is_asked_for_and_followed(house: House) -> None:
    leader = await house.browser("team_leader")

    asked = await leader.post("/api/test-calls", {"number": "4001", "press": "1"})
    call = asked.json()["id"]
    async with house.sessions.begin() as session:
        job = (await session.execute(select(JobRow))).scalar_one()
        row = await session.get_one(Placed, call)
        row.state, row.heard_seconds, row.sent_packets = "talking", 3.5, 175
    followed = (await leader.get(f"/api/test-calls/{call}")).json()

    assert (asked.status_code, asked.json()["state"]) == (201, "waiting")
    assert (job.kind, job.args) == ("test_call", {"test_call": call})
    assert (followed["state"], followed["heard_seconds"], followed["sent_packets"]) == ("talking", 3.5, 175)


async def test_a_test_call_can_be_ended_and_ending_it_again_changes_nothing(house: House) -> None:
    leader = await house.browser("team_leader")
    call = (await leader.post("/api/test-calls", {})).json()["id"]

    assert (await leader.delete(f"/api/test-calls/{call}")).status_code == 204
    first = (await leader.get(f"/api/test-calls/{call}")).json()["ended_at"]
    house.clock.now += SECOND
    assert (await leader.delete(f"/api/test-calls/{call}")).status_code == 204

    assert first is not None
    assert (await leader.get(f"/api/test-calls/{call}")).json()["ended_at"] == first


async def test_a_test_call_that_was_ended_before_it_was_placed_is_not_placed(house: House) -> None:
    leader = await house.browser("team_leader")
    call = (await leader.post("/api/test-calls", {})).json()["id"]
    await leader.delete(f"/api/test-calls/{call}")
    nowhere = Exchange("127.0.0.1", 9)

    await placing(lambda: house.sessions, nowhere)(Job("j1", "main", "test_call", {"test_call": call}, 1, ""))

    followed = (await leader.get(f"/api/test-calls/{call}")).json()
    assert (followed["state"], followed["cause"], followed["sent_packets"]) == ("ended", "hung_up", 0)


async def test_a_recording_says_the_name_that_came_with_the_call_to_who_may_see_the_number(
    house: House,
) -> None:
    call = await happened(house.sessions, agent=None, caller_name="酒店前厅")
    await recorded(house.sessions, call, agent=None, path="rec")

    for role, name in (("team_leader", "酒店前厅"), ("inspector", "")):
        (item,) = (await (await house.browser(role)).get("/api/recordings")).json()["items"]
        assert item["caller_name"] == name


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"number": "sip:x@y"}, "test_call.bad_number"),
        ({"number": ""}, "test_call.bad_number"),
        ({"press": "ABC"}, "test_call.bad_keys"),
        ({"number": "1" * 50}, "request.invalid"),
    ],
)
async def test_a_test_call_to_nowhere_is_refused(house: House, body: dict[str, str], key: str) -> None:
    leader = await house.browser("team_leader")

    answer = await leader.post("/api/test-calls", body)

    assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_an_agent_places_no_test_calls(house: House) -> None:
    agent = await house.browser("agent")

    assert (await agent.post("/api/test-calls", {})).status_code == 403
    assert (await agent.get("/api/test-calls/0000000000000")).status_code == 403
    assert (await agent.delete("/api/test-calls/0000000000000")).status_code == 403


async def test_a_test_call_that_never_was_cannot_be_ended(house: House) -> None:
    leader = await house.browser("team_leader")

    assert (await leader.delete("/api/test-calls/0000000000000")).status_code == 404
