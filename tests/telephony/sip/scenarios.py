"""What scenarios of sipp are put together from, and calls to a sipp that plays one."""

import asyncio
from pathlib import Path

from huawu.telephony.core.sip.types import Answered, Ended, Progressed
from tests.telephony.sip.exchange import Exchange
from tests.telephony.sip.test_peers import sipp

LAST = "[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\n"
"""The lines of an answer to the latest request."""
CONTACT = "Contact: <sip:8002@[local_ip]:[local_port]>\n"
EMPTY = "Content-Length: 0\n"
SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=peer 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 9 RTP/AVP 0
a=rtpmap:0 PCMU/8000
"""


def says(lines: str, body: str = EMPTY, *, again: bool = False) -> str:
    """A message of sipp, sent `again` until it is answered."""
    retrans = ' retrans="500"' if again else ""
    return f"<send{retrans}><![CDATA[\n{lines}{body}\n]]></send>\n"


OK = says(f"SIP/2.0 200 OK\n{LAST}")
IS_ENDED = f'<recv request="BYE"/>\n{OK}'
IS_INVITED = (
    '<recv request="INVITE"><action>'
    + "".join(
        f'<ereg regexp=".*" search_in="hdr" header="{name}:" assign_to="{name.lower()}"/>'
        for name in ("Via", "From", "To", "CSeq")
    )
    + "</action></recv>\n"
)
"""sipp keeps the lines that a later answer needs: `KEPT`."""
KEPT = "Via:[$via]\nFrom:[$from]\nTo:[$to]\nCall-ID: [call_id]\nCSeq:[$cseq]\n"
KEPT_NAMES = "via,from,to,cseq"


def scenario(*steps: str, names: str = "") -> str:
    """All of it. `names`: what `<ereg>` assigns in it."""
    refers = f'<Reference variables="{names}"/>\n' if names else ""
    return f'<?xml version="1.0"?>\n<scenario name="peer">\n{"".join(steps)}{refers}</scenario>\n'


async def called(
    exchange: Exchange, port: int, path: Path, comes: type[Answered] | type[Progressed]
) -> tuple["asyncio.Task[str]", str]:
    """sipp plays the scenario at this port, where 8002 is, and is called until that comes; the leg."""
    peer = asyncio.create_task(sipp("-sf", str(path), "-m", "1", "-p", str(port), "-nd"))
    for attempt in range(40):
        assert exchange.call(leg := f"L{attempt}", "8002")
        while not any(isinstance(each, comes | Ended) for each in exchange.happened):
            await exchange.news.wait()
            exchange.news.clear()
        if isinstance(exchange.happened[-1], comes):
            return peer, leg
        exchange.happened.clear()  # sipp does not listen yet
    raise AssertionError("sipp does not listen")
