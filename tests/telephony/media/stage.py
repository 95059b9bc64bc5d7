"""An exchange with real sockets and virtual time: each turn is called by the test."""

import os
import socket
import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from huawu.telephony.core.media import g711, rtp
from huawu.telephony.core.media.quick import Rules
from huawu.telephony.media.commands import Commands
from huawu.telephony.media.exchange import Exchange
from huawu.telephony.media.pace import SLOT_MICROS, Pace
from huawu.telephony.media.prompts import Prompts
from huawu.telephony.media.recorder import Recorder


class Party:
    """A phone without a clock of its own."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        self.to = ("127.0.0.1", 0)
        self.seq, self.timestamp, self.ssrc = 100, 5000, int.from_bytes(os.urandom(4), "big")
        self.law = "PCMU"
        self.heard: list[rtp.Packet] = []

    @property
    def address(self) -> list[Any]:
        return list(self.socket.getsockname())

    def say(self, payload: bytes, *, kind: int | None = None) -> None:
        self.seq, self.timestamp = (self.seq + 1) & 0xFFFF, self.timestamp + len(payload)
        kind = g711.PAYLOAD_TYPE[self.law] if kind is None else kind
        head = struct.pack(">BBHII", 0x80, kind, self.seq, self.timestamp, self.ssrc)
        self.socket.sendto(head + payload, self.to)

    def listen(self) -> list[rtp.Packet]:
        while True:
            try:
                data = self.socket.recv(2048)
            except OSError:
                return self.heard
            packet = rtp.parse(data, len(data))
            assert packet is not None
            self.heard.append(packet)


class Stage:
    """An exchange whose time the test turns."""

    def __init__(self, folder: Path, rules: Rules) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.now = 1_000_000_000
        self.exchange = Exchange(Prompts([folder]), lambda name, args: self.told.append((name, args)), rules)
        self.recorder = Recorder(
            folder,
            clock=lambda: self.now,
            legs=self.exchange.legs,
            tell=self.exchange.tell,
            shelf=self.exchange.ears.lines.shelf,
        )
        self.pace = Pace(self.exchange, self.recorder, now=self.now)
        self.commands = Commands(self.exchange, self.recorder, self.pace)
        self.parties: dict[str, Party] = {}

    def do(self, name: str, **args: Any) -> None:
        self.commands.handle(name, args)

    def party(self, leg: str, *, codec: str = "PCMU", dtmf: int | None = 101, remote: Any = "own") -> Party:
        party = self.parties[leg] = Party()
        party.law = codec
        party.to = ("127.0.0.1", free_port())
        self.do(
            "open", leg=leg, port=party.to[1], remote=party.address if remote == "own" else remote,
            codec=codec, dtmf=dtmf, bind="127.0.0.1",
        )  # fmt: skip
        return party

    def turn(self, ticks: int = 1, *, speaking: dict[str, bytes] | None = None) -> None:
        """Let 20 ms pass, as often; at the start of each, some parties say something."""
        for _ in range(ticks):
            for leg, payload in (speaking or {}).items():
                self.parties[leg].say(payload)
            for _ in range(4):
                self.now += SLOT_MICROS
                self.pace.turn(self.now)
        for party in self.parties.values():
            party.listen()

    def names(self, name: str) -> list[dict[str, Any]]:
        return [args for told, args in self.told if told == name]


def until_idle(reader: ThreadPoolExecutor) -> None:
    """Wait until a thread that is alone has done all it was asked so far."""
    reader.submit(int).result(30)


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
