"""What `web` asks of the live process over IPC: agents' wishes, the board, health, a new configuration."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.backs import Backs
from huawu.app.live.before_menu import BeforeMenus
from huawu.app.live.calls import Calls, own_stage
from huawu.app.live.dialling import Dialling
from huawu.app.live.duty import Duties
from huawu.app.live.extensions import Extensions
from huawu.app.live.mailboxes import Mailboxes
from huawu.app.live.moves import Moves
from huawu.app.live.owner import Owner
from huawu.app.live.queues import Queues
from huawu.app.live.rooms import Rooms
from huawu.app.live.webphone import WebPhones
from huawu.platform.ids import Id
from huawu.platform.ipc import Peer
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.routing.events import AgentStateForced
from huawu.routing.types import AgentAway, AgentReady, AgentState, WrapUpAsked, WrapUpDone
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import HOLD, Call, Desk, PauseLimit

Args = dict[str, Any]


class Commands:
    """Answers commands. What is confirmed to a person is on the disk before the answer leaves."""

    def __init__(
        self,
        owner: Owner,
        *,
        board: Callable[[], Any],
        health: Callable[[], dict[str, Any]],
        reload: Callable[[], Awaitable[int]],
        phones: WebPhones,
    ) -> None:
        self._owner, self._phones = owner, phones
        self._board, self._health, self._reload = board, health, reload
        self._table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "agent.show": self._show,
            "agent.sign_in": self._sign_in,
            "agent.sign_out": self._sign_out,
            "agent.state": self._state,
            "agent.call": self._call,
            "agent.wrapped_up": self._wrapped_up,
            "phone.open": self._open_phone,
            "phone.audio": self._told_audio,
            "phone.leave": self._leave_phone,
            "phone.echo": self._echo,
            "call.show": self._show_call,
            "call.help_seen": self._help_seen,
            "board": self._show_board,
            "health": self._show_health,
            "config.changed": self._config_changed,
            "agent.force": self._force,
            **Calls(owner, self._kept).table,
            **Extensions(owner, self._kept).table,
            **Mailboxes(owner, self._kept).table,
            **Rooms(owner, self._kept).table,
            **Queues(owner, self._kept).table,
            **Moves(owner, self._kept).table,
            **Backs(owner, self._kept).table,
            **Duties(owner, self._kept).table,
            **BeforeMenus(owner, self._kept).table,
            **Dialling(owner, self._kept, phones.known).table,
        }

    async def handle(self, peer: Peer, name: str, args: Args) -> Any:  # noqa: ANN401 - any plain value
        command = self._table.get(name)
        if command is None:
            raise Invalid("command.unknown", name=name)
        return await command(args)

    # ---- agents --------------------------------------------------------------------------------------------

    async def _show(self, args: Args) -> Args:
        return self._view(self._desk(args["agent"]))

    async def _sign_in(self, args: Args) -> Args:
        desk = self._desk(args["agent"])
        self._need_phone(desk)
        if self._state_of(desk.agent) == AgentState.SIGNED_OUT:
            self._need_no_call(desk)
            self._phones.tell_routing(desk, also_signed_out=True)
            self._owner.tell(AgentReady(desk.agent))
        return await self._confirmed(desk)

    async def _sign_out(self, args: Args) -> Args:
        desk = self._desk(args["agent"])
        self._owner.tell(AgentAway(desk.agent, AgentState.SIGNED_OUT, ""))
        return await self._confirmed(desk)

    async def _state(self, args: Args) -> Args:
        desk, state, reason = self._desk(args["agent"]), args["state"], args.get("reason") or ""
        if self._state_of(desk.agent) == AgentState.SIGNED_OUT:
            raise Refusal("agent.not_signed_in")
        if state == AgentState.READY:
            self._need_phone(desk)
            if self._state_of(desk.agent) == AgentState.WRAP_UP:
                self._owner.tell(WrapUpDone(desk.agent))
            self._owner.tell(AgentReady(desk.agent))
        elif state == AgentState.PAUSED:
            self._limit_pause(desk.agent, reason, args.get("limit_seconds"))
            self._owner.tell(AgentAway(desk.agent, AgentState.PAUSED, reason))
        else:
            raise Invalid("agent.state_unknown", state=state)
        return await self._confirmed(desk)

    async def _force(self, args: Args) -> None:
        """Someone who leads gives an agent a state."""
        desk, state, reason = self._desk(args["agent"]), AgentState(args["state"]), args.get("reason") or ""
        if state == AgentState.READY:
            self._need_phone(desk)
            if self._state_of(desk.agent) == AgentState.SIGNED_OUT:
                self._need_no_call(desk)
            self._owner.switch.tells.append(AgentReady(desk.agent))
        elif self._state_of(desk.agent) == AgentState.SIGNED_OUT:
            raise Refusal("agent.not_signed_in")
        else:
            self._limit_pause(desk.agent, reason, args.get("limit_seconds"))
            self._owner.switch.tells.append(AgentAway(desk.agent, state, reason))
        forced = AgentStateForced(desk.agent, str(state), reason, args["by"], self._owner.clock())
        self._owner.switch.announce(f"agent/{desk.agent}", forced)
        self._owner.turn()
        await self._kept()

    def _limit_pause(self, agent: Id, reason: str, seconds: int | None) -> None:
        pauses = self._owner.switch.pauses
        if seconds is None:
            pauses.pop(agent, None)
        else:
            pauses[agent] = PauseLimit(reason, seconds)

    def _pause_ends(self, agent: Id) -> int | None:
        """When the pause should be over: the board knows, also after a restart."""
        shown = self._board()["agents"].get(agent, {})
        until: int | None = shown.get("until")
        return until

    async def _call(self, args: Args) -> Args:
        desk = self._desk(args["agent"])
        if args["action"] == "wrap_up":
            return await self._ask_wrap_up(desk)
        more = {"reason": args.get("reason") or "", "keys": args.get("keys") or ""}
        if not self._owner.switch.asked(desk.agent, args["action"], self._owner.look(), **more):
            raise Refusal("agent.no_call")
        self._owner.turn()
        return await self._confirmed(desk)

    async def _ask_wrap_up(self, desk: Desk) -> Args:
        """Wrap-up after the call at hand, where it comes only on request. Asking again changes nothing."""
        call = self._owner.switch.call_of(desk.agent)
        if call is None or self._state_of(desk.agent) != AgentState.TALKING:
            raise Refusal("agent.no_call")
        asked = self._wrap_up_asked(desk.agent, call)
        if asked is None:
            raise Refusal("agent.wrap_up_not_on_request")
        if not asked:
            self._owner.tell(WrapUpAsked(desk.agent))
        return await self._confirmed(desk)

    def _wrap_up_asked(self, agent: Id, call: Call) -> bool | None:
        return self._owner.routing.wrap_up_asked(agent, call.id) if self._owner.routing else None

    async def _wrapped_up(self, args: Args) -> Args:
        """The wrap-up is in the database: the agent is free, unless already on something else."""
        desk = self._desk(args["agent"])
        wrapping = self._owner.switch.wrapping.get(desk.agent)
        if wrapping is not None and wrapping.interaction == args["interaction"]:
            self._owner.tell(WrapUpDone(desk.agent))
        return await self._confirmed(desk)

    def _desk(self, agent: Id) -> Desk:
        desk = self._owner.switch.plan.desks.get(agent)
        if desk is None:
            raise NotFound("agent.unknown")
        return desk

    def _state_of(self, agent: Id) -> AgentState:
        view = self._owner.routing.agent(agent) if self._owner.routing else None
        return view.state if view else AgentState.SIGNED_OUT

    async def _confirmed(self, desk: Desk) -> Args:
        """What was done is on the disk, and not before that it is told. Calls go on meanwhile."""
        await self._kept()
        return self._view(desk)

    async def _kept(self) -> None:
        self._owner.write_and_act()
        await asyncio.get_running_loop().run_in_executor(None, self._owner.books.spool.sync)

    def _view(self, desk: Desk) -> Args:
        view = self._owner.routing.agent(desk.agent) if self._owner.routing else None
        call = self._owner.switch.call_of(desk.agent)
        wrapping = self._owner.switch.wrapping.get(desk.agent)
        paused = view is not None and view.state == AgentState.PAUSED
        contact = call.id if call else (wrapping.interaction if wrapping else None)
        return {
            "agent": desk.agent,
            "state": str(view.state) if view else str(AgentState.SIGNED_OUT),
            "reason": view.reason if view else "",
            "since": view.since if view else None,
            "until": self._pause_ends(desk.agent) if paused else view.until if view else None,
            "contact": contact,
            "stage": own_stage(call, desk.agent) if call else None,
            "phone_registered": self._phones.known.is_there(desk.extension),
            "phone": self._phones.shown(desk.extension),
            "call": self._own_call(call, desk.agent) if call else None,
        }

    def _own_call(self, call: Call, agent: Id) -> Args:
        customer_first, asked = self._owner.switch.plan.customer_first, self._wrap_up_asked(agent, call)
        return own_call(call, agent, customer_first=customer_first, wrap_up_asked=asked)

    def _need_no_call(self, desk: Desk) -> None:
        """Routing does not know of calls of those who were signed out when they began."""
        if self._owner.switch.call_of(desk.agent) is not None:
            raise Refusal("agent.in_call")

    def _need_phone(self, desk: Desk) -> None:
        if not self._phones.known.is_there(desk.extension):
            raise Refusal("agent.phone_not_registered", extension=desk.extension)

    # ---- browsers as phones --------------------------------------------------------------------------------

    async def _open_phone(self, args: Args) -> Args:
        return self._phones.open(self._desk(args["agent"]), args["tab"], take_over=bool(args["take_over"]))

    async def _told_audio(self, args: Args) -> None:
        self._phones.told_audio(self._desk(args["agent"]), args["tab"], args["state"])

    async def _leave_phone(self, args: Args) -> None:
        self._phones.leave(self._desk(args["agent"]), args["tab"])

    async def _echo(self, args: Args) -> None:
        self._phones.echo(self._desk(args["agent"]))

    # ---- the rest ------------------------------------------------------------------------------------------

    async def _show_call(self, args: Args) -> Args | None:
        """What the desk needs to know of a call before the database knows of it; None when it is over."""
        call = self._owner.switch.calls.get(args["interaction"])
        return popped(call, self._owner.switch) if call else None

    async def _help_seen(self, args: Args) -> None:
        """Someone who leads has seen that an agent asks for help."""
        owner = self._owner
        if not owner.switch.help_seen(args["interaction"], args["by"], owner.look()):
            raise Refusal("help.over")
        owner.write_and_act()

    async def _show_board(self, args: Args) -> Any:  # noqa: ANN401 - the board's JSON
        return self._board()

    async def _show_health(self, args: Args) -> Args:
        return self._health()

    async def _config_changed(self, args: Args) -> Args:
        return {"version": await self._reload()}


def own_call(call: Call, agent: Id, *, customer_first: bool, wrap_up_asked: bool | None) -> Args:
    """The call at hand, as the page of one of its agents shows it."""
    party = next((each for each in call.parties.values() if each.agent == agent), None)
    held = party is not None and party.interval == HOLD
    in_charge = party is None or party.leg == call.agent_leg
    return {
        "interaction": call.id,
        "stage": own_stage(call, agent),
        "since": call.stage_since if in_charge or party is None else party.since,
        "held_since": party.since if held and party is not None else None,
        "hold_reason": call.hold_reason or None,
        "muted": call.muted and in_charge,
        "help": helped(call),
        "customer_first": customer_first,
        "wrap_up_asked": wrap_up_asked,
    }


def helped(call: Call) -> Args | None:
    """The help that the agent asks for in this call."""
    if call.help_since is None:
        return None
    return {"since": call.help_since, "reason": call.help_reason, "seen_by": call.help_seen_by}


def called_back(call: Call, switch: Switch) -> Args | None:
    """Since when the customer waits whom this call calls back, and how often they were called before."""
    back = switch.backs.of(call.id)
    if back is None:
        return None
    return {"interaction": back.id, "since": back.since, "tries": back.tries}


_SHORTEST_ENTERED = 4


def entered(call: Call) -> list[str]:
    """What the caller typed, as the flow keeps it: variables that hold keys that were pressed, and not what
    was looked up."""
    held = [value for _, value in call.walk.vars if isinstance(value, str)]
    return [value for value in held if len(value) >= _SHORTEST_ENTERED and value in call.keys]


def popped(call: Call, switch: Switch) -> Args:
    """A call as `desk.types.LiveCall` wants it."""
    return {
        "interaction": call.id,
        "caller": call.caller,
        "caller_name": call.caller_name,
        "number": call.number,
        "queue": call.queue,
        "agent": call.agent,
        "started_at": call.started_at,
        "queue_since": call.queue_since or None,
        "answered_at": call.answered_at,
        "keys": call.keys,
        "entered": entered(call),
        "in_it": [each.agent for each in call.also]
        + [each.agent for each in call.parties.values() if each.agent is not None],
        "handed_over": list(call.handed) if call.handed is not None else None,
        "called_back": called_back(call, switch),
    }
