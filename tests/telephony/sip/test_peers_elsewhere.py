"""A real phone rings in vain: sipp hears with the CANCEL that the call was completed elsewhere (RFC 3326).
When it answers at that very time its 200 gets an ACK, and a BYE that says so too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.telephony.core.sip.outgoing import ELSEWHERE
from huawu.telephony.core.sip.types import Answered, Ended, Progressed
from tests.system.phone import free_port
from tests.telephony.sip.exchange import Exchange, account
from tests.telephony.sip.scenarios import (
    CONTACT,
    IS_INVITED,
    KEPT,
    KEPT_NAMES,
    OK,
    SDP,
    called,
    says,
    scenario,
)

pytestmark = [pytest.mark.long, pytest.mark.needs("sipp")]

_TAGGED = KEPT.replace("[$to]", "[$to];tag=peer")


def _hears_why(method: str) -> str:
    """A request whose Reason must be the one."""
    why = 'SIP ?; ?cause=200 ?; ?text="Call completed elsewhere"'.replace('"', "&quot;")
    check = f'<ereg regexp="{why}" search_in="hdr" header="Reason:" check_it="true" assign_to="why"/>'
    return f'<recv request="{method}"><action>{check}</action></recv>\n{OK}'


_RINGS = IS_INVITED + says(f"SIP/2.0 180 Ringing\n{_TAGGED}{CONTACT}")
_GIVES_UP = says(f"SIP/2.0 487 Request Terminated\n{_TAGGED}") + '<recv request="ACK"/>\n'
_HAS_ANSWERED = (
    says(f"SIP/2.0 200 OK\n{_TAGGED}{CONTACT}", SDP) + '<recv request="ACK"/>\n' + _hears_why("BYE")
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
    path = tmp_path / "elsewhere.xml"
    path.write_text(scenario(_RINGS, _hears_why("CANCEL"), then, names=f"{KEPT_NAMES},why"))
    peer, leg = await called(exchange, port, path, Progressed)
    exchange.do(lambda endpoint, now: endpoint.hang_up(leg, now, ELSEWHERE))
    await peer
    assert exchange.ended() == [Ended(leg, "ours")]
    assert not any(isinstance(each, Answered) for each in exchange.happened)
