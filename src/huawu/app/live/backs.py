"""Callers who are called back, in the live process: what the switch's desk for them needs of the world, and
the commands of those who lead."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.owner import Owner
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound, Refusal
from huawu.platform.tasks import spawn
from huawu.speech import service as speech
from huawu.telephony.core.switch.calling_back import asking, calling
from huawu.telephony.core.switch.calling_back.desk import Back

Args = dict[str, Any]


class Backs:
    """Answers `backs.list`, `backs.cancel` and `backs.hurry`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "backs.list": self._list,
            "backs.cancel": self._cancel,
            "backs.hurry": self._hurry,
        }

    async def _list(self, args: Args) -> list[Args]:
        """Who waits to be called back, of one queue or of all, those first whose place is first."""
        wanted = args.get("queue")
        found = [self._shown(each) for each in self._waiting.values() if wanted in (None, each.queue)]
        return sorted(found, key=lambda row: (row["queue"], row["position"] or 1 << 30, row["since"]))

    async def _cancel(self, args: Args) -> None:
        back = self._free(args["interaction"])
        self._owner.look()
        calling.cancel(self._owner.switch, back, "cancelled", by=args["by"])
        self._owner.turn()
        await self._confirmed()

    async def _hurry(self, args: Args) -> None:
        back = self._free(args["interaction"])
        self._owner.look()
        calling.hurry(self._owner.switch, back)
        self._owner.turn()
        await self._confirmed()

    @property
    def _waiting(self) -> dict[Id, Back]:
        return self._owner.switch.backs.waiting

    def _free(self, interaction: Id) -> Back:
        """Somebody who waits, and is not being called at this moment."""
        back = self._waiting.get(interaction)
        if back is None:
            raise NotFound("callback.unknown")
        if calling.is_under_way(self._owner.switch, back):
            raise Refusal("callback.under_way")
        return back

    def _shown(self, back: Back) -> Args:
        engine = self._owner.routing
        found = engine.called_back(back.call) if engine is not None else None
        return {
            "interaction": back.id,
            "queue": back.queue,
            "number": back.number,
            "since": back.since,
            "asked_at": back.asked_at,
            "tries": back.tries,
            "attempts": calling.rule_of(self._owner.switch, back).attempts,
            "last_try": back.last_try or None,
            "position": None if found is None else found.position,
            "next_at": None if found is None or found.position is not None else found.look,
            "under_way": calling.is_under_way(self._owner.switch, back),
        }


def serve(owner: Owner) -> None:
    """Let the switch's desk know what is on the disk, how numbers are read, and who has how long to wait."""
    desk = owner.switch.backs
    desk.confirm = lambda call: _later(confirm(owner, call))
    desk.digits = _digits
    desk.prospect = lambda call: _prospect(owner, call)


def _later(work: Any) -> None:  # noqa: ANN401 - a coroutine
    spawn(work, name="called back")


async def confirm(owner: Owner, call: Id) -> None:
    """Write it down, and let the switch know whether it is on the disk."""
    owner.write_and_act()
    safe = not owner.writing_fails
    if safe:
        try:
            await asyncio.to_thread(owner.books.spool.sync)
        except OSError:
            safe = False
    owner.look()
    asking.confirmed(owner.switch, call, safe=safe)
    owner.turn()


def _digits(number: str, language: str) -> list[str]:
    return speech.say_digits(number, language, yao=language == "zh-CN")


def _prospect(owner: Owner, call: Id) -> tuple[int | None, int | None]:
    engine = owner.routing
    if engine is None:
        return None, None
    estimate = engine.estimate_range(call)
    return engine.position(call), None if estimate is None else estimate.likely
