"""Nouns of telephony that cross the door."""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.platform.ids import Id


@dataclass(frozen=True, slots=True)
class TestCall:
    """A test call and how far it is. `state`: waiting, ringing, talking, ended, failed."""

    id: Id
    number: str
    press: str
    state: str
    started_at: Micros | None
    ended_at: Micros | None
    heard_seconds: float
    sent_packets: int
    received_packets: int
    cause: str | None
