"""`OwnTelephony`: the telephony port on our own SIP core and media processes."""

from collections.abc import Callable
from typing import Any, Unpack

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.line_signals import cause_of
from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip import types as sip
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.engine import dialling, gathering
from huawu.telephony.engine.browser_legs import BrowserLegs
from huawu.telephony.engine.legs import EARLY, PROGRESS, REASONS, REFUSALS, UP, EngineLeg, restored
from huawu.telephony.engine.panel import Args, Panel

SILENT_SECONDS = 10
ASK_AGAIN_SECONDS = 60


class OwnTelephony:
    """Legs by id. Every method returns at once; `take_events` hands over what happened."""

    def __init__(self, endpoint: Endpoint, panel: Panel, edge: ports.Edge | None = None) -> None:
        self.endpoint, self.panel = endpoint, panel
        self.browsers = BrowserLegs(endpoint, panel, edge, self.tell)
        self.legs, self.changed = panel.legs, panel.changed
        self.now: Micros = 0
        self.moving: dict[Id, int] = {}  # legs that go to another media process as soon as they can
        self._handlers: dict[type[Any], Callable[[Any], None]] = {
            sip.Invited: self._invited,
            sip.Progressed: self._progressed,
            sip.Answered: self._answered,
            sip.Acknowledged: self._acknowledged,
            sip.Reoffered: self._reoffered,
            sip.Ended: self._ended,
            sip.Keyed: self._keyed,
            sip.Referred: self._referred,
            sip.ReferAnswered: self._refer_answered,
            sip.Bound: self._bound,
            sip.Returned: lambda event: self.browsers.returned(event, self.now),
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
        self.endpoint.answer(leg, found.answer or sdp.offer(self.panel.place(found)), self.now)
        self.changed.add(leg)

    def dial(self, leg: Id, **wish: Unpack[ports.Dialled]) -> None:
        dialling.dial(self, leg, wish)

    def hang_up(self, leg: Id, cause: str = "hung_up") -> None:
        found = self.legs.get(leg)
        if found is None:
            return
        if found.incoming and found.phase == EARLY:
            self.endpoint.refuse(leg, REFUSALS.get(cause, 480), self.now)
        else:
            self.endpoint.hang_up(leg, self.now, REASONS.get(cause, ""))
        self._close(found)

    def _close(self, leg: EngineLeg) -> None:
        self.moving.pop(leg.id, None)
        self.browsers.closed(leg)
        self.panel.close(leg)

    def play(self, leg: Id, prompts: list[str], *, token: str = "", loop: bool = False) -> None:
        self.panel.play(leg, prompts, token=token, loop=loop)

    def stop(self, leg: Id) -> None:
        self.panel.stop(leg)

    def bridge(self, bridge: Id, legs: list[Id], hears: dict[Id, tuple[Id, ...]] | None = None) -> None:
        gathering.gather(self, legs)
        self.panel.bridge(bridge, legs, hears)

    def unbridge(self, bridge: Id) -> None:
        self.panel.unbridge(bridge)

    def record(self, recording: Id, *, outside: list[Id], inside: list[Id], secret: dict[str, Any]) -> None:
        self.panel.record(recording, outside=outside, inside=inside, secret=secret)

    def adjust_recording(self, recording: Id, *, outside: list[Id], inside: list[Id]) -> None:
        self.panel.adjust_recording(recording, outside=outside, inside=inside)

    def echo(self, leg: Id) -> None:
        self.panel.echo(leg)

    def listen(self, leg: Id, *, on: bool, why: str) -> None:
        self.panel.listen(leg, on=on, why=why)

    def pause_recording(self, recording: Id) -> None:
        self.panel.pause_recording(recording)

    def resume_recording(self, recording: Id) -> None:
        self.panel.resume_recording(recording)

    def stop_recording(self, recording: Id) -> None:
        self.panel.stop_recording(recording)

    def digits(self, leg: Id, digits: str) -> None:
        self.panel.digits(leg, digits)

    def refer_progress(self, leg: Id, outcome: str) -> None:
        self.endpoint.refer_progress(leg, PROGRESS.get(outcome, 500), self.now)
        if leg in self.legs:
            self.changed.add(leg)

    def refer(self, leg: Id, number: str, *, replaces: Id | None = None) -> None:
        if leg in self.legs:
            self.changed.add(leg)
            if not self.endpoint.refer(leg, number, self.now, replaces=replaces):
                self.tell(ports.ReferAnswered(leg, "refused"))

    def lamp(self, extension: str, state: str) -> None:
        self.endpoint.watches.lamp(extension, state, self.now)

    def mailbox(self, extension: str, new: int, old: int) -> None:
        self.endpoint.watches.mailbox(extension, new, old, self.now)

    # ---- told ----------------------------------------------------------------------------------------------

    def take_events(self) -> list[ports.LegEvent]:
        """What happened since the last call, in order, SIP's events included."""
        for event in self.endpoint.events():
            self._handlers[type(event)](event)
        taken, self.panel.events = self.panel.events, []
        return taken

    def media_event(self, name: str, args: Args) -> None:
        """A media process told something."""
        if name == "silent":
            leg = self.legs.get(args["leg"])
            if leg is not None and args["seconds"] % ASK_AGAIN_SECONDS == SILENT_SECONDS:
                self._ask_whether_there(leg)
        else:
            self.panel.told(name, args)

    def media_joined(self, process: int, inventory: Args) -> None:
        """A media process is there (again)."""
        self.panel.joined(process, inventory)

    def edge_event(self, event: ports.EdgeEvent) -> None:
        """The media edge told something."""
        self.browsers.edge_event(event, self.now)

    def _ask_whether_there(self, leg: EngineLeg) -> None:
        """Nothing is heard from a leg that is up: a re-INVITE finds out whether its phone still is. One that
        is gone ends the leg by its timeout or its 481; one that is just quiet answers, nothing changes."""
        if leg.phase == UP and not leg.extension:
            leg.version += 1
            self.endpoint.reinvite(leg.id, sdp.offer(self.panel.place(leg)), self.now)
            self.changed.add(leg.id)

    def tell(self, event: ports.LegEvent) -> None:
        self.panel.events.append(event)

    # ---- SIP's events --------------------------------------------------------------------------------------

    def _invited(self, event: sip.Invited) -> None:
        offered = sdp.parse(event.sdp) if event.sdp else None
        if event.sdp and (offered is None or not offered.codecs):
            self.panel.counters["no_codec"] += 1
            self.endpoint.refuse(event.leg, 488, self.now)
            return
        if event.replaces is not None and event.replaces not in self.legs:
            self.endpoint.refuse(event.leg, 481, self.now)
            return
        leg = self.panel.open(event.leg, incoming=True)
        if leg is None:
            self.endpoint.refuse(event.leg, 503, self.now)
            return
        leg.hops = event.hops
        if offered is not None and (answer := sdp.answer(offered, self.panel.place(leg))) is not None:
            leg.answer = answer.sdp
            self.panel.settle(leg, answer)
        trunk = self._trunk_of(event) if event.user is None else None
        who = (event.number, event.caller, event.caller_name, trunk, event.user)
        self.tell(ports.Arrived(event.leg, *who, event.replaces))

    def _trunk_of(self, event: sip.Invited) -> str:
        """The name under which the caller's address is known."""
        return self.endpoint.trunk_of(event.flow.host) or ""

    def _progressed(self, event: sip.Progressed) -> None:
        self.browsers.on_rings(event.leg)
        leg = self.legs.get(event.leg)
        if leg is not None and event.code != 100:
            self.tell(ports.Ringing(leg.id, sounding=self._sounds(leg, event.sdp)))

    def _sounds(self, leg: EngineLeg, described: str) -> bool:
        """Whether the other side can be heard before it answers, from now on or since an earlier response:
        through trunks only. A phone of ours that says more than that it rings is given no ear."""
        if not leg.outside:
            return False
        return bool(described and self._agree(leg, described)) or leg.remote is not None

    def _answered(self, event: sip.Answered) -> None:
        leg = self.legs.get(event.leg)
        if leg is None:
            return
        self.changed.add(leg.id)
        agree = self.browsers.agree if leg.extension else self._agree
        if not agree(leg, event.sdp):
            self.panel.counters["no_codec"] += 1
            self.hang_up(leg.id)
            self.tell(ports.Ended(event.leg, "failed", ours=False))
        elif not event.again:
            leg.phase = UP
            self.tell(ports.Answered(event.leg))
        elif self.moving:
            gathering.settled(self, leg)

    def _acknowledged(self, event: sip.Acknowledged) -> None:
        if (leg := self.legs.get(event.leg)) is not None:
            self.changed.add(leg.id)
            if event.sdp:
                self._agree(leg, event.sdp)
            if self.moving:
                gathering.settled(self, leg)

    def _reoffered(self, event: sip.Reoffered) -> None:
        leg = self.legs.get(event.leg)
        if leg is None:
            return
        self.changed.add(leg.id)
        leg.version += 1
        if leg.extension:
            self.browsers.reoffered(leg, event.sdp, self.now)
            return
        offered = sdp.parse(event.sdp) if event.sdp else None
        answer = sdp.answer(offered, self.panel.place(leg)) if offered else None
        if event.sdp and answer is None:
            self.endpoint.refuse(event.leg, 488, self.now)
            return
        if answer is not None:
            self.panel.settle(leg, answer)
        text = answer.sdp if answer else sdp.offer(self.panel.place(leg))
        self.endpoint.answer_again(event.leg, text, self.now)
        held = offered is not None and offered.on_hold
        if held != leg.held:
            leg.held = held
            self.tell(ports.Held(leg.id) if held else ports.Resumed(leg.id))

    def _agree(self, leg: EngineLeg, answered: str) -> bool:
        """Take over what the other side answered to our offer. False: nothing in common."""
        session = sdp.parse(answered)
        settled = sdp.agreed(session) if session else None
        if settled is None:
            return False
        self.panel.settle(leg, settled)
        return True

    def _ended(self, event: sip.Ended) -> None:
        leg = self.legs.get(event.leg)
        if leg is None:
            return
        self._close(leg)
        if event.by == "ours":
            return
        if leg.extension and leg.phase == UP and event.by != "peer":
            self.tell(ports.PathLost(leg.id))
            return
        cause = "unreachable"
        if event.by == "peer":
            cause = "hung_up" if leg.phase == UP else "cancelled"
        elif event.by == "answer":
            cause = cause_of(event.code, outside=leg.outside)
        self.tell(ports.Ended(leg.id, cause, ours=False))

    def _keyed(self, event: sip.Keyed) -> None:
        if event.leg in self.legs:
            self.tell(ports.Digit(event.leg, event.digit))

    def _referred(self, event: sip.Referred) -> None:
        self.changed.add(event.leg)
        self.tell(ports.Referred(event.leg, event.number, event.replaces))

    def _refer_answered(self, event: sip.ReferAnswered) -> None:
        self.changed.add(event.leg)
        self.tell(ports.ReferAnswered(event.leg, event.outcome))

    def _bound(self, event: sip.Bound) -> None:
        self.tell(ports.Registered(event.user, event.contacts))

    # ---- surviving -----------------------------------------------------------------------------------------

    def save(self, leg: Id) -> list[Any] | None:
        """Plain values of one leg: ours and SIP's. None when it is gone."""
        found = self.legs.get(leg)
        return [found.saved(), self.endpoint.save(leg)] if found else None

    def take_kept(self) -> dict[str, Any]:
        """What is to be written down besides legs since the last call: subscriptions to lamps."""
        return self.endpoint.watches.take_changed()

    def restore(self, values: list[Any], now: Micros) -> EngineLeg:
        """Take a leg up again; media is restated when its process joins."""
        leg = restored(values[0])
        self.panel.take_up(leg)
        self.endpoint.restore(leg.id, values[1], now)
        return leg
