"""A neighbour exchange: Asterisk 22 as an ordinary process on loopback, with a configuration of its own.

It is unpacked (not installed) below `PEER_HOME` by the scripts of the bench's peers; where it is missing the
tests that need it are left out.
"""

import asyncio
import os
from pathlib import Path
from typing import Self

import pytest

from tests.system.phone import free_port, mortal

HOME = Path(os.environ.get("PEER_HOME") or Path.home() / ".cache" / "huawu-peers")
ROOT = HOME / "roots" / "nb"
UNPACKED = pytest.mark.skipif(not (ROOT / "asterisk").exists(), reason="Asterisk is not unpacked here")
LINE = "huawu-line"
PASSWORD = "s3cret-line"
CUSTOMER = "5550500"
_MODULES = ROOT / "usr/lib/x86_64-linux-gnu/asterisk/modules"
_LOADED = (
    "res_pjproject", "res_sorcery_config", "res_sorcery_memory", "res_sorcery_astdb", "res_pjsip",
    "res_pjsip_session", "res_pjsip_authenticator_digest", "res_pjsip_endpoint_identifier_ip",
    "res_pjsip_endpoint_identifier_user", "res_pjsip_sdp_rtp", "res_pjsip_caller_id", "res_pjsip_refer",
    "res_pjsip_pubsub", "res_pjsip_dtmf_info", "res_pjsip_diversion", "res_pjsip_registrar",
    "res_pjsip_header_funcs", "res_rtp_asterisk", "res_timing_timerfd", "chan_pjsip", "pbx_config",
    "bridge_simple", "bridge_softmix", "bridge_native_rtp", "codec_ulaw", "codec_alaw", "codec_g722",
    "format_wav", "format_pcm", "app_dial", "app_echo", "app_playback", "app_playtones", "app_transfer",
    "func_callerid", "func_channel", "func_logic", "res_indications", "app_exec", "app_verbose",
    "res_clioriginate",
)  # fmt: skip

_PJSIP = """[global]
type=global
user_agent=Asterisk-neighbour
[system]
type=system
[udp]
type=transport
protocol=udp
bind=127.0.0.1:{port}
[huawu]
type=endpoint
transport=udp
context=incoming
disallow=all
allow=ulaw,alaw
direct_media=no
aors=huawu
auth=line
100rel={reliable}
timers={timers}
timers_sess_expires=90
timers_min_se=90
[huawu]
type=aor
contact=sip:{huawu}
[huawu]
type=identify
endpoint=huawu
match=127.0.0.1
[line]
type=auth
auth_type=userpass
username={line}
password={password}
"""
_DIALPLAN = """[incoming]
exten => 500,1,Answer()
 same => n,Echo()
exten => 501,1,Progress()
 same => n,Playtones(425)
 same => n,Wait(2)
 same => n,Answer()
 same => n,Echo()
exten => 502,1,Ringing()
 same => n,Wait(30)
exten => 503,1,Busy(1)
 same => n,Hangup(17)
exten => 504,1,Hangup(34)
exten => 505,1,Hangup(21)
exten => 507,1,Dial(PJSIP/4002@huawu,20)
exten => 508,1,Log(NOTICE,diverted: ${{PJSIP_HEADER(read,Diversion)}} for ${{CALLERID(num)}})
 same => n,Answer()
 same => n,Echo()
exten => 509,1,Ringing()
 same => n,Wait(1)
 same => n,Hangup(19)
exten => 510,1,Dial(PJSIP/200@huawu,30)
exten => 511,1,Log(NOTICE,handed back to 511)
 same => n,Answer()
 same => n,Echo()
exten => {customer},1,Answer()
 same => n,Echo()
exten => _5550XXX,1,Goto(incoming,${{EXTEN:4}},1)
"""


class Neighbour:
    """Extensions: 500 echoes, 501 sounds a tone for two seconds before it answers, 502 rings, 503 is busy,
    504 has no line, 505 declines, 507 calls 4002 of ours, 508 says in its log who sent the call on and
    echoes, 509 rings for a second and is not answered, `CUSTOMER` echoes; with 5550 before them they are
    the same, as numbers of a town. No other number is known."""

    def __init__(self, folder: Path, *, huawu: str, reliable: str = "yes", timers: str = "yes") -> None:
        self.folder, self.port = folder, free_port()
        self._values = {"port": self.port, "huawu": huawu, "reliable": reliable, "timers": timers}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def uri(self) -> str:
        return f"sip:127.0.0.1:{self.port}"

    async def start(self) -> Self:
        for name in ("etc", "var", "spool", "log", "run", "data"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self._write()
        with (self.folder / "stdout").open("wb") as out:
            self._process = await asyncio.create_subprocess_exec(
                *mortal(str(ROOT / "asterisk"), "-f", "-C", str(self.folder / "etc/asterisk.conf")),
                stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
        async with asyncio.timeout(30):
            while "fully booted" not in await self.ask("core waitfullybooted"):
                await asyncio.sleep(0.2)
        return self

    async def ask(self, command: str) -> str:
        """What its command line answers."""
        process = await asyncio.create_subprocess_exec(
            str(ROOT / "asterisk"), "-C", str(self.folder / "etc/asterisk.conf"), "-rx", command,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        out, _ = await process.communicate()
        return out.decode(errors="replace")

    async def joins(self) -> bool:
        """Whether it has put two together: a moment after both have been answered."""
        rows = (await self.ask("bridge show all")).splitlines()[1:]
        return any(" 2 basic " in row for row in rows)

    def log(self) -> str:
        """What it has noticed so far."""
        return (self.folder / "log" / "messages.log").read_text(errors="replace")

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 10)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    def _write(self) -> None:
        place = self.folder
        folders = {
            "astetcdir": place / "etc", "astmoddir": _MODULES, "astvarlibdir": place / "var",
            "astdbdir": place / "var", "astkeydir": place / "var", "astdatadir": ROOT / "usr/share/asterisk",
            "astspooldir": place / "spool", "astrundir": place / "run", "astlogdir": place / "log",
        }  # fmt: skip
        lines = "".join(f"{name} => {path}\n" for name, path in folders.items())
        values = {**self._values, "line": LINE, "password": PASSWORD, "customer": CUSTOMER}
        files = {
            "asterisk.conf": f"[directories](!)\n[directories]\n{lines}[options]\nnocolor = yes\n",
            "modules.conf": "[modules]\nautoload=no\n" + "".join(f"load = {m}.so\n" for m in _LOADED),
            "logger.conf": "[general]\n[logfiles]\nmessages.log => notice,warning,error\n",
            "pjsip.conf": _PJSIP.format(**values),
            "extensions.conf": _DIALPLAN.format(**values),
            "indications.conf": "[general]\ncountry=us\n[us]\ndescription=US\nringcadence=2000\n",
            "rtp.conf": f"[general]\nrtpstart={_first(self.port)}\nrtpend={_first(self.port) + 98}\n",
        }
        for name, text in files.items():
            (place / "etc" / name).write_text(text, encoding="utf-8")
        for name in ("pjproject", "sorcery", "features", "acl", "codecs", "extconfig", "cli_aliases"):
            (place / "etc" / f"{name}.conf").touch()


def _first(port: int) -> int:
    return 10_000 + port % 50 * 100
