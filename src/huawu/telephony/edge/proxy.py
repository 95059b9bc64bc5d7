"""rtp-io in this process: one command at a time, one line each way (the protocol of rtpproxy)."""

import asyncio
import importlib
import socket
from typing import Any, Protocol

_LONGEST_REPLY = 4096
_SECONDS = 2.0
_NOBODY_SECONDS = "300"


class NotAble(Exception):
    """rtp-io is not installed, or does not do as it is told."""


class Proxy(Protocol):
    """What sessions are made with."""

    async def say(self, command: str) -> str:
        """The reply to a command. Raises NotAble when it refuses (E...) or does not answer."""


class RtpIo:
    """rtp-io's threads and the socket to them."""

    def __init__(self, *, outside: str, inside: str, first_port: int, last_port: int) -> None:
        """`outside`: the address to bind towards browsers, `inside` towards media. Raises NotAble without
        rtp-io."""
        try:
            rtp_io: Any = importlib.import_module("rtp.io")
        except ImportError as error:
            raise NotAble("rtp-io is not installed") from error
        arguments = ["-l", f"{outside}/{inside}", "-m", str(first_port), "-M", str(last_port)]
        arguments += ["-F", "-d", "err", "-T", _NOBODY_SECONDS, "-W", _NOBODY_SECONDS]
        self._engine = rtp_io.rtpproxy(modules=("dtls_gw", "ice_lite"), extra_args=arguments)
        self._socket: socket.socket = self._engine.rtpp_sock
        self._socket.setblocking(False)

    async def say(self, command: str) -> str:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_SECONDS):
                await loop.sock_sendall(self._socket, command.encode() + b"\n")
                reply = b""
                while not reply.endswith(b"\n"):
                    part = await loop.sock_recv(self._socket, _LONGEST_REPLY)
                    if not part:
                        raise NotAble("rtp-io is gone")
                    reply += part
        except (TimeoutError, OSError) as error:
            raise NotAble("rtp-io does not answer") from error
        text = reply.decode("ascii", "replace").strip()
        if text.startswith("E"):
            raise NotAble(f"rtp-io refuses: {text[:20]}")
        return text
