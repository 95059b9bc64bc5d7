"""Commands by name: checks of what came, then the exchange or the recorder."""

import logging
from collections.abc import Callable
from typing import Any

from huawu.platform.refusals import Invalid
from huawu.telephony.core.media.g711 import PAYLOAD_TYPE
from huawu.telephony.core.media.hearing import Bridge
from huawu.telephony.core.media.latch import Address, host_of
from huawu.telephony.core.media.recording import KEY_BYTES
from huawu.telephony.media.exchange import Exchange
from huawu.telephony.media.leg import DIRECTIONS, Leg
from huawu.telephony.media.pace import Pace
from huawu.telephony.media.recorder import Recorder
from huawu.telephony.media.taps import Taps

Args = dict[str, Any]
log = logging.getLogger(__name__)
QUESTIONS = ("inventory", "statistics")


def batched(name: str, args: Args) -> list[tuple[str, Args]]:
    """The commands in a frame: those of a `batch`, or the one."""
    if name != "batch":
        return [(name, args)]
    commands = args.get("commands") if isinstance(args, dict) else None
    if not isinstance(commands, list) or not all(isinstance(one, list) and len(one) == 2 for one in commands):
        return [("batch", args)]  # which is no command, and counted as such
    return [(str(one[0]), one[1]) for one in commands]


