"""`python -m huawu.telephony.edge NAME`: the media edge of browsers."""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
from functools import partial
from typing import Any

import uvloop

from huawu.platform import ipc
from huawu.platform.settings import Settings, from_environment
from huawu.telephony.edge.hosts import LOOPBACK, offered_hosts
from huawu.telephony.edge.proxy import NotAble, RtpIo
from huawu.telephony.edge.sessions import Sessions

log = logging.getLogger(__name__)
_BEFORE_OTHERS = -10
_ANYWHERE = ("0.0.0.0", "::")


class EdgeProcess:
    """Sessions, and the clients that are told of them. Without rtp-io there are none."""

    def __init__(self, settings: Settings) -> None:
        self.peers: set[ipc.Peer] = set()
        self._turn = asyncio.Lock()
        hosts = partial(offered_hosts, settings.edge_hosts)
        self.sessions: Sessions | None = None
        try:
            proxy = RtpIo(
                outside="0.0.0.0" if hosts() != [LOOPBACK] else LOOPBACK,
                inside=LOOPBACK if settings.sip_host in _ANYWHERE else settings.sip_host,
                first_port=settings.edge_first_port,
                last_port=settings.edge_last_port,
            )
        except NotAble as error:
            log.error("browsers cannot be telephones: %s", error)
            return
        self.sessions = Sessions(proxy, self.tell, hosts=hosts)

    def tell(self, name: str, args: dict[str, Any]) -> None:
        """An event, to whoever is connected."""
        for peer in self.peers:
            peer.tell(name, args)

    async def handle(self, peer: ipc.Peer, name: str, args: ipc.Args) -> Any:  # noqa: ANN401 - any plain value
        """A command or question of a client."""
        sessions = self.sessions
        if name == "inventory":
            return {"legs": sessions.legs if sessions else [], "able": sessions is not None}
        commands: list[Any] = args.get("commands", []) if name == "batch" else [[name, args]]
        async with self._turn:
            for its_name, its_args in commands:
                if sessions is None:
                    self.tell("failed", {"leg": its_args.get("leg"), "why": "rtp-io is not installed"})
                else:
                    await sessions.handle(its_name, its_args)
        return None


async def run(name: str) -> None:
    """Serve until told to end (SIGTERM, SIGINT)."""
    settings = from_environment()
    process = EdgeProcess(settings)
    server = await ipc.serve(
        settings.socket(name),
        name=name,
        handler=process.handle,
        joined=process.peers.add,
        left=process.peers.discard,
    )
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()
    server.close()
    os._exit(0)  # rtp-io's threads are not asked: there is nothing that they could lose


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m huawu.telephony.edge", description=__doc__)
    parser.add_argument("name", help="the socket's name, such as edge")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, _BEFORE_OTHERS)
    uvloop.run(run(args.name))


if __name__ == "__main__":
    main()
