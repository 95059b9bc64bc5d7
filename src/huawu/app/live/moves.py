"""Commands about agents who are lent to a queue, or taken out of one, until a time."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.owner import Owner
from huawu.platform.refusals import Invalid, NotFound
from huawu.routing.events import AgentQueueMoved
from huawu.routing.types import AgentMoved, AgentMovedBack

Args = dict[str, Any]


class Moves:
    """Answers `moves.list`, `moves.make` and `moves.end`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "moves.list": self._list,
            "moves.make": self._make,
            "moves.end": self._end,
        }

    async def _list(self, args: Args) -> list[Args]:
        return self._owner.need_routing().moves()

    async def _make(self, args: Args) -> list[Args]:
        """All of them, or none."""
        now, plan = self._owner.look(), self._owner.need_routing().plan
        queue, level, until, by = args["queue"], args["level"], args["until"], args["by"]
        if queue not in plan.queues:
            raise NotFound("call.unknown_queue", queue=queue)
        if until <= now:
            raise Invalid("people.move_over")
        if not plan.seats.keys() >= set(args["agents"]):
            raise NotFound("agent.unknown")
        made = self._owner.need_routing().moves()
        for agent in args["agents"]:
            if {"agent": agent, "queue": queue, "level": level, "until": until, "by": by} in made:
                continue
            self._owner.switch.tells.append(AgentMoved(agent, queue, level, until, by))
            self._say(AgentQueueMoved(agent, queue, level, until, by, now))
        return await self._done()

    async def _end(self, args: Args) -> list[Args]:
        """Before its time. What is over already is over."""
        agent, queue, made = args["agent"], args["queue"], self._owner.need_routing().moves()
        if any((each["agent"], each["queue"]) == (agent, queue) for each in made):
            self._owner.switch.tells.append(AgentMovedBack(agent, queue))
            self._say(AgentQueueMoved(agent, queue, None, None, args["by"], self._owner.look()))
        return await self._done()

    def _say(self, moved: AgentQueueMoved) -> None:
        self._owner.switch.announce(f"agent/{moved.agent}", moved)

    async def _done(self) -> list[Args]:
        self._owner.turn()
        await self._confirmed()
        return self._owner.need_routing().moves()
