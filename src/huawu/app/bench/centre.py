"""The product with a centre made for load: 600 agents whose phones are at fixed addresses, all signed in."""

import asyncio
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

from huawu.app.bench.house import House
from huawu.app.config_checks import install
from huawu.app.postgres import database_url
from huawu.people import service as people
from huawu.people.models import AgentRow
from huawu.people.types import NewUser
from huawu.platform import config, ipc
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.ids import Id, new_id
from huawu.platform.ipc import Peer
from huawu.platform.work import Work, work

AGENTS = 600
AGENTS_HOST, AGENTS_PORT = "127.0.0.20", 5070
FREED_AGENTS = 10
FREED_HOST, FREED_PORT = "127.0.0.21", 5071
STARTS_SECONDS = 60
MENU_NUMBER, NEXT_PROMPT = "210", "goodbye"
"""Where a menu answers, and what its key 1 leads to."""
LOGIN, PASSWORD = "bench", "wan jia deng huo ming"
"""Who may sign in to the page, as the first of the agents whose phones are browsers."""


_MENU: dict[str, Any] = {
    "start": "menu",
    "nodes": {
        "menu": {
            "do": "menu",
            "say": ["menu.hotel"],
            "choices": {"1": "next"},
            "wait_seconds": 60,
            "otherwise": "bye",
        },
        "next": {"do": "play", "say": [NEXT_PROMPT], "next": "menu"},
        "bye": {"do": "hang_up"},
    },
}


class LoadCentre(House):
    """A product of its own in a temporary folder; a context manager."""

    def __init__(
        self,
        *,
        agents: int = AGENTS,
        phones: tuple[str, int] = (AGENTS_HOST, AGENTS_PORT),
        pages: int = 0,
    ) -> None:
        """`pages`: so many agents more, in the queue of 202, whose phones are browsers (see `self.pages`)."""
        self._agents, self._phones = agents, phones
        self._pages = pages
        self.pages: list[tuple[str, str]] = []  # agent, extension
        folder = Path(tempfile.mkdtemp(prefix="huawu-bench-"))
        super().__init__(folder, data=folder / "data", keys=folder / "keys", starts_seconds=STARTS_SECONDS)

    def furnish(self) -> None:
        asyncio.run(self._furnish())

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, value, trace)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def target(self) -> str:
        return f"127.0.0.1:{self.sip_port}"

    def pids(self) -> list[int]:
        """The whole process tree."""
        assert self._supervisor is not None
        return _tree(self._supervisor.pid)

    async def _furnish(self) -> None:
        install()
        engine = engine_for(database_url(self.settings))
        try:
            async with work(sessions_for(engine), site=self.settings.site) as w:
                await _configure(w)
                agents = _agents(w, self._agents, self._phones)
                name = {"zh": "压测", "en": "Load"}
                person = await people.create_user(w, NewUser(LOGIN, PASSWORD, name, ("agent",)))
                self.pages = [
                    _page(w, number, person if number == 1 else None) for number in range(1, self._pages + 1)
                ]
        finally:
            await engine.dispose()
        await self._sign_in(agents)

    async def _sign_in(self, agents: list[str]) -> None:
        async def heard(peer: Peer, name: str, args: dict[str, Any]) -> None:
            return

        live = await ipc.connect(self.settings.socket("live"), name="bench", handler=heard)
        reading = asyncio.ensure_future(live.run())
        await live.ask("config.changed", {}, timeout=20)
        for agent in agents:
            await live.ask("agent.sign_in", {"agent": agent})
        live.close()
        await asyncio.wait({reading}, timeout=2)


async def _configure(w: Work) -> None:
    quick = {"wrap_up_seconds": 0, "strategy": "longest_idle"}
    name = {"zh": "压测", "en": "Load"}
    queues = {
        "support": {**quick, "name": name, "recorded": False},
        "recorded": {**quick, "name": name},
        "few": {**quick, "name": name, "recorded": False},
        "pages": {**quick, "name": name, "recorded": False},
    }
    for key, body in queues.items():
        await config.save_draft(w, "queue", key, body)
    numbers = {"200": "support", "300": "recorded", "201": "few", "202": "pages"}
    for number, queue in numbers.items():
        await config.save_draft(w, "number", number, {"queue": queue})
    await config.save_draft(w, "flow", "menu", {"name": name, "graph": _MENU})
    await config.save_draft(w, "number", MENU_NUMBER, {"flow": "menu"})
    await config.save_draft(w, "trunk", "loopback", {"networks": ["127.0.0.0/8"]})
    await config.publish(w)


def _agents(w: Work, many: int, phones: tuple[str, int]) -> list[str]:
    made = []
    for number in range(1, many + FREED_AGENTS + 1):
        few = number > many
        host, port = (FREED_HOST, FREED_PORT) if few else phones
        row = AgentRow(
            id=new_id(),
            site_id=w.site,
            user_id=None,
            number=f"{number}",
            name={"zh": f"坐席{number}", "en": f"Agent {number}"},
            extension=f"a{number}",
            ha1_md5="",
            ha1_sha256="",
            phone_uri=f"sip:a{number}@{host}:{port}",
            queues=["few"] if few else ["support", "recorded"],
            skills={},
            active=True,
            created_at=w.now,
        )
        w.session.add(row)
        made.append(row.id)
    return made


def _page(w: Work, number: int, person: Id | None) -> tuple[str, str]:
    """An agent whose phone is a browser."""
    row = AgentRow(
        id=new_id(),
        site_id=w.site,
        user_id=person,
        number=f"p{number}",
        name={"zh": f"网页{number}", "en": f"Page {number}"},
        extension=f"p{number}",
        ha1_md5="",
        ha1_sha256="",
        phone_uri=None,
        queues=["pages"],
        skills={},
        active=True,
        created_at=w.now,
    )
    w.session.add(row)
    return row.id, row.extension


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        children.setdefault(int(text.rpartition(")")[2].split()[1]), []).append(int(text.split(" ", 1)[0]))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found
