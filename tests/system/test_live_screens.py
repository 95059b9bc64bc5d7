"""Live screens of the running product: snapshot, then facts; folded they are the board of that moment."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from huawu.analytics.service import apply_to_board
from tests.system.calling import at_work, board, calling, until, waiting
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip", "sipp"),
    pytest.mark.asyncio(loop_scope="session"),
]


class Screen:
    """A browser's view of the site: what came over the socket, folded."""

    def __init__(self) -> None:
        self.board: dict[str, Any] = {}
        self.facts: list[dict[str, Any]] = []
        self.seqs: list[int] = []

    async def watch(self, socket: ClientConnection) -> None:
        async for text in socket:
            self.hear(json.loads(text))

    def hear(self, told: dict[str, Any]) -> None:
        if told["type"] == "snapshot":
            self.board = told["board"]
        elif told["type"] == "facts":
            for fact in told["facts"]:
                apply_to_board(self.board, fact["kind"], fact["body"], fact["at"])
                self.facts.append(fact)
            assert told["seq"] >= self.seqs[-1] + len(told["facts"])
        else:
            return
        self.seqs.append(told["seq"])


async def screen_of(product: Product, stack: AsyncExitStack) -> Screen:
    """A screen that has its snapshot and goes on watching."""
    leader = await product.person("admin")
    ticket = (await leader.get("/api/live/ticket"))["ticket"]
    url = f"{product.url.replace('http', 'ws', 1)}/live?ticket={ticket}"
    socket = await stack.enter_async_context(connect(url, proxy=None))
    screen = Screen()
    screen.hear(json.loads(await asyncio.wait_for(socket.recv(), 10)))
    watching = asyncio.create_task(screen.watch(socket))
    stack.callback(watching.cancel)
    return screen


async def test_snapshot_and_facts_make_the_board(product: Product) -> None:
    async with AsyncExitStack() as stack:
        early = await screen_of(product, stack)
        answered = early.board["queues"]["front-desk"]["answered"]
        lin = await stack.enter_async_context(at_work(product, "lin"))
        await lin.pause()
        caller = await stack.enter_async_context(calling(product, "13900000041"))
        contact = (await until(lambda: waiting(product)))[0]
        late = await screen_of(product, stack)
        assert late.board["calls"][contact]["stage"] == "queue", "a snapshot shows who waits already"
        await lin.ready()
        await lin.take()
        await until(lambda: agree(product, early, late))
        assert early.board["calls"][contact]["stage"] == "talk"
        lin.phone.command("hold")
        await until(lambda: is_at(early, contact, "hold"))
        lin.phone.command("resume")
        await until(lambda: is_at(early, contact, "talk"))
        await lin.finish()
        await caller.finished()
        await until(lambda: agree(product, early, late))
        assert contact not in early.board["calls"]
        assert early.board["queues"]["front-desk"]["answered"] == answered + 1
        told = json.dumps([fact["body"] for fact in early.facts])
        assert "13900000041" not in told, "screens are told no numbers of callers"


async def agree(product: Product, *screens: Screen) -> bool:
    """Whether all screens show what the product says."""
    now = await board(product)
    return all(screen.board == now for screen in screens)


async def is_at(screen: Screen, contact: str, stage: str) -> bool:
    return bool(screen.board["calls"][contact]["stage"] == stage)
