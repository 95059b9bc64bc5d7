"""The owner of a site with its commands, on pretend telephones and a real spool, life after life."""

from pathlib import Path
from typing import Any

from huawu.analytics import service as analytics
from huawu.app.live import takeup
from huawu.app.live.commands import Commands
from huawu.app.live.owner import Books, Owner
from huawu.app.live.site import Site, site_of
from huawu.app.live.voice import QueueVoice
from huawu.app.live.webphone import WebPhones
from huawu.platform.clock import SECOND
from huawu.platform.ids import IdSource
from huawu.platform.spool import Position, Spool, read
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.engine.pretend import PretendTelephony
from tests.telephony.switch.desk import GRAPH

SITE: dict[str, Any] = {
    "version": 1,
    "agents": [
        {"id": "a1", "number": "1001", "extension": "8001", "name": {"zh": "安"}, "queues": ["front"]},
        {"id": "a2", "number": "1002", "extension": "8002", "name": {"zh": "白"}, "queues": ["front"]},
    ],
    "queues": {"front": {"name": {"zh": "前台", "en": "Front"}, "wrap_up_seconds": 30}},
    "flows": {"hotel": {"version": 1, "graph": GRAPH}},
    "numbers": {"4001": {"flow": "hotel"}, "4002": {"queue": "front"}},
    "trunks": {"loopback": {"networks": ["127.0.0.0/8"]}},
}


class Office:
    """One life of the live process. `Office(folder, before=other)` is the next, after a kill -9."""

    source = SITE

    def __init__(self, folder: Path, before: "Office | None" = None) -> None:
        self.folder = folder
        self.now: int = before.now if before else 1_000_000 * SECOND
        self.phones: PretendTelephony = before.phones if before else PretendTelephony()
        self.site: Site = site_of(self.source)
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.board = analytics.empty_board(0, self.site.board_queues, self.site.board_agents)
        ids = IdSource(lambda: self.now)
        self.spool = Spool(folder)
        self.switch = Switch(self.phones, ids, QueueVoice(self._position))
        self.switch.plan = self.site.switch
        self.owner = Owner(
            clock=lambda: self.now,
            books=Books(self.spool, ids, "main"),
            engine=self.phones,
            switch=self.switch,
            told=self._tell_screens,
            act=lambda: None,
            later=lambda work: None,
        )
        self.web_phones = WebPhones(self.owner)
        self.web_phones.configure(self.site)
        for extension in self.phones.phones:
            self.web_phones.known.registered(extension, 1)
        self._take_up(ids)
        self.commands = Commands(
            self.owner,
            board=lambda: self.board,
            health=lambda: {"status": "ok"},
            reload=self._reload,
            phones=self.web_phones,
        )

    def _take_up(self, ids: IdSource) -> None:
        replayed = takeup.ReplayedIds(ids)
        self.owner.routing = takeup.engine_of(self.spool, self.site.routing, replayed)
        self.owner.books.seqs = takeup.seqs_of(self.spool)
        self.switch.now = self.now
        calls = takeup.calls_of(self.spool, self.switch)
        self.board = takeup.board_of(self.spool, self.site, calls, self.now)
        takeup.serving_on(self.board, self.owner.routing, self.now)
        for call in calls:
            takeup.rung_again(call, self.switch)
            takeup.called_no_more(call, self.switch, self.phones.legs)
        self.spool.snapshot = self._snapshot
        self.spool.begin(self.spool.epoch + 1)
        self.turn()

    def _tell_screens(self, kind: str, at: int, body: dict[str, Any]) -> None:
        self.told.append((kind, body))
        analytics.apply_to_board(self.board, kind, body, at)

    def _snapshot(self) -> dict[str, Any]:
        saved = self.owner.routing.save() if self.owner.routing else None
        return {"engine": saved, "board": self.board, "seqs": self.owner.books.seqs}

    async def _reload(self) -> int:
        return 1

    def _position(self, contact: str) -> int | None:
        return self.owner.routing.position(contact) if self.owner.routing else None

    # ---- what happens --------------------------------------------------------------------------------------

    async def ask(self, name: str, args: dict[str, Any]) -> Any:  # noqa: ANN401 - any plain value
        answer = await self.commands.handle(None, name, args)  # type: ignore[arg-type]
        return answer

    def turn(self) -> None:
        """A turn of the loop, with its writing at the end."""
        self.owner.turn()
        self.owner.write_and_act()

    def register(self, extension: str) -> None:
        self.phones.phones.add(extension)
        self.web_phones.registered(extension, 1)

    def talk(self, leg: str = "c1", extension: str = "8001") -> str:
        """A customer calls and the agent at `extension` answers. Returns the interaction."""
        self.phones.arrive(leg, "4002")
        self.turn()
        ringing = next(p.id for p in self.phones.ringing() if p.extension == extension)
        self.phones.pick_up(ringing)
        self.turn()
        return next(c.id for c in self.switch.calls.values() if c.leg == leg)

    def presses(self, leg: str, keys: str) -> None:
        """One key after another, each heard before the next."""
        for key in keys:
            self.phones.press(leg, key)
            self.turn()

    def hang_up(self, leg: str = "c1") -> None:
        self.phones.put_down(leg)
        self.turn()

    def facts(self) -> list[tuple[str, str]]:
        """Kind and stream of everything spooled since the first life."""
        return [(r[1][3], r[1][1]) for _, r in read(self.folder, Position(0, 0)) if r[0] == "fact"]
