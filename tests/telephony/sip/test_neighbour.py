"""Asterisk 22 as the neighbour exchange that calls go out through, and that calls us."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.telephony.core.sip.types import Answered, Ended, Event, Invited, Progressed, ReferAnswered
from tests.system.calling import until
from tests.system.neighbour import LINE, PASSWORD, UNPACKED, Neighbour
from tests.telephony.sip.exchange import Exchange

pytestmark = [
    pytest.mark.long,
    UNPACKED,
]


class Line:
    """An exchange and its neighbour."""

    def __init__(self, exchange: Exchange, neighbour: Neighbour) -> None:
        self.exchange, self.neighbour = exchange, neighbour

    async def ended(self) -> Ended:
        (event,) = await self.exchange.until(Ended)
        assert isinstance(event, Ended)
        return event

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.exchange.happened if isinstance(event, kind)]


async def connected(folder: Path, **how: str) -> Line:
    exchange = await Exchange().start()
    neighbour = await Neighbour(folder, huawu=exchange.where, **how).start()
    exchange.neighbour(neighbour.uri, LINE, PASSWORD)
    return Line(exchange, neighbour)


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    made = await connected(tmp_path)
    yield made
    await made.exchange.stop()
    await made.neighbour.stop()


async def test_a_number_is_called_after_proving_who_we_are(line: Line) -> None:
    line.exchange.dial("L", "500")
    await line.exchange.until(Answered)
    line.exchange.end("L")
    assert (await line.ended()).by == "ours"


async def test_a_wrong_password_is_no_way_out(line: Line) -> None:
    line.exchange.neighbour(line.neighbour.uri, LINE, "wrong")
    line.exchange.dial("L", "500")
    assert await line.ended() == Ended("L", "answer", 401)


async def test_its_sound_is_told_before_it_answers_and_acknowledged_reliably(line: Line) -> None:
    line.exchange.dial("L", "501")
    (early,) = await line.exchange.until(Progressed)
    assert isinstance(early, Progressed)
    assert early.code == 183
    assert "m=audio" in early.sdp
    await line.exchange.until(Answered)
    line.exchange.end("L")
    await line.ended()
    assert line.exchange.endpoint.statistics().get("repeated_out", 0) == 0


async def test_a_call_that_rings_is_given_up(line: Line) -> None:
    line.exchange.dial("L", "502")
    await line.exchange.until(Progressed)
    line.exchange.end("L")
    assert (await line.ended()).by == "ours"


@pytest.mark.parametrize(("number", "code"), [("503", 486), ("504", 503), ("505", 403), ("599", 404)])
async def test_why_a_call_fails_is_told(line: Line, number: str, code: int) -> None:
    line.exchange.dial("L", number)
    assert await line.ended() == Ended("L", "answer", code)


async def test_it_calls_us_and_is_asked_to_take_the_call_elsewhere(line: Line) -> None:
    line.exchange.dial("L", "507")
    (called,) = await line.exchange.until(Invited)
    await line.exchange.until(Answered)
    assert isinstance(called, Invited)
    await until(line.neighbour.joins)  # whom it has not joined yet it does not transfer
    line.exchange.do(lambda endpoint, now: endpoint.refer(called.leg, "501", now))
    while not any(isinstance(e, ReferAnswered) and e.outcome == "done" for e in line.exchange.happened):
        await line.exchange.until(ReferAnswered, len(line.of(ReferAnswered)) + 1)
    assert line.of(ReferAnswered)[0] == ReferAnswered(called.leg, "accepted")
    line.exchange.end("L")


async def test_a_call_with_a_short_timer_lives_on_by_signs_of_life(tmp_path: Path) -> None:
    line = await connected(tmp_path, timers="always")
    line.exchange.dial("L", "507")
    (called,) = await line.exchange.until(Invited)
    await line.exchange.until(Answered)
    assert isinstance(called, Invited)
    for leg in ("L", called.leg):
        assert line.exchange.endpoint.save(leg)["session"]["seconds"] >= 90
    with pytest.raises(TimeoutError):
        await line.exchange.until(Ended, seconds=100)
    assert line.exchange.endpoint.statistics()["open_legs"] == 2
    await line.exchange.stop()
    await line.neighbour.stop()
