"""Whatever callers press and whatever fails behind a flow, on real calls: they come to a person or a polite
end.

A prompt whose file is gone, another system that never answers, a voice that is away or hangs, keys that are
none, keys in floods, and nothing at all. Each caller is heard in the queue, or hung up on after the last
word.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from huawu.telephony.engine.caller import Progress, TestCaller, Wanted
from tests.long.house import publish
from tests.system.calling import SCENARIOS, Sound, until, waiting
from tests.system.phone import free_port
from tests.system.product import Product

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]

NAME = {"zh": "坏来电", "en": "Bad callers"}
QUIET = b"\xff" * 8000
PERSON = {"do": "enqueue", "queue": "front-desk"}
BYE = {"do": "hang_up", "say": ["goodbye"]}
GONE, HANGS, SPEAKS, MENU, DIGITS, ENDS = "4081", "4082", "4083", "4084", "4085", "4086"
IMPATIENT = {"wait_seconds": 1, "tries": 2, "invalid": ["menu.invalid"], "otherwise": "person"}


def flow(start: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"start": "start", "nodes": {"start": start, **more}}


def flows(asked: int) -> dict[str, dict[str, Any]]:
    """By number. `asked`: the port of a system that never answers."""
    asking = {"do": "web", "url": f"http://127.0.0.1:{asked}/", "seconds": 2, "failed": "person"}
    say = [{"value": "call.number", "as": "text"}, {"value": "what", "as": "text"}]
    know = {"do": "set", "values": {"what": "今天晴"}, "next": "say"}
    digits = {
        "do": "digits",
        "say": ["attendant.extension"],
        "into": "to",
        "least": 4,
        "most": 4,
        **IMPATIENT,
    }
    menu = {"do": "menu", "say": ["menu.hotel"], "choices": {"1": "bye"}, **IMPATIENT}
    text, number = {"what": {"type": "text"}}, {"to": {"type": "digits"}}
    return {
        GONE: flow({"do": "play", "say": ["own/gone"], "next": "person"}, person=PERSON),
        HANGS: flow(asking | {"next": "bye"}, person=PERSON, bye=BYE),
        SPEAKS: flow(know, say={"do": "play", "say": say, "next": "person"}, person=PERSON)
        | {"variables": text},
        MENU: flow(menu, person=PERSON, bye=BYE),
        DIGITS: flow(digits | {"next": "bye"}, person=PERSON, bye=BYE) | {"variables": number},
        ENDS: flow(menu | {"otherwise": "bye"}, bye=BYE),
    }


@contextmanager
def deaf() -> Iterator[int]:
    """A port at which everybody is let in and nobody answered."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as door:
        yield int(door.getsockname()[1])


@asynccontextmanager
async def lines(product: Product, *, voice: int) -> AsyncIterator[None]:
    """All numbers in force, with a prompt whose file is lost. `voice`: the port of the site's voice."""
    admin = await product.person("admin")
    sound = await admin.http.get("/api/prompts/shipped", params={"prompt": "goodbye"})
    headers = {"content-type": "audio/wav"}
    kept = await admin.http.post("/api/prompts/sounds", content=sound.content, headers=headers)
    name = kept.json()["sound"]
    say = {"engine": "openai_http", "url": f"http://127.0.0.1:{voice}/v1", "model": "away", "seconds": 30}
    site = (await admin.get("/api/config/site"))["items"][0]["value"]
    with deaf() as asked:
        made = flows(asked)
        bodies: dict[str, dict[str, dict[str, Any]]] = {
            "prompt": {"gone": {"name": NAME, "sounds": dict.fromkeys(("zh-CN", "en-US"), {"sound": name})}},
            "speech": {"default": {"say": [say | {"voices": {"zh-CN": "x", "en-US": "x"}}]}},
            "flow": {f"bad-{key}": {"name": NAME, "graph": graph} for key, graph in made.items()},
            "number": {key: {"flow": f"bad-{key}"} for key in made},
        }
        allowed = site | {"web_allowed": [f"http://127.0.0.1:{asked}"]}
        await publish(product, {"site": {"site": allowed}, **bodies})
        (product.folder / "data" / "prompts" / "own" / f"{name}.ulaw").unlink(missing_ok=True)
        yield
    gone = {kind: {key: None for key in items} for kind, items in bodies.items()}
    await publish(product, {"site": {"site": site}, **gone})


