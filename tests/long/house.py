"""A house of real telephones for long tests: baresip on desks that are nobody's, each with a tone of its own,
so that who hears whom is measured. One product and one set of telephones serve all modules.
"""

import tempfile
from collections.abc import AsyncIterator, Container, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest_asyncio

from tests.system.calling import Agent, at_work, board, until
from tests.system.linphone import Linphone
from tests.system.phone import Phone, strength, write_tone
from tests.system.product import Person, Product

DESKS = {"8101": 613.0, "8102": 1013.0, "8103": 1391.0, "8104": 1987.0}
LIN, ZHAO, SUN = 437.0, 2411.0, 2833.0
"""Between the notes, so that the music on hold is none of them, and none the double or triple of another."""
HOT, OFF, SOFT = "8105", "8106", "8107"
"""Rings at 8101 whatever it dials; a telephone that is never there; linphonec."""
TONE_OF = {**DESKS, HOT: 787.0, SOFT: 3167.0}
TONES = (*TONE_OF.values(), LIN, ZHAO, SUN)
HALF_A_SECOND = 4000
SECRET = "nine-blue-horses"  # noqa: S105 - of telephones that live as long as the test

ROOM, IN_TURN = "8801", "8601"
BODIES: dict[str, dict[str, dict[str, Any]]] = {
    "extension": {
        "8101": {"pickup_group": "hall", "ring_seconds": 5},
        "8102": {"pickup_group": "hall", "ring_seconds": 5, "outside": True, "shown": "55508102"},
        "8103": {"pickup_group": "hall"},
        "8104": {"call_waiting": True, "lines": 2},
        HOT: {"hot_line": "8101"},
        OFF: {},
        SOFT: {},
    },
    "ring_group": {
        IN_TURN: {"members": [{"extension": "8102"}, {"extension": "8103"}], "order": "in_turn", "seconds": 5}
    },
    "conference": {ROOM: {}},
}
NO_WISH = {"dnd": False, "always": "", "busy": "", "no_answer": "", "offline": ""}


async def publish(product: Product, bodies: Mapping[str, Mapping[str, dict[str, Any] | None]]) -> None:
    """Put this in force; what is None is taken away."""
    admin = await product.person("admin")
    for kind, items in bodies.items():
        for key, body in items.items():
            answer = await admin.http.put(f"/api/config/{kind}/{key}", json={"value": body})
            assert answer.status_code == 200, answer.text
    await admin.post("/api/config/publish")


# ---- what is heard -----------------------------------------------------------------------------------------


def _newest(phone: Phone) -> Path | None:
    """What the telephone hears now: the sound of the call in which it heard something last."""
    return max(phone.folder.glob("dump-*-dec.wav"), key=lambda path: path.stat().st_mtime_ns, default=None)


def _sound(path: Path | None) -> bytes:
    return path.read_bytes()[44:] if path is not None else b""


def _tones(sound: bytes) -> set[float]:
    last = sound[-2 * HALF_A_SECOND :]
    samples = [int.from_bytes(last[at : at + 2], "little", signed=True) for at in range(0, len(last), 2)]
    return {hertz for hertz in TONES if strength(samples, hertz) > 0.12}


class _Ear:
    """What comes to a telephone from now on."""

    def __init__(self, phone: Phone) -> None:
        self._phone, self._path = phone, _newest(phone)
        self._length = len(_sound(self._path))

    def since(self) -> bytes:
        """All of it, at 16 bit."""
        path = _newest(self._phone)
        return _sound(path)[self._length if path == self._path else 0 :]


async def listens(phone: Phone) -> None:
    """Wait until half a second of whatever has come to a telephone."""
    ear = _Ear(phone)

    async def enough() -> bool:
        return len(ear.since()) > 2 * HALF_A_SECOND

    await until(enough)


async def hears(phone: Phone, *tones: float) -> None:
    """Wait until a telephone hears exactly these tones, for half a second from now on."""
    ear = _Ear(phone)
    last: set[float] = set()

    async def exactly() -> bool:
        nonlocal last
        if len(sound := ear.since()) <= 2 * HALF_A_SECOND:
            return False
        last = _tones(sound)
        return last == set(tones)

    try:
        await until(exactly)
    except TimeoutError:
        raise AssertionError(f"{phone.extension} hears {sorted(last)}, not {sorted(tones)}") from None


# ---- the house ---------------------------------------------------------------------------------------------


