"""Recorded calls of queues that want it are written down while they are spoken, by the speech process; their
agents see it come.

It follows the recording, of which it is another form: the same legs, the same pauses, the same end, the same
key. Only so many calls are written down at once (`transcripts` of the plan of speech): recognition takes much
processor time.
"""

from collections.abc import Callable, Iterable
from typing import Any

from huawu.platform.ids import Id
from huawu.speech.config import transcripts_at_once
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import Call
from huawu.telephony.engine.media_client import MediaClient
from huawu.telephony.recordings.words import OUTSIDE

Args = dict[str, Any]
Whisper = Callable[[Iterable[Id], Args], None]
"""To the own pages of these agents, something."""
WORDS = "words"
"""In the header of a recording: [the call, the language], when it is written down."""
WHY = "words"


class Transcripts:
    """Fills `panel.Scribe`. `whisper` is set when there are screens."""

    def __init__(self, switch: Switch, line: MediaClient) -> None:
        self._switch, self._line = switch, line
        self._wishes: dict[Id, Args] = {}  # by recording: what the speech process would be told
        self._heard: set[Id] = set()  # whose legs are listened to
        self._written: set[Id] = set()  # of which it was told
        self._most = 0
        self._queues: frozenset[Id] = frozenset()
        self.whisper: Whisper = lambda agents, message: None

    def configure(self, plan: Args, queues: Args) -> None:
        """By this plan of speech, and these queues."""
        self._most = transcripts_at_once(plan)
        self._queues = frozenset(key for key, body in queues.items() if body.get("transcribed") is True)

    def wanted(self, call: Call) -> list[str] | None:
        """What is noted in the header of this call's recording; None: it is not written down."""
        if call.queue not in self._queues or len(self._heard) >= self._most:
            return None
        return [call.id, call.language]

    # ---- with the recording --------------------------------------------------------------------------------

    def begin(self, recording: Id, outside: list[Id], inside: list[Id], secret: Args) -> None:
        if recording in self._wishes:
            return
        call, language = secret["header"].get(WORDS) or ("", "")
        self._wishes[recording] = {"recording": recording, "call": call, "language": language, **secret}
        self._wishes[recording] |= {"outside": [], "inside": [], "paused": False}
        if call:
            self._heard.add(recording)
            self.adjust(recording, outside, inside)

    def adjust(self, recording: Id, outside: list[Id], inside: list[Id]) -> None:
        wish = self._wishes[recording]
        if recording not in self._heard:
            return
        before, after = {*wish["outside"], *wish["inside"]}, {*outside, *inside}
        wish |= {"outside": outside, "inside": inside}
        self._listen(sorted(before - after), on=False)
        if not wish["paused"]:
            self._listen(sorted(after - before), on=True)
        self._write(wish)

    def pause(self, recording: Id, *, on: bool) -> None:
        wish = self._wishes[recording]
        wish["paused"] = on
        self._listen(wish["outside"] + wish["inside"], on=not on)
        if recording in self._written:
            self._write(wish)

    def end(self, recording: Id) -> None:
        wish = self._wishes.pop(recording)
        self._listen(wish["outside"] + wish["inside"], on=False)
        self._heard.discard(recording)
        if recording in self._written:
            self._written.discard(recording)
            self._line.do("written", recording=recording)

    def _write(self, wish: Args) -> None:
        self._written.add(wish["recording"])
        self._line.do("write", **wish)

    def _listen(self, legs: list[Id], *, on: bool) -> None:
        for leg in legs:
            self._switch.port.listen(leg, on=on, why=WHY)

    # ---- the speech process --------------------------------------------------------------------------------

    def joined(self) -> None:
        """It is there, anew: this is what it is to write down."""
        for recording in self._written:
            self._line.do("write", **self._wishes[recording])

    def flush(self) -> None:
        """What agents have said by a voice is written down in every recorded call: the recording itself has
        only what telephones said."""
        for key, text in self._switch.typed:
            call = self._switch.calls.get(key)
            wish = self._wishes.get(call.recording or "") if call is not None else None
            if wish is None:
                continue
            wish["call"] = key
            if wish["recording"] not in self._written:
                self._write(wish)
            self._line.do("typed", recording=wish["recording"], text=text)
        self._switch.typed.clear()

    def told(self, line: Args) -> None:
        """Somebody has said something: the agents who are in that call see it."""
        call = self._switch.calls.get(line["call"])
        if call is None or call.recording != line["recording"]:
            return
        agents = [each.agent for each in call.parties.values() if each.agent is not None and each.up]
        shown = {name: line[name] for name in ("at", "text", "typed")}
        shown["side"] = "outside" if line["side"] == OUTSIDE else "inside"
        self.whisper(agents, {"type": "words", "interaction": call.id, "line": shown})