class Commands:
    """What clients may ask of one media process."""

    def __init__(self, exchange: Exchange, recorder: Recorder, pace: Pace) -> None:
        self._taps: Taps = pace.taps
        self._exchange, self._recorder, self._pace = exchange, recorder, pace
        self.nonsense = self.unheard = 0
        self._by_name: dict[str, Callable[[Args], None]] = {
            "open": self._open,
            "adjust": self._adjust,
            "close": self._close,
            "play": self._play,
            "stop": self._stop,
            "bridge": self._bridge,
            "unbridge": lambda args: exchange.unbridge(_text(args["bridge"])),
            "record": self._record,
            "adjust_record": self._adjust_record,
            "stop_record": lambda args: recorder.stop(_text(args["recording"]), exchange.clock),
            "pause_record": lambda args: recorder.pause(_text(args["recording"]), exchange.clock),
            "resume_record": lambda args: recorder.resume(_text(args["recording"]), exchange.clock),
            "digits": self._digits,
            "echo": self._echo,
            "listen": lambda args: self._taps.listen(_text(args["leg"]), exchange.clock),
            "unlisten": lambda args: self._taps.unlisten(_text(args["leg"])),
        }

    def handle(self, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        """Do a command or answer a question. Nonsense changes nothing and is counted. Raises Invalid."""
        if name == "inventory":
            return self._inventory()
        if name == "statistics":
            return self._statistics()
        command = self._by_name.get(name)
        try:
            if command is None:
                raise ValueError("unknown command")
            command(args)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self.nonsense += 1
            log.warning("command %s makes no sense: %s", name, type(error).__name__)
            raise Invalid("media.bad_command", command=name) from error
        return None

    def _leg(self, args: Args) -> Leg | None:
        return self._exchange.legs.get(_text(args["leg"]))

    def _open(self, args: Args) -> None:
        port = args["port"]
        if not isinstance(port, int) or not 0 < port < 65536:
            raise ValueError("port")
        leg_id = _text(args["leg"])
        known = leg_id in self._exchange.legs
        self._exchange.open(
            leg_id,
            bind=host_of(_text(args["bind"])),
            port=port,
            remote=_address(args.get("remote")),
            codec=_codec(args["codec"]),
            dtmf=_payload_type(args.get("dtmf")),
        )
        leg = self._exchange.legs.get(leg_id)
        if leg is not None and not known:
            self._recorder.opened(leg)
            self._taps.opened(leg, self._exchange.clock)
        if leg is not None and args.get("watch"):
            self._pace.watch.begin(leg_id)

    def _adjust(self, args: Args) -> None:
        changes = {name: check(args[name]) for name, check in _CHANGES.items() if name in args}
        leg = self._leg(args)
        if leg is not None:
            self._exchange.adjust(leg, changes)

    def _close(self, args: Args) -> None:
        leg = self._leg(args)
        if leg is not None:
            self._recorder.closed(leg.id)
            self._taps.closed(leg.id)
            self._exchange.close(leg)

    def _play(self, args: Args) -> None:
        prompts = _texts(args["prompts"])
        token, loop = _text(args.get("token") or ""), bool(args.get("loop"))
        leg = self._leg(args)
        if leg is not None:
            self._exchange.play(leg, prompts, token=token, loop=loop)

    def _stop(self, args: Args) -> None:
        leg = self._leg(args)
        if leg is not None:
            self._exchange.stop(leg)

    def _bridge(self, args: Args) -> None:
        legs, hears = tuple(dict.fromkeys(_texts(args["legs"]))), args.get("hears")
        if hears is not None:
            hears = {_text(listener): tuple(_texts(speakers)) for listener, speakers in hears.items()}
        self._exchange.bridge(_text(args["bridge"]), Bridge(legs, hears))

    def _record(self, args: Args) -> None:
        key, header, recording = args["key"], args["header"], _text(args["recording"])
        if not isinstance(key, bytes) or len(key) != KEY_BYTES or not isinstance(header, dict):
            raise ValueError("key or header")
        outside, inside = _texts(args["outside"]), _texts(args["inside"])
        self._recorder.record(
            recording, path=_text(args["path"]), key=key, header=header, clock=self._exchange.clock
        )
        self._recorder.adjust(recording, outside=outside, inside=inside)

    def _adjust_record(self, args: Args) -> None:
        self._recorder.adjust(
            _text(args["recording"]), outside=_texts(args["outside"]), inside=_texts(args["inside"])
        )

    def _digits(self, args: Args) -> None:
        digits, leg = _text(args["digits"]), self._leg(args)
        if leg is not None:
            self._exchange.press(leg, digits)

    def _echo(self, args: Args) -> None:
        leg = self._leg(args)
        if leg is not None:
            self._exchange.echo(leg)

    def _inventory(self) -> Args:
        legs = self._exchange.legs
        return {
            "legs": list(legs),
            "bridges": {name: list(bridge.legs) for name, bridge in self._exchange.bridges.items()},
            "recordings": list(self._recorder.recordings),
            "paused": [name for name, made in self._recorder.recordings.items() if made.tape.paused],
            "quiet": self._pace.watch.quiet,
            "listened": self._taps.wanted,
            "ports": {name: leg.port for name, leg in legs.items()},
            "playing": {n: leg.outgoing.player.token for n, leg in legs.items() if leg.outgoing.player},
        }

    def _statistics(self) -> Args:
        totals = dict(self._exchange.totals)
        for leg in self._exchange.legs.values():
            totals["received"] += leg.incoming.received
            totals["lost"] += leg.incoming.lost
            totals["invalid"] += leg.incoming.invalid
            totals["sent"] += leg.outgoing.sent
            totals["strangers"] += leg.strangers
        return {
            **totals,
            "legs": len(self._exchange.legs),
            "bridges": len(self._exchange.bridges),
            "recordings": len(self._recorder.recordings),
            "nonsense": self.nonsense,
            "unheard": self.unheard,
            "late_slots": self._pace.late_slots,
            "skipped_slots": self._pace.skipped_slots,
        }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _texts(values: object) -> list[str]:
    if not isinstance(values, list):
        raise ValueError("not a list")
    return [_text(value) for value in values]


def _address(value: object) -> Address | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], int):
        raise ValueError("not an address")
    if not 0 < value[1] < 65536:
        raise ValueError("not a port")
    return host_of(_text(value[0])), value[1]


def _codec(value: object) -> str:
    if value not in PAYLOAD_TYPE:
        raise ValueError("not a codec")
    return str(value)


def _payload_type(value: object) -> int | None:
    if value is not None and not (isinstance(value, int) and 0 <= value < 128):
        raise ValueError("not a payload type")
    return value


def _direction(value: object) -> str:
    if value not in DIRECTIONS:
        raise ValueError("not a direction")
    return str(value)


_CHANGES: dict[str, Callable[[Any], Any]] = {
    "remote": _address,
    "codec": _codec,
    "dtmf": _payload_type,
    "direction": _direction,
}
"""What `adjust` may change, and what checks it."""
