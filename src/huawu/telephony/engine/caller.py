"""The built-in test caller: a real SIP call with real RTP that speaks, presses a key, counts what it hears.

It is a telephone of its own on loopback, outside the switch: what it proves goes through every layer. It can
ask to be called back instead of waiting, and answers when that call comes.
"""

import asyncio
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from huawu.platform.clock import MILLI, SECOND, Clock, system_clock
from huawu.platform.ids import new_id, new_token
from huawu.telephony.core.media.keys import KeysOut
from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.core.sip.types import (
    Answered,
    Directory,
    Ended,
    Flow,
    Invited,
    Progressed,
    Reoffered,
    Trunk,
)

_HEADER = struct.Struct("!BBHII")
FRAME = 160
SILENCE = b"\xff" * FRAME
KEY_TYPE = 101
GOODBYE_SECONDS = 10
NOBODY_SECONDS = 10
"""Who says nothing at all for so long is not there."""
NOBODY_THERE = "nobody_there"
NOT_CALLED_BACK = "not_called_back"
WAITING_FOR_CALL = "waiting_for_call"
YES = "1"
YES_EVERY_SECONDS = 6
"""So often who wants to be called back presses the key for it, from the choice in the menu on: it means
nothing while it is not offered."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the test call is to do."""

    number: str
    host: str
    port: int
    speech: bytes  # mu-law, 8 kHz; repeated
    press: str = ""
    press_after: float = 6.0  # seconds from the answer
    seconds: float = 60.0  # at most, from the answer
    caller: str = "13900000000"
    caller_name: str = "测试来电"
    called_back: float = 0.0  # seconds that it waits for the call, after it asked for it; 0: it does not ask
    listens_at: int = 0  # port of SIP at which it is called back; 0: any


@dataclass(slots=True)
class Progress:
    """What has come of it so far."""

    state: str = "waiting"  # waiting, ringing, talking, ended, failed
    cause: str = ""
    heard_packets: int = 0
    sent_packets: int = 0
    sounding_packets: int = 0  # heard ones that were not silence
    called_back: bool = False

    @property
    def heard_seconds(self) -> float:
        """How long anything but silence was heard."""
        return self.sounding_packets * FRAME / 8000


class _Wire(asyncio.DatagramProtocol):
    def __init__(self, received: Callable[[bytes, tuple[str, int]], None]) -> None:
        self._received = received

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._received(data, addr)


@dataclass(slots=True)
class _Sound:
    """Our sending side of the audio."""

    remote: tuple[str, int] | None = None
    seq: int = 0
    stamp: int = 0
    ssrc: int = 0x48575443
    keys: KeysOut = field(default_factory=KeysOut)


