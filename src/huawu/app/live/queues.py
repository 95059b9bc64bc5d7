"""Commands about queues and who waits in them: how they stand, why nobody is asked yet, what would happen to
somebody who came now, closed before their time and opened again. Only the last two change anything."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from huawu.app.live.owner import Owner
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound
from huawu.routing import service as routing
from huawu.routing.events import QueueDoorMoved
from huawu.routing.types import Goal, QueueClosed, QueueOpened

Args = dict[str, Any]


class Queues:
    """Answers `queue.show`, `queue.try`, `queue.why`, `queue.close` and `queue.open`. `confirmed`: waits
    until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "queue.show": self._show,
            "queue.try": self._try,
            "queue.why": self._why,
            "queue.close": self._close,
            "queue.open": self._open,
        }

    async def _show(self, args: Args) -> Args:
        """How a queue stands, what its steps were worth, and how good its estimates."""
        queue, engine = args["queue"], self._owner.need_routing()
        found = engine.queue_now(queue)
        if found is None:
            raise NotFound("call.unknown_queue", queue=queue)
        return found | {"steps": engine.step_figures(queue), "estimates": engine.estimate_errors(queue)}

    async def _try(self, args: Args) -> Args:
        return self._owner.need_routing().trial(routing.imagined(args, self._owner.clock()))

    async def _why(self, args: Args) -> Args | None:
        """Why a contact still waits; None when it does not wait."""
        return self._owner.need_routing().explain(args["interaction"], self._owner.clock())

    async def _close(self, args: Args) -> Args:
        self._known(args["queue"])
        to = Goal(*args["to"]) if args.get("to") else None
        until = self._end(args["queue"], args.get("until"))
        self._owner.switch.tells.append(QueueClosed(args["queue"], to, until))
        return await self._moved(args, open=False, until=until)

    def _end(self, queue: Id, asked: Micros | Literal["opening"] | None) -> Micros | None:
        """When early closing is to end: at a time, or when the queue opens next by its calendar."""
        now, plan = self._owner.clock(), self._owner.need_routing().plan
        if asked == "opening":
            hours = plan.hours.get(plan.queues[queue].hours or "")
            following = None if hours is None else hours.next_opening(now)
            if following is None:
                raise Invalid("routing.no_next_opening", queue=queue)
            return following
        if asked is not None and asked <= now:
            raise Invalid("routing.end_is_past", queue=queue)
        return asked

    async def _open(self, args: Args) -> Args:
        self._known(args["queue"])
        self._owner.switch.tells.append(QueueOpened(args["queue"]))
        return await self._moved(args, open=True)

    async def _moved(
        self,
        args: Args,
        *,
        open: bool,  # noqa: A002 - as the fact says it
        until: Micros | None = None,
    ) -> Args:
        moved = QueueDoorMoved(args["queue"], open, args.get("to"), args["by"], self._owner.look(), until)
        self._owner.switch.announce(f"queue/{args['queue']}", moved)
        self._owner.turn()
        await self._confirmed()
        return await self._show(args)

    def _known(self, queue: Id) -> None:
        if queue not in self._owner.need_routing().plan.queues:
            raise NotFound("call.unknown_queue", queue=queue)
