"""A real phone rings in vain: sipp hears with the CANCEL that the call was completed elsewhere (RFC 3326).
When it answers at that very time its 200 gets an ACK, and a BYE that says so too."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.telephony.core.sip.outgoing import ELSEWHERE
from huawu.telephony.core.sip.types import Answered, Ended, Progressed
from tests.system.phone import free_port
from tests.telephony.sip.exchange import Exchange, account
from tests.telephony.sip.test_peers import sipp

pytestmark = [pytest.mark.long, pytest.mark.needs("sipp")]

_LAST = "[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\n"
_SAVED = "Via:[$via]\nFrom:[$from]\nTo:[$to];tag=peer\nCall-ID: [call_id]\nCSeq:[$cseq]\n"
_CONTACT = "Contact: <sip:8002@[local_ip]:[local_port]>\n"
_EMPTY = "Content-Length: 0\n"
_SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=peer 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 9 RTP/AVP 0
a=rtpmap:0 PCMU/8000
"""


def _says(lines: str, body: str = _EMPTY) -> str:
    return f"<send><![CDATA[\n{lines}{body}\n]]></send>\n"


def _hears_why(method: str) -> str:
    """A request whose Reason must be the one."""
    why = 'SIP ?; ?cause=200 ?; ?text="Call completed elsewhere"'.replace('"', "&quot;")
    check = f'<ereg regexp="{why}" search_in="hdr" header="Reason:" check_it="true" assign_to="why"/>'
    return f'<recv request="{method}"><action>{check}</action></recv>\n'


_RINGS = (
    '<recv request="INVITE"><action>'
    + "".join(
        f'<ereg regexp=".*" search_in="hdr" header="{name}:" assign_to="{name.lower()}"/>'
        for name in ("Via", "From", "To", "CSeq")
    )
    + "</action></recv>\n"
    + _says(f"SIP/2.0 180 Ringing\n{_SAVED}{_CONTACT}")
)
_IS_CANCELLED = _hears_why("CANCEL") + _says(f"SIP/2.0 200 OK\n{_LAST}")
_GIVES_UP = _says(f"SIP/2.0 487 Request Terminated\n{_SAVED}") + '<recv request="ACK"/>\n'
_HAS_ANSWERED = (
    _says(f"SIP/2.0 200 OK\n{_SAVED}{_CONTACT}", _SDP)
    + '<recv request="ACK"/>\n'
    + _hears_why("BYE")
    + _says(f"SIP/2.0 200 OK\n{_LAST}")
)


@pytest.fixture
async def port() -> int:
    return free_port()


@pytest.fixture
async def exchange(port: int) -> AsyncIterator[Exchange]:
    made = await Exchange(account("8002", "x", f"sip:8002@127.0.0.1:{port}")).start()
    yield made
    await made.stop()


@pytest.mark.parametrize("then", [_GIVES_UP, _HAS_ANSWERED], ids=["cancelled", "crossed"])
async def test_a_phone_that_rang_in_vain_is_told_that_another_one_has_answered(
    exchange: Exchange, port: int, tmp_path: Path, then: str
) -> None:
    scenario, names = tmp_path / "elsewhere.xml", '<Reference variables="via,from,to,cseq,why"/>'
    scenario.write_text(
        f'<?xml version="1.0"?>\n<scenario name="e">\n{_RINGS}{_IS_CANCELLED}{then}{names}</scenario>\n'
    )
    peer = asyncio.create_task(sipp("-sf", str(scenario), "-m", "1", "-p", str(port), "-nd"))
    for attempt in range(40):
        assert exchange.call(f"L{attempt}", "8002")
        while not any(isinstance(each, Progressed | Ended) for each in exchange.happened):
            await exchange.news.wait()
            exchange.news.clear()
        if isinstance(exchange.happened[-1], Progressed):
            break
        exchange.happened.clear()  # sipp does not listen yet
    leg = exchange.happened[-1].leg  # type: ignore[union-attr]
    exchange.do(lambda endpoint, now: endpoint.hang_up(leg, now, ELSEWHERE))
    await peer
    assert exchange.ended() == [Ended(leg, "ours")]
    assert not any(isinstance(each, Answered) for each in exchange.happened)
