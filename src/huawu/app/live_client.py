"""The web process's line to the live process: connects by itself, again and again, and asks.

`LiveClient` fills the ports of the rooms (`routing.ports.LiveAgents`, `interactions.ports.Desk`); so
does its twin `PretendLive`. When live is away every question is refused with `live.away` at once.
"""

import asyncio
import logging
from pathlib import Path
from typing import Any, Protocol

from huawu.desk.types import LiveCall, MayDial
from huawu.platform import ipc
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal, Unavailable
from huawu.platform.tasks import spawn

log = logging.getLogger(__name__)
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 1.0
_JOIN_SECONDS = 1.0


class Asking(Protocol):
    """Whoever can be asked as `live` is."""

    async def ask(self, name: str, args: dict[str, Any]) -> Any:  # noqa: ANN401 - any plain value
        """The answer. Raises Refusal; Unavailable("live.away") when there is none."""


class Line:
    """A connection that is made again whenever it ends. `name`: who asks."""

    def __init__(self, socket: Path, *, name: str = "web") -> None:
        self._socket, self._name = socket, name
        self._peer: ipc.Peer | None = None
        self._joined = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to connect."""
        self._task = spawn(self._stay(), name=f"line to {self._socket.stem}")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._peer is not None:
            self._peer.close()

    async def ask(self, name: str, args: dict[str, Any]) -> Any:  # noqa: ANN401 - any plain value
        """Ask live. A connection that is just being made is waited for, a moment."""
        try:
            async with asyncio.timeout(_JOIN_SECONDS if self._peer is None else None):
                await self._joined.wait()
            assert self._peer is not None
            return await self._peer.ask(name, args)
        except (ipc.Closed, TimeoutError) as error:
            raise Unavailable("live.away") from error
        except Refusal as refusal:
            raise _classed(refusal) from refusal

    async def _stay(self) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                self._peer = await ipc.connect(self._socket, name=self._name, handler=_nothing_is_asked_of_us)
            except (OSError, ValueError):
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
                continue
            self._joined.set()
            log.info("connected to %s", self._socket.stem)
            await self._peer.run()
            self._joined.clear()
            self._peer, wait = None, _FIRST_WAIT


class LateLine:
    """A line that is made when it is first wanted: the jobs process has little to ask, and many sites have
    nothing that live would ask of web."""

    def __init__(self, socket: Path, *, name: str = "jobs") -> None:
        self._line, self._started = Line(socket, name=name), False

    async def ask(self, name: str, args: dict[str, Any]) -> Any:  # noqa: ANN401 - any plain value
        """Ask live, as `Line.ask`."""
        if not self._started:
            self._started = True
            self._line.start()
        return await self._line.ask(name, args)


_CLASSES: dict[str, type[Refusal]] = {
    "agent.unknown": NotFound,
    "agent.state_unknown": Invalid,
    "call.unknown": NotFound,
    "callback.unknown": NotFound,
    "call.unknown_agent": NotFound,
    "call.unknown_queue": NotFound,
    "call.unknown_extension": NotFound,
    "call.unknown_flow": NotFound,
    "call.unknown_group": NotFound,
    "call.party_unknown": NotFound,
    "duty.unknown_mode": Invalid,
    "extension.to_itself": Invalid,
    "call.not_yours": NotAllowed,
    "call.bad_number": Invalid,
    "call.not_a_queue": Invalid,
    "call.not_a_group": Invalid,
    "call.nobody_there": Invalid,
    "call.unknown_verb": Invalid,
    "call.blocked_number": NotAllowed,
    "call.unknown_mode": Invalid,
    "conference.unknown": NotFound,
    "conference.unknown_room": NotFound,
    "conference.bad_time": Invalid,
    "command.unknown": Invalid,
    "live.away": Unavailable,
    "people.move_over": Invalid,
    "phone.edge_down": Unavailable,
    "voicemail.unknown": NotFound,
    "voicemail.unknown_mailbox": NotFound,
    "voicemail.bad_state": Invalid,
}


def _classed(refusal: Refusal) -> Refusal:
    """A refusal with its class again: between processes only key and params travel."""
    if refusal.key == "internal":
        return Unavailable("live.failed")
    return _CLASSES.get(refusal.key, Refusal)(refusal.key, **refusal.params)


async def _nothing_is_asked_of_us(peer: ipc.Peer, name: str, args: ipc.Args) -> None:
    raise Refusal("command.unknown", name=name)


class LiveClient:
    """What rooms ask of live, in their words."""

    def __init__(self, line: Asking) -> None:
        self._line = line

    async def show(self, agent: Id) -> dict[str, Any]:
        return await self._view("agent.show", agent=agent)

    async def sign_in(self, agent: Id) -> dict[str, Any]:
        return await self._view("agent.sign_in", agent=agent)

    async def sign_out(self, agent: Id) -> dict[str, Any]:
        return await self._view("agent.sign_out", agent=agent)

    async def change(
        self, agent: Id, state: str, reason: str, *, limit_seconds: int | None = None
    ) -> dict[str, Any]:
        asked = {"state": state, "reason": reason, "limit_seconds": limit_seconds}
        return await self._view("agent.state", agent=agent, **asked)

    async def act(self, agent: Id, action: str, *, reason: str = "", keys: str = "") -> None:
        asked = {"agent": agent, "action": action, "reason": reason, "keys": keys}
        await self._line.ask("agent.call", asked)

    async def help_seen(self, interaction: Id, *, by: Id) -> None:
        await self._line.ask("call.help_seen", {"interaction": interaction, "by": by})

    async def open_phone(self, agent: Id, *, tab: str, take_over: bool) -> dict[str, Any]:
        return await self._view("phone.open", agent=agent, tab=tab, take_over=take_over)

    async def told_audio(self, agent: Id, *, tab: str, state: str) -> None:
        await self._line.ask("phone.audio", {"agent": agent, "tab": tab, "state": state})

    async def leave_phone(self, agent: Id, *, tab: str) -> None:
        await self._line.ask("phone.leave", {"agent": agent, "tab": tab})

    async def echo(self, agent: Id) -> None:
        await self._line.ask("phone.echo", {"agent": agent})

    async def show_call(self, interaction: Id, *, agent: Id | None, leads: bool) -> dict[str, Any]:
        asked = {"interaction": interaction, "agent": agent, "leads": leads}
        shown: dict[str, Any] = await self._line.ask("call.parties", asked)
        return shown

    async def do_in_call(self, agent: Id, interaction: Id, verb: str, args: dict[str, Any]) -> dict[str, Any]:
        asked = {"agent": agent, "interaction": interaction, "verb": verb, "args": args}
        shown: dict[str, Any] = await self._line.ask("call.verb", asked)
        return shown

    async def dial(self, agent: Id, kind: str, whom: str, *, callback: Id | None) -> Id:
        asked = {"agent": agent, "to": {"kind": kind, "id": whom}, "callback": callback}
        return str((await self._line.ask("call.dial", asked))["interaction"])

    async def may_dial(self, agent: Id, kind: str, whom: str) -> MayDial:
        asked = {"agent": agent, "to": {"kind": kind, "id": whom}}
        return MayDial(**await self._line.ask("call.dial_checked", asked))

    async def show_extension(self, number: str) -> dict[str, Any]:
        return await self._view("extension.show", number=number)

    async def wish(self, number: str, wishes: dict[str, Any], *, by: Id) -> dict[str, Any]:
        shown: dict[str, Any] = await self._line.ask(
            "extension.wish", {"number": number, "wishes": wishes, "by": by}
        )
        return shown

    async def mailbox_counts(self, mailboxes: list[str]) -> dict[str, Any]:
        counts: dict[str, Any] = await self._line.ask("mailbox.counts", {"mailboxes": mailboxes})
        return counts

    async def show_mailbox(self, mailbox: str) -> dict[str, Any]:
        return await self._view("mailbox.show", mailbox=mailbox)

    async def mark_message(self, mailbox: str, message: Id, state: str, *, by: Id) -> dict[str, Any]:
        asked = {"mailbox": mailbox, "message": message, "by": by}
        if state == "restore":
            return await self._view("mailbox.restore", **asked)
        return await self._view("mailbox.mark", **asked, state=state)

    async def set_pin(self, mailbox: str, hashed: str, *, by: Id) -> dict[str, Any]:
        return await self._view("mailbox.pin", mailbox=mailbox, hashed=hashed, by=by)

    async def drop_greeting(self, mailbox: str, *, by: Id) -> dict[str, Any]:
        return await self._view("mailbox.no_greeting", mailbox=mailbox, by=by)

    async def message_mailed(self, mailbox: str, message: Id) -> None:
        await self._line.ask("mailbox.mailed", {"mailbox": mailbox, "message": message})

    async def expire_messages(self, mailbox: str, messages: list[Id]) -> list[Id]:
        asked = {"mailbox": mailbox, "messages": messages}
        unknown: list[Id] = await self._line.ask("mailbox.expire", asked)
        return unknown

    async def book_conference(self, booking: dict[str, Any]) -> None:
        await self._line.ask("room.book", booking)

    async def cancel_conference(self, booking: Id) -> None:
        await self._line.ask("room.cancel", {"id": booking})

    async def act_in_conference(self, booking: Id, action: str, party: str) -> None:
        await self._line.ask("room.act", {"id": booking, "action": action, "party": party})

    async def show_conferences(self, bookings: list[Id]) -> dict[Id, dict[str, Any]]:
        shown: dict[Id, dict[str, Any]] = await self._line.ask("room.show", {"ids": bookings})
        return shown

    async def force_state(
        self, agent: Id, state: str, reason: str, *, by: Id, limit_seconds: int | None = None
    ) -> None:
        asked = {"state": state, "reason": reason, "by": by, "limit_seconds": limit_seconds}
        await self._line.ask("agent.force", {"agent": agent, **asked})

    async def wrapped_up(self, agent: Id, interaction: Id) -> None:
        await self._line.ask("agent.wrapped_up", {"agent": agent, "interaction": interaction})

    async def show_queue(self, queue: Id) -> dict[str, Any]:
        return await self._view("queue.show", queue=queue)

    async def try_queue(self, asked: dict[str, Any]) -> dict[str, Any]:
        tried: dict[str, Any] = await self._line.ask("queue.try", asked)
        return tried

    async def why_waiting(self, interaction: Id) -> dict[str, Any] | None:
        """Why a contact still waits; None when it does not."""
        why: dict[str, Any] | None = await self._line.ask("queue.why", {"interaction": interaction})
        return why

    async def close_queue(
        self, queue: Id, to: list[str] | None, *, until: Micros | str | None, by: Id
    ) -> dict[str, Any]:
        asked = {"queue": queue, "to": to, "until": until, "by": by}
        shown: dict[str, Any] = await self._line.ask("queue.close", asked)
        return shown

    async def open_queue(self, queue: Id, *, by: Id) -> dict[str, Any]:
        return await self._view("queue.open", queue=queue, by=by)

    async def duty(self) -> dict[str, Any]:
        """Who takes calls from outside, as `live.duty` says it."""
        return dict(await self._line.ask("duty.show", {}))

    async def switch_duty(self, mode: str, *, by: Id) -> dict[str, Any]:
        return dict(await self._line.ask("duty.switch", {"mode": mode, "by": by}))

    async def say_before_menu(self, prompts: list[str], at: Micros) -> None:
        """Have callers hear these before the menu, as `live.before_menu` says it."""
        await self._line.ask("menu.before", {"prompts": prompts, "at": at})

    async def moves(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self._line.ask("moves.list", {})
        return found

    async def move(
        self, agents: list[Id], queue: Id, level: int | None, *, until: Micros, by: Id
    ) -> list[dict[str, Any]]:
        asked = {"agents": agents, "queue": queue, "level": level, "until": until, "by": by}
        moves: list[dict[str, Any]] = await self._line.ask("moves.make", asked)
        return moves

    async def end_move(self, agent: Id, queue: Id, *, by: Id) -> list[dict[str, Any]]:
        moves: list[dict[str, Any]] = await self._line.ask(
            "moves.end", {"agent": agent, "queue": queue, "by": by}
        )
        return moves

    async def backs(self, queue: Id | None) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self._line.ask("backs.list", {"queue": queue})
        return found

    async def cancel_back(self, interaction: Id, *, by: Id) -> None:
        await self._line.ask("backs.cancel", {"interaction": interaction, "by": by})

    async def hurry_back(self, interaction: Id, *, by: Id) -> None:
        await self._line.ask("backs.hurry", {"interaction": interaction, "by": by})

    async def call(self, interaction: Id) -> LiveCall | None:
        """A call as live knows it; None when it is over, or live is away."""
        try:
            found = await self._line.ask("call.show", {"interaction": interaction})
        except Unavailable:
            return None
        return LiveCall(**found) if found else None

    async def board(self) -> dict[str, Any]:
        board: dict[str, Any] = await self._line.ask("board", {})
        return board

    async def stages(self) -> dict[Id, str]:
        """The stage of every call; empty when live is away: a list is worth showing without."""
        try:
            calls = (await self.board())["calls"]
        except Unavailable:
            return {}
        return {id: call["stage"] for id, call in calls.items()}

    async def health(self) -> dict[str, Any]:
        health: dict[str, Any] = await self._line.ask("health", {})
        return health

    async def config_changed(self) -> None:
        """Tell live to take over what was published. When live is away it reads it on its return."""
        try:
            await self._line.ask("config.changed", {})
        except Unavailable:
            log.info("live is away: it will read the configuration when it returns")

    async def _view(self, name: str, **args: str | int | None) -> dict[str, Any]:
        view: dict[str, Any] = await self._line.ask(name, args)
        return view
