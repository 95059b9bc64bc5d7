"""A second kind of real SIP phone: linphonec, driven by its command line."""

import asyncio
import os
from pathlib import Path
from typing import Self

from tests.system.phone import free_port, mortal

_SETTINGS = """[sip]
sip_port={port}
sip_tcp_port=-1
sip_tls_port=-1
[net]
enable_nat=0
[video]
enabled=0
"""


class Linphone:
    """One linphonec with one account, which answers every call."""

    def __init__(self, folder: Path, *, extension: str, secret: str, server: str) -> None:
        self._folder, self._server = folder, server
        self._account = f"register sip:{extension}@{server} sip:{server} {secret}"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> Self:
        """Start it; it registers by and by."""
        (self._folder / ".local/share/linphone").mkdir(parents=True)
        (self._folder / "rc").write_text(_SETTINGS.format(port=free_port()))
        files = ("-c", str(self._folder / "rc"), "-l", str(self._folder / "trace"), "-d", "6")
        with (self._folder / "log").open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *mortal("linphonec", *files, "-a"),
                stdin=asyncio.subprocess.PIPE, stdout=log, stderr=log,
                env={**os.environ, "HOME": str(self._folder)},
            )  # fmt: skip
        self.say("soundcard use files")
        self.say(self._account)
        return self

    def said(self) -> str:
        """All that it has written so far."""
        return (self._folder / "log").read_text(errors="replace")

    def trace(self) -> str:
        """Every message that it has sent and heard, among much else."""
        return (self._folder / "trace").read_text(errors="replace")

    def say(self, command: str) -> None:
        """`transfer URI`, `transfer CALL --to-call CALL`, `terminate all` ..."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n".encode())

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self.say("quit")
            try:
                await asyncio.wait_for(self._process.wait(), 5)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
