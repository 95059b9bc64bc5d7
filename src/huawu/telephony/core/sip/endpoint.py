"""The endpoint: everything the world tells SIP and everything SIP answers."""

from typing import Protocol

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip.types import Directory, Event, Flow, Saved, ToSend


class EndpointContract(Protocol):
    """Interface of `Endpoint`. Each method may put messages into `to_send()` and events into `events()`."""

    def know(self, directory: Directory) -> None: ...

    def receive(self, data: bytes, flow: Flow, now: Micros) -> None:
        """One datagram or one whole message of a WebSocket."""

    def receive_stream(self, data: bytes, flow: Flow, now: Micros) -> None:
        """Bytes of a TCP connection; messages are cut by Content-Length; double CRLF is answered (RFC 5626)."""

    def connection_lost(self, flow: Flow, now: Micros) -> None: ...

    def next_timer(self) -> Micros | None: ...

    def handle_timer(self, now: Micros) -> None: ...

    def to_send(self) -> list[ToSend]:
        """What is to be sent, in order; the list is handed over once."""

    def events(self) -> list[Event]:
        """What happened, in order; handed over once."""

    def progress(self, leg: Id, code: int, now: Micros, sdp: str = "") -> None: ...

    def answer(self, leg: Id, sdp: str, now: Micros) -> None:
        """200 to the INVITE, retransmitted until ACK (RFC 3261 13.3.1.4); no ACK: BYE and `Ended(timeout)`."""

    def refuse(self, leg: Id, code: int, now: Micros, reason: str = "") -> None: ...

    def answer_again(self, leg: Id, sdp: str, now: Micros) -> None: ...

    def invite(
        self, leg: Id, user: str, now: Micros, *, sdp: str, caller: str, caller_name: str, headers: tuple[str, ...] = ()
    ) -> bool:
        """INVITE every contact of `user` (registered or fixed); first answer wins. False: no contact."""

    def reinvite(self, leg: Id, sdp: str, now: Micros) -> None: ...

    def hang_up(self, leg: Id, now: Micros, reason: str = "") -> None:
        """BYE, CANCEL or a final refusal, whichever the state of the leg calls for. `Ended(ours)` follows."""

    def save(self, leg: Id) -> Saved:
        """All that is needed to take the leg up again in another process: dialog, pending INVITE, flow."""

    def restore(self, leg: Id, saved: Saved, now: Micros) -> None:
        """Take a leg up again. A pending incoming INVITE can be answered; a pending outgoing one is cancelled
        or its late 2xx is acknowledged and ended; a dialog goes on."""

    def save_bindings(self) -> dict[str, Saved]: ...

    def restore_bindings(self, saved: dict[str, Saved], now: Micros) -> None: ...

    def statistics(self) -> dict[str, int]:
        """Counters: messages in and out, retransmissions, malformed, unauthorised, unknown_number, ..."""
