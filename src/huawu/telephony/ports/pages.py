"""What pages ask of the live process about telephones, extensions, calls that are up and mailboxes."""

from typing import Any, Protocol

from huawu.platform.ids import Id


class Phones(Protocol):
    """What pages ask of the live process about browser telephones; `app` fills it. Each may refuse,
    Unavailable("live.away") among others."""

    async def open_phone(self, agent: Id, *, tab: str, take_over: bool) -> dict[str, Any]:
        """A ticket for this tab: `{ticket, extension, domain, display_name, expires_at}`. Refused while
        another tab has the phone (`phone.in_use_elsewhere`), and without an edge (`phone.edge_down`)."""

    async def told_audio(self, agent: Id, *, tab: str, state: str) -> None:
        """How microphone and speaker are."""

    async def leave_phone(self, agent: Id, *, tab: str) -> None:
        """This tab is the telephone no more."""

    async def echo(self, agent: Id) -> None:
        """Call the page and let it hear itself."""


class Extensions(Protocol):
    """What pages ask of the live process about extensions; `app` fills it. Each may refuse,
    Unavailable("live.away") among others.

    An extension: `{number, state, calls, dnd, always, busy, no_answer, offline, parked: [{place, since, by}],
    ringing: [{extension, since}]}`; state idle, ringing or busy.
    """

    async def show_extension(self, number: str) -> dict[str, Any]:
        """How an extension is. NotFound when there is none."""

    async def wish(self, number: str, wishes: dict[str, Any], *, by: Id) -> dict[str, Any]:
        """Set what its owner wishes: `{dnd, always, busy, no_answer, offline}`. `by`: the user."""


class CallControl(Protocol):
    """What pages ask of the live process about calls that are up; `app` fills it. Each may refuse,
    Unavailable("live.away") among others.

    A call: `{interaction, stage, since, started, queue, in_charge, locked, limit, outcome: {verb, to: {kind,
    id}, by, end, at} or None, parties: [{party, role, kind, agent, number, state, circle, muted, since}],
    may: [verbs], urgent: {kind, id} or None (where one key sends it),
    parked: place or None,
    recording: {state, since, until, on_demand, consent}}`; times in microseconds UTC.
    """

    async def show_call(self, interaction: Id, *, agent: Id | None, leads: bool) -> dict[str, Any]:
        """A call. Refused unless the agent is in it, or `leads`; NotFound when it is over."""

    async def do_in_call(self, agent: Id, interaction: Id, verb: str, args: dict[str, Any]) -> dict[str, Any]:
        """An agent does something with a call (`core.switch.verbs`); how it is then."""

    async def force_state(
        self, agent: Id, state: str, reason: str, *, by: Id, limit_seconds: int | None = None
    ) -> None:
        """Give an agent the state ready, paused or signed_out. `by`: the user who does. A pause should be
        over after `limit_seconds`."""


class Mailboxes(Protocol):
    """What pages ask of the live process about voice mailboxes; `app` fills it. Each may refuse,
    Unavailable("live.away") among others.

    A mailbox: `{mailbox, new, old, greeting, pin, locked_until, messages: [{id, mailbox, call, caller,
    caller_name, at, seconds, size, path, state, by, changed_at, before}]}`, the newest first; times in
    microseconds UTC.
    """

    async def mailbox_counts(self, mailboxes: list[str]) -> dict[str, Any]:
        """New messages and old ones of each mailbox that there is."""

    async def show_mailbox(self, mailbox: str) -> dict[str, Any]:
        """A mailbox. NotFound when there is none."""

    async def mark_message(self, mailbox: str, message: Id, state: str, *, by: Id) -> dict[str, Any]:
        """Bring a message into a state, or, by "restore", have it back; the mailbox as it is then."""

    async def set_pin(self, mailbox: str, hashed: str, *, by: Id) -> dict[str, Any]:
        """A new secret number, as its argon2id hash."""

    async def drop_greeting(self, mailbox: str, *, by: Id) -> dict[str, Any]:
        """No own greeting any more."""
