"""Bad SIP to the running product: each gets the right answer or none, is counted, and nothing goes down."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.system.calling import counters, processes
from tests.system.product import Product
from tests.system.raw_sip import Asked, Wire, authorization, code

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session")]

SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP {}\r\n"
SAID = ("Content-Type: application/sdp",)


@pytest_asyncio.fixture(loop_scope="session")
async def wire(product: Product) -> AsyncIterator[Wire]:
    """A socket; afterwards the product still answers and runs the same processes."""
    before = processes(product)
    async with Wire(product) as made:
        yield made
        assert code(await made.ask(Asked("OPTIONS", "4001"))) == 200
    assert processes(product) == before


async def test_noise_is_counted_and_changes_nothing(product: Product, wire: Wire) -> None:
    before = await counters(product)
    dice = random.Random(4001)
    for size in (1, 3, 17, 300, 1400, 9000):
        wire.send(dice.randbytes(size))
    for text in (
        "",
        "\r\n\r\n",
        "\0" * 40,
        "INVITE",
        "INVITE sip: SIP/2.0\r\n\r\n",
        "SIP/2.0 200 OK\r\n\r\n",
    ):
        wire.send(text)
    assert code(await wire.ask(Asked("OPTIONS", "4001"))) == 200
    assert (await counters(product))["malformed"] >= before.get("malformed", 0) + 6


@pytest.mark.parametrize(
    ("spoiled", "into"),
    [
        ("Max-Forwards: 70", "Max-Forwards: many"),
        ("CSeq: 1 INVITE", "CSeq: 1 BYE"),
        ("CSeq: 1 INVITE", "CSeq: 99999999999 INVITE"),
        ("Content-Length: 0", "Content-Length: -5"),
        ("From: <", "From: <<<"),
    ],
)
async def test_a_malformed_invite_is_a_bad_request(
    product: Product, wire: Wire, spoiled: str, into: str
) -> None:
    before = await counters(product)
    asked = Asked("INVITE", "4001")
    wire.send(asked.text(f"127.0.0.1:{wire.port}", product.sip).replace(spoiled, into))
    assert code(await wire.answer(asked.call_id)) == 400
    assert (await counters(product))["malformed"] > before.get("malformed", 0)


async def test_an_oversized_message_is_told_so(product: Product, wire: Wire) -> None:
    before = await counters(product)
    asked = Asked("INVITE", "4001", extra=("X-Ballast: " + "x" * 60_000,))
    assert code(await wire.ask(asked)) == 513
    assert (await counters(product))["oversized"] > before.get("oversized", 0)


async def test_an_unknown_number_does_not_exist(product: Product, wire: Wire) -> None:
    before = await counters(product)
    asked = Asked("INVITE", "49999999", extra=SAID, body=SDP.format(0))
    assert code(await wire.ask(asked)) == 404
    assert (await counters(product))["unknown_number"] > before["unknown_number"]


async def test_a_call_without_a_common_codec_is_not_acceptable(product: Product, wire: Wire) -> None:
    before = await counters(product)
    asked = Asked("INVITE", "4001", extra=SAID, body=SDP.format(99))
    assert code(await wire.ask(asked)) == 488
    assert (await counters(product))["no_codec"] > before["no_codec"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (Asked("BYE", "4001", extra=("X: y",)), 481),
        (Asked("DANCE", "4001"), 501),
        (Asked("INVITE", "4001", extra=("Require: time-travel",)), 420),
        (Asked("INVITE", "4001", extra=("Content-Type: text/plain",), body="hello"), 415),
        (Asked("INVITE", "4001", extra=("Content-Type: application/sdp",), body="hello"), 488),
    ],
    ids=["no dialog", "unknown method", "unknown extension", "wrong type", "no SDP"],
)
async def test_what_cannot_be_done_is_refused_with_its_reason(
    wire: Wire, asked: Asked, answered: int
) -> None:
    assert code(await wire.ask(asked)) == answered


async def register(product: Product, wire: Wire, extension: str, secret: str) -> tuple[int, int]:
    """The answers to a REGISTER without and with credentials."""
    first = Asked("REGISTER", extension, extra=("Expires: 60",))
    challenge = await wire.ask(first)
    proof = authorization(challenge, user=extension, secret=secret, uri=f"sip:{product.sip}")
    second = Asked("REGISTER", extension, seq=2, call_id=first.call_id, extra=("Expires: 60", proof))
    return code(challenge), code(await wire.ask(second))


async def test_a_wrong_secret_is_forbidden_and_registers_nothing(product: Product, wire: Wire) -> None:
    before = await counters(product)
    assert await register(product, wire, "8002", "guessed") == (401, 403)
    assert await register(product, wire, "8999", "guessed") == (401, 403)
    assert (await counters(product))["unauthorised"] == before.get("unauthorised", 0) + 2
    leader = await product.person("admin")
    assert not {"8002", "8999"} & (await leader.get("/api/board"))["phones"].keys()


async def test_nobody_registers_another_ones_extension_with_the_own_secret(
    product: Product, wire: Wire
) -> None:
    own = next(p["sip_secret"] for p in product.signins()["phones"] if p["extension"] == "8001")
    challenge = await wire.ask(Asked("REGISTER", "8003"))
    proof = authorization(challenge, user="8001", secret=own, uri=f"sip:{product.sip}")
    assert code(await wire.ask(Asked("REGISTER", "8003", extra=(proof,)))) == 403


async def test_a_flood_of_registers_is_refused_while_calls_are_taken(product: Product, wire: Wire) -> None:
    before = await counters(product)
    async with Wire(product) as flood:
        for burst in range(40):
            for number in range(50):
                asked = Asked("REGISTER", f"8{burst:02}{number:02}")
                flood.send(asked.text(f"127.0.0.1:{flood.port}", product.sip))
            if burst % 10 == 0:
                unknown = Asked("INVITE", "49999999", extra=SAID, body=SDP.format(0))
                assert code(await wire.ask(unknown)) == 404
            await asyncio.sleep(0)
        assert code(await wire.ask(Asked("OPTIONS", "4001"))) == 200
        answers = [code(flood.answers.get_nowait()) for _ in range(flood.answers.qsize())]
    assert set(answers) == {401}
    after = await counters(product)
    assert after["challenged"] >= before.get("challenged", 0) + len(answers)
