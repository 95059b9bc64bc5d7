"""Mailboxes and what lies in them.

A message of an extension is new, then heard; one of a queue is new, then taken by somebody, then done. Any
may be deleted, and be there again while `UNDO` lasts. Who changes what is refused with the reason while
nothing has changed yet.
"""

from dataclasses import dataclass, field, fields
from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.plain import plain_row
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.telephony.core.voicemail.pins import Pin

NEW, HEARD, TAKEN, DONE, DELETED = "new", "heard", "taken", "done", "deleted"
UNDO: Micros = 24 * 3600 * SECOND
"""So long a deleted message can be had back."""
MOST = 100
"""Messages of one mailbox."""
QUEUE = "queue:"
_OF_ONE = frozenset((NEW, HEARD, DELETED))
_SHARED = frozenset((NEW, TAKEN, DONE, DELETED))


@dataclass(slots=True)
class Message:
    """One message. `path`: of its file among recordings. `by`: the user or agent whose it is, or who did
    this; `before`: its state before it was deleted."""

    id: Id
    mailbox: str
    call: Id
    caller: str
    caller_name: str
    at: Micros
    seconds: float
    size: int
    path: str
    state: str = NEW
    by: Id | None = None
    changed_at: Micros = 0
    before: str = ""

    def saved(self) -> list[Any]:
        return plain_row(self)


FIELDS = tuple(each.name for each in fields(Message))


def is_shared(mailbox: str) -> bool:
    """Whether it is a queue's."""
    return mailbox.startswith(QUEUE)


@dataclass(slots=True)
class Boxes:
    """Every mailbox. `changed`: what is to be written down, `touched`: mailboxes whose counts may have
    changed; whoever writes empties them. `greetings`: paths of owners' own."""

    messages: dict[Id, Message] = field(default_factory=dict)
    by_mailbox: dict[str, dict[Id, Message]] = field(default_factory=dict)
    pins: dict[str, Pin] = field(default_factory=dict)
    greetings: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def put(self, message: Message) -> None:
        """A message is there, from now on or again."""
        self.messages[message.id] = message
        self.by_mailbox.setdefault(message.mailbox, {})[message.id] = message
        self._changed(message)

    def _changed(self, message: Message) -> None:
        self.changed.add(f"message/{message.id}")
        self.touched.add(message.mailbox)

    def in_order(self, mailbox: str, *, deleted: bool = False) -> list[Message]:
        """What lies in a mailbox, the oldest first; `deleted`: those too that can be had back."""
        found = [
            each for each in self.by_mailbox.get(mailbox, {}).values() if deleted or each.state != DELETED
        ]
        return sorted(found, key=lambda each: (each.at, each.id))

    def counts(self, mailbox: str) -> tuple[int, int]:
        """New ones, and others."""
        there = self.in_order(mailbox)
        new = sum(1 for each in there if each.state == NEW)
        return new, len(there) - new

    def is_full(self, mailbox: str) -> bool:
        return len(self.in_order(mailbox)) >= MOST

    def found(self, message: Id, now: Micros) -> Message:
        """A message that is there, or can be had back. Raises NotFound."""
        found = self.messages.get(message)
        if found is None or (found.state == DELETED and found.changed_at + UNDO <= now):
            raise NotFound("voicemail.unknown")
        return found

    def mark(self, message: Id, state: str, *, by: Id | None, now: Micros) -> Message | None:
        """Bring a message into a state. None: it is in it. Refused when it cannot be, and when somebody else
        has taken it."""
        found = self.found(message, now)
        if state not in (_SHARED if is_shared(found.mailbox) else _OF_ONE):
            raise Invalid("voicemail.bad_state")
        if found.state == TAKEN and found.by not in (None, by) and state in (TAKEN, DONE):
            raise Refusal("voicemail.taken")
        if found.state == state:
            return None
        found.before = found.state if state == DELETED else ""
        found.state, found.by, found.changed_at = state, by, now
        self._changed(found)
        return found

    def restore(self, message: Id, *, by: Id | None, now: Micros) -> Message | None:
        """Take back that a message was deleted. None: it is not."""
        found = self.found(message, now)
        if found.state != DELETED:
            return None
        return self.mark(message, found.before or NEW, by=by, now=now)

    def forget_old(self, mailbox: str, now: Micros) -> None:
        """Those that cannot be had back any more are forgotten."""
        for each in list(self.by_mailbox.get(mailbox, {}).values()):
            if each.state == DELETED and each.changed_at + UNDO <= now:
                del self.messages[each.id], self.by_mailbox[mailbox][each.id]
                self.changed.add(f"message/{each.id}")

    def greet(self, mailbox: str, path: str) -> str:
        """From now on callers hear this greeting; "" the usual one. Returns the path of the one before."""
        before = self.greetings.pop(mailbox, "")
        if path:
            self.greetings[mailbox] = path
        self.changed.add(f"greeting/{mailbox}")
        return before

    def pin(self, mailbox: str, pin: Pin) -> None:
        """From now on this holds."""
        self.pins[mailbox] = pin
        self.changed.add(f"pin/{mailbox}")

    def saved(self, key: str) -> Any:  # noqa: ANN401 - plain values of any kind
        """Plain values of what `changed` names; None: nothing is there."""
        kind, _, name = key.partition("/")
        if kind == "greeting":
            return self.greetings.get(name)
        if kind == "pin":
            return self.pins[name].saved() if name in self.pins else None
        return self.messages[name].saved() if name in self.messages else None

    def take_up(self, key: str, values: Any) -> None:  # noqa: ANN401 - plain values of any kind
        """What `saved` told, in another life."""
        kind, _, name = key.partition("/")
        if kind == "greeting":
            self.greetings[name] = values
        elif kind == "pin":
            self.pins[name] = Pin(*values)
        else:
            self.put(Message(**dict(zip(FIELDS, values, strict=False))))
        self.changed.discard(key)
