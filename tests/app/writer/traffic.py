"""Made-up calls, as the live process would spool them."""

import random
from pathlib import Path

from huawu.interactions.events import (
    InteractionEnded,
    InteractionStarted,
    RecordingClosed,
    RecordingStarted,
    SegmentClosed,
)
from huawu.platform import spool
from huawu.platform.clock import SECOND
from huawu.platform.facts import Envelope, body_of, mark_of
from huawu.platform.ids import IdSource
from huawu.platform.spool import Position, Spool
from huawu.routing.events import AgentStateChanged

DAY_ONE = 1_795_000_000_000_000
ids = IdSource()


class Traffic:
    """Writes calls into a spool, in small batches, a few of them open at a time."""

    def __init__(self, folder: Path, *, seed: int = 1, segment_bytes: int = 1 << 20, epoch: int = 0) -> None:
        self.spool = Spool(folder, segment_bytes=segment_bytes)
        self.spool.begin(epoch)
        self.now = DAY_ONE
        self._dice = random.Random(seed)
        self._seqs: dict[str, int] = {}

    def say(self, stream: str, fact: object) -> Envelope:
        """Spool one fact, unflushed."""
        seq = self._seqs[stream] = self._seqs.get(stream, 0) + 1
        kind, version = mark_of(fact)
        envelope = Envelope(ids(), stream, seq, kind, version, self.now, "main", body_of(fact))
        self.spool.fact(envelope.as_list())
        return envelope

    def call(self, *, agent: str = "a1", recorded: bool = True, flush_each: bool = False) -> str:
        """One whole call of eight facts (six without a recording). Returns the interaction."""
        call, recording, t = ids(), ids(), self.now
        steps: list[tuple[str, object]] = [
            (call, InteractionStarted(call, "call", "in", "4001", "13800138000", "王\0小明", None, t)),
            (call, SegmentClosed(ids(), call, "queue", None, "desk", t, t + SECOND, "answered")),
            (agent, AgentStateChanged(agent, "talking", "", t + SECOND, None, call)),
            (call, RecordingStarted(recording, call, agent, "desk", f"{call}.rec", t + SECOND)),
            (call, SegmentClosed(ids(), call, "talk", agent, "desk", t + SECOND, t + 9 * SECOND, "hung_up")),
            (call, RecordingClosed(recording, call, 8.0, 128_000)),
            (agent, AgentStateChanged(agent, "ready", "", t + 9 * SECOND, None, None)),
            (call, InteractionEnded(call, t + 9 * SECOND, "customer", "hung_up", "desk", agent, t + SECOND)),
        ]
        for stream, fact in steps:
            if recorded or not isinstance(fact, RecordingStarted | RecordingClosed):
                self.now += self._dice.randrange(1, 1000)
                self.say(stream, fact)
                self.spool.keep(f"call/{call}", {"stage": mark_of(fact)[0]})
                if flush_each:
                    self.spool.flush()
        self.spool.keep(f"call/{call}", None)
        self.spool.flush()
        return call


def spooled_ids(folder: Path) -> list[str]:
    """The ids of all facts still in the spool, in order."""
    return [record[1][0] for _, record in spool.read(folder, Position(0, 0)) if record[0] == "fact"]
