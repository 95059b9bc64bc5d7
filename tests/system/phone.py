"""A real SIP phone: baresip, driven over its TCP control port."""

import asyncio
import itertools
import json
import math
import re
import shutil
import socket
import struct
import wave
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import SystemRandom
from typing import Any

CONFIG = """poll_method epoll
sip_listen 127.0.0.1:{sip}
call_local_timeout 120
call_max_calls 4
audio_source aufile,{folder}/in.wav
audio_alert aufile,{folder}/alert.wav
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
rtp_ports {rtp}-{rtp_last}
jitter_buffer_delay 1-5
module_path {modules}
module g711.so
module aufile.so
module sndfile.so
snd_path {folder}
module_tmp account.so
module_app menu.so
module_app mwi.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control}
"""
MODULES = ("/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules")
_GIVEN: deque[int] = deque(maxlen=100)


def free_port() -> int:
    """A port nobody listens on. Like those below it is none that the system gives to connections: one of them
    could take it before it is listened on, and who asks there too early could be connected with himself. Nor
    is it one that browsers refuse."""
    return _unbound(lambda: SystemRandom().randrange(7000, 8800), 1)


def sip_port() -> int:
    """A port for a phone: it takes the next one too, for TLS, and both for UDP and TCP."""
    return _unbound(lambda: 2 * SystemRandom().randrange(6000, 9900), 2)


def _unbound(draw: Callable[[], int], count: int) -> int:
    """The first of `count` neighbouring ports that are free for UDP and TCP; none of those given just before,
    which may not be listened on yet."""
    while True:
        port = draw()
        if port in _GIVEN:
            continue
        try:
            with ExitStack() as probes:
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    for each in range(port, port + count):
                        probes.enter_context(socket.socket(type=kind)).bind(("127.0.0.1", each))
        except OSError:
            continue
        _GIVEN.append(port)
        return port


def mortal(*words: str) -> tuple[str, ...]:
    """A command whose process ends with the test's own, also when that is killed."""
    return ("setpriv", "--pdeathsig", "KILL", *words) if shutil.which("setpriv") else words


