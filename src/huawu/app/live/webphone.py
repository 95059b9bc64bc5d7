"""SIP over WebSocket (RFC 7118) at /sip: each text message is one SIP message."""

import asyncio

from huawu.app.live.websocket import WebSocket
from huawu.telephony.engine.transports import Transports


class WebPhones:
    """Browsers that are telephones."""

    def __init__(self, transports: Transports) -> None:
        self._transports = transports

    async def connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes, target: str
    ) -> None:
        """Serve one browser until its connection ends."""
        socket = WebSocket(reader, writer, subprotocol="sip")
        if not socket.upgrade(head):
            return
        flow = self._transports.attach_websocket(socket.send, socket.host, socket.port)
        try:
            while (texts := await socket.receive()) is not None:
                for text in texts:
                    self._transports.websocket_message(flow, text)
        finally:
            self._transports.websocket_closed(flow)
            socket.close()
