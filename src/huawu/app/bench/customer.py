"""A customer's telephone on loopback: enough SIP to call, be answered and hang up."""

import asyncio
import secrets
from typing import Any

from huawu.app.bench.freed import Party
from huawu.telephony.core.sip.message import Message, parse

PATIENCE_SECONDS = 5.0


class Customer(Party):
    """One call at a time."""

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(target)
        self._up: asyncio.Future[Message] | None = None
        self._call, self._number = "", ""

    async def call(self, number: str, sdp: str) -> Message:
        """Dial, and be answered: by somebody, or by what is said meanwhile. Raises TimeoutError."""
        self._call, self._number = secrets.token_hex(8), number
        self._up = asyncio.get_running_loop().create_future()
        self._send("INVITE", sdp=sdp)
        return await asyncio.wait_for(self._up, PATIENCE_SECONDS)

    def hang_up(self, answered: Message) -> None:
        self._send("BYE", to=answered, number=2)

    def _send(self, method: str, *, to: Message | None = None, number: int = 1, sdp: str = "") -> None:
        here = self.wire.get_extra_info("sockname") if self.wire is not None else ("", 0)
        uri = f"sip:{self._number}@{self.target[0]}:{self.target[1]}"
        whom = to.first("to") if to is not None else f"<{uri}>"
        where = to.first("contact").partition("<")[2].partition(">")[0] if to is not None else uri
        kind = "Content-Type: application/sdp\r\n" if sdp else ""
        self.send(
            f"{method} {where} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {here[0]}:{here[1]};branch=z9hG4bK{secrets.token_hex(6)}\r\n"
            f"Max-Forwards: 70\r\nFrom: <sip:c@{here[0]}>;tag={self._call}\r\nTo: {whom}\r\n"
            f"Call-ID: {self._call}\r\nCSeq: {number} {method}\r\nContact: <sip:c@{here[0]}:{here[1]}>\r\n"
            f"{kind}Content-Length: {len(sdp)}\r\n\r\n{sdp}"
        )

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        message = parse(data)
        if message is None:
            return
        if not message.status:
            self.reply(message, "200 OK", tag="x")
        elif message.status == 200 and message.cseq[1] == "INVITE" and message.call_id == self._call:
            self._send("ACK", to=message)
            if self._up is not None and not self._up.done():
                self._up.set_result(message)
