"""The live process put together: one owner, its engine, its books, and the doors to the other processes."""

import asyncio
import json
import logging
import os
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from huawu.analytics import service as analytics
from huawu.app.live import backs, mail, takeup
from huawu.app.live.asking import Asking
from huawu.app.live.commands import Commands
from huawu.app.live.front import Front
from huawu.app.live.hearing import Hearing
from huawu.app.live.mail import MailRoom
from huawu.app.live.owner import Books, Owner
from huawu.app.live.screens import Screens
from huawu.app.live.site import Site, site_of, with_passwords
from huawu.app.live.takes import Takes
from huawu.app.live.tenure import Tenure
from huawu.app.live.voice import QueueVoice
from huawu.app.live.webphone import WebPhones
from huawu.app.live.world.house import world_of
from huawu.platform import ipc, tickets
from huawu.platform.clock import SECOND, Micros, system_clock
from huawu.platform.garbage import collect_seldom
from huawu.platform.ids import Id, new_id, new_token
from huawu.platform.refusals import Refusal
from huawu.platform.settings import Settings
from huawu.platform.spool import Spool
from huawu.platform.tasks import spawn
from huawu.routing.types import WrapUpDone
from huawu.telephony import queries as telephony
from huawu.telephony import recordings
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.core.sip.types import Flow
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.engine.edge_client import EdgeClient
from huawu.telephony.engine.media_client import MediaClient
from huawu.telephony.engine.own import OwnTelephony
from huawu.telephony.engine.panel import Panel
from huawu.telephony.engine.rtp_ports import RtpPorts, can_be_had
from huawu.telephony.engine.transports import Transports
from huawu.telephony.ports import EdgeEvent, EdgeGone, EdgeThere, Returned

log = logging.getLogger(__name__)
SYNC_SECONDS = 0.05
GRAIN: Micros = 10_000
"""What is due is done together with what is due within so many microseconds before it."""


