"""Whether a call is recorded, and what its caller is told of that.

What the dialled number says goes before what the queue says, each for itself; a queue that says nothing is
recorded, and nobody is told. A call without a queue is recorded when its number says so, else as the site
says of calls between extensions and of calls that go out; without a word of it, those that agents make are
recorded, those of other telephones not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from huawu.platform.ids import Id
from huawu.platform.recorded import MAY_REFUSE, ON_DEMAND, PAUSE_SECONDS, Said

NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one call. `recorded`: true, false, "on_demand", or how many of a hundred."""

    recorded: bool | int | str
    notice: bool = False
    may_refuse: bool = False

    @property
    def on_demand(self) -> bool:
        return self.recorded == ON_DEMAND

    def takes(self, call: Id) -> bool:
        """Whether this call is recorded from the answer on. The same call is always taken, or never."""
        if isinstance(self.recorded, bool):
            return self.recorded
        return isinstance(self.recorded, int) and crc32(call.encode()) % 100 < self.recorded


@dataclass(frozen=True, slots=True)
class Rules:
    """What a configuration says. `pause_seconds`: so long a pause lasts at most."""

    numbers: Mapping[str, Said] = field(default_factory=dict)
    queues: Mapping[Id, Said] = field(default_factory=dict)
    extensions: Said = NOTHING
    outgoing: Said = NOTHING
    pause_seconds: int = PAUSE_SECONDS

    def of_queue(self, number: str, queue: Id) -> Rule:
        """For a call that came to this number and waited in this queue."""
        first, then = self.numbers.get(number, NOTHING), self.queues.get(queue, NOTHING)
        recorded = then.recorded if first.recorded is None else first.recorded
        notice = then.notice if first.notice is None else first.notice
        return Rule(True if recorded is None else recorded, bool(notice), notice == MAY_REFUSE)

    def without_queue(self, number: str, *, out: bool, served: bool = False) -> Rule:
        """For a call that telephones of the house have among themselves, or with somebody outside; `served`:
        an agent has called a customer. Nobody is told anything."""
        first = self.numbers.get(number, NOTHING).recorded
        then = (self.outgoing if out else self.extensions).recorded
        if first is None:
            first = then
        return Rule(served if first is None else first)
