"""Phones on loopback, and the real media process with a client."""

import asyncio
import contextlib
import os
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from huawu.platform.settings import Settings
from huawu.telephony.engine.media_client import MediaClient

RTP = struct.Struct(">BBHII")


def free_ports(count: int) -> list[int]:
    """Ports that were free a moment ago, none twice."""
    taken = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(count)]
    try:
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]
    finally:
        for one in taken:
            one.close()


@dataclass
class Heard:
    """A packet a phone received."""

    payload_type: int
    marker: bool
    seq: int
    timestamp: int
    ssrc: int
    payload: bytes


class Phone:
    """A party: sends RTP to a leg's port and keeps what comes."""

    def __init__(self, to: int, *, payload_type: int = 0) -> None:
        self.to = ("127.0.0.1", to)
        self.payload_type = payload_type
        self.ssrc = int.from_bytes(os.urandom(4), "big")
        self.seq, self.timestamp = 65500, 4294960000
        self.heard: list[Heard] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        asyncio.get_running_loop().add_reader(self._socket, self._read)
        self._talking: asyncio.Task[None] | None = None

    @property
    def address(self) -> list[Any]:
        return ["127.0.0.1", self._socket.getsockname()[1]]

    def _read(self) -> None:
        with contextlib.suppress(BlockingIOError, ConnectionError):
            while True:
                data = self._socket.recv(2048)
                first, second, seq, timestamp, ssrc = RTP.unpack_from(data)
                assert first == 0x80
                self.heard.append(Heard(second & 127, second > 127, seq, timestamp, ssrc, data[12:]))

    def send(self, payload: bytes, *, payload_type: int | None = None, marker: bool = False) -> None:
        kind = self.payload_type if payload_type is None else payload_type
        self.seq = (self.seq + 1) & 0xFFFF
        self.timestamp = (self.timestamp + len(payload)) & 0xFFFFFFFF
        head = RTP.pack(0x80, kind | (128 if marker else 0), self.seq, self.timestamp, self.ssrc)
        self.send_raw(head + payload)

    def send_raw(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionError):
            self._socket.sendto(data, self.to)

    def press(self, key: str, *, payload_type: int = 101, lost_ends: int = 0) -> None:
        """A key as RFC 4733 has it, all packets at once."""
        event = "0123456789*#ABCD".index(key)
        self.timestamp = (self.timestamp + 160) & 0xFFFFFFFF
        packets = [(0, 160 * n) for n in range(1, 6)] + [(0x80, 960)] * (3 - lost_ends)
        for number, (flags, duration) in enumerate(packets):
            self.seq = (self.seq + 1) & 0xFFFF
            kind = payload_type | (128 if number == 0 else 0)
            head = RTP.pack(0x80, kind, self.seq, self.timestamp, self.ssrc)
            self.send_raw(head + struct.pack(">BBH", event, flags | 10, duration))
        self.seq = (self.seq + lost_ends) & 0xFFFF
        self.timestamp = (self.timestamp + 960) & 0xFFFFFFFF

    def talk(self, payload: bytes) -> None:
        """Say the same 20 ms again and again until `hush`."""

        async def go_on() -> None:
            loop = asyncio.get_running_loop()
            due = loop.time()
            while True:
                self.send(payload)
                due += 0.02
                await asyncio.sleep(max(0.0, due - loop.time()))

        self._talking = asyncio.get_running_loop().create_task(go_on())

    def hush(self) -> None:
        if self._talking is not None:
            self._talking.cancel()
            self._talking = None

    def payloads(self) -> set[bytes]:
        return {packet.payload for packet in self.heard}

    def close(self) -> None:
        self.hush()
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()


async def until(true: Callable[[], object], *, seconds: float = 8.0) -> None:
    """Wait for something to become true; fails loudly when it does not."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)


@dataclass
class House:
    """The real media process, with a client."""

    settings: Settings
    prompts: Path
    client: MediaClient
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    inventories: list[dict[str, Any]] = field(default_factory=list)
    process: asyncio.subprocess.Process | None = None
    phones: list[Phone] = field(default_factory=list)

    async def start(self) -> None:
        joined = len(self.inventories)
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "huawu.telephony.media", "media0", "--prompts", str(self.prompts),
            env={**os.environ, "HUAWU_DATA_DIR": str(self.settings.data_dir)},
        )  # fmt: skip
        await until(lambda: len(self.inventories) > joined and self.client.connected, seconds=20)

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    def do(self, name: str, **args: Any) -> None:
        self.client.do(name, **args)
        self.client.flush()

    def phone(self, leg: str, *, codec: str = "PCMU", dtmf: int | None = 101, remote: Any = "own") -> Phone:
        """Open a leg with a phone at its far end."""
        phone = Phone(free_ports(1)[0], payload_type={"PCMU": 0, "PCMA": 8}[codec])
        self.phones.append(phone)
        self.do(
            "open", leg=leg, port=phone.to[1], remote=phone.address if remote == "own" else remote,
            codec=codec, dtmf=dtmf, bind="127.0.0.1",
        )  # fmt: skip
        return phone

    def told(self, name: str) -> list[dict[str, Any]]:
        return [args for told, args in self.events if told == name]

    async def settled(self) -> None:
        """All commands so far have been carried out."""
        await self.client.ask("statistics")
