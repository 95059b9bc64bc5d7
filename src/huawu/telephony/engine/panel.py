"""The panel: each leg with its port, what it hears, bridges, recordings, as media processes should have them.

It keeps wishes, not deeds: a media process that joins late or again is told all of them, and what it has
beyond them is closed. Commands go out when the books are written.
"""

from collections.abc import Callable
from typing import Any, Protocol

from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.sip import sdp
from huawu.telephony.engine.legs import EngineLeg
from huawu.telephony.engine.rtp_ports import RtpPorts

Args = dict[str, Any]


class MediaWishes(Protocol):
    """One media process as the panel sees it: commands that are sent when the books are written."""

    def do(self, name: str, **args: Any) -> None:  # noqa: ANN401 - plain values of the media protocol
        ...


class Scribe(Protocol):
    """Has what is said in recorded calls written down. It follows the recording, leg by leg and pause by
    pause; whether it writes at all is its own affair."""

    def begin(self, recording: Id, outside: list[Id], inside: list[Id], secret: Args) -> None:
        """A recording begins, or goes on after another process."""

    def adjust(self, recording: Id, outside: list[Id], inside: list[Id]) -> None:
        """It goes on with other legs."""

    def pause(self, recording: Id, *, on: bool) -> None:
        """Nothing is written, or again."""

    def end(self, recording: Id) -> None:
        """It is over."""


class NoScribe:
    """Nobody writes."""

    def begin(self, recording: Id, outside: list[Id], inside: list[Id], secret: Args) -> None:
        """Nothing."""

    def adjust(self, recording: Id, outside: list[Id], inside: list[Id]) -> None:
        """Nothing."""

    def pause(self, recording: Id, *, on: bool) -> None:
        """Nothing."""

    def end(self, recording: Id) -> None:
        """Nothing."""