@dataclass
class House:
    """The telephones by their numbers."""

    product: Product
    phones: dict[str, Phone] = field(default_factory=dict)

    async def leader(self) -> Person:
        return await self.product.person("admin")

    def dial(self, caller: str, number: str) -> None:
        """`#` is written as %23: baresip takes it for a URI."""
        self.phones[caller].command("dial", number.replace("#", "%23"))

    async def answers(self, number: str) -> None:
        """It rings there, and is answered."""
        await self.phones[number].ringing()
        await self.phones[number].answer()

    async def hears(self, listener: str, *speakers: str) -> None:
        """Exactly these are heard."""
        await hears(self.phones[listener], *(TONE_OF[each] for each in speakers))

    async def talk(self, *numbers: str) -> None:
        """These hear each other, and nobody else."""
        for each in numbers:
            await self.hears(each, *(other for other in numbers if other != each))

    async def closed(self, number: str) -> str:
        """The call there is over; what the telephone says of it."""
        return str((await self.phones[number].wait_for("CALL_CLOSED"))["param"])

    async def shown(self, number: str) -> dict[str, Any]:
        found: dict[str, Any] = await (await self.leader()).get(f"/api/extensions/{number}")
        return found

    async def wish(self, number: str, **wishes: Any) -> None:
        body = NO_WISH | wishes
        answer = await (await self.leader()).http.put(f"/api/extensions/{number}/wishes", json=body)
        answer.raise_for_status()

    async def busy(self) -> set[str]:
        """The telephones that are in a call."""
        return {number for number in self.phones if (await self.shown(number))["state"] == "busy"}

    async def contacts(self) -> dict[str, tuple[str, str]]:
        """Contacts that are over, by whom and why each ended."""
        page = await (await self.leader()).get("/api/interactions?limit=100")
        over = (each for each in page["items"] if each["ended_at"] is not None)
        return {each["id"]: (each["ended_by"], each["cause"]) for each in over}

    async def ended_since(self, before: Container[str], count: int) -> list[tuple[str, str]]:
        """How so many contacts ended that were not among those `before`, once they are on record."""

        async def there() -> list[tuple[str, str]] | None:
            found = [end for key, end in (await self.contacts()).items() if key not in before]
            return found if len(found) >= count else None

        found = await until(there)
        assert found is not None
        return found

    async def quiet(self) -> None:
        """Everybody hangs up; no call is left, at the telephones neither, and nobody is busy."""
        for phone in self.phones.values():
            await until(lambda each=phone: _put_down(each))  # type: ignore[misc]

        async def nobody_talks() -> bool:
            return not (await board(self.product))["calls"]

        await until(nobody_talks)
        for number in self.phones:
            assert (await self.shown(number))["state"] == "idle"
        for phone in self.phones.values():
            await until(lambda each=phone: _put_down(each))  # type: ignore[misc]
            while not phone.events.empty():
                phone.events.get_nowait()


async def _put_down(phone: Phone) -> bool:
    if "Active calls (0)" in await phone.ask("listcalls"):
        return True
    phone.command("hangup")
    return False


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def furnished(product: Product) -> AsyncIterator[House]:
    """The house with its telephones."""
    folder = product.folder / "keys" / "phones"
    folder.mkdir(exist_ok=True)
    for number in BODIES["extension"]:
        (folder / number).write_text(f"{SECRET}\n", encoding="utf-8")
    await publish(product, BODIES)
    house = House(product)
    async with AsyncExitStack() as stack:
        for number in DESKS:
            house.phones[number] = await stack.enter_async_context(desk_phone(product, number))
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def house(furnished: House) -> AsyncIterator[House]:
    """Each test leaves it as it was."""
    yield furnished
    await furnished.quiet()


@pytest_asyncio.fixture(loop_scope="session")
async def lin(house: House) -> AsyncIterator[Agent]:
    """Lin is at work, with a telephone."""
    async with at_work(house.product, "lin", tone=LIN) as agent:
        yield agent
        await house.quiet()


async def with_a_guest(house: House, lin: Agent) -> str:
    """8101 calls the front desk, and talks with Lin; the contact."""
    house.dial("8101", "200")
    call = await lin.take()
    await hears(house.phones["8101"], LIN)
    return call


@asynccontextmanager
async def desk_phone(product: Product, number: str) -> AsyncIterator[Phone]:
    """A telephone that is nobody's, registered."""
    folder = Path(tempfile.mkdtemp(prefix=f"desk-{number}-", dir=product.folder))
    phone = Phone(folder, extension=number, secret=SECRET, server=product.sip, tone=TONE_OF[number])
    await phone.start()
    try:
        yield phone
    finally:
        await phone.stop()


@asynccontextmanager
async def soft_phone(product: Product) -> AsyncIterator[Linphone]:
    """linphonec at `SOFT`."""
    async with linphone(product, SOFT, SECRET, TONE_OF[SOFT]) as phone:
        yield phone


@asynccontextmanager
async def linphone(product: Product, number: str, secret: str, tone: float) -> AsyncIterator[Linphone]:
    """linphonec, registered. It answers every call."""
    folder = Path(tempfile.mkdtemp(prefix=f"soft-{number}-", dir=product.folder))
    phone = await Linphone(folder, extension=number, secret=secret, server=product.sip).start()
    try:

        async def registered() -> bool:
            return number in (await board(product))["phones"]

        await until(registered)
        write_tone(folder / "tone.wav", tone)
        phone.say(f"play {folder / 'tone.wav'}")
        yield phone
    finally:
        await phone.stop()
