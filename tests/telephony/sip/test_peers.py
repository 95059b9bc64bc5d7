"""Real peers over loopback: sipp calls, is called, registers, over UDP and TCP; baresip registers."""

import asyncio
import re
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from huawu.telephony.core.sip.types import Answered, Bound, Ended, Invited
from tests.system.phone import Phone, sip_port
from tests.telephony.sip.exchange import Exchange, account

pytestmark = [pytest.mark.system, pytest.mark.needs("sipp")]

REGISTER = """<?xml version="1.0"?>
<scenario name="register">
 <send retrans="500"><![CDATA[
REGISTER sip:[remote_ip] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
Max-Forwards: 70
From: <sip:8001@huawu>;tag=[call_number]
To: <sip:8001@huawu>
Call-ID: [call_id]
CSeq: 1 REGISTER
Contact: <sip:8001@[local_ip]:[local_port];transport=[transport]>
Expires: 120
Content-Length: 0

]]></send>
 <recv response="401" auth="true"/>
 <send retrans="500"><![CDATA[
REGISTER sip:[remote_ip] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
Max-Forwards: 70
From: <sip:8001@huawu>;tag=[call_number]
To: <sip:8001@huawu>
Call-ID: [call_id]
CSeq: 2 REGISTER
Contact: <sip:8001@[local_ip]:[local_port];transport=[transport]>
Expires: 120
[authentication username=8001 password=PASSWORD]
Content-Length: 0

]]></send>
 <recv response="CODE"/>
</scenario>
"""


async def sipp(*arguments: str) -> str:
    """Run sipp to its end; its output. Fails unless all its calls succeeded."""
    process = await asyncio.create_subprocess_exec(
        "sipp", *arguments, "-nostdin", "-timeout", "40", "-timeout_error", "-i", "127.0.0.1",
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await process.communicate()
    text = out.decode(errors="replace")
    assert process.returncode == 0, text[-3000:]
    return text


def retransmissions(text: str) -> int:
    """The sum of the Retrans column of sipp's last screen."""
    last = text[text.rindex("Messages  Retrans") :]
    columns = re.findall(r"(?:-+>|<-+) +(?:[BE]-RTD\d +)?\d+ +(\d+) ", last)
    assert len(columns) >= 7, last
    return sum(map(int, columns))


async def reached(exchange: Exchange, name: str) -> None:
    """One call to 8002 that comes to its end; it is made anew as long as sipp does not listen yet."""
    async with asyncio.timeout(30):
        for attempt in count():
            assert exchange.call(f"{name}.{attempt}", "8002")
            ended = (await exchange.until(Ended, len(exchange.ended()) + 1))[-1]
            assert isinstance(ended, Ended)
            if ended.by != "transport":
                return
            await asyncio.sleep(0.05)


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    made = await Exchange(account("8001", "secret")).start()
    yield made
    await made.stop()


@pytest.mark.parametrize("transport", ["u1", "t1"])
async def test_sipp_calls_and_hangs_up(exchange: Exchange, transport: str) -> None:
    text = await sipp("-sn", "uac", "-t", transport, "-m", "60", "-r", "60", "-d", "100", exchange.where)
    assert len(await exchange.until(Ended, 60)) == 60
    assert {event.by for event in exchange.ended()} == {"peer"}
    assert sum(isinstance(event, Invited) for event in exchange.happened) == 60
    assert retransmissions(text) == 0


@pytest.mark.parametrize(("transport", "parameter"), [("u1", ""), ("t1", ";transport=tcp")])
async def test_sipp_is_called_and_we_hang_up(transport: str, parameter: str) -> None:
    port = sip_port()
    fixed = account("8002", "x", f"sip:8002@127.0.0.1:{port}{parameter}")
    exchange = await Exchange(fixed, hang_up=True).start()
    phone = asyncio.create_task(sipp("-sn", "uas", "-t", transport, "-m", "10", "-p", str(port)))
    for n in range(10):
        await reached(exchange, f"L{n}")
    await phone
    assert sum(isinstance(event, Answered) for event in exchange.happened) == 10
    await exchange.stop()


@pytest.mark.parametrize(("transport", "flow"), [("u1", "udp"), ("t1", "tcp")])
async def test_sipp_registers_with_digest(
    exchange: Exchange, tmp_path: Path, transport: str, flow: str
) -> None:
    scenario = tmp_path / "register.xml"
    scenario.write_text(REGISTER.replace("PASSWORD", "secret").replace("CODE", "200"))
    await sipp("-sf", str(scenario), "-t", transport, "-m", "5", "-r", "20", "-s", "8001", exchange.where)
    assert (await exchange.until(Bound))[0] == Bound("8001", 1)


async def test_sipp_with_a_wrong_password_is_forbidden(exchange: Exchange, tmp_path: Path) -> None:
    scenario = tmp_path / "register.xml"
    scenario.write_text(REGISTER.replace("PASSWORD", "wrong").replace("CODE", "403"))
    await sipp("-sf", str(scenario), "-m", "5", "-r", "20", "-s", "8001", exchange.where)
    assert exchange.endpoint.statistics()["unauthorised"] == 5
    assert exchange.happened == []


@pytest.mark.needs("baresip")
async def test_baresip_registers_rings_and_is_let_go(exchange: Exchange, tmp_path: Path) -> None:
    phone = Phone(tmp_path / "phone", extension="8001", secret="secret", server=exchange.where)
    await phone.start()
    assert (await exchange.until(Bound))[0] == Bound("8001", 1)
    assert exchange.call("L", "8001")
    await phone.ringing()
    exchange.end("L")
    assert exchange.ended() == [Ended("L", "ours")]
    await phone.stop()
