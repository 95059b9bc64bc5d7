"""The exchange: all legs and bridges of one media process, and what each leg hears.

A leg hears, in this order: the keys we press for it, what it is played, one other leg (relayed packet by
packet), several (mixed each tick), or silence when it is in a bridge with nobody to hear. `retune` settles
it after every change; between changes nothing is asked per packet.
"""

import os
import select
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from huawu.telephony.core.media import hearing, mixing
from huawu.telephony.core.media.echo import Echo, listen
from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.latch import Address, is_nowhere
from huawu.telephony.core.media.outgoing import Outgoing
from huawu.telephony.core.media.playing import Player
from huawu.telephony.core.media.quick import Rules
from huawu.telephony.media.ears import Ears
from huawu.telephony.media.leg import HEARING, Leg, nowhere
from huawu.telephony.media.prompts import Prompts

SLOTS = 4
Tell = Callable[[str, dict[str, Any]], None]


class Exchange:
    """Legs by id and by socket, bridges, and per slot of the tick the legs to be served in it."""

    def __init__(self, prompts: Prompts, tell: Tell, rules: Rules) -> None:
        self.prompts, self.tell = prompts, tell
        self.ears = Ears(rules)
        self.clock = 0
        self.legs: dict[str, Leg] = {}
        self.bridges: dict[str, hearing.Bridge] = {}
        self._member_of: dict[str, set[str]] = {}
        self.porches: dict[int, Leg] = {}
        self.porch_events = select.epoll()
        self.paced: list[dict[Leg, None]] = [{} for _ in range(SLOTS)]
        self.mixed: list[dict[Leg, None]] = [{} for _ in range(SLOTS)]
        self.relayed: list[dict[Leg, None]] = [{} for _ in range(SLOTS)]
        self._scores: list[mixing.Score | None] = [None] * SLOTS
        self._opened = 0
        self._ssrcs = _ssrcs()
        self.totals = {"received": 0, "sent": 0, "lost": 0, "strangers": 0, "invalid": 0}

    def open(
        self, leg_id: str, *, bind: str, port: int, remote: Address | None, codec: str, dtmf: int | None
    ) -> None:
        """Take a port for a leg. A leg that is open stays as it is."""
        if leg_id in self.legs:
            return
        incoming = Incoming(law=codec, dtmf=dtmf, name=leg_id)
        outgoing = Outgoing(law=codec, dtmf=dtmf, ssrc=next(self._ssrcs), send=nowhere)
        try:
            leg = Leg(leg_id, bind=bind, port=port, remote=remote, incoming=incoming, outgoing=outgoing)
            leg.row_number = self.ears.lines.add(incoming)
        except OSError as error:
            self.tell("failed", {"leg": leg_id, "why": f"port: {error.strerror}"})
            return
        self._opened += 1
        leg.slot, leg.opened_at = self._opened % SLOTS, self.clock
        self.legs[leg_id] = leg
        self.porches[leg.porch.fileno()] = leg
        self.porch_events.register(leg.porch.fileno(), select.EPOLLIN)
        self._readdress(leg, remote)
        self._retune_around(leg)

    def _readdress(self, leg: Leg, remote: Address | None) -> None:
        """SDP names this address; none, or the unspecified one, is nowhere."""
        if remote is None or is_nowhere(remote):
            if leg.peer is not None:
                leg.disconnect()
                leg.incoming.forget_source()
        elif leg.line is None:
            leg.await_peer(remote)
        else:
            self._connect(leg, remote)

    def spoken_to(self, leg: Leg, peer: Address, said: tuple[bytes, ...]) -> None:
        """Something came to the porch: from now on there is a line to the peer, who has `said` that or
        nothing yet, and those who hear the leg have theirs."""
        self._connect(leg, peer, said=said)
        self._retune_around(leg)

    def _connect(self, leg: Leg, peer: Address, *, said: tuple[bytes, ...] = ()) -> None:
        """Make `peer` the leg's peer, who has `said` something already; an address that cannot be reached
        leaves it without one."""
        is_new = leg.line is None
        try:
            early = leg.connect(peer)
            if is_new and leg.line is not None:
                self.ears.listen(leg.row_number, leg.line)
        except OSError as error:
            self.tell("failed", {"leg": leg.id, "why": f"peer: {error.strerror}"})
            if is_new:
                leg.disconnect()
            return
        leg.incoming.forget_source()
        for datagram in (*said, *early):
            self.hear(leg, memoryview(bytearray(datagram)), len(datagram))

    def hear(self, leg: Leg, datagram: memoryview, size: int) -> None:
        """Take a datagram of the leg's peer that did not come by the line."""
        key = leg.incoming.unusual(datagram, size, self.clock)
        if key is not None:
            self.pressed(leg, key)

    def adjust(self, leg: Leg, changes: dict[str, Any]) -> None:
        """Apply any of remote, codec, dtmf, direction."""
        if "codec" in changes and changes["codec"] != leg.incoming.law:
            leg.incoming.speaks(changes["codec"])
            leg.outgoing.speak(changes["codec"])
            self._replay(leg)
        if "dtmf" in changes:
            leg.incoming.dtmf = leg.outgoing.dtmf = changes["dtmf"]
        if "direction" in changes:
            self._turn_towards(leg, changes["direction"])
        if "remote" in changes and changes["remote"] != leg.latch.sdp:
            leg.latch.readdress(changes["remote"])
            leg.since(self.clock)
            self._readdress(leg, changes["remote"])
        self._retune_around(leg)

    def _turn_towards(self, leg: Leg, direction: str) -> None:
        leg.direction = direction
        leg.since(self.clock)
        if leg.incoming.deaf != (direction not in HEARING):
            leg.incoming.deaf = not leg.incoming.deaf
            leg.incoming.arrange()

    def _replay(self, leg: Leg) -> None:
        """What is being played goes on in the new law, from its beginning."""
        if isinstance(leg.outgoing.player, Echo):
            leg.outgoing.player = Echo(leg.incoming)
        elif leg.outgoing.player is not None:
            old = leg.outgoing.player
            self.play(leg, old.prompts, token=old.token, loop=old.loop, again=True)

    def close(self, leg: Leg) -> None:
        """Give the port back and, if anything came, say how it was."""
        del self.legs[leg.id]
        del self.porches[leg.porch.fileno()]
        self._untune(leg)
        leg.close()
        self._retune_all(self._around(leg.id))
        self.ears.lines.remove(leg.row_number)
        heard, spoke = leg.incoming, leg.outgoing
        figures = {
            "received": heard.received,
            "sent": spoke.sent,
            "lost": heard.lost,
            "strangers": leg.strangers,
            "jitter_ms": round(heard.jitter / 8, 2),
        }
        for name in ("received", "sent", "lost", "strangers"):
            self.totals[name] += int(figures[name])
        self.totals["invalid"] += heard.invalid
        if heard.received or leg.strangers:
            self.tell("closed", {"leg": leg.id, **figures})

    def play(self, leg: Leg, prompts: list[str], *, token: str, loop: bool, again: bool = False) -> None:
        """Play prompts in turn instead of what the leg hears. The same under way already: nothing changes."""
        now = leg.outgoing.player
        if now is not None and not again and (now.token, now.prompts, now.loop) == (token, prompts, loop):
            return
        clips = []
        for prompt in prompts:
            clip = self.prompts.clip(prompt, leg.outgoing.law)
            if clip is None:
                self.tell("prompt_missing", {"leg": leg.id, "prompt": prompt})
            else:
                clips.append(clip)
        leg.outgoing.player = Player(clips, law=leg.outgoing.law, loop=loop, token=token, prompts=prompts)
        self.retune(leg)

    def echo(self, leg: Leg) -> None:
        """Let the leg hear itself, a second later, until something else is played."""
        if not isinstance(leg.outgoing.player, Echo):
            leg.outgoing.player = listen(leg.incoming)
            self.retune(leg)

    def stop(self, leg: Leg) -> None:
        """Play no more; no `played` follows."""
        leg.outgoing.player = None
        self.retune(leg)

    def ended(self, leg: Leg) -> None:
        """What was played has ended by itself."""
        player, leg.outgoing.player = leg.outgoing.player, None
        if player is not None:
            self.tell("played", {"leg": leg.id, "token": player.token})
        self.retune(leg)

    def press(self, leg: Leg, keys: str) -> None:
        """Send keys to the party, if it takes them as RTP events."""
        if leg.outgoing.dtmf is not None and leg.sends:
            leg.outgoing.keys.press(keys)
            self.retune(leg)

    def pressed(self, leg: Leg, key: str) -> None:
        """The party pressed a key: tell, and pass it on to those who hear this leg."""
        self.tell("digit", {"leg": leg.id, "digit": key})
        for other in self._around(leg.id):
            if leg in self._wanted(other) and other.outgoing.player is None:
                self.press(other, key)

    def bridge(self, bridge_id: str, bridge: hearing.Bridge) -> None:
        """Put legs together, replacing what the bridge was."""
        if self.bridges.get(bridge_id) == bridge:
            return
        affected = self._leave(bridge_id)
        self.bridges[bridge_id] = bridge
        for leg_id in bridge.legs:
            self._member_of.setdefault(leg_id, set()).add(bridge_id)
        self._retune_all(dict.fromkeys([*affected, *self._present(bridge.legs)]))

    def unbridge(self, bridge_id: str) -> None:
        self._retune_all(self._leave(bridge_id))

    def _leave(self, bridge_id: str) -> list[Leg]:
        old = self.bridges.pop(bridge_id, None)
        if old is None:
            return []
        for leg_id in old.legs:
            bridges = self._member_of[leg_id]
            bridges.discard(bridge_id)
            if not bridges:
                del self._member_of[leg_id]
        return self._present(old.legs)

    def _present(self, leg_ids: Iterable[str]) -> list[Leg]:
        return [self.legs[leg_id] for leg_id in leg_ids if leg_id in self.legs]

    def _around(self, leg_id: str) -> list[Leg]:
        """The leg and all it shares a bridge with, of those that are open."""
        together = [leg_id]
        for bridge_id in self._member_of.get(leg_id, ()):
            together += self.bridges[bridge_id].legs
        return self._present(dict.fromkeys(together))

    def _wanted(self, leg: Leg) -> tuple[Leg, ...]:
        if leg.id not in self._member_of:
            return ()
        bridges = [self.bridges[bridge_id] for bridge_id in sorted(self._member_of.get(leg.id, ()))]
        return tuple(self._present(hearing.speakers(bridges, leg.id)))

    def _retune_around(self, leg: Leg) -> None:
        """Settle what the leg and those around it hear; alone and played nothing, it hears nothing."""
        if leg.id in self._member_of:
            self._retune_all(self._around(leg.id))
        elif leg.outgoing.player is not None or leg in self.paced[leg.slot]:
            self.retune(leg)

    def _retune_all(self, legs: Iterable[Leg]) -> None:
        for leg in legs:
            self.retune(leg)

    def retune(self, leg: Leg) -> None:
        """Settle what the leg hears from now on."""
        self._untune(leg)
        if leg.line is None and leg.peer is not None and self._is_to_hear(leg):
            self._connect(leg, leg.peer)
        out = leg.outgoing
        if out.player is not None and leg.latch.sdp is not None:
            self.paced[leg.slot][leg] = None
            return
        if not leg.sends:
            return
        if out.keys:
            self.paced[leg.slot][leg] = None
            return
        wanted = self._wanted(leg)
        if len(wanted) == 1:
            out.paced = False  # the other speaks, or is given a moment to
            wanted[0].incoming.fans += (out,)
            wanted[0].incoming.arrange()
            self.relayed[leg.slot][leg] = None
        elif wanted:
            self._tune_to_mix(leg, wanted)
        elif leg.id in self._member_of:
            self.paced[leg.slot][leg] = None
        leg.heard = wanted

    def _is_to_hear(self, leg: Leg) -> bool:
        """Will anything but silence be said to it?"""
        if not leg.sends:
            return False
        if leg.outgoing.player is not None or leg.outgoing.keys:
            return True
        return any(other.line is not None for other in self._wanted(leg))

    def _tune_to_mix(self, leg: Leg, wanted: tuple[Leg, ...]) -> None:
        for speaker in wanted:
            speaker.incoming.mixed(more=1)
        leg.outgoing.lend(self.ears.lines.feeds[leg.row_number])
        self.mixed[leg.slot][leg] = None
        self._scores[leg.slot] = None

    def _untune(self, leg: Leg) -> None:
        self.paced[leg.slot].pop(leg, None)
        if leg in self.relayed[leg.slot]:
            del self.relayed[leg.slot][leg]
            leg.outgoing.settle()
            for speaker in leg.heard:
                others = (out for out in speaker.incoming.fans if out is not leg.outgoing)
                speaker.incoming.fans = tuple(others)
                speaker.incoming.arrange()
        if leg in self.mixed[leg.slot]:
            del self.mixed[leg.slot][leg]
            self._scores[leg.slot] = None
            leg.outgoing.settle()
            for speaker in leg.heard:
                speaker.incoming.mixed(more=-1)
        leg.heard = ()

    def stood_still(self) -> None:
        """Time was skipped: what the tick sends goes on at the clock, not where it stopped."""
        for leg in self.legs.values():
            leg.outgoing.stood_still()

    def score(self, slot: int) -> mixing.Score:
        """Whom the mixed listeners of a slot hear; made anew after a change."""
        score = self._scores[slot]
        if score is None:
            hears = [(leg.row_number, [one.row_number for one in leg.heard]) for leg in self.mixed[slot]]
            score = self._scores[slot] = mixing.score(hears)
        return score


def _ssrcs() -> Iterator[int]:
    """Random names of streams, many at a time."""
    while True:
        yield from memoryview(os.urandom(4096)).cast("I")
