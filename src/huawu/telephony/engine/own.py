"""`OwnTelephony`: the telephony port on our own SIP core and media processes."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any, Protocol

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip import types as sip
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.engine.legs import EARLY, REFUSALS, UP, EngineLeg, RtpPorts, cause_of, restored

Args = dict[str, Any]
SILENT_SECONDS = 10
ASK_AGAIN_SECONDS = 60


class MediaWishes(Protocol):
    """One media process as the engine sees it: commands that are sent when the books are written."""

    def do(self, name: str, **args: Any) -> None:  # noqa: ANN401 - plain values of the media protocol
        ...


class OwnTelephony:
    """Legs by id. Every method returns at once; `take_events` hands over what happened."""

    def __init__(
        self, endpoint: Endpoint, media: list[MediaWishes], rtp: RtpPorts, *, host: str, ids: Callable[[], Id]
    ) -> None:
        self.endpoint = endpoint
        self.legs: dict[Id, EngineLeg] = {}
        self.trunks: tuple[sip.Trunk, ...] = ()
        self.recordings: dict[Id, Args] = {}
        self.changed: set[Id] = set()
        self.now: Micros = 0
        self.counters: dict[str, int] = {"no_ports": 0, "no_codec": 0, "media_failed": 0, "strangers": 0}
        self._media, self._rtp, self._host, self._ids = media, rtp, host, ids
        self._bridges: dict[Id, list[Id]] = {}
        self._events: list[ports.LegEvent] = []
        self._media_of_recording: dict[Id, int] = {}
        self._closing: dict[Id, int] = {}
        self.measure: Callable[[Id], tuple[float, int]] = lambda recording: (0.0, 0)
        self._handlers: dict[type[Any], Callable[[Any], None]] = {
            sip.Invited: self._invited,
            sip.Progressed: self._progressed,
            sip.Answered: self._answered,
            sip.Acknowledged: self._acknowledged,
            sip.Reoffered: self._reoffered,
            sip.Ended: self._ended,
            sip.Keyed: self._keyed,
            sip.Bound: self._bound,
        }

    # ---- the port ------------------------------------------------------------------------------------------

    def ring_back(self, leg: Id) -> None:
        if (found := self.legs.get(leg)) and found.incoming and found.phase == EARLY:
            self.endpoint.progress(leg, 180, self.now)
            self.changed.add(leg)

    def answer(self, leg: Id) -> None:
        found = self.legs.get(leg)
        if found is None or not found.incoming or found.phase == UP:
            return
        found.phase = UP
        self.endpoint.answer(leg, found.answer or sdp.offer(self._place(found)), self.now)
        self.changed.add(leg)

    def dial(
        self,
        leg: Id,
        *,
        extension: str,
        caller: str,
        caller_name: str,
        ring_seconds: int,
        near: Id | None = None,
    ) -> None:
        other = self.legs.get(near or "")
        made = self._open(leg, incoming=False, media=other.media if other else None)
        if made is None:
            self._events.append(ports.Ended(leg, "failed", ours=False))
            return
        there = self.endpoint.invite(
            leg, extension, self.now, sdp=sdp.offer(self._place(made)), caller=caller, caller_name=caller_name
        )
        if not there:
            self._close(made)
            self._events.append(ports.Ended(leg, "unreachable", ours=False))

    def hang_up(self, leg: Id, cause: str = "hung_up") -> None:
        found = self.legs.get(leg)
        if found is None:
            return
        if found.incoming and found.phase == EARLY:
            self.endpoint.refuse(leg, REFUSALS.get(cause, 480), self.now)
        else:
            self.endpoint.hang_up(leg, self.now)
        self._close(found)

    def play(self, leg: Id, prompts: list[str], *, token: str = "", loop: bool = False) -> None:
        if found := self.legs.get(leg):
            found.playing = [token, prompts, loop]
            self._do(found, "play", leg=leg, token=token, prompts=prompts, loop=loop)

    def stop(self, leg: Id) -> None:
        if (found := self.legs.get(leg)) and found.playing is not None:
            found.playing = None
            self._do(found, "stop", leg=leg)

    def bridge(self, bridge: Id, legs: list[Id]) -> None:
        members = [found for leg in legs if (found := self.legs.get(leg))]
        for found in members:
            found.bridge = bridge
            self.changed.add(found.id)
        self._bridges[bridge] = [found.id for found in members]
        if members:
            self._do(members[0], "bridge", bridge=bridge, legs=[m.id for m in members], hears=None)

    def unbridge(self, bridge: Id) -> None:
        members = [found for leg in self._bridges.pop(bridge, ()) if (found := self.legs.get(leg))]
        for found in members:
            found.bridge = None
            self.changed.add(found.id)
        if members:
            self._do(members[0], "unbridge", bridge=bridge)

    def record(self, recording: Id, *, outside: list[Id], inside: list[Id], secret: dict[str, Any]) -> None:
        leg = next((found for i in outside + inside if (found := self.legs.get(i))), None)
        if leg is None:
            return
        args = {"recording": recording, "outside": outside, "inside": inside, **secret}
        self.recordings[recording] = args
        self._media_of_recording[recording] = leg.media
        self._do(leg, "record", **args)

    def stop_recording(self, recording: Id) -> None:
        if self.recordings.pop(recording, None) is not None:
            process = self._closing[recording] = self._media_of_recording.pop(recording)
            self._media[process].do("stop_record", recording=recording)

    def was_stopped(self, recording: Id, process: int) -> None:
        """A recording of an earlier life whose call is over: its process will say how it was closed."""
        self._closing[recording] = process

    def process_of(self, leg: Id) -> int:
        """Which media process handles a leg; 0 when the leg is gone."""
        found = self.legs.get(leg)
        return found.media if found else 0

    def digits(self, leg: Id, digits: str) -> None:
        if found := self.legs.get(leg):
            self._do(found, "digits", leg=leg, digits=digits)

    # ---- told ----------------------------------------------------------------------------------------------

    def take_events(self) -> list[ports.LegEvent]:
        """What happened since the last call, in order, SIP's events included."""
        for event in self.endpoint.events():
            self._handlers[type(event)](event)
        taken, self._events = self._events, []
        return taken

    def media_event(self, name: str, args: Args) -> None:
        """A media process told something."""
        leg = self.legs.get(args.get("leg", ""))
        if name == "digit" and leg:
            self._events.append(ports.Digit(leg.id, args["digit"]))
        elif name == "played" and leg:
            if leg.playing and leg.playing[0] == args["token"]:
                leg.playing = None
            self._events.append(ports.Played(leg.id, args["token"]))
        elif name == "recorded":
            self._closing.pop(args["recording"], None)
            self._events.append(ports.Recorded(args["recording"], args["seconds"], args["size"]))
        elif name == "closed":
            self.counters["strangers"] += args.get("strangers", 0)
        elif name == "silent" and leg and args["seconds"] % ASK_AGAIN_SECONDS == SILENT_SECONDS:
            self._ask_whether_there(leg)
        elif name == "failed":
            self.counters["media_failed"] += 1

    def _ask_whether_there(self, leg: EngineLeg) -> None:
        """Nothing is heard from a leg that is up: a re-INVITE finds out whether its phone still is. One that
        is gone ends the leg by its timeout or its 481; one that is just quiet answers, nothing changes."""
        if leg.phase == UP:
            leg.version += 1
            self.endpoint.reinvite(leg.id, sdp.offer(self._place(leg)), self.now)
            self.changed.add(leg.id)

    def media_joined(self, process: int, inventory: Args) -> None:
        """A media process is there (again): close what we do not know and restate what we want."""
        for leg in inventory.get("legs", []):
            if leg not in self.legs:
                self._media[process].do("close", leg=leg)
        still = set(inventory.get("recordings", []))
        for recording in still - self.recordings.keys():
            self._media[process].do("stop_record", recording=recording)
        for recording in [r for r, where in self._closing.items() if where == process and r not in still]:
            # Its process died, or was not heard: what lies on the disk is what there is.
            del self._closing[recording]
            self._events.append(ports.Recorded(recording, *self.measure(recording)))
        mine = [leg for leg in self.legs.values() if leg.media == process]
        for leg in mine:
            self._restate(leg)
        for bridge in {leg.bridge for leg in mine if leg.bridge}:
            members = [leg.id for leg in mine if leg.bridge == bridge]
            self._media[process].do("bridge", bridge=bridge, legs=members, hears=None)
        for recording, args in self.recordings.items():
            if self._media_of_recording[recording] == process:
                self._media[process].do("record", **args)

    # ---- SIP's events --------------------------------------------------------------------------------------

    def _invited(self, event: sip.Invited) -> None:
        offered = sdp.parse(event.sdp) if event.sdp else None
        if event.sdp and (offered is None or not offered.codecs):
            self.counters["no_codec"] += 1
            self.endpoint.refuse(event.leg, 488, self.now)
            return
        leg = self._open(event.leg, incoming=True, media=None)
        if leg is None:
            self.endpoint.refuse(event.leg, 503, self.now)
            return
        if offered is not None and (answer := sdp.answer(offered, self._place(leg))) is not None:
            leg.answer = answer.sdp
            self._settle(leg, answer)
        trunk = self._trunk_of(event) if event.user is None else None
        self._events.append(
            ports.Arrived(event.leg, event.number, event.caller, event.caller_name, trunk, event.user)
        )

    def _trunk_of(self, event: sip.Invited) -> str:
        """The name under which the caller's address is known."""
        host = ip_address(event.flow.host)
        for trunk in self.trunks:
            if any(host in ip_network(network) for network in trunk.networks):
                return trunk.name
        return ""

    def _progressed(self, event: sip.Progressed) -> None:
        if event.leg in self.legs and event.code != 100:
            self._events.append(ports.Ringing(event.leg))

    def _answered(self, event: sip.Answered) -> None:
        leg = self.legs.get(event.leg)
        if leg is None:
            return
        if not self._agree(leg, event.sdp):
            self.counters["no_codec"] += 1
            self.hang_up(leg.id)
            self._events.append(ports.Ended(event.leg, "failed", ours=False))
            return
        self.changed.add(leg.id)
        if not event.again:
            leg.phase = UP
            self._events.append(ports.Answered(event.leg))

    def _acknowledged(self, event: sip.Acknowledged) -> None:
        if (leg := self.legs.get(event.leg)) is None:
            return
        self.changed.add(leg.id)
        if event.sdp:
            self._agree(leg, event.sdp)

    def _reoffered(self, event: sip.Reoffered) -> None:
        leg = self.legs.get(event.leg)
        if leg is None:
            return
        self.changed.add(leg.id)
        leg.version += 1
        offered = sdp.parse(event.sdp) if event.sdp else None
        answer = sdp.answer(offered, self._place(leg)) if offered else None
        if event.sdp and answer is None:
            self.endpoint.refuse(event.leg, 488, self.now)
            return
        if answer is not None:
            self._settle(leg, answer)
        held = offered is not None and offered.on_hold
        self.endpoint.answer_again(event.leg, answer.sdp if answer else sdp.offer(self._place(leg)), self.now)
        if held != leg.held:
            leg.held = held
            self._events.append(ports.Held(leg.id) if held else ports.Resumed(leg.id))

    def _ended(self, event: sip.Ended) -> None:
        leg = self.legs.get(event.leg)
        if leg is None:
            return
        self._close(leg)
        if event.by == "ours":
            return
        if event.by == "peer":
            cause = "hung_up" if leg.phase == UP else "cancelled"
        elif event.by == "answer":
            cause = cause_of(event.code)
        else:
            cause = "unreachable"
        self._events.append(ports.Ended(leg.id, cause, ours=False))

    def _keyed(self, event: sip.Keyed) -> None:
        if event.leg in self.legs:
            self._events.append(ports.Digit(event.leg, event.digit))

    def _bound(self, event: sip.Bound) -> None:
        self._events.append(ports.Registered(event.user, event.contacts))

    # ---- media ---------------------------------------------------------------------------------------------

    def _open(self, leg: Id, *, incoming: bool, media: int | None) -> EngineLeg | None:
        process = self._rtp.least_used() if media is None else media
        port = self._rtp.take(process)
        if port is None:
            self.counters["no_ports"] += 1
            return None
        made = EngineLeg(leg, incoming, process, port)
        self.legs[leg] = made
        self.changed.add(leg)
        self._do(made, "open", leg=leg, port=port, remote=None, codec=made.codec, dtmf=None, bind=self._host)
        return made

    def _close(self, leg: EngineLeg) -> None:
        if self.legs.pop(leg.id, None) is not None:
            self.changed.add(leg.id)
            self._do(leg, "close", leg=leg.id)
            self._rtp.give_back(leg.media, leg.port)

    def _agree(self, leg: EngineLeg, answered: str) -> bool:
        """Take over what the other side answered to our offer. False: nothing in common."""
        session = sdp.parse(answered)
        settled = sdp.agreed(sdp.offer(self._place(leg)), session) if session else None
        if settled is None:
            return False
        self._settle(leg, settled)
        return True

    def _settle(self, leg: EngineLeg, settled: sdp.Agreed) -> None:
        leg.remote = list(settled.remote)
        leg.codec, leg.dtmf, leg.direction = settled.codec, settled.dtmf, settled.direction
        self._do(
            leg,
            "adjust",
            leg=leg.id,
            remote=leg.remote,
            codec=leg.codec,
            dtmf=leg.dtmf,
            direction=leg.direction,
        )

    def _place(self, leg: EngineLeg) -> sdp.Place:
        return sdp.Place(self._host, leg.port, session=leg.port, version=leg.version)

    def _restate(self, leg: EngineLeg) -> None:
        self._do(
            leg,
            "open",
            leg=leg.id,
            port=leg.port,
            remote=leg.remote,
            codec=leg.codec,
            dtmf=leg.dtmf,
            bind=self._host,
        )
        self._do(leg, "adjust", leg=leg.id, direction=leg.direction)
        if leg.playing is not None:
            token, prompts, loop = leg.playing
            self._do(leg, "play", leg=leg.id, token=token, prompts=prompts, loop=loop)

    def _do(self, leg_: EngineLeg, name: str, /, **args: Any) -> None:  # noqa: ANN401 - plain values
        self._media[leg_.media].do(name, **args)

    # ---- surviving -----------------------------------------------------------------------------------------

    def save(self, leg: Id) -> list[Any] | None:
        """Plain values of one leg: ours and SIP's. None when it is gone."""
        found = self.legs.get(leg)
        return [found.saved(), self.endpoint.save(leg)] if found else None

    def restore(self, values: list[Any], now: Micros) -> EngineLeg:
        """Take a leg up again; media is restated when its process joins."""
        leg = restored(values[0])
        self.legs[leg.id] = leg
        if leg.bridge is not None:
            self._bridges.setdefault(leg.bridge, []).append(leg.id)
        self._rtp.reserve(leg.media, leg.port)
        self.endpoint.restore(leg.id, values[1], now)
        return leg