class TestCaller:
    """One call. `changed` is told whenever `progress` did."""

    __test__ = False  # the name is the trade's, not pytest's

    def __init__(
        self,
        wanted: Wanted,
        *,
        changed: Callable[[Progress], None] = lambda _: None,
        clock: Clock = system_clock,
    ) -> None:
        self.progress = Progress()
        self._wanted, self._changed, self._clock = wanted, changed, clock
        self._leg = new_id()
        self._sound = _Sound()
        self._over = asyncio.Event()
        self._up = asyncio.Event()
        self._stop = asyncio.Event()
        self._called = asyncio.Event()
        self._awaits_call = False

    def hang_up(self) -> None:
        """End the call before its time."""
        self._stop.set()

    async def run(self) -> Progress:
        """Place the call and stay on it until it ends, is hung up, or its time is over."""
        loop = asyncio.get_running_loop()
        local = (self._wanted.host, 0)
        listens = (self._wanted.host, self._wanted.listens_at)
        signal, _ = await loop.create_datagram_endpoint(lambda: _Wire(self._signal), local_addr=listens)
        audio, _ = await loop.create_datagram_endpoint(lambda: _Wire(self._audio), local_addr=local)
        host, port = signal.get_extra_info("sockname")[:2]
        self._endpoint = Endpoint(via={"udp": (host, port)}, tokens=new_token, user_agent="Huawu test caller")
        centre = Trunk("centre", (f"{self._wanted.host}/32",))
        self._endpoint.know(Directory("huawu", trunks=(centre,) if self._wanted.called_back else ()))
        self._wire = signal
        try:
            self._invite(audio.get_extra_info("sockname")[1])
            ticking = asyncio.ensure_future(self._tick(audio))
            await self._live_through()
            if self._wanted.called_back and self.progress.cause == "peer":
                await self._wait_to_be_called()
            ticking.cancel()
        finally:
            signal.close()
            audio.close()
        return self.progress

    # ---- signalling ----------------------------------------------------------------------------------------

    def _invite(self, port: int) -> None:
        w = self._wanted
        self._place = sdp.Place(w.host, port)
        description = sdp.offer(self._place, codecs=("PCMU",))
        flow = Flow("udp", w.host, w.port)
        self._endpoint.invite_uri(
            self._leg,
            f"sip:{w.number}@{w.host}:{w.port}",
            flow,
            self._clock(),
            sdp=description,
            caller=w.caller,
            caller_name=w.caller_name,
        )
        self._work()

    async def _live_through(self) -> None:
        if not await self._somebody_is_there():
            self._end("failed", NOBODY_THERE)
            return
        ended, stopped = (asyncio.ensure_future(e.wait()) for e in (self._over, self._stop))
        await asyncio.wait(
            {ended, stopped}, timeout=self._wanted.seconds, return_when=asyncio.FIRST_COMPLETED
        )
        if not self._over.is_set():
            await self._say_goodbye()
            self._end("ended", "time_over" if not self._stop.is_set() else "hung_up")
        ended.cancel()
        stopped.cancel()

    async def _wait_to_be_called(self) -> None:
        """The centre has said goodbye: it calls when an agent is free."""
        self._over.clear()
        self._awaits_call, self.progress.state = True, WAITING_FOR_CALL
        self._changed(self.progress)
        try:
            async with asyncio.timeout(self._wanted.called_back):
                await self._called.wait()
        except TimeoutError:
            self._end("failed", NOT_CALLED_BACK)
            return
        await self._live_through()

    async def _somebody_is_there(self) -> bool:
        """Whether anything is heard; the centre may be away for a moment. Who hangs up does not ask."""
        for _ in range(round(NOBODY_SECONDS * 20)):
            if self._heard() or self._over.is_set() or self._stop.is_set():
                return True
            await asyncio.sleep(0.05)
        return False

    async def _say_goodbye(self) -> None:
        """Hang up, and stay until that was heard: the centre may be away for a moment."""
        heard = self._heard()
        self._endpoint.hang_up(self._leg, self._clock())
        self._work()
        for _ in range(GOODBYE_SECONDS * 20):
            if self._heard() != heard:
                return
            await asyncio.sleep(0.05)

    def _heard(self) -> int:
        """How many SIP messages the other side has sent."""
        return self._endpoint.statistics().get("received", 0)

    def _signal(self, data: bytes, addr: tuple[str, int]) -> None:
        self._endpoint.receive(data, Flow("udp", addr[0], addr[1]), self._clock())
        self._work()

    def _work(self) -> None:
        for event in self._endpoint.events():
            if isinstance(event, Progressed):
                self._say("ringing")
            elif isinstance(event, Answered):
                self._answered(event)
            elif isinstance(event, Reoffered):
                self._answer_again(event)
            elif isinstance(event, Invited):
                self._is_called(event)
            elif isinstance(event, Ended):
                by_them = event.by == "peer" or event.by == "ours"
                self._end(
                    "ended" if by_them else "failed", event.by if by_them else str(event.code or event.by)
                )
                self._over.set()
        for message in self._endpoint.to_send():
            self._wire.sendto(message.data, (message.flow.host, message.flow.port))

    def _answered(self, event: Answered) -> None:
        session = sdp.parse(event.sdp)
        if session is not None:
            self._sound.remote = session.remote
        self._say("talking")
        self._up.set()

    def _is_called(self, event: Invited) -> None:
        """The centre calls: answered at once, when that was asked for and no call is up."""
        offered = sdp.parse(event.sdp)
        answer = sdp.answer(offered, self._place, codecs=("PCMU",)) if offered else None
        if not self._awaits_call or offered is None or answer is None:
            self._endpoint.refuse(event.leg, 486, self._clock())
            return
        self._awaits_call, self._leg, self.progress.called_back = False, event.leg, True
        self._endpoint.answer(event.leg, answer.sdp, self._clock())
        self._sound = _Sound(offered.remote)
        self._say("talking")
        self._called.set()

    def _answer_again(self, event: Reoffered) -> None:
        offered = sdp.parse(event.sdp)
        answer = sdp.answer(offered, self._place, codecs=("PCMU",)) if offered else None
        text = answer.sdp if answer else sdp.offer(self._place, codecs=("PCMU",))
        self._endpoint.answer_again(self._leg, text, self._clock())

    def _say(self, state: str) -> None:
        if self.progress.state not in ("ended", "failed") and self.progress.state != state:
            self.progress.state = state
            self._changed(self.progress)

    def _end(self, state: str, cause: str) -> None:
        if self.progress.state not in ("ended", "failed"):
            self.progress.state, self.progress.cause = state, cause
            self._changed(self.progress)

    # ---- audio ---------------------------------------------------------------------------------------------

    def _audio(self, data: bytes, addr: tuple[str, int]) -> None:
        if len(data) >= 12 + FRAME:
            self.progress.heard_packets += 1
            if data[12:].count(data[12]) < len(data) - 12:
                self.progress.sounding_packets += 1

    async def _tick(self, audio: asyncio.DatagramTransport) -> None:
        started = self._clock()
        tick, pressed, press_at = 0, False, int(self._wanted.press_after * 50)
        talking = 0
        while True:
            due = self._endpoint.next_timer()
            if due is not None and due <= self._clock():
                self._endpoint.handle_timer(self._clock())
                self._work()
            if self._sound.remote is not None:
                self._send(audio, talking)
                talking += 1
                if not pressed and self._wanted.press and talking >= press_at:
                    self._sound.keys.press(self._wanted.press)
                    pressed = True
                elif pressed and self._wants_it(talking - press_at):
                    self._sound.keys.press(YES)
                if talking % 50 == 0:
                    self._changed(self.progress)
            tick += 1
            await asyncio.sleep(max(0.0, (started + tick * 20 * MILLI - self._clock()) / SECOND))

    def _wants_it(self, since: int) -> bool:
        """Whether the key for being called back is to be pressed, so many frames after the menu."""
        asks = self._wanted.called_back and not self.progress.called_back
        return bool(asks) and since % (YES_EVERY_SECONDS * 50) == 0

    def _send(self, audio: asyncio.DatagramTransport, frame: int) -> None:
        sound, speech = self._sound, self._wanted.speech
        start = frame * FRAME % max(FRAME, len(speech) - FRAME + 1)
        payload, kind, marker, stamp = speech[start : start + FRAME] or SILENCE, 0, frame == 0, sound.stamp
        if sound.keys and (key := sound.keys.next(sound.stamp)) is not None:
            payload, marker = key
            kind, stamp = KEY_TYPE, sound.keys.timestamp
        header = _HEADER.pack(0x80, kind | (0x80 if marker else 0), sound.seq, stamp, sound.ssrc)
        audio.sendto(header + payload, sound.remote)
        sound.seq = (sound.seq + 1) & 0xFFFF
        sound.stamp = (sound.stamp + FRAME) & 0xFFFFFFFF
        self.progress.sent_packets += 1
