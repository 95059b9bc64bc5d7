"""Voice mailboxes over HTTP: whose they are, what is told of messages, their sound."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from huawu.app.live.site import site_of
from huawu.app.site_plan import load_site
from huawu.people.service.passwords import verify_password
from huawu.platform.clock import SECOND
from huawu.platform.jobs import JobRow
from huawu.platform.work import work
from huawu.telephony import recordings
from huawu.telephony.core.media import recording as codec
from huawu.telephony.jobs import DELETE_FILES, remove_deleted_messages
from huawu.telephony.models import VoicemailRow
from tests.app.web.house import NOON, Browser, House

pytestmark = pytest.mark.room

PATH = "voicemail/2026/01/01/m1.hwr"


def message(**more: Any) -> dict[str, Any]:
    told = {"id": "m1", "mailbox": "8001", "call": "c1", "caller": "13800138000", "caller_name": ""}
    how = {"at": 5 * SECOND, "seconds": 7.0, "size": 9, "path": PATH, "state": "new", "by": None}
    return {**told, **how, "changed_at": 5 * SECOND, "before": "", **more}


async def own_extension(agent: Browser) -> str:
    return str((await agent.get("/api/agents/me")).json()["agent"]["extension"])


def record(house: House) -> None:
    """A second of sound at PATH."""
    keys = recordings.FileKeyPort(house.settings.key_dir)
    secret = recordings.secret_for("m1", path=PATH, keys=keys, started_at=0, site="main")
    place = house.settings.recordings_dir / PATH
    place.parent.mkdir(parents=True)
    part = codec.Slice(0, 0, 0, b"\x11" * 8000, b"\xff" * 8000)
    frame = codec.encode_frame(AESGCM(secret["key"]), b"m1", part, b"0" * codec.NONCE_BYTES)
    place.write_bytes(codec.encode_header(secret["header"]) + frame)


async def test_an_owner_sees_and_hears_the_own_messages_with_the_number_masked(house: House) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    house.live.mailboxes[own] = [message(mailbox=own)]
    record(house)

    listed = (await agent.get("/api/mailboxes")).json()["items"]
    shown = (await agent.get(f"/api/mailboxes/{own}")).json()
    sound = await agent.get(f"/api/mailboxes/{own}/messages/m1/audio")

    assert (listed[0]["mailbox"], listed[0]["new"], listed[0]["shared"]) == (own, 1, False)
    (one,) = shown["messages"]
    assert (one["id"], one["number_masked"], one["state"]) == ("m1", True, "new")
    assert "00138000" not in one["caller"]
    assert one["call_back"] == {"kind": "interaction", "id": "c1"}
    assert (sound.status_code, sound.content[:4], len(sound.content)) == (200, b"RIFF", 44 + 32000)
    assert (await agent.get(f"/api/mailboxes/{own}/messages/m2/audio")).status_code == 404


async def test_short_numbers_of_the_town_are_masked_too_and_so_are_names_that_say_them(house: House) -> None:
    agent, leader = await house.browser("agent"), await house.browser("team_leader")
    own, other = await own_extension(agent), await own_extension(leader)
    calls = [message(id="m1", caller="62345678", caller_name="62345678"), message(id="m2", caller=other)]
    house.live.mailboxes[own] = calls

    town, colleague = (await agent.get(f"/api/mailboxes/{own}")).json()["messages"]

    assert "62345678" not in str(town)
    assert (town["number_masked"], town["call_back"]["kind"]) == (True, "interaction")
    assert (colleague["caller"], colleague["call_back"]) == (other, {"kind": "extension", "id": other})


async def test_nobody_opens_the_mailbox_of_another(house: House) -> None:
    leader, agent = await house.browser("team_leader"), await house.browser("agent")
    own = await own_extension(agent)
    for path in (f"/api/mailboxes/{own}", f"/api/mailboxes/{own}/messages/m1/audio"):
        answer = await leader.get(path)
        assert (answer.status_code, answer.json()["key"]) == (403, "voicemail.not_yours")
    marked = await leader.post(f"/api/mailboxes/{own}/messages/m1", {"state": "deleted"})
    assert marked.status_code == 403
    assert (await agent.get("/api/mailboxes/queue:no-such-queue")).status_code == 403
    assert (await agent.get("/api/mailboxes/..%2Fkeys")).status_code in (404, 422)


async def test_what_is_done_with_a_message_is_told_to_live_with_who_did_it(house: House) -> None:
    agent = await house.browser("agent")
    own = await own_extension(agent)
    await agent.post(f"/api/mailboxes/{own}/messages/m1", {"state": "heard"})
    name, asked = house.live.told[-1]
    assert (name, asked["state"], asked["message"], asked["mailbox"]) == ("mailbox.mark", "heard", "m1", own)
    await agent.post(f"/api/mailboxes/{own}/messages/m1", {"state": "restore"})
    assert house.live.told[-1][0] == "mailbox.restore"
    wrong = await agent.post(f"/api/mailboxes/{own}/messages/m1", {"state": "lost"})
    assert wrong.status_code == 422


async def test_a_secret_number_reaches_live_as_a_hash_only(house: House) -> None:
    agent, leader = await house.browser("agent"), await house.browser("team_leader")
    own = await own_extension(agent)
    house.live.mailboxes[own] = [message(mailbox=own)]
    assert (await agent.put(f"/api/mailboxes/{own}/pin", {"pin": "2580"})).status_code == 200
    name, asked = house.live.told[-1]
    assert name == "mailbox.pin"
    assert "2580" not in str(asked).replace(asked["hashed"], "")
    assert await verify_password("2580", asked["hashed"])
    for bad in ("1234", own, "12", "abcd", "1" * 20):
        refused = await agent.put(f"/api/mailboxes/{own}/pin", {"pin": bad})
        assert (refused.status_code, refused.json()["key"]) == (422, "voicemail.bad_pin")
    helped = await leader.put(f"/api/mailboxes/{own}/pin", {"pin": "9753"})
    assert helped.json()["messages"] == []


async def test_an_extension_with_a_mailbox_is_published_and_taken_over(house: House) -> None:
    admin = await house.browser("administrator")
    await admin.put("/api/config/extension/8801", {"value": {"voicemail": True}})
    assert (await admin.post("/api/config/publish", {})).status_code == 200
    async with house.sessions() as session:
        site = site_of(await load_site(session, house.settings.site))
    assert site.switch.lines.extensions["8801"].voicemail
    wrong = await admin.put("/api/config/extension/8801", {"value": {"voicemail": "yes"}})
    assert wrong.status_code == 422


async def test_the_file_of_a_deleted_message_goes_after_two_days_and_that_of_others_stays(
    house: House,
) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        for name, state in (("m1", "deleted"), ("m2", "heard")):
            row = {"site_id": w.site, "mailbox": "8001", "interaction": "c1", "caller": "", "caller_name": ""}
            what = {"path": f"voicemail/{name}.hwr", "seconds": 1.0, "size": 1, "left_at": w.now}
            w.session.add(VoicemailRow(id=name, **row, **what, state=state, changed_at=w.now))
    removed = []
    for days in (1, 3, 4):
        house.clock.now = NOON + days * 86_400 * SECOND
        async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
            removed.append(await remove_deleted_messages(w))
    assert removed == [0, 1, 0]
    async with house.sessions() as session:
        (job,) = (await session.execute(select(JobRow).where(JobRow.kind == DELETE_FILES))).scalars()
    assert job.args == {"paths": ["voicemail/m1.hwr"]}
