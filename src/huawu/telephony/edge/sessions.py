"""Sessions by leg: the commands that make them, and what the replies mean.

The plain side calls (`U`), the browser is called (`L`): so our DTLS and ICE parameters are known before the
browser's, and ours is the offer. In `U` and `L` the flags `e` and `i` say which side is outside and inside;
`M4` speaks to the DTLS module, `M5` to ICE.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from huawu.telephony.edge.proxy import NotAble, Proxy

Args = dict[str, Any]
_FINGERPRINT = re.compile(r"sha-(?:256|384|512) [0-9A-F]{2}(?::[0-9A-F]{2}){31,63}", re.I)
_ICE = re.compile(r"[A-Za-z0-9+/]{4,256}")
_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PRIORITY = 2_130_706_431
MOST_WAYS = 12
_PEER = {"active": "A", "passive": "P"}


@dataclass(frozen=True, slots=True)
class Session:
    """One session of the proxy. `name` is new each time, as the proxy ends old ones in its own time."""

    name: str
    joined: bool = False


class Sessions:
    """All that browsers are connected by. `tell` hands events to whoever listens."""

    def __init__(
        self, proxy: Proxy, tell: Callable[[str, Args], None], *, hosts: Callable[[], list[str]]
    ) -> None:
        self._proxy, self._tell, self._hosts = proxy, tell, hosts
        self._sessions: dict[str, Session] = {}
        self._made = 0

    @property
    def legs(self) -> list[str]:
        return list(self._sessions)

    async def handle(self, name: str, args: Args) -> None:
        """Do a command. What fails or makes no sense is told, and opens nothing."""
        leg = str(args.get("leg", ""))
        try:
            if name == "open":
                await self._open(leg, args["media"])
            elif name == "answer":
                await self._answer(leg, args)
            elif name == "close":
                await self._close(leg)
        except NotAble as error:
            self._tell("failed", {"leg": leg, "why": str(error)})
        except (KeyError, TypeError, ValueError, IndexError):
            self._tell("failed", {"leg": leg, "why": "makes no sense"})

    async def _open(self, leg: str, media: list[Any]) -> None:
        host, port = _checked(_ADDRESS, media[0]), int(media[1])
        await self._close(leg)
        self._made += 1
        name = f"s{self._made}"
        reply = await self._proxy.say(f"Uei {name} {host} {port} ft && M4:1 S && M5:1 S")
        self._sessions[leg] = Session(name)
        place, dtls, ice = reply.split(" && ")
        _, algorithm, fingerprint = dtls.split()
        ufrag, pwd = ice.split()[:2]
        side = {"fingerprint": f"{algorithm.lower()} {fingerprint}", "ufrag": ufrag, "pwd": pwd}
        self._tell("opened", {"leg": leg, "port": int(place.split()[0]), "hosts": self._hosts(), **side})

    async def _answer(self, leg: str, args: Args) -> None:
        session = self._sessions.get(leg)
        if session is None or session.joined:
            return
        algorithm, fingerprint = _checked(_FINGERPRINT, args["fingerprint"]).upper().split()
        ufrag, pwd = _checked(_ICE, args["ufrag"]), _checked(_ICE, args["pwd"])
        peer = _PEER[args["setup"]]
        ways = "".join(
            f" && M5:1 C {number} 1 udp {_PRIORITY - number} {host} {port} typ host"
            for number, (host, port) in enumerate(self._ways(args), start=1)
        )
        reply = await self._proxy.say(
            f"Lie {session.name} 127.0.0.1 9 ft tt && M4:1 {peer} {algorithm} {fingerprint} "
            f"&& M5:1 A {ufrag} {pwd}{ways}"
        )
        self._sessions[leg] = Session(session.name, joined=True)
        self._tell("joined", {"leg": leg, "port": int(reply.split()[0])})

    def _ways(self, args: Args) -> list[tuple[str, int]]:
        """From where the browser's checks may come: rtp-io takes them from known addresses only. A browser
        that hides its addresses behind names, or sits behind a NAT that keeps ports, is where its page is;
        a page on this machine may use any address of it."""
        near = str(args.get("near") or "")
        there = [near] if _IPV4.fullmatch(near) else []
        if near.startswith("127."):
            there += [host for host in self._hosts() if host != near]
        ways: dict[tuple[str, int], None] = {}
        for host, port in args.get("candidates", ()):
            for each in ([host] if _IPV4.fullmatch(str(host)) else []) + there:
                if 0 < int(port) < 65536:
                    ways[each, int(port)] = None
        return list(ways)[:MOST_WAYS]

    async def _close(self, leg: str) -> None:
        session = self._sessions.pop(leg, None)
        if session is not None:
            await self._proxy.say(f"D {session.name} ft tt" if session.joined else f"D {session.name} ft")


def _checked(pattern: re.Pattern[str], value: object) -> str:
    """What goes into a command must not be able to say more than it is. Raises ValueError."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("not understood")
    return value
