"""One WebSocket of the live process: RFC 6455 by the `websockets` library, without a task of its own."""

import asyncio
from collections.abc import Iterator

from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from huawu.app.live.refusing import NotUnderstood, answer_of, body_of, header
from huawu.platform.refusals import Refusal

MAX_MESSAGE = 128 * 1024
MAX_UNSENT = 4 * 1024 * 1024
PING_SECONDS = 10.0
PHONE_PING_SECONDS = 2.5
"""A telephone that was lost half-open must not look as if it could ring: it is known after three of these.
Nothing of a talk hangs on its socket: a network that is away for longer only makes the page register anew."""
MOST_UNANSWERED = 2
"""A client that leaves so many pings in a row unanswered is gone."""
_DATA = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)


def framed(text: str) -> bytes:
    """One text message as it goes over the wire (RFC 6455 5.2): servers mask nothing."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class WebSocket:
    """An upgraded connection. `messages()` ends when the connection does."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        subprotocol: str | None = None,
        ping_seconds: float = PING_SECONDS,
    ) -> None:
        self._reader, self._writer = reader, writer
        self._ping_seconds = ping_seconds
        self._protocol = ServerProtocol(
            subprotocols=[Subprotocol(subprotocol)] if subprotocol else None, max_size=MAX_MESSAGE
        )
        host, port = (writer.get_extra_info("peername") or ("", 0))[:2]
        self._unanswered = 0
        self._fragments: list[bytes] = []
        self.host: str = host
        self.port: int = port

    def upgrade(self, head: bytes, *, refusal: Refusal | None = None) -> bool:
        """Answer the upgrade request, with `refusal` if there is one. False: it was refused and the
        connection is over."""
        self._protocol.receive_data(head)
        request = next((e for e in self._protocol.events_received() if isinstance(e, Request)), None)
        if request is None:
            self._writer.write(answer_of(NotUnderstood("request.malformed"), head))
            return False
        response = self._protocol.accept(request) if refusal is None else self._protocol.reject(403, "")
        if response.status_code != 101:
            why = refusal or NotUnderstood("request.bad_upgrade")
            response.body = body_of(why, header(head, b"accept-language"), status=response.status_code)
            for name, value in (
                ("Content-Type", "application/problem+json"),
                ("Content-Length", str(len(response.body))),
            ):
                del response.headers[name]
                response.headers[name] = value
        self._protocol.send_response(response)
        self._flush()
        return self._protocol.state is State.OPEN

    def send(self, text: str) -> None:
        """Send one text message; a client that reads too slowly is cut off."""
        self.send_framed(framed(text))

    def send_framed(self, data: bytes) -> None:
        """Send what `framed` made, which is the same for every client."""
        if self._protocol.state is not State.OPEN:
            return
        if self._writer.transport.get_write_buffer_size() > MAX_UNSENT:
            self.close()
            return
        self._writer.write(data)

    def close(self, code: int = 1001) -> None:
        if self._protocol.state is State.OPEN:
            self._protocol.send_close(code)
            self._flush()
        self._writer.close()

    async def receive(self) -> list[str] | None:
        """The next text messages; None when the connection is over. Pings a quiet client."""
        try:
            data = await asyncio.wait_for(self._reader.read(65536), self._ping_seconds)
        except TimeoutError:
            self._unanswered += 1
            if self._unanswered > MOST_UNANSWERED:
                return None
            self._protocol.send_ping(b"")
            self._flush()
            return []
        except ConnectionError:
            return None
        self._unanswered = 0
        if not data:
            self._protocol.receive_eof()
            return None
        self._protocol.receive_data(data)
        texts = list(self._texts())
        self._flush()
        return texts if texts or self._protocol.state is State.OPEN else None

    def _texts(self) -> Iterator[str]:
        """Whole messages; a message may come in fragments."""
        for event in self._protocol.events_received():
            if not isinstance(event, Frame) or event.opcode not in _DATA:
                continue
            self._fragments.append(bytes(event.data))
            if event.fin:
                message, self._fragments = b"".join(self._fragments), []
                yield message.decode("utf-8", "replace")

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._writer.write(data)
