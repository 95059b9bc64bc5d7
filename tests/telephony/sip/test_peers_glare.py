"""Glare with a real peer: sipp offers a change at the very time at which ours is under way, as caller and as
called, and each waits for as long as RFC 3261 14.1 says."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.telephony.core.sip.types import Acknowledged, Answered, Ended, Reoffered
from tests.system.phone import free_port
from tests.telephony.sip.exchange import OURS, Exchange, account
from tests.telephony.sip.test_peers import sipp

pytestmark = [pytest.mark.long, pytest.mark.needs("sipp")]

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
_LAST = "[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\n"
_CONTACT = "Contact: <sip:8002@[local_ip]:[local_port]>\n"


def _sent(lines: str, body: str = "Content-Length: 0\n", *, again: bool = True) -> str:
    retrans = ' retrans="500"' if again else ""
    return f"<send{retrans}><![CDATA[\n{lines}{body}\n]]></send>\n"


def _asks(method: str, cseq: int, who: str, *, branch: str = "[branch]", body: str = "") -> str:
    """A request of sipp: `who` are its From and To."""
    lines = (
        f"{method} [next_url] SIP/2.0\nVia: SIP/2.0/UDP [local_ip]:[local_port];branch={branch}\n{who}"
        f"Call-ID: [call_id]\nCSeq: {cseq} {method}\nMax-Forwards: 70\n{_CONTACT}"
    )
    return _sent(lines, body or "Content-Length: 0\n", again=method != "ACK")


def _glare(who: str, cseq: int) -> str:
    """Our re-INVITE comes; sipp sends its own before it says 491 to ours."""
    return (
        '<recv request="INVITE"><action>'
        + "".join(
            f'<ereg regexp=".*" search_in="hdr" header="{name}:" assign_to="{name.lower()}"/>'
            for name in ("Via", "From", "To", "CSeq")
        )
        + "</action></recv>\n"
        + _asks("INVITE", cseq, who, body=_SDP)
        + '<recv response="491"/>\n'
        + _asks("ACK", cseq, who, branch="[branch-2]")
        + _sent(
            "SIP/2.0 491 Request Pending\nVia:[$via]\nFrom:[$from]\nTo:[$to]\nCall-ID: [call_id]\n"
            "CSeq:[$cseq]\n"
        )
        + '<recv request="ACK"/>\n'
    )


_OFFERS_AGAIN = (
    '<recv request="INVITE" timeout="{}"/>\n'
    + _sent(f"SIP/2.0 200 OK\n{_LAST}{_CONTACT}", _SDP)
    + '<recv request="ACK"/>\n'
)
_ENDS = '<recv request="BYE"/>\n' + _sent(f"SIP/2.0 200 OK\n{_LAST}", again=False)
_CALLER = "From: <sip:8002@[local_ip]>;tag=peer\nTo:[$there]\n"
_CALLED = "From:[$own];tag=peer\nTo:[$there]\n"
_THERE = '<action><ereg regexp=".*" search_in="hdr" header="{}:" assign_to="there"/></action>'


def _scenario(*steps: str, names: str = "there,via,from,to,cseq") -> str:
    inner = "".join(steps) + f'<Reference variables="{names}"/>'
    return f'<?xml version="1.0"?>\n<scenario name="glare">\n{inner}</scenario>\n'


def _calls() -> str:
    """sipp calls, so that we wait for two seconds at most."""
    opening = _sent(
        "INVITE sip:4002@[remote_ip]:[remote_port] SIP/2.0\n"
        "Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]\n"
        "From: <sip:8002@[local_ip]>;tag=peer\nTo: <sip:4002@[remote_ip]>\nCall-ID: [call_id]\n"
        f"CSeq: 1 INVITE\nMax-Forwards: 70\n{_CONTACT}",
        _SDP,
    )
    return _scenario(
        opening,
        '<recv response="100" optional="true"/><recv response="180" optional="true"/>\n',
        f'<recv response="200" rrs="true">{_THERE.format("To")}</recv>\n',
        _asks("ACK", 1, _CALLER),
        _glare(_CALLER, 2),
        _OFFERS_AGAIN.format(2500),
        _ENDS,
    )


def _is_called(*then: str) -> str:
    """We call sipp, so that we wait for more than two seconds."""
    own = '<ereg regexp=".*" search_in="hdr" header="To:" assign_to="own"/></action>'
    return _scenario(
        f'<recv request="INVITE" rrs="true">{_THERE.format("From").replace("</action>", own)}</recv>\n',
        _sent(
            "SIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:];tag=peer\n[last_Call-ID:]\n[last_CSeq:]\n"
            + _CONTACT,
            _SDP,
        ),
        '<recv request="ACK"/>\n',
        _glare(_CALLED, 1),
        *then,
        names="own,there,via,from,to,cseq",
    )


@pytest.fixture
async def port() -> int:
    return free_port()


@pytest.fixture
async def exchange(port: int) -> AsyncIterator[Exchange]:
    made = await Exchange(account("8002", "x", f"sip:8002@127.0.0.1:{port}")).start()
    yield made
    await made.stop()


def offers(exchange: Exchange, leg: str) -> None:
    exchange.do(lambda endpoint, now: endpoint.reinvite(leg, OURS, now))


async def called(exchange: Exchange, port: int, scenario: Path) -> "asyncio.Task[str]":
    """sipp, and a call to it that is up."""
    peer = asyncio.create_task(sipp("-sf", str(scenario), "-m", "1", "-p", str(port), "-nd"))
    for attempt in range(40):
        assert exchange.call(f"L{attempt}", "8002")
        while not any(isinstance(each, Answered | Ended) for each in exchange.happened):
            await exchange.news.wait()
            exchange.news.clear()
        if isinstance(exchange.happened[-1], Answered):
            break
        exchange.happened.clear()  # sipp does not listen yet
    return peer


async def test_sipp_as_caller_meets_our_offer_and_we_come_again_within_two_seconds(
    exchange: Exchange, tmp_path: Path
) -> None:
    scenario = tmp_path / "calls.xml"
    scenario.write_text(_calls())
    peer = asyncio.create_task(sipp("-sf", str(scenario), "-m", "1", "-nd", exchange.where))
    (up,) = await exchange.until(Acknowledged)
    assert isinstance(up, Acknowledged)
    offers(exchange, up.leg)
    assert await exchange.until(Answered) == [Answered(up.leg, exchange.happened[-1].sdp, again=True)]  # type: ignore[union-attr]
    exchange.end(up.leg)
    await peer


async def test_sipp_as_called_meets_our_offer_and_we_come_again_after_more_than_two_seconds(
    exchange: Exchange, port: int, tmp_path: Path
) -> None:
    scenario = tmp_path / "called.xml"
    scenario.write_text(_is_called(_OFFERS_AGAIN.format(4500), _ENDS))
    peer = await called(exchange, port, scenario)
    leg, began = exchange.happened[-1].leg, asyncio.get_running_loop().time()  # type: ignore[union-attr]
    offers(exchange, leg)
    await exchange.until(Answered, 2)
    assert asyncio.get_running_loop().time() - began > 2.1
    exchange.end(leg)
    await peer


async def test_sipp_as_called_comes_first_is_answered_and_hears_nothing_more_of_our_offer(
    exchange: Exchange, port: int, tmp_path: Path
) -> None:
    scenario = tmp_path / "first.xml"
    again = _asks("INVITE", 2, _CALLED, body=_SDP)
    comes = '<recv response="100" optional="true"/>\n<recv response="200"/>\n'
    waits = '<recv request="INVITE" timeout="4500" ontimeout="quiet" next="bad"/>\n<label id="quiet"/>\n'
    ends = _asks("BYE", 3, _CALLED) + '<recv response="200" next="end"/>\n'
    bad = '<label id="bad"/>\n<recv request="PUBLISH" timeout="50"/>\n<label id="end"/>\n'
    ack = _asks("ACK", 2, _CALLED)
    scenario.write_text(_is_called(again, comes, ack, waits, ends, bad))
    peer = await called(exchange, port, scenario)
    leg = exchange.happened[-1].leg  # type: ignore[union-attr]
    offers(exchange, leg)
    await exchange.until(Reoffered)
    assert await exchange.until(Ended) == [Ended(leg, "peer")]
    await peer