def write_tone(path: Path, hertz: float, seconds: float = 30.0) -> None:
    """A sine at 8 kHz, 16 bit, mono."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        samples = (int(8000 * math.sin(2 * math.pi * hertz * i / 8000)) for i in range(int(8000 * seconds)))
        out.writeframes(b"".join(struct.pack("<h", s) for s in samples))


class Phone:
    """One baresip with one account. `events` are its call events as they come."""

    def __init__(
        self,
        folder: Path,
        *,
        extension: str,
        secret: str,
        server: str,
        tone: float = 440.0,
        mailbox: bool = False,
    ) -> None:
        self.folder, self.extension = folder, extension
        self._account = (
            f"<sip:{extension}@{server}>;auth_user={extension};auth_pass={secret};"
            "answermode=manual;audio_codecs=PCMU/8000/1,PCMA/8000/1;regint=60;dtmfmode=rtpevent"
            f";mwi={'yes' if mailbox else 'no'}\n"
        )
        # Debian's baresip subscribes without end when its first registration is answered before a timer
        # of its mailbox module has run once; an account made after the start cannot meet that.
        self._late = mailbox
        self._tone = tone
        self.events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._responses: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._questions = itertools.count(1)
        self._process: asyncio.subprocess.Process | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> "Phone":
        """Start and wait until the account is registered."""
        control = free_port()
        self.folder.mkdir(parents=True, exist_ok=True)
        rtp = 42000 + (control % 400) * 20
        modules = next(m for m in MODULES if Path(m).is_dir())
        (self.folder / "config").write_text(
            CONFIG.format(
                sip=sip_port(),
                folder=self.folder,
                rtp=rtp,
                rtp_last=rtp + 18,
                modules=modules,
                control=control,
            )
        )
        (self.folder / "accounts").write_text("" if self._late else self._account)
        (self.folder / "contacts").write_text("")
        write_tone(self.folder / "in.wav", self._tone)
        baresip = shutil.which("baresip") or "baresip"
        with (self.folder / "log").open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *mortal(baresip, "-f", str(self.folder), "-v"),
                stdout=log,
                stderr=log,
                stdin=asyncio.subprocess.DEVNULL,
            )
        reader = await self._connect(control)
        self._reading = asyncio.create_task(self._read(reader))
        if self._late:
            self.command("uanew", self._account.strip())
            await self._responses.get()
        await self._registered()
        return self

    async def _registered(self) -> None:
        """Wait for the registration; its event may have gone by before anybody listened."""
        async with asyncio.timeout(15):
            while True:
                self.command("reginfo")
                answer = await self._responses.get()
                if " OK" in re.sub(r"\x1b\[[0-9;]*m", "", answer.get("data", "")):
                    return
                await asyncio.sleep(0.05)

    async def _connect(self, control: int) -> asyncio.StreamReader:
        for _ in range(100):
            try:
                reader, self._writer = await asyncio.open_connection("127.0.0.1", control)
                return reader
            except OSError:
                await asyncio.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text(errors="replace"))

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                length = int((await reader.readuntil(b":"))[:-1])
                message = json.loads((await reader.readexactly(length + 1))[:-1])
                (self.events if message.get("event") else self._responses).put_nowait(message)
        except (asyncio.IncompleteReadError, ConnectionError):
            return

    async def wait_for(self, kind: str, *, seconds: float = 20.0) -> dict[str, Any]:
        """The next event of this kind; earlier ones of other kinds are dropped."""
        others: list[Any] = []
        try:
            async with asyncio.timeout(seconds):
                while (event := await self.events.get()).get("type") != kind:
                    others.append(event.get("type"))
                return event
        except TimeoutError:
            raise TimeoutError(f"no {kind} at {self.extension} in {seconds:g} s, but {others}") from None

    async def wait_for_all(self, *kinds: str, seconds: float = 20.0) -> None:
        """One event of each of these, in whatever order they come; others are dropped."""
        missing = list(kinds)
        try:
            async with asyncio.timeout(seconds):
                while missing:
                    kind = (await self.events.get()).get("type")
                    if kind in missing:
                        missing.remove(kind)
        except TimeoutError:
            raise TimeoutError(f"no {missing} at {self.extension} in {seconds:g} s") from None

    def command(self, name: str, params: str = "", *, token: str = "t") -> None:
        """`dial`, `accept`, `hangup`, `hold`, `resume`, `sndcode` ..."""
        assert self._writer is not None
        body = json.dumps({"command": name, "params": params, "token": token}).encode()
        self._writer.write(b"%d:%s," % (len(body), body))

    async def ask(self, name: str, params: str = "") -> str:
        """What it answers to a command: `listcalls`, `reginfo` ..."""
        token = f"q{next(self._questions)}"
        self.command(name, params, token=token)
        async with asyncio.timeout(10):
            while (answer := await self._responses.get()).get("token") != token:
                pass
        return str(answer.get("data", ""))

    async def ringing(self, *, seconds: float = 20.0) -> dict[str, Any]:
        return await self.wait_for("CALL_INCOMING", seconds=seconds)

    async def answer(self) -> None:
        self.command("accept")
        await self.wait_for("CALL_ESTABLISHED")

    async def stop(self) -> None:
        if self._writer is not None:
            self._writer.close()
        if self._reading is not None:
            self._reading.cancel()
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 5)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    def peer_port(self) -> int:
        """The port from which the sound of the last call came; 0 when none came yet."""
        found = re.findall(
            r"receiving from 127\.0\.0\.1:(\d+)", (self.folder / "log").read_text(errors="replace")
        )
        return int(found[-1]) if found else 0

    def heard(self) -> list[int]:
        """Samples of what the phone received in its last call, up to now (16 bit, 8 kHz)."""
        path = max(self.folder.glob("dump-*-dec.wav"), default=None)
        if path is None:
            return []
        data = path.read_bytes()[44:]
        return list(struct.unpack(f"<{len(data) // 2}h", data[: len(data) // 2 * 2]))


def strength(samples: list[int], hertz: float, rate: int = 8000) -> float:
    """How much of the sound is at this frequency, 0..1 (Goertzel over the whole length)."""
    if not samples:
        return 0.0
    step = 2 * math.pi * hertz / rate
    real = sum(s * math.cos(step * i) for i, s in enumerate(samples))
    imaginary = sum(s * math.sin(step * i) for i, s in enumerate(samples))
    power = sum(s * s for s in samples)
    return 0.0 if power == 0 else 2 * (real * real + imaginary * imaginary) / (len(samples) * power)
