"""Real phones that control calls: baresip transfers and shows its mailbox, sipp watches a lamp."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.telephony.core.sip.types import Answered, Ended, Referred
from tests.system.phone import Phone, free_port
from tests.telephony.sip.exchange import Exchange, account
from tests.telephony.sip.test_peers import sipp

pytestmark = [pytest.mark.system, pytest.mark.needs("sipp", "baresip")]

_HEAD = """Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
Max-Forwards: 70
From: <sip:8001@huawu>;tag=[call_number]
Call-ID: [call_id]
Contact: <sip:8001@[local_ip]:[local_port]>
Event: dialog
Accept: application/dialog-info+xml
Content-Length: 0
"""
_NOTIFY = """ <recv request="NOTIFY"><action>
  <ereg regexp="SAYS" search_in="body" check_it="true" assign_to="N"/>
 </action></recv>
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
WATCH = f"""<?xml version="1.0"?>
<scenario name="watch">
 <send retrans="500"><![CDATA[
SUBSCRIBE sip:8002@[remote_ip] SIP/2.0
To: <sip:8002@huawu>
CSeq: 1 SUBSCRIBE
{_HEAD}
]]></send>
 <recv response="401" auth="true"/>
 <send retrans="500"><![CDATA[
SUBSCRIBE sip:8002@[remote_ip] SIP/2.0
To: <sip:8002@huawu>
CSeq: 2 SUBSCRIBE
[authentication username=8001 password=secret]
{_HEAD}
]]></send>
 <recv response="200" rrs="true"/>
{_NOTIFY.replace("SAYS", "<state>terminated</state>").replace('"N"', '"1"')}
{_NOTIFY.replace("SAYS", "<state>early</state>").replace('"N"', '"2"')}
{_NOTIFY.replace("SAYS", "<state>confirmed</state>").replace('"N"', '"3"')}
 <Reference variables="1,2,3"/>
</scenario>
"""


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    made = await Exchange(account("8001", "secret"), account("8002", "x"), transfers=True).start()
    yield made
    await made.stop()


async def heard(exchange: Exchange, messages: int) -> None:
    """Wait until so many messages have come."""
    while exchange.endpoint.statistics().get("received", 0) < messages:
        exchange.news.clear()
        await exchange.news.wait()


async def talking(exchange: Exchange, folder: Path, *, mailbox: bool = False) -> Phone:
    phone = Phone(folder, extension="8001", secret="secret", server=exchange.where, mailbox=mailbox)
    await phone.start()
    assert exchange.call("L", "8001")
    await phone.ringing()
    await phone.answer()
    await exchange.until(Answered)
    return phone


async def test_baresip_transfers_and_lets_go_when_it_hears_that_it_is_done(
    exchange: Exchange, tmp_path: Path
) -> None:
    phone = await talking(exchange, tmp_path)
    phone.command("transfer", f"sip:4002@{exchange.where}")
    assert await exchange.until(Referred) == [Referred("L", "4002", None)]
    assert (await phone.wait_for("CALL_CLOSED"))["param"] == "Call transfered"
    assert await exchange.until(Ended) == [Ended("L", "peer")]
    await phone.stop()


async def test_baresip_cannot_transfer_to_a_strangers_domain(exchange: Exchange, tmp_path: Path) -> None:
    phone = await talking(exchange, tmp_path)
    phone.command("transfer", "sip:4002@198.51.100.1")
    assert (await phone.wait_for("TRANSFER_FAILED"))["param"] == "403 Foreign Domain"
    assert not any(isinstance(event, Referred) for event in exchange.happened)
    assert exchange.endpoint.statistics()["refer_refused"] == 1
    await phone.stop()


async def test_baresip_shows_what_lies_in_its_mailbox(exchange: Exchange, tmp_path: Path) -> None:
    phone = Phone(tmp_path, extension="8001", secret="secret", server=exchange.where, mailbox=True)
    await phone.start()
    while not exchange.endpoint.statistics()["open_subscriptions"]:
        exchange.news.clear()
        await exchange.news.wait()
    exchange.do(lambda endpoint, now: endpoint.watches.mailbox("8001", 3, 1, now))
    while "Voice-Message: 3/1 (0/0)" not in (await phone.wait_for("MWI_NOTIFY"))["param"]:
        pass
    await phone.stop()


async def test_sipp_watches_a_lamp_that_rings_and_is_busy(exchange: Exchange, tmp_path: Path) -> None:
    scenario = tmp_path / "watch.xml"
    scenario.write_text(re.sub(r"\n\n +<", "\n <", WATCH))
    port = str(free_port())
    watching = sipp("-sf", str(scenario), "-m", "1", "-p", port, "-s", "8002", exchange.where)
    watcher = asyncio.create_task(watching)
    await heard(exchange, 3)  # SUBSCRIBE twice, and that it was told
    exchange.do(lambda endpoint, now: endpoint.watches.lamp("8002", "ringing", now))
    await heard(exchange, 4)
    exchange.do(lambda endpoint, now: endpoint.watches.lamp("8002", "busy", now))
    await watcher
