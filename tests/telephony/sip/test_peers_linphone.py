"""linphonec transfers its calls, blindly and attended."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.telephony.core.sip.types import Acknowledged, Answered, Bound, Ended, Invited, Referred, Reoffered
from tests.system.linphone import Linphone
from tests.telephony.sip.exchange import Exchange, account

pytestmark = [pytest.mark.long, pytest.mark.needs("linphonec")]


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    made = await Exchange(account("8001", "secret"), transfers=True).start()
    yield made
    await made.stop()


@pytest.fixture
async def phone(exchange: Exchange, tmp_path: Path) -> AsyncIterator[Linphone]:
    made = await Linphone(tmp_path, extension="8001", secret="secret", server=exchange.where).start()
    await exchange.until(Bound)
    yield made
    await made.stop()


async def test_it_transfers_blindly_and_lets_go_when_that_is_done(
    exchange: Exchange, phone: Linphone
) -> None:
    assert exchange.call("L", "8001")
    await exchange.until(Answered)
    phone.say(f"transfer sip:4002@{exchange.where}")
    assert await exchange.until(Referred) == [Referred("L", "4002", None)]
    assert await exchange.until(Ended) == [Ended("L", "peer")]


async def test_it_puts_its_two_parties_together(exchange: Exchange, phone: Linphone) -> None:
    assert exchange.call("A", "8001")
    await exchange.until(Answered)
    phone.say("pause")
    await exchange.until(Reoffered)
    await exchange.until(Acknowledged)
    phone.say(f"call sip:4003@{exchange.where}")
    (second,) = await exchange.until(Invited)
    await exchange.until(Acknowledged, 2)
    assert isinstance(second, Invited)
    assert second.user == "8001"
    phone.say("transfer 1 --to-call 2")
    (asked,) = await exchange.until(Referred)
    assert isinstance(asked, Referred)
    assert (asked.leg, asked.replaces) == ("A", second.leg)
