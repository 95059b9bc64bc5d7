"""What tests of calls have in common: waiting for something to become true, agents at their phones, the
board, and sipp as a caller.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from tests.system.phone import Phone, free_port
from tests.system.product import Person, Product

SCENARIOS = Path(__file__).parent / "sipp"
Found = TypeVar("Found")


async def until(what: Callable[[], Awaitable[Found]], *, seconds: float = 20) -> Found:
    """Ask again until the answer is true; that answer."""
    found: Found | None = None
    try:
        async with asyncio.timeout(seconds):
            while not (found := await what()):
                await asyncio.sleep(0.05)
            return found
    except TimeoutError as late:
        asked = getattr(what, "__qualname__", repr(what))
        raise TimeoutError(f"{asked} still answers {found!r} after {seconds:g} s") from late


async def board(product: Product) -> dict[str, Any]:
    leader = await product.person("admin")
    found: dict[str, Any] = await leader.get("/api/board")
    return found


async def waiting(product: Product, queue: str = "front-desk") -> list[str]:
    """Interactions that wait in a queue, the longest wait first."""
    found: dict[str, int] = (await board(product))["queues"][queue]["waiting"]
    return sorted(found, key=lambda key: found[key])


async def counters(product: Product) -> dict[str, int]:
    """What the product counts of what came in."""
    found: dict[str, int] = (await product.healthy(5))["counters"]
    return found


def processes(product: Product) -> dict[str, tuple[int, int]]:
    """Process id and restarts of each process."""
    return {p["name"]: (p["pid"], p["restarts"]) for p in product.status()["processes"]}


async def killed(
    running: Callable[[], Mapping[str, int]], victim: str, then: Callable[[], object] = lambda: None
) -> None:
    """kill -9, unless it has just ended; wait until another process of that name runs. `running`: process ids
    by name; `then`: what brings it back, where nothing else does."""
    old = running()[victim]
    with contextlib.suppress(ProcessLookupError):
        os.kill(old, signal.SIGKILL)
    then()

    async def another() -> bool:
        return running().get(victim, old) != old

    await until(another, seconds=90)


async def kill(product: Product, victim: str) -> None:
    """kill -9; wait until another process of that name runs, and calls can be taken."""
    await killed(lambda: {name: pid for name, (pid, _) in processes(product).items()}, victim)
    await product.healthy(90)


class Seat:
    """An agent as the server sees it, with whatever telephone. `person` is signed in to the page."""

    person: Person

    async def me(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.person.get("/api/agents/me")
        return found

    async def becomes(self, state: str) -> dict[str, Any]:
        """Wait for a state; how the agent is then."""

        async def there() -> dict[str, Any] | None:
            me = await self.me()
            return me if me["state"] == state else None

        found = await until(there)
        assert found is not None
        return found

    async def writes_up(self) -> str:
        """A call is over for the agent, who says what came of it; the contact."""
        contact = str((await self.becomes("wrap_up"))["contact"])
        await wrap_up(self.person, contact)
        return contact


async def sound_both_ways(
    counts: Callable[[], Awaitable[dict[str, Any]]], *, seconds: float = 20, packets: int = 25
) -> dict[str, Any]:
    """Wait until half a second more of sound went each way, by a browser's own `counts`; these."""
    before = await counts()

    async def more() -> dict[str, Any] | None:
        now = await counts()
        if now["received"] < before["received"]:  # another call, or a page loaded anew: counted from nothing
            before.update(now)
        return now if all(now[way] >= before[way] + packets for way in ("sent", "received")) else None

    found = await until(more, seconds=seconds)
    assert found is not None
    return found


class Agent(Seat):
    """An agent signed in to the queues, with a real phone."""

    def __init__(self, person: Person, phone: Phone) -> None:
        self.person, self.phone = person, phone

    async def pause(self) -> None:
        await self.person.post("/api/agents/me/state", {"state": "paused", "reason": "meal"})

    async def ready(self) -> None:
        await self.person.post("/api/agents/me/state", {"state": "ready"})

    async def take(self) -> str:
        """Answer the next call; the interaction it is of."""
        await self.phone.ringing()
        await self.phone.answer()
        return str((await self.becomes("talking"))["contact"])

    async def finish(self) -> None:
        """Hang up and be free for the next call, by saying what came of it."""
        self.phone.command("hangup")
        await self.writes_up()


