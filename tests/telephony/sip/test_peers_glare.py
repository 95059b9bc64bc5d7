"""Glare with a real peer: sipp offers a change at the very time at which ours is under way, as caller and as
called, and each waits for as long as RFC 3261 14.1 says."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.telephony.core.sip.types import Acknowledged, Answered, Ended, Reoffered
from tests.system.phone import free_port
from tests.telephony.sip.exchange import OURS, Exchange, account
from tests.telephony.sip.scenarios import (
    CONTACT,
    EMPTY,
    IS_ENDED,
    IS_INVITED,
    KEPT,
    KEPT_NAMES,
    LAST,
    SDP,
    called,
    says,
    scenario,
)
from tests.telephony.sip.test_peers import sipp

pytestmark = [pytest.mark.long, pytest.mark.needs("sipp")]


def _asks(method: str, cseq: int, who: str, *, branch: str = "[branch]", body: str = "") -> str:
    """A request of sipp: `who` are its From and To."""
    lines = (
        f"{method} [next_url] SIP/2.0\nVia: SIP/2.0/UDP [local_ip]:[local_port];branch={branch}\n{who}"
        f"Call-ID: [call_id]\nCSeq: {cseq} {method}\nMax-Forwards: 70\n{CONTACT}"
    )
    return says(lines, body or EMPTY, again=method != "ACK")


def _glare(who: str, cseq: int) -> str:
    """Our re-INVITE comes; sipp sends its own before it says 491 to ours."""
    return (
        IS_INVITED
        + _asks("INVITE", cseq, who, body=SDP)
        + '<recv response="491"/>\n'
        + _asks("ACK", cseq, who, branch="[branch-2]")
        + says(f"SIP/2.0 491 Request Pending\n{KEPT}", again=True)
        + '<recv request="ACK"/>\n'
    )


_OFFERS_AGAIN = (
    '<recv request="INVITE" timeout="{}"/>\n'
    + says(f"SIP/2.0 200 OK\n{LAST}{CONTACT}", SDP, again=True)
    + '<recv request="ACK"/>\n'
)
_CALLER = "From: <sip:8002@[local_ip]>;tag=peer\nTo:[$there]\n"
_CALLED = "From:[$own];tag=peer\nTo:[$there]\n"
_NAMES = f"there,{KEPT_NAMES}"
_THERE = '<action><ereg regexp=".*" search_in="hdr" header="{}:" assign_to="there"/></action>'


def _calls() -> str:
    """sipp calls, so that we wait for two seconds at most."""
    opening = says(
        "INVITE sip:4002@[remote_ip]:[remote_port] SIP/2.0\n"
        "Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]\n"
        "From: <sip:8002@[local_ip]>;tag=peer\nTo: <sip:4002@[remote_ip]>\nCall-ID: [call_id]\n"
        f"CSeq: 1 INVITE\nMax-Forwards: 70\n{CONTACT}",
        SDP,
        again=True,
    )
    return scenario(
        opening,
        '<recv response="100" optional="true"/><recv response="180" optional="true"/>\n',
        f'<recv response="200" rrs="true">{_THERE.format("To")}</recv>\n',
        _asks("ACK", 1, _CALLER),
        _glare(_CALLER, 2),
        _OFFERS_AGAIN.format(2500),
        IS_ENDED,
        names=_NAMES,
    )


def _is_called(*then: str) -> str:
    """We call sipp, so that we wait for more than two seconds."""
    own = '<ereg regexp=".*" search_in="hdr" header="To:" assign_to="own"/></action>'
    return scenario(
        f'<recv request="INVITE" rrs="true">{_THERE.format("From").replace("</action>", own)}</recv>\n',
        says(
            f"SIP/2.0 200 OK\n{LAST}{CONTACT}".replace("[last_To:]", "[last_To:];tag=peer"), SDP, again=True
        ),
        '<recv request="ACK"/>\n',
        _glare(_CALLED, 1),
        *then,
        names=f"own,{_NAMES}",
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


async def test_sipp_as_caller_meets_our_offer_and_we_come_again_within_two_seconds(
    exchange: Exchange, tmp_path: Path
) -> None:
    path = tmp_path / "calls.xml"
    path.write_text(_calls())
    peer = asyncio.create_task(sipp("-sf", str(path), "-m", "1", "-nd", exchange.where))
    (up,) = await exchange.until(Acknowledged)
    assert isinstance(up, Acknowledged)
    offers(exchange, up.leg)
    assert await exchange.until(Answered) == [Answered(up.leg, exchange.happened[-1].sdp, again=True)]  # type: ignore[union-attr]
    exchange.end(up.leg)
    await peer


async def test_sipp_as_called_meets_our_offer_and_we_come_again_after_more_than_two_seconds(
    exchange: Exchange, port: int, tmp_path: Path
) -> None:
    path = tmp_path / "called.xml"
    path.write_text(_is_called(_OFFERS_AGAIN.format(4500), IS_ENDED))
    peer, leg = await called(exchange, port, path, Answered)
    began = asyncio.get_running_loop().time()
    offers(exchange, leg)
    await exchange.until(Answered, 2)
    assert asyncio.get_running_loop().time() - began > 2.1
    exchange.end(leg)
    await peer


async def test_sipp_as_called_comes_first_is_answered_and_hears_nothing_more_of_our_offer(
    exchange: Exchange, port: int, tmp_path: Path
) -> None:
    path = tmp_path / "first.xml"
    again = _asks("INVITE", 2, _CALLED, body=SDP)
    comes = '<recv response="100" optional="true"/>\n<recv response="200"/>\n'
    waits = '<recv request="INVITE" timeout="4500" ontimeout="quiet" next="bad"/>\n<label id="quiet"/>\n'
    ends = _asks("BYE", 3, _CALLED) + '<recv response="200" next="end"/>\n'
    bad = '<label id="bad"/>\n<recv request="PUBLISH" timeout="50"/>\n<label id="end"/>\n'
    ack = _asks("ACK", 2, _CALLED)
    path.write_text(_is_called(again, comes, ack, waits, ends, bad))
    peer, leg = await called(exchange, port, path, Answered)
    offers(exchange, leg)
    await exchange.until(Reoffered)
    assert await exchange.until(Ended) == [Ended(leg, "peer")]
    await peer