class Panel:
    """Legs by id. `events`: what media processes told; `changed`: legs to be written down anew."""

    def __init__(self, media: list[MediaWishes], rtp: RtpPorts, *, host: str) -> None:
        self.legs: dict[Id, EngineLeg] = {}
        self.recordings: dict[Id, Args] = {}
        self.paused: set[Id] = set()  # recordings that write silence
        self.listened: dict[Id, set[str]] = {}  # legs whose words are listened to, and what for
        self.scribe: Scribe = NoScribe()
        self.changed: set[Id] = set()
        self.events: list[ports.LegEvent] = []
        self.counters: dict[str, int] = {"no_ports": 0, "no_codec": 0, "media_failed": 0, "strangers": 0}
        self.measure: Callable[[Id], tuple[float, int]] = lambda recording: (0.0, 0)
        self._media, self._rtp, self._host = media, rtp, host
        self._bridges: dict[Id, list[Id]] = {}
        self._process_of_recording: dict[Id, int] = {}
        self._closing: dict[Id, int] = {}

    # ---- legs ----------------------------------------------------------------------------------------------

    def open(
        self, leg: Id, *, incoming: bool, near: EngineLeg | None = None, extension: str = ""
    ) -> EngineLeg | None:
        """A leg with a port, in the media process of `near`; `extension` when it is a browser's. None when
        there is no port left."""
        process = near.media if near else self._rtp.least_used()
        port = self._rtp.take(process)
        if port is None:
            self.counters["no_ports"] += 1
            return None
        made = self.legs[leg] = EngineLeg(leg, incoming, process, port, extension=extension)
        self.changed.add(leg)
        what = {"remote": None, "codec": made.codec, "dtmf": None, "watch": bool(extension)}
        self._do(made, "open", leg=leg, port=port, bind=self._host, **what)
        return made

    def close(self, leg: EngineLeg) -> None:
        """Give the leg's port back."""
        self.listened.pop(leg.id, None)
        if self.legs.pop(leg.id, None) is not None:
            self.changed.add(leg.id)
            self._do(leg, "close", leg=leg.id)
            self._rtp.give_back(leg.media, leg.port)

    def move(self, leg: EngineLeg, process: int) -> bool:
        """Let another process handle the leg, at another port. False: there is none left."""
        port = self._rtp.take(process)
        if port is None:
            self.counters["no_ports"] += 1
            return False
        self._do(leg, "close", leg=leg.id)
        self._rtp.give_back(leg.media, leg.port)
        leg.session = leg.session or leg.port
        leg.media, leg.port, leg.version = process, port, leg.version + 1
        self.changed.add(leg.id)
        self._restate(leg)
        return True

    def take_up(self, leg: EngineLeg) -> None:
        """A leg from the books; it is restated when its media process joins."""
        self.legs[leg.id] = leg
        self._rtp.reserve(leg.media, leg.port)
        if leg.bridge is not None:
            self._bridges.setdefault(leg.bridge, []).append(leg.id)

    def plain_place(self, leg: EngineLeg) -> tuple[str, int]:
        """Where the leg's plain sound is heard."""
        return (self._host, leg.port)

    def place(self, leg: EngineLeg) -> sdp.Place:
        """Our side of the leg's session."""
        return sdp.Place(self._host, leg.port, session=leg.session or leg.port, version=leg.version)

    def settle(self, leg: EngineLeg, settled: sdp.Agreed) -> None:
        """Both sides agreed: where to send, in which law."""
        leg.remote = list(settled.remote)
        leg.codec, leg.dtmf, leg.direction = settled.codec, settled.dtmf, settled.direction
        self.changed.add(leg.id)
        what = {"remote": leg.remote, "codec": leg.codec, "dtmf": leg.dtmf, "direction": leg.direction}
        self._do(leg, "adjust", leg=leg.id, **what)

    # ---- what is heard -------------------------------------------------------------------------------------

    def play(self, leg: Id, prompts: list[str], *, token: str, loop: bool) -> None:
        if found := self.legs.get(leg):
            found.playing = [token, prompts, loop]
            self.changed.add(leg)
            self._do(found, "play", leg=leg, token=token, prompts=prompts, loop=loop)

    def stop(self, leg: Id) -> None:
        if (found := self.legs.get(leg)) and found.playing is not None:
            found.playing = None
            self.changed.add(leg)
            self._do(found, "stop", leg=leg)

    def echo(self, leg: Id) -> None:
        if found := self.legs.get(leg):
            found.echo = True
            self._do(found, "echo", leg=leg)

    def listen(self, leg: Id, *, on: bool, why: str) -> None:
        if (found := self.legs.get(leg)) is None:
            return
        before = leg in self.listened
        whys = self.listened.setdefault(leg, set())
        (whys.add if on else whys.discard)(why)
        if not whys:
            del self.listened[leg]
        if before != (leg in self.listened):
            self._do(found, "unlisten" if before else "listen", leg=leg)

    def digits(self, leg: Id, digits: str) -> None:
        if found := self.legs.get(leg):
            self._do(found, "digits", leg=leg, digits=digits)

    def bridge(self, bridge: Id, legs: list[Id], hears: dict[Id, tuple[Id, ...]] | None) -> None:
        members = [found for leg in legs if (found := self.legs.get(leg))]
        self._let_go(bridge, {found.id for found in members})
        for found in members:
            found.bridge = bridge
            found.hears = None if hears is None else list(hears.get(found.id, ()))
            self.changed.add(found.id)
        self._bridges[bridge] = [found.id for found in members]
        self.bridge_again(bridge)

    def bridge_again(self, bridge: Id) -> None:
        """One of its legs has come to another process."""
        members = [found for leg in self._bridges.get(bridge, ()) if (found := self.legs.get(leg))]
        for process in sorted({found.media for found in members}):
            here = [found for found in members if found.media == process]
            self._do(here[0], "bridge", bridge=bridge, legs=[m.id for m in here], hears=_hears(here))

    def unbridge(self, bridge: Id) -> None:
        members = [found for leg in self._bridges.get(bridge, ()) if (found := self.legs.get(leg))]
        self._let_go(bridge, set())
        for process in sorted({found.media for found in members}):
            self._media[process].do("unbridge", bridge=bridge)

    def _let_go(self, bridge: Id, stay: set[Id]) -> None:
        """Whoever was in the bridge, and is to be in it no more, is in none."""
        for leg in self._bridges.pop(bridge, ()):
            found = self.legs.get(leg)
            if found is not None and leg not in stay and found.bridge == bridge:
                found.bridge = found.hears = None
                self.changed.add(leg)

    # ---- recordings ----------------------------------------------------------------------------------------

    def record(self, recording: Id, *, outside: list[Id], inside: list[Id], secret: Args) -> None:
        leg = next((found for i in outside + inside if (found := self.legs.get(i))), None)
        if leg is not None:
            args = {"recording": recording, "outside": outside, "inside": inside, **secret}
            self.recordings[recording] = args
            self._process_of_recording[recording] = leg.media
            self._do(leg, "record", **args)
            self.scribe.begin(recording, outside, inside, secret)

    def adjust_recording(self, recording: Id, *, outside: list[Id], inside: list[Id]) -> None:
        if (args := self.recordings.get(recording)) is not None:
            args |= {"outside": outside, "inside": inside}
            what = {"recording": recording, "outside": outside, "inside": inside}
            self._media[self._process_of_recording[recording]].do("adjust_record", **what)
            self.scribe.adjust(recording, outside, inside)

    def pause_recording(self, recording: Id) -> None:
        if recording in self.recordings:
            self.paused.add(recording)
            self._media[self._process_of_recording[recording]].do("pause_record", recording=recording)
            self.scribe.pause(recording, on=True)

    def resume_recording(self, recording: Id) -> None:
        self.paused.discard(recording)
        if recording in self.recordings:
            self._media[self._process_of_recording[recording]].do("resume_record", recording=recording)
            self.scribe.pause(recording, on=False)

    def stop_recording(self, recording: Id) -> None:
        self.paused.discard(recording)
        if self.recordings.pop(recording, None) is not None:
            process = self._closing[recording] = self._process_of_recording.pop(recording)
            self._media[process].do("stop_record", recording=recording)
            self.scribe.end(recording)

    def was_stopped(self, recording: Id, process: int) -> None:
        """A recording of an earlier life whose call is over: its process will say how it was closed."""
        self._closing[recording] = process

    # ---- what media processes tell -------------------------------------------------------------------------

    def told(self, name: str, args: Args) -> None:
        """An event of a media process, except silence, which is a question to SIP."""
        leg = self.legs.get(args.get("leg", ""))
        if name == "digit" and leg:
            self.events.append(ports.Digit(leg.id, args["digit"]))
        elif name == "played" and leg:
            if leg.playing and leg.playing[0] == args["token"]:
                leg.playing = None
            self.events.append(ports.Played(leg.id, args["token"]))
        elif name == "quiet" and leg:
            self.events.append(ports.PathLost(leg.id))
        elif name == "heard" and leg:
            self.events.append(ports.PathFound(leg.id))
        elif name == "recorded":
            self._closing.pop(args["recording"], None)
            what = (args["recording"], args["seconds"], args["size"], args.get("spoken"))
            self.events.append(ports.Recorded(*what))
        elif name == "hushed":
            self.events.append(ports.Hushed(args["recording"]))
        elif name == "closed":
            self.counters["strangers"] += args.get("strangers", 0)
        elif name == "failed":
            self.counters["media_failed"] += 1

    def joined(self, process: int, inventory: Args) -> None:
        """A media process is there (again): close what we do not know and restate what we want."""
        media = self._media[process]
        for leg in set(inventory.get("legs", ())) - self.legs.keys():
            media.do("close", leg=leg)
        for leg in set(inventory.get("listened", ())) - self.listened.keys():
            media.do("unlisten", leg=leg)
        self._recordings_of(process, set(inventory.get("recordings", ())))
        mine = [leg for leg in self.legs.values() if leg.media == process]
        quiet = set(inventory.get("quiet", ()))
        for leg in mine:
            self._restate(leg)
            if leg.extension and leg.remote is not None:  # said while nobody listened
                self.events.append(ports.PathLost(leg.id) if leg.id in quiet else ports.PathFound(leg.id))
        for bridge in sorted({leg.bridge for leg in mine if leg.bridge}):
            members = [m for m in mine if m.bridge == bridge]
            media.do("bridge", bridge=bridge, legs=[m.id for m in members], hears=_hears(members))
        for recording, args in self.recordings.items():
            if self._process_of_recording[recording] == process:
                media.do("record", **args)
                if recording in self.paused:
                    media.do("pause_record", recording=recording)

    def _recordings_of(self, process: int, still: set[Id]) -> None:
        for recording in still - self.recordings.keys():
            self._media[process].do("stop_record", recording=recording)
        for recording in [r for r, where in self._closing.items() if where == process and r not in still]:
            # Its process died, or was not heard: what lies on the disk is what there is.
            del self._closing[recording]
            self.events.append(ports.Recorded(recording, *self.measure(recording)))

    def _restate(self, leg: EngineLeg) -> None:
        what = {"port": leg.port, "remote": leg.remote, "codec": leg.codec, "dtmf": leg.dtmf}
        self._do(leg, "open", leg=leg.id, bind=self._host, watch=bool(leg.extension), **what)
        if leg.echo:
            self._do(leg, "echo", leg=leg.id)
        if leg.id in self.listened:
            self._do(leg, "listen", leg=leg.id)
        self._do(leg, "adjust", leg=leg.id, direction=leg.direction)
        if leg.playing is not None:
            token, prompts, loop = leg.playing
            self._do(leg, "play", leg=leg.id, token=token, prompts=prompts, loop=loop)

    def _do(self, of: EngineLeg, name: str, /, **args: Any) -> None:  # noqa: ANN401 - plain values
        self._media[of.media].do(name, **args)


def _hears(members: list[EngineLeg]) -> dict[Id, list[Id]] | None:
    """Whom each member hears; None when everyone hears everyone."""
    if all(found.hears is None for found in members):
        return None
    return {found.id: found.hears or [] for found in members}
