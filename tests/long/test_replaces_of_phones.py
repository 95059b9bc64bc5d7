"""Telephones that send INVITE with Replaces: sipp picks up what a lamp shows to ring, and takes over on a
second telephone of its extension what the first one has."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.long.house import SECRET, House
from tests.system.calling import counters, until
from tests.system.phone import free_port
from tests.telephony.sip.test_peers import sipp
from tests.telephony.sip.test_peers_control import WATCH

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip", "sipp"),
    pytest.mark.asyncio(loop_scope="session"),
]

_HEAD = """Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
Max-Forwards: 70
From: <sip:PHONE@huawu>;tag=[call_number]
Contact: <sip:PHONE@[local_ip]:[local_port]>
"""
_REGISTER = f"""<send retrans="500"><![CDATA[
REGISTER sip:[remote_ip] SIP/2.0
{_HEAD}To: <sip:PHONE@huawu>
Call-ID: book///[call_id]
CSeq: NUMBER REGISTER
Expires: SECONDS
PROOF
Content-Length: 0

]]></send>
"""
_PROOF = f"[authentication username=PHONE password={SECRET}]"
_SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=second 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 9 RTP/AVP 0
a=rtpmap:0 PCMU/8000

]]></send>
"""
_WAITS = '<recv response="100" optional="true"/><recv response="180" optional="true"/>\n'


def _registers(seconds: int, number: int) -> str:
    """sipp is a telephone of the extension for so long (0: no more)."""
    first = _REGISTER.replace("NUMBER", str(number)).replace("SECONDS", str(seconds)).replace("PROOF\n", "")
    again = _REGISTER.replace("NUMBER", str(number + 1)).replace("SECONDS", str(seconds))
    return (
        first
        + '<recv response="401" auth="true"/>\n'
        + again.replace("PROOF", _PROOF)
        + '<recv response="200"/>\n'
    )


def _invites(call_id: str, whom: str, replaces: str = "") -> str:
    line = f"Replaces: {replaces}\n" if replaces else ""
    return (
        f'<send retrans="500"><![CDATA[\nINVITE sip:{whom}@[remote_ip] SIP/2.0\n{_HEAD}'
        f"To: <sip:{whom}@huawu>\n"
        f"Call-ID: {call_id}\nCSeq: 1 INVITE\n{line}{_SDP}"
    )


def _acks(call_id: str) -> str:
    return (
        f"<send><![CDATA[\nACK [next_url] SIP/2.0\n{_HEAD}[last_To:]\nCall-ID: {call_id}\nCSeq: 1 ACK\n"
        "Content-Length: 0\n\n]]></send>\n"
    )


_BYE = """<recv request="BYE"/>
<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
"""


def _scenario(phone: str, *steps: str, names: str = "") -> str:
    refers = f'<Reference variables="{names}"/>' if names else ""
    text = f'<?xml version="1.0"?>\n<scenario name="replaces">\n{"".join(steps)}{refers}</scenario>\n'
    return text.replace("PHONE", phone)


async def plays(house: House, path: Path, scenario: str, *more: str) -> None:
    path.write_text(scenario)
    await sipp("-sf", str(path), "-m", "1", "-p", str(free_port()), *more, house.product.sip)


@asynccontextmanager
async def ringing(house: House, folder: Path, *, then: str) -> AsyncIterator[str]:
    """8101 calls 8102; what rings there, as the lamp that sipp watches names it for a Replaces. `then`: what
    the lamp shows after that."""
    scenario, heard = folder / "watch.xml", folder / "heard"
    text = WATCH.replace("8001", "8103").replace("8002", "8102").replace("<state>confirmed", f"<state>{then}")
    scenario.write_text(re.sub(r"\n\n +<", "\n <", text.replace("password=secret", f"password={SECRET}")))
    watched = ("-sf", str(scenario), "-m", "1", "-p", str(free_port()), "-s", "8102", house.product.sip)
    watcher = asyncio.create_task(sipp(*watched, "-trace_msg", "-message_file", str(heard)))

    async def told(words: str) -> bool:
        return heard.exists() and words in heard.read_text(errors="replace")

    await until(lambda: told("<state>terminated"))
    house.dial("8101", "8102")
    await house.phones["8102"].ringing()
    await until(lambda: told("<state>early"))
    named = re.search(r'call-id="([^"]*)" local-tag="([^"]*)" remote-tag="([^"]*)"', heard.read_text())
    assert named is not None
    yield f"{named[1]};to-tag={named[2]};from-tag={named[3]};early-only"
    await watcher


async def test_a_telephone_picks_up_what_a_lamp_shows_to_ring(house: House, tmp_path: Path) -> None:
    async with ringing(house, tmp_path, then="terminated") as named:
        steps = (_registers(60, 1), _invites("[call_id]", "8102", named), _WAITS)
        taken = ('<recv response="200" rrs="true"/>\n', _acks("[call_id]"), _BYE, _registers(0, 3))
        phone = asyncio.create_task(plays(house, tmp_path / "pick.xml", _scenario("8103", *steps, *taken)))
        await house.phones["8101"].wait_for("CALL_ESTABLISHED")
        await house.closed("8102")
        assert (await house.shown("8103"))["state"] == "busy"
        house.phones["8101"].command("hangup")
        await phone


async def test_a_telephone_of_no_group_picks_up_nothing_though_it_knows_what_rings(
    house: House, tmp_path: Path
) -> None:
    async with ringing(house, tmp_path, then="confirmed") as named:
        before = (await counters(house.product)).get("refused", 0)
        steps = (_registers(60, 1), _invites("[call_id]", "8102", named), _WAITS)
        refused = ('<recv response="403"/>\n', _acks("[call_id]"), _registers(0, 3))
        await plays(house, tmp_path / "pick.xml", _scenario("8104", *steps, *refused))
        assert (await counters(house.product))["refused"] == before + 1
        await house.phones["8102"].answer()
        await house.talk("8101", "8102")


async def test_the_second_telephone_of_an_extension_takes_over_what_the_first_one_has(
    house: House, tmp_path: Path
) -> None:
    tag = '<action><ereg regexp=";tag=([^;]*)" search_in="hdr" header="To:" assign_to="whole,tag"/></action>'
    steps = (
        _registers(60, 1),
        _invites("[call_id]", "8101"),
        _WAITS,
        f'<recv response="200" rrs="true">{tag}</recv>\n',
        _acks("[call_id]"),
        _invites("second///[call_id]", "8101", "[call_id];to-tag=[$tag];from-tag=[call_number]"),
        _WAITS,
        '<recv response="200" rrs="true"/>\n',
        _acks("second///[call_id]"),
        _BYE,  # of the first
        _BYE,
        _registers(0, 3),
    )
    scenario = _scenario("8103", *steps, names="whole,tag")
    phone = asyncio.create_task(plays(house, tmp_path / "second.xml", scenario))
    await house.answers("8101")

    async def taken() -> bool:
        return bool((await house.shown("8103"))["state"] == "busy")

    await until(taken)
    house.phones["8101"].command("hangup")
    await phone
