"""A tiny exchange for tests over real sockets: every call is answered, or bridged by signalling to a fixed
phone."""

import asyncio
import secrets
from collections.abc import Callable

from huawu.platform.clock import system_clock
from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip.digest import ha1
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.core.sip.outgoing import Wish
from huawu.telephony.core.sip.types import (
    Account,
    Acknowledged,
    Answered,
    Directory,
    Ended,
    Event,
    Flow,
    Invited,
    Referred,
    Reoffered,
    Trunk,
)
from huawu.telephony.engine.transports import Transports

REALM = "huawu"


def account(user: str, password: str, fixed: str | None = None) -> Account:
    return Account(user, {name: ha1(name, user, REALM, password) for name in ("MD5", "SHA-256")}, fixed)


class Exchange:
    """Answers what comes in, hangs up `talk` seconds after the ACK when asked to. `happened` keeps the
    events."""

    def __init__(
        self, *accounts: Account, trunk: bool = True, hang_up: bool = False, transfers: bool = False
    ) -> None:
        self.transports = Transports(self._data, self._lost)
        self.accounts = {account.user: account for account in accounts}
        self.trunks = (Trunk("loopback", ("127.0.0.0/8",)),) if trunk else ()
        self.hang_up = hang_up
        self.transfers = transfers
        self.happened: list[Event] = []
        self.news = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None

    async def start(self) -> "Exchange":
        await self.transports.start("127.0.0.1", 0)
        here = ("127.0.0.1", self.transports.port)
        self.endpoint = Endpoint(
            via={"udp": here, "tcp": here, "ws": here}, tokens=lambda: secrets.token_hex(8)
        )
        self.endpoint.know(Directory(REALM, self.trunks, self.accounts))
        return self

    async def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        await self.transports.stop()

    @property
    def where(self) -> str:
        return f"127.0.0.1:{self.transports.port}"

    def call(self, leg: str, user: str) -> bool:
        there = self.endpoint.invite(leg, user, system_clock(), sdp=OURS, caller="1000", caller_name="测试")
        self._work()
        return there

    def neighbour(self, uri: str, user: str, password: str) -> None:
        """Calls go out there."""
        self.trunks = (Trunk("loopback", ("127.0.0.0/8",), uri, user, password),)
        self.endpoint.know(Directory(REALM, self.trunks, self.accounts))

    def dial(self, leg: str, number: str) -> None:
        assert self.endpoint.invite_trunk(leg, number, Wish(OURS, "4001", "测试"), system_clock())
        self._work()

    def do(self, deed: Callable[[Endpoint, int], object]) -> None:
        """Tell the endpoint something."""
        deed(self.endpoint, system_clock())
        self._work()

    def end(self, leg: str) -> None:
        self.endpoint.hang_up(leg, system_clock())
        self._work()

    async def until(self, kind: type[Event], count: int = 1, *, seconds: float = 20) -> list[Event]:
        """Wait for so many events of a kind."""
        found: list[Event] = []
        try:
            async with asyncio.timeout(seconds):
                while True:
                    found = [event for event in self.happened if isinstance(event, kind)]
                    if len(found) >= count:
                        return found
                    self.news.clear()
                    await self.news.wait()
        except TimeoutError:
            raise TimeoutError(f"{count} {kind.__name__} wanted, but {self.happened}") from None

    def _data(self, data: bytes, flow: Flow) -> None:
        if flow.transport == "tcp":
            self.endpoint.receive_stream(data, flow, system_clock())
        else:
            self.endpoint.receive(data, flow, system_clock())
        self._work()

    def _lost(self, flow: Flow) -> None:
        self.endpoint.connection_lost(flow, system_clock())
        self._work()

    def _tick(self) -> None:
        self.endpoint.handle_timer(system_clock())
        self._work()

    def _work(self) -> None:
        while events := self.endpoint.events():
            for event in events:
                self.happened.append(event)
                self._react(event, system_clock())
        for item in self.endpoint.to_send():
            self.transports.send(item)
        self.news.set()
        if self._timer is not None:
            self._timer.cancel()
        due = self.endpoint.next_timer()
        if due is not None:
            delay = max(0.0, (due - system_clock()) / 1e6)
            self._timer = asyncio.get_running_loop().call_later(delay, self._tick)

    def _react(self, event: Event, now: int) -> None:
        if isinstance(event, Invited):
            self.endpoint.progress(event.leg, 180, now)
            self.endpoint.answer(event.leg, _answer(event.sdp), now)
        elif isinstance(event, Reoffered):
            self.endpoint.answer_again(event.leg, _answer(event.sdp), now)
        elif isinstance(event, Referred) and self.transfers:
            self.endpoint.refer_progress(event.leg, 180, now)
            self.endpoint.refer_progress(event.leg, 200, now)
        elif isinstance(event, Acknowledged | Answered) and self.hang_up:
            self.endpoint.hang_up(event.leg, now)

    def ended(self) -> list[Ended]:
        return [event for event in self.happened if isinstance(event, Ended)]


_PLACE = sdp.Place("127.0.0.1", 40000)
OURS = sdp.offer(_PLACE)


def _answer(offered: str) -> str:
    session = sdp.parse(offered)
    agreed = sdp.answer(session, _PLACE) if session else None
    return agreed.sdp if agreed else OURS
