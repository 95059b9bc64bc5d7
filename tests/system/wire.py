"""A network between a browser and the product that can be cut: what is on its way waits until it is whole."""

import asyncio
from contextlib import suppress


class Wire:
    """Forwards TCP to the product. `url` is where the browser finds it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._whole = asyncio.Event()
        self._whole.set()
        self._server: asyncio.Server | None = None
        self._running: set[asyncio.Task[None]] = set()
        self.url = ""

    async def lay(self) -> "Wire":
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def cut(self) -> None:
        self._whole.clear()

    def mend(self) -> None:
        self._whole.set()

    async def take_away(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        ends = [writer]
        try:
            await self._whole.wait()
            to_reader, to_writer = await asyncio.open_connection("127.0.0.1", self._port)
            ends.append(to_writer)
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry(reader, to_writer))
                both.create_task(self._carry(to_reader, writer))
        except* (OSError, asyncio.CancelledError):
            pass
        finally:
            self._running.discard(task)
            for end in ends:
                end.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                await self._whole.wait()
                writer.write(data)
                await writer.drain()
            writer.close()
