"""A centre of fifty agents with mixed skills, whose telephones are sipp, and sipp as its callers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from huawu.app.bench.centre import LoadCentre
from huawu.app.config_checks import install
from huawu.app.postgres import database_url
from huawu.people import service as people
from huawu.people.types import NewAgent
from huawu.platform import config
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.ids import Id
from huawu.platform.work import Work, work
from tests.system.phone import free_port, mortal

SCENARIOS = Path(__file__).parent / "sipp"
AGENTS = 50
CALLS = 500
CALLS_A_SECOND = 14
TALKS = (600, 900, 1200, 1500, 1800)
"""How long the agents of one sipp talk, in milliseconds, before they hang up."""
PATIENCE = (2500, 20000)
"""How long callers stay, in milliseconds: half of them leave soon."""
_SECRET = "seven-green-doors"  # noqa: S105 - of telephones that live as long as the test

Body = dict[str, Any]


def _named(key: str, **more: Any) -> Body:  # noqa: ANN401 - plain values
    return {"name": {"zh": key, "en": key}, **more}


_QUICK: Body = {"wrap_up_seconds": 0, "recorded": False, "ring_seconds": 10}
_FIRST_THE_BEST = [{"who": {"skill": "network", "least": 4}, "seconds": 1}]
QUEUES: dict[str, Body] = {
    "sales": _named("sales", **_QUICK, strategy="longest_idle"),
    "support": _named("support", **_QUICK, strategy="best_skill", steps=_FIRST_THE_BEST),
    "billing": _named("billing", **_QUICK, strategy="weighted_random", ageing_seconds=3),
    "vip": _named("vip", **_QUICK, strategy="least_skilled", reserve_after_seconds=2),
}
NEEDS: dict[str, tuple[str, int, dict[str, int]]] = {
    "4101": ("sales", 5, {}),
    "4102": ("sales", 5, {"english": 3}),
    "4103": ("support", 5, {}),
    "4104": ("support", 4, {"network": 2}),
    "4105": ("billing", 5, {}),
    "4106": ("billing", 2, {"japanese": 2}),
    "4107": ("vip", 1, {"english": 4}),
}
"""What a number leads to: a queue, with a priority, for agents with these skills."""


def seat(place: int) -> tuple[tuple[str, ...], dict[str, int]]:
    """The queues and skills of the agent at a place, 0 to 49. Billing is short of people, its Japanese most
    of all."""
    queues = [("sales", "support", "sales", "support", "billing")[place % 5]]
    queues += ["vip"] if place % 4 == 0 else []
    queues += ["billing"] if place % 25 == 1 else []
    skills = {"english": place % 6, "network": (place + 2) % 6, "japanese": 3 * (place % 25 == 4)}
    return tuple(queues), {name: level for name, level in skills.items() if level}


def extension(place: int) -> str:
    return f"{9001 + place}"


class SkilledCentre(LoadCentre):
    """`agents`: their ids, by place. They are signed in once their telephones are there."""

    def __init__(self) -> None:
        super().__init__(agents=AGENTS)
        self.agents: list[Id] = []

    async def _furnish(self) -> None:
        install()
        engine = engine_for(database_url(self.settings))
        try:
            async with work(sessions_for(engine), site=self.settings.site) as w:
                await _configure(w)
                for place in range(AGENTS):
                    queues, skills = seat(place)
                    number = extension(place)
                    name = {"zh": number, "en": number}
                    new = NewAgent(None, number, name, number, _SECRET, queues, skills)
                    self.agents.append(await people.create_agent(w, new))
        finally:
            await engine.dispose()
        await self._sign_in([])  # the centre works by what was published

    async def everybody_signs_in(self) -> None:
        await self._sign_in(self.agents)


async def _configure(w: Work) -> None:
    items = [("skill", key, _named(key)) for key in ("english", "network", "japanese")]
    items += [("queue", key, body) for key, body in QUEUES.items()]
    for number, (queue, priority, needs) in NEEDS.items():
        node = {"do": "enqueue", "queue": queue, "priority": priority, "needs": needs}
        graph = {"start": "wait", "nodes": {"wait": node}}
        items += [("flow", f"to-{number}", _named(number, graph=graph))]
        items += [("number", number, {"flow": f"to-{number}"})]
    items += [("trunk", "loopback", {"networks": ["127.0.0.0/8"]})]
    for kind, key, body in items:
        await config.save_draft(w, kind, key, body)
    await config.publish(w)


# ---- sipp --------------------------------------------------------------------------------------------------


class Sipp:
    """One sipp process. `folder` has what it writes."""

    def __init__(self, folder: Path, scenario: str, centre: LoadCentre, *more: str, wait: int = 0) -> None:
        """`wait`: the time that the scenario leaves open, in milliseconds."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._where = folder, centre.target
        text = (SCENARIOS / f"{scenario}.xml").read_text(encoding="utf-8")
        (folder / scenario).write_text(text.replace('timeout="WAIT"', f'timeout="{wait}"'), encoding="utf-8")
        self._words = ("sipp", "-sf", scenario, "-i", "127.0.0.1", "-nostdin", *more)

    async def start(self) -> "Sipp":
        with (self._folder / "out").open("wb") as out:
            self._process = await asyncio.create_subprocess_exec(
                *mortal(*self._words), self._where, cwd=self._folder,
                stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
        return self

    async def done(self, *, strictly: bool) -> None:
        """Wait for its end; fails unless all its calls were made, `strictly` all by the scenario. A BYE that
        arrives between the end of a wait and what is sent then is to sipp a call that failed."""
        code = await self._process.wait()
        assert code in ((0,) if strictly else (0, 1)), (self._folder / "out").read_text(errors="replace")

    async def stop(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


def _lines(path: Path, order: str, lines: list[str]) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((order, *lines)) + "\n", encoding="utf-8")
    return str(path)


@asynccontextmanager
async def agents_at_their_telephones(centre: SkilledCentre, folder: Path) -> AsyncIterator[None]:
    """Five sipp with ten telephones each: registered, then answering."""
    async with AsyncExitStack() as stack:
        for part, talk in enumerate(TALKS):
            here, port = folder / f"agents-{part}", str(free_port())
            numbers = [extension(place) for place in range(AGENTS) if place % len(TALKS) == part]
            proofs = [f"{n};[authentication username={n} password={_SECRET}]" for n in numbers]
            listed = _lines(here / "numbers.csv", "SEQUENTIAL", proofs)
            many = str(len(numbers))
            joining = ("-inf", listed, "-m", many, "-r", "100", "-p", port, "-timeout", "20")
            await (await Sipp(here, "register", centre, *joining).start()).done(strictly=True)
            answering = await Sipp(here, "agent", centre, "-p", port, wait=talk).start()
            stack.push_async_callback(answering.stop)
        await centre.everybody_signs_in()
        yield


async def call_in(centre: SkilledCentre, folder: Path) -> None:
    """All callers, until the last one is gone."""
    running = []
    for part, stays in enumerate(PATIENCE):
        here = folder / f"callers-{part}"
        calls = range(part, CALLS, len(PATIENCE))
        lines = [f"{list(NEEDS)[call % len(NEEDS)]};1380000{call:04}" for call in calls]
        listed = _lines(here / "calls.csv", "SEQUENTIAL", lines)
        rate = str(CALLS_A_SECOND // len(PATIENCE))
        more: tuple[str, ...] = ("-inf", listed, "-m", str(len(calls)), "-r", rate, "-p", str(free_port()))
        more += ("-timeout", "80", "-timeout_error")
        running.append(await Sipp(here, "caller", centre, *more, wait=stays).start())
    try:
        for each in running:
            await each.done(strictly=False)
    finally:
        for each in running:
            await each.stop()