async def wrap_up(person: Person, interaction: str, note: str = "") -> None:
    """Say what came of a contact, as soon as the page knows of it."""
    kind = (await person.get("/api/wrap-up-types"))["items"][0]
    body = {"type": kind["id"], "result": kind["results"][0]["id"], "note": note}

    async def said() -> bool:
        answer = await person.http.post(f"/api/interactions/{interaction}/wrap-up", json=body)
        return answer.status_code < 300

    await until(said)


async def once_over(person: Person, interaction: str) -> dict[str, Any]:
    """What is on record of a contact, once it has ended there."""

    async def over() -> dict[str, Any] | None:
        answer = await person.http.get(f"/api/interactions/{interaction}")
        found: dict[str, Any] = answer.json()
        return found if answer.status_code == 200 and found["ended_at"] else None

    found = await until(over)
    assert found is not None
    return found


async def became(person: Person, interaction: str) -> tuple[str, str]:
    """By whom and why a contact ended, once it did."""
    found = await once_over(person, interaction)
    return str(found["ended_by"]), str(found["cause"])


@asynccontextmanager
async def at_work(product: Product, login: str, *, tone: float = 440.0) -> AsyncIterator[Agent]:
    """An agent with a registered phone who is signed in, and signed out in the end."""
    extension = next(p["extension"] for p in product.signins()["phones"] if p["login"] == login)
    person = await product.person(login)
    phone = await product.phone(extension, tone=tone)
    try:
        await person.post("/api/agents/me/sign-in")
        yield Agent(person, phone)
    finally:
        await person.post("/api/agents/me/sign-out")
        await phone.stop()


class Sound(asyncio.DatagramProtocol):
    """A caller's ear: counts the RTP packets that come, and those of them that are not silence."""

    def __init__(self) -> None:
        self.packets = self.sounding = 0
        self.port = 0
        self._transport: asyncio.BaseTransport | None = None

    async def open(self) -> "Sound":
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        self.port = transport.get_extra_info("sockname")[1]
        return self

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self.packets += 1
        self.sounding += len(set(data[12:])) > 1

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    async def hears(self, packets: int) -> None:
        """Wait until that many more packets with sound have come."""
        wanted = self.sounding + packets

        async def heard() -> bool:
            return self.sounding >= wanted

        await until(heard)


class SippCaller:
    """sipp calls, presses a key by SIP INFO and stays until the centre hangs up or `hang_up`."""

    def __init__(self, product: Product, caller: str, *, press: str = "1", transport: str = "u1") -> None:
        self._product, self.caller, self._press, self._transport = product, caller, press, transport
        self.sound = Sound()
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> "SippCaller":
        await self.sound.open()
        keys = {"caller": self.caller, "press": self._press, "rtp": str(self.sound.port)}
        values = [part for key, value in keys.items() for part in ("-key", key, value)]
        self._process = await asyncio.create_subprocess_exec(
            "sipp", "-sf", str(SCENARIOS / "press.xml"), "-t", self._transport, "-s", "4001", "-m", "1",
            "-i", "127.0.0.1", "-p", str(free_port()), "-nostdin", "-timeout", "90", "-timeout_error",
            *values, self._product.sip,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        return self

    async def finished(self) -> None:
        """Wait for the end of the call; fails unless all went by the scenario."""
        assert self._process is not None
        try:
            out, _ = await asyncio.wait_for(self._process.communicate(), 60)
            assert self._process.returncode == 0, out.decode(errors="replace")[-3000:]
        finally:
            self.stop()

    def stop(self) -> None:
        self.sound.close()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()


@asynccontextmanager
async def calling(product: Product, caller: str, **more: Any) -> AsyncIterator[SippCaller]:
    """A sipp caller who is stopped in the end whatever happens."""
    made = await SippCaller(product, caller, **more).start()
    try:
        yield made
    finally:
        made.stop()
