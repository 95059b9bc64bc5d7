"""A browser that is a telephone: SIP over WebSocket (RFC 7118), written by hand."""

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.system.calling import board, until
from tests.system.product import Product
from tests.system.raw_sip import Asked, authorization, code

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session")]

HERE = "browser.invalid"


def socket_of(product: Product) -> connect:
    url = f"{product.url.replace('http', 'ws', 1)}/sip"
    return connect(url, subprotocols=[Subprotocol("sip")], proxy=None)


async def ask(product: Product, socket: ClientConnection, asked: Asked) -> str:
    await socket.send(asked.text(HERE, product.sip))
    while True:
        answer = str(await socket.recv())
        if code(answer) >= 200 and f"Call-ID: {asked.call_id}" in answer:
            return answer


async def contacts(product: Product, extension: str) -> int:
    return int((await board(product))["phones"].get(extension, 0))


async def test_a_browser_registers_with_digest_and_is_shown_until_it_goes(product: Product) -> None:
    secret = next(p["sip_secret"] for p in product.signins()["phones"] if p["extension"] == "8006")
    assert await contacts(product, "8006") == 0
    async with socket_of(product) as socket:
        assert socket.subprotocol == "sip"
        first = Asked("REGISTER", "8006", via="WS", extra=("Expires: 600",))
        challenge = await ask(product, socket, first)
        assert code(challenge) == 401
        proof = authorization(challenge, user="8006", secret=secret, uri=f"sip:{product.sip}")
        second = Asked(
            "REGISTER", "8006", via="WS", seq=2, call_id=first.call_id, extra=("Expires: 600", proof)
        )
        assert code(await ask(product, socket, second)) == 200
        await until(lambda: shown(product, "8006", 1))
    await until(lambda: shown(product, "8006", 0))


async def shown(product: Product, extension: str, count: int) -> bool:
    return await contacts(product, extension) == count


async def test_a_browser_with_a_wrong_secret_is_forbidden(product: Product) -> None:
    async with socket_of(product) as socket:
        first = Asked("REGISTER", "8006", via="WS")
        challenge = await ask(product, socket, first)
        proof = authorization(challenge, user="8006", secret="guessed", uri=f"sip:{product.sip}")
        second = Asked("REGISTER", "8006", via="WS", seq=2, call_id=first.call_id, extra=(proof,))
        assert code(await ask(product, socket, second)) == 403
    assert await contacts(product, "8006") == 0


async def test_options_is_answered_also_when_it_comes_in_fragments(product: Product) -> None:
    async with socket_of(product) as socket:
        assert code(await ask(product, socket, Asked("OPTIONS", "4001", via="WS"))) == 200
        asked = Asked("OPTIONS", "4001", via="WS")
        text = asked.text(HERE, product.sip)
        await socket.send([text[:40], text[40:200], text[200:]])
        assert code(str(await socket.recv())) == 200


async def test_nonsense_in_a_websocket_is_not_answered_and_too_much_closes_it(product: Product) -> None:
    async with socket_of(product) as socket:
        await socket.send("not SIP at all")
        assert code(await ask(product, socket, Asked("OPTIONS", "4001", via="WS"))) == 200
        await socket.send("x" * 300_000)
        with pytest.raises(ConnectionClosed):
            await socket.recv()
    async with socket_of(product) as socket:
        assert code(await ask(product, socket, Asked("OPTIONS", "4001", via="WS"))) == 200