@asynccontextmanager
async def caller(product: Product, number: str, press: str = "") -> AsyncIterator[Progress]:
    """Calls, presses a second after the answer, and stays."""
    wanted = Wanted(number, "127.0.0.1", product.sip_port, QUIET, press=press, press_after=1.0, seconds=60)
    made = TestCaller(wanted)
    running = asyncio.ensure_future(made.run())
    try:
        yield made.progress
    finally:
        made.hang_up()
        await running


async def reaches_a_person(product: Product, number: str, press: str = "") -> None:
    """The caller waits for somebody, hearing that they do."""
    await until(lambda: nobody_waits(product))
    async with caller(product, number, press) as progress:
        await until(lambda: waiting(product), seconds=30)
        heard = progress.sounding_packets

        async def hears() -> bool:
            return progress.sounding_packets > heard + 25

        await until(hears)


async def nobody_waits(product: Product) -> bool:
    return not await waiting(product)


async def test_whatever_fails_behind_a_flow_the_caller_reaches_a_person(product: Product) -> None:
    with deaf() as voice:
        async with lines(product, voice=voice):
            await reaches_a_person(product, GONE)
            await reaches_a_person(product, HANGS)
            await reaches_a_person(product, SPEAKS)
    async with lines(product, voice=free_port()):
        await reaches_a_person(product, SPEAKS)


async def test_whatever_a_caller_presses_or_does_not_they_reach_a_person_or_a_polite_end(
    product: Product,
) -> None:
    async with lines(product, voice=free_port()):
        await reaches_a_person(product, MENU)
        await reaches_a_person(product, DIGITS)
        for press in ("9", "ABCD*#*#", "7" * 60):
            await reaches_a_person(product, MENU, press)
        for press in ("#", "12#", "A*B#C*"):
            await reaches_a_person(product, DIGITS, press)
        async with caller(product, ENDS) as silent:
            await until(lambda: over(silent), seconds=40)
            assert silent.sounding_packets > 100


async def over(progress: Progress) -> bool:
    return progress.state == "ended"


@pytest.mark.parametrize(
    ("press", "answer"), [("7", 200), ("D", 200), ("Z", 400), ("9" * 30, 400), ("-1", 400)]
)
async def test_a_flood_of_keys_by_sipp_ends_politely(
    product: Product, tmp_path: Path, press: str, answer: int
) -> None:
    scenario = tmp_path / "flood.xml"
    scenario.write_text(flood(50, answer), "utf-8")
    async with lines(product, voice=free_port()):
        await floods(product, scenario, ENDS, press)
    assert (await product.healthy(5))["status"] == "ok"


def flood(count: int, answer: int) -> str:
    """The scenario of the system tests with so many keys instead of one, each sent when the one before was
    answered: 200, or 400 to what is no key. Each is written out: a message that is sent twice is the same
    transaction to sipp."""
    head, rest = (SCENARIOS / "press.xml").read_text("utf-8").split('  <pause milliseconds="500"/>', 1)
    info, tail = rest.split('  <recv response="200"/>\n', 1)
    answered = '  <recv request="BYE" optional="true" next="3"/>\n'
    answered += f'  <recv response="{answer}"/>\n'
    keys = [info.replace("CSeq: 2 INFO", f"CSeq: {number} INFO") + answered for number in range(2, count + 2)]
    # Nothing is heard of this caller: the house asks again whether there is a way to them.
    over = '  <recv request="BYE" next="3"/>\n'
    assert over in tail
    tail = tail.replace(over, '  <recv request="ACK" optional="true" next="1"/>\n' + over)
    return head + "".join(keys) + tail


async def floods(product: Product, scenario: Path, number: str, press: str) -> None:
    """sipp sends fifty keys as fast as they are answered, and waits for the end of the call."""
    sound = await Sound().open()
    keys = {"caller": "13900000077", "press": press, "rtp": str(sound.port)}
    values = [part for key, value in keys.items() for part in ("-key", key, value)]
    process = await asyncio.create_subprocess_exec(
        "sipp", "-sf", str(scenario), "-s", number, "-m", "1", "-i", "127.0.0.1", "-p", str(free_port()),
        "-nostdin", "-timeout", "60", "-timeout_error", *values, product.sip,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        out, _ = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, out.decode(errors="replace")[-3000:]
        assert sound.sounding > 25
    finally:
        sound.close()
        if process.returncode is None:
            process.kill()