class House:
    """Built once per process; `run` serves until the process ends."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = system_clock
        self.spool = Spool(settings.spool_dir / settings.site)
        self.keys = recordings.FileKeyPort(settings.key_dir)
        via = {t: (settings.sip_host, settings.sip_port) for t in ("udp", "tcp", "ws")}
        self.endpoint = Endpoint(via=via, tokens=new_token)
        self.media = [
            MediaClient(settings.socket(f"media{n}"), name="live") for n in range(settings.media_processes)
        ]
        self.panel = Panel(list(self.media), _rtp_ports(settings), host=settings.sip_host)
        self.edge = EdgeClient(settings.socket("edge"), name="live")
        self.telephony = OwnTelephony(self.endpoint, self.panel, self.edge)
        self.panel.measure = self._measure
        self.switch = Switch(self.telephony, new_id, QueueVoice(self._position))
        self.books = Books(self.spool, new_id, settings.site)
        self.owner = Owner(
            clock=self.clock,
            books=self.books,
            engine=self.telephony,
            switch=self.switch,
            told=self._told,
            act=self._act,
            later=lambda work: asyncio.get_running_loop().call_soon(work),
        )
        self.hearing = Hearing(self.owner, MediaClient(settings.socket("speech"), name="live"))
        self.panel.scribe = words = self.hearing.transcripts
        takes = Takes(self.owner, settings, self.keys, media_of=self._media_of, words=words.wanted)
        self.switch.recording, self.switch.re_recording = takes.of_call, self.owner.re_recording
        MailRoom(self.owner, settings, takes, zone=lambda: self.site.zone)
        backs.serve(self.owner)
        Asking(self.owner, world_of(settings, self.clock, lambda: self.site.source.get("web_allowed", ())))
        self.phones = WebPhones(self.owner, bind=self.endpoint.bind)
        self.owner.bound, self.owner.returned = self._bound, self._returned
        self.telephony.browsers.on_rung = self._rung
        self.telephony.browsers.on_rings = self.phones.known.rings
        self.board = analytics.empty_board(0, {}, {})
        self.switch.number_key = key = tickets.ticket_key(settings.key_dir)
        self.screens = Screens(self.clock, lambda: self.board, key)
        self.transports = Transports(on_data=self._data, on_lost=self._lost)
        self.phones.transports = self.transports
        self.tenure = Tenure(settings)
        self.tenure.new_epoch = self.spool.begin
        self.site = Site()
        self.ready = False
        self._reloading = asyncio.Lock()
        self._doors: list[asyncio.Server] = []
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = self._next_day = 0  # microseconds

    # ---- start ---------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Take up what was left, open the doors, and serve."""
        known = self.spool.kept.get("site")
        found = await self.tenure.begin(known, self.spool.epoch)
        # At a first start there are none; after a backup was restored without the spool there are.
        messages = [] if known else await self.tenure.messages()
        self._configure(site_of(found.site))
        self._take_up()
        mail.rebuild(self.switch, messages, self.spool)
        self.spool.snapshot = self._snapshot
        self.spool.recent.clear()
        self.spool.begin(found.epoch)
        self._connect_media()
        self.owner.write_and_act()
        await self._open_doors()
        self.ready = True
        spawn(self._hear_wrap_ups(), name="wrap-ups meanwhile")
        collect_seldom()
        keep = self.tenure.keep(self._lost_tenure, lambda: self.spool.epoch)
        await asyncio.gather(self._sync(), self.screens.run(), self.front.watch(), keep)

    def _take_up(self) -> None:
        """Where the last process was: agents, legs, calls, board."""
        now = self.clock()
        ids = takeup.ReplayedIds(new_id)
        before = self.spool.kept.get("site")  # decisions are replayed under the plan they were made by
        plan = site_of(before).routing if before else self.site.routing
        self.owner.routing = takeup.engine_of(self.spool, plan, ids)
        self.owner.plan_version = self.site.version
        self.books.seqs = takeup.seqs_of(self.spool)
        self.telephony.now = now
        takeup.bindings_of(self.spool, self.endpoint, now)
        takeup.legs_of(self.spool, self.telephony, now)
        self.switch.now = now
        calls = takeup.calls_of(self.spool, self.switch)
        takeup.recordings_of(self.spool, self.telephony, self.keys, self.settings)
        takeup.paused_again(self.telephony, calls)
        takeup.closed_again(self.telephony, self.switch.mail)
        self.board = takeup.board_of(self.spool, self.site, calls, now)
        for call in takeup.broken(self.telephony, calls):
            self.switch.broken(call)
        self._tell_all(self.owner.routing.load(self.site.routing, now))
        takeup.serving_on(self.board, self.owner.routing, now)
        for extension in self.site.directory.accounts:
            if contacts := self.endpoint.contacts(extension):
                self.phones.known.registered(extension, contacts)
        self.phones.tell_all()
        for call in calls:
            takeup.rung_again(call, self.switch)
            takeup.called_no_more(call, self.switch, self.telephony.legs)
        takeup.strays(self.telephony, calls)
        self.hearing.take_up(calls)
        if calls:
            log.info("took up %d calls and %d legs", len(calls), len(self.telephony.legs))
        self.owner.turn()

    async def _hear_wrap_ups(self) -> None:
        """Agents may have written up their contacts while no live process could be told."""
        wrapping = {agent: wrap.interaction for agent, wrap in self.switch.wrapping.items()}
        while wrapping:
            try:
                for agent in await self.tenure.wrapped_up(wrapping):
                    self.owner.tell(WrapUpDone(agent))
                return
            except (OSError, SQLAlchemyError):
                await asyncio.sleep(1)

    def _configure(self, site: Site) -> None:
        self.site = site
        self.endpoint.know(with_passwords(site.directory, self.settings.key_dir))
        self.switch.plan = site.switch
        self.phones.configure(site)
        self.hearing.configure(site)

    async def reload(self) -> int:
        """Take over a newly published configuration. One after another: who is told of two publications at
        once might read the newer one first."""
        async with self._reloading:
            return self._take_over(site_of(await self.tenure.load()))

    def _take_over(self, site: Site) -> int:
        self._configure(site)
        self.owner.plan_version = site.version
        if self.owner.routing is not None:
            self._tell_all(self.owner.routing.load(site.routing, self.clock()))
        analytics.configure_board(self.board, site.board_queues, site.board_agents)
        takeup.serving_on(self.board, self.owner.routing, self.clock())
        self.screens.restart()
        self.owner.turn()
        self.owner.write_and_act()
        self.spool.begin(self.spool.epoch)  # the next process replays from the new plan on
        return site.version

    def _tell_all(self, answers: list[Any]) -> None:
        for answer in answers:
            self.switch.routed(answer, self.clock())

    def _connect_media(self) -> None:
        for number, client in enumerate(self.media):
            client.on_event = self._media_event
            client.on_joined = partial(self._media_joined, number)
            spawn(client.run(), name=f"media{number}")
        self.edge.on_event = self._edge_event
        spawn(self.edge.run(), name="edge")
        self.hearing.start(self.screens.whisper)

    async def _open_doors(self) -> None:
        settings = self.settings
        await self.transports.start(settings.sip_host, settings.sip_port)
        front = self.front = Front(
            settings.socket("web"),
            upgrades={"/sip": self.phones.connect, "/live": self.screens.connect},
            answers={"/health": self.health_answer},
        )
        host, port = settings.http_host, settings.http_port
        self._doors.append(await asyncio.start_server(front.serve, host, port, limit=64 * 1024))
        commands = Commands(
            self.owner,
            board=lambda: self.board,
            health=self.health,
            reload=self.reload,
            phones=self.phones,
        )
        self._doors.append(await ipc.serve(settings.socket("live"), name="live", handler=commands.handle))

    # ---- inbox ---------------------------------------------------------------------------------------------

    def _data(self, data: bytes, flow: Flow) -> None:
        if flow.transport == "tcp":
            self.endpoint.receive_stream(data, flow, self.clock())
        else:
            self.endpoint.receive(data, flow, self.clock())
        self.owner.turn()

    def _lost(self, flow: Flow) -> None:
        self.endpoint.connection_lost(flow, self.clock())
        self.owner.turn()

    def _media_event(self, name: str, args: dict[str, Any]) -> None:
        self.telephony.media_event(name, args)
        self.owner.turn()

    def _media_joined(self, number: int, inventory: dict[str, Any]) -> None:
        self.telephony.media_joined(number, inventory)
        self.owner.turn()

    def _timer_fired(self) -> None:
        self._timer = None
        self.endpoint.handle_timer(self.clock())
        self.phones.tick(self.clock())
        self.owner.tick()

    def _bound(self, extension: str, contacts: int) -> None:
        """A phone came or went: an agent whose phone is gone is not offered calls, and is told why."""
        self.spool.keep("bindings", self.endpoint.save_bindings())
        self.phones.registered(extension, contacts)

    def _returned(self, event: Returned, now: Micros) -> None:
        """A page registered. What it says of the legs it holds counts once for each connection."""
        connection = self.phones.known.connection(event.extension)
        if self.phones.returned(event.extension, connection):
            self.switch.leg_event(event, now)

    def _rung(self, leg: Id, extension: str) -> None:
        self.phones.known.rung(leg, extension, self.telephony.now)

    def _edge_event(self, event: EdgeEvent) -> None:
        if isinstance(event, EdgeThere | EdgeGone):
            self.phones.edge(up=isinstance(event, EdgeThere))
        self.telephony.now = self.clock()
        self.telephony.edge_event(event)
        self.owner.turn()

    # ---- act -----------------------------------------------------------------------------------------------

    def _act(self) -> None:
        for message in self.endpoint.to_send():
            self.transports.send(message)
        self.hearing.flush()
        for client in self.media:
            client.flush()
        self.edge.flush()
        self._arm()

    def _arm(self) -> None:
        dues = (self.endpoint.next_timer(), self.owner.next_due(), self.phones.known.next_due())
        due = [d for d in dues if d is not None]
        if not due:
            return
        at = (min(due) // GRAIN + 1) * GRAIN
        if self._timer is not None:
            if self._timer_at <= at:
                return
            self._timer.cancel()
        delay = max(0, at - self.clock()) / SECOND
        self._timer_at = at
        self._timer = asyncio.get_running_loop().call_later(delay, self._timer_fired)

    async def _sync(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SYNC_SECONDS)
            try:
                await loop.run_in_executor(None, self.spool.sync)
            except OSError:
                log.exception("fsync of the spool failed")
            self._new_day()

    def _new_day(self) -> None:
        now = self.clock()
        if now >= self._next_day and takeup.new_day(self.board, self.site, now):
            self.screens.tell("board.day", now, {"day": self.board["day"]})
            self._next_day = self.board["day"] + 23 * 3600 * SECOND  # from then on, look (days may be short)

    def _lost_tenure(self) -> None:
        """Another process owns the site now: stop at once, it has our calls."""
        log.error("another process owns the site; leaving")
        os._exit(3)

    # ---- answers -------------------------------------------------------------------------------------------

    def _told(self, kind: str, at: Micros, body: dict[str, Any]) -> None:
        analytics.apply_to_board(self.board, kind, body, at)
        self.screens.tell(kind, at, body)

    def _position(self, contact: str) -> int | None:
        return self.owner.routing.position(contact) if self.owner.routing else None

    def _media_of(self, legs: Sequence[Id]) -> int:
        return next(found.media for leg in legs if (found := self.telephony.legs.get(leg)))

    def _measure(self, recording: str) -> tuple[float, int]:
        """Seconds and bytes of a recording whose media process cannot say any more."""
        kept = self.spool.kept.get(f"recording/{recording}")
        folder = self.settings.recordings_dir
        try:
            path = str(kept[1]) if kept else ""
            return recordings.duration(path, inside=folder), (folder / path).stat().st_size
        except (Refusal, OSError):
            return 0.0, 0

    def health(self) -> dict[str, Any]:
        room = telephony.space_of(self.settings.recordings_dir)
        there = self.ready and self.front.web_there and all(m.connected for m in self.media)
        return {
            "status": "ok" if there else "starting",
            "live": True,
            "media": [m.connected for m in self.media],
            "edge": self.edge.up,
            "database": self.tenure.database,
            "calls": len(self.switch.calls),
            "legs": len(self.telephony.legs),
            "spool_writable": not self.owner.writing_fails,
            "config_version": self.site.version,
            "recordings": {"room": room.state, "free_percent": room.free_percent},
            "counters": {**self.endpoint.statistics(), **self.panel.counters, **self.switch.counters},
        }

    def health_answer(self) -> tuple[int, bytes]:
        health = self.health()
        return (200 if health["status"] == "ok" else 503), json.dumps(health).encode()

    def _snapshot(self) -> dict[str, Any]:
        return {
            "engine": self.owner.routing.save() if self.owner.routing else None,
            "board": self.board,
            "seqs": self.books.seqs,
            "site": self.site.source,
            "bindings": self.endpoint.save_bindings(),
        }

    def close(self) -> None:
        """Let nobody in any more, write what is left and close the books."""
        for door in self._doors:
            door.close()
        self.owner.write_and_act()
        self.spool.close()


def _rtp_ports(settings: Settings) -> RtpPorts:
    first, last, processes = settings.rtp_first_port, settings.rtp_last_port, settings.media_processes
    return RtpPorts(first, last, processes, is_free=partial(can_be_had, settings.sip_host))
