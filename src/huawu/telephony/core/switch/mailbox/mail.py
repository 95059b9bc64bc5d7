"""The switch's desk for voice mail: who is at a mailbox now, what lies in the mailboxes, and what is asked of
the world for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from huawu.platform.ids import Id
from huawu.telephony.core.switch.types import Call
from huawu.telephony.core.voicemail.box import Boxes, Message
from huawu.telephony.core.voicemail.leaving import Visit
from huawu.telephony.core.voicemail.listening import Listening


def _no_figures(value: int, language: str) -> list[str]:
    return []


def _no_envelope(message: Message, language: str) -> list[str]:
    return []


@dataclass(slots=True)
class MailDesk:
    """`visits` and `listeners` by call; `takes`: recordings that go on, with their call; `visited`: calls
    whose visit changed since it was written down.

    `take` begins a recording of the caller and answers its path; `confirm` (call, recording, path) finds out
    whether a message is on the disk, `check` (call, secret number, hash) whether the number is right, `hash`
    (call, secret number) makes the hash of a new one; `drop` removes a file. `figures` says a number,
    `envelope` who left a message and when, as prompts.
    """

    boxes: Boxes = field(default_factory=Boxes)
    visits: dict[Id, Visit] = field(default_factory=dict)
    listeners: dict[Id, Listening] = field(default_factory=dict)
    takes: dict[Id, Id] = field(default_factory=dict)
    visited: set[Id] = field(default_factory=set)
    take: Callable[[Call, Id], str] = lambda call, recording: ""
    confirm: Callable[[Id, Id, str], None] = lambda call, recording, path: None
    check: Callable[[Id, str, str], None] = lambda call, pin, hashed: None
    hash: Callable[[Id, str], None] = lambda call, pin: None
    drop: Callable[[str], None] = lambda path: None
    figures: Callable[[int, str], list[str]] = _no_figures
    envelope: Callable[[Message, str], list[str]] = _no_envelope
