"""The turn: read what came, serve the slots that are due.

20 ms are divided into four slots of 5 ms, each with a quarter of the legs, so that work and packets are
spread. In each slot all sockets that have something are read once; a relayed packet leaves in the same
moment.
"""

import contextlib

from huawu.telephony.core.media import rtp
from huawu.telephony.core.media.row import BUFFER_BYTES
from huawu.telephony.core.media.rtp import SAMPLES
from huawu.telephony.media.exchange import SLOTS, Exchange
from huawu.telephony.media.leg import Leg
from huawu.telephony.media.recorder import Recorder
from huawu.telephony.media.taps import SOUND, Taps
from huawu.telephony.media.watch import Watch

SLOT_MICROS = 5_000
SLOT_SAMPLES = 40
SLOTS_A_SECOND, SLOTS_A_LOOK, SLOTS_A_TAKE = 200, 40, 20
MOST_CATCHING_UP = 20
"""Slots (0.1 s): a longer standstill is skipped, not made up for."""
HUNGRY = 5 * SAMPLES
"""0.1 s without a packet to relay: nobody speaks."""
LOOKS = 5
"""Ticks from one look for the hungry to the next."""
KEEP_OPEN = 50 * SAMPLES
"""While nobody speaks, a packet of silence a second keeps latches and NAT open, as RFC 6263 asks."""
MOST_AT_THE_PORCH = 64
SILENT_SECONDS = 10


class Pace:
    """Drives an exchange and its recorder by the clock."""

    def __init__(self, exchange: Exchange, recorder: Recorder, *, now: int) -> None:
        self._exchange, self._recorder = exchange, recorder
        self._datagram = memoryview(bytearray(BUFFER_BYTES))
        self._slot = now // SLOT_MICROS
        self._begun = self._slot - 1
        self._second = self._fifth = self._tenth = 0
        self.watch = Watch(exchange)
        self.taps = Taps(exchange.legs)
        self.late_slots = self.skipped_slots = 0
        self._set_clock()

    def _set_clock(self) -> None:
        self._exchange.clock = (self._slot - self._begun) * SLOT_SAMPLES

    def turn(self, now: int) -> int:
        """Do what is due at `now` (microseconds). Returns when the next turn is due."""
        due = now // SLOT_MICROS
        behind = due - self._slot
        self._read(1 + max(0, behind))
        if behind > 1:
            self.late_slots += behind - 1
        if behind > MOST_CATCHING_UP:
            self.skipped_slots += behind - 1
            self._slot = due - 1
            self._exchange.stood_still()
        while self._slot < due:
            self._slot += 1
            self._set_clock()
            self._serve(self._slot % SLOTS)
        self._recorder.write_due(self._exchange.clock)
        if due // SLOTS_A_TAKE != self._tenth:
            self._tenth = due // SLOTS_A_TAKE
            for leg, said in self.taps.heard(self._exchange.clock):
                self._exchange.tell(SOUND, {"leg": leg, "ulaw": said})
        if due // SLOTS_A_LOOK != self._fifth:
            self._fifth = due // SLOTS_A_LOOK
            self.watch.look()
        if due // SLOTS_A_SECOND != self._second:
            self._second = due // SLOTS_A_SECOND
            self._look_around()
        return (due + 1) * SLOT_MICROS

    def rest(self, now: int) -> None:
        """Take the clock up again after a time in which there was nothing to do."""
        self._slot = max(self._slot, now // SLOT_MICROS)
        self._set_clock()

    def _read(self, rounds: int) -> None:
        exchange, clock = self._exchange, self._exchange.clock
        for fd, _ in exchange.porch_events.poll(0, MOST_AT_THE_PORCH):  # first: it may have come before
            if fd in exchange.porches:
                self._at_the_porch(exchange.porches[fd])
        for leg_id, key in exchange.ears.hear(clock, rounds=min(rounds, MOST_CATCHING_UP)):
            exchange.pressed(exchange.legs[leg_id], key)

    def _at_the_porch(self, leg: Leg) -> None:
        exchange, clock = self._exchange, self._exchange.clock
        try:
            size, source = leg.porch.recvfrom_into(self._datagram)
        except OSError:
            return
        is_peers = source[:2] == leg.peer
        if leg.line is None and leg.peer is not None:  # whoever speaks: the kernel sorts from now on
            exchange.spoken_to(leg, leg.peer, (bytes(self._datagram[:size]),) if is_peers else ())
        elif is_peers:  # it came in the moment before the line was there
            exchange.hear(leg, self._datagram, size)
        if is_peers:
            return
        packet = rtp.parse(self._datagram, size)
        incoming = leg.incoming
        if packet is None or packet.payload_type not in (incoming.payload_type, incoming.dtmf):
            leg.strangers += 1
            return
        heard_at = incoming.heard_at if incoming.heard else None
        if not leg.latch.taken(source[:2], packet, heard_at=heard_at, now=clock):
            leg.strangers += 1
            return
        exchange.spoken_to(leg, source[:2], (bytes(self._datagram[:size]),))

    def _serve(self, slot: int) -> None:
        exchange, clock = self._exchange, self._exchange.clock
        for leg in tuple(exchange.paced[slot]):
            with contextlib.suppress(OSError):
                self._serve_paced(leg, clock)
        if exchange.mixed[slot]:
            exchange.ears.lines.mix(exchange.score(slot), clock)
        if clock // SAMPLES % LOOKS == 0:
            self._feed_the_hungry(slot, clock)

    def _feed_the_hungry(self, slot: int, clock: int) -> None:
        """A packet of silence for those who hear one other leg that is silent for long."""
        hungry = clock - HUNGRY
        for leg in self._exchange.relayed[slot]:
            out = leg.outgoing
            if (out.paced or out.latest < hungry) and out.sent_at <= clock - KEEP_OPEN:
                with contextlib.suppress(OSError):
                    out.paced = False  # time stamps follow the clock over the pause
                    out.say(out.silence, clock)

    def _serve_paced(self, leg: Leg, clock: int) -> None:
        out = leg.outgoing
        if out.keys and leg.sends:
            out.say_key(clock)
            if not out.keys:
                self._exchange.retune(leg)
            return
        if out.player is None:
            out.say(out.silence, clock)
            return
        piece = out.player.next(clock)
        if piece is None:
            self._exchange.ended(leg)
        elif leg.sends:  # what is played to a party on hold goes on unheard
            out.say(piece, clock)

    def _look_around(self) -> None:
        """Once a second: legs from which nothing comes though something should."""
        exchange = self._exchange
        for leg in exchange.legs.values():
            incoming = leg.incoming
            if incoming.deaf or leg.latch.sdp is None:
                continue
            since = max(leg.opened_at, incoming.heard_at)
            tens = (exchange.clock - since) // (8000 * SILENT_SECONDS)
            if tens > leg.silences:
                exchange.tell("silent", {"leg": leg.id, "seconds": tens * SILENT_SECONDS})
            leg.silences = tens
