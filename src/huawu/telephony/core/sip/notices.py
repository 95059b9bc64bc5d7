"""NOTIFY: the states of one subscription, told one at a time within its dialog (RFC 6665 4.2.2)."""

from collections.abc import Callable
from typing import NamedTuple

from huawu.platform.clock import Micros
from huawu.telephony.core.sip import compose
from huawu.telephony.core.sip.dialogs import Dialog
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.transactions import PlainClient


class Notice(NamedTuple):
    """One state. `standing`: the value of Subscription-State; `kind`: the type of the body."""

    standing: str
    kind: str
    body: str


class Notifier:
    """Tells. While one notice is not answered yet only the latest of the next ones is kept; the last one of
    all waits for nothing. `lost` is called when the subscriber knows nothing of it any more."""

    __slots__ = ("_lost", "_next", "_pending", "dialog", "event", "station")

    def __init__(self, station: Station, dialog: Dialog, event: str, lost: Callable[[], None]) -> None:
        self.station = station
        self.dialog = dialog
        self.event = event
        self._lost = lost
        self._pending = False
        self._next: Notice | None = None

    def tell(self, notice: Notice, now: Micros) -> None:
        """Tell this state."""
        if self._pending and not notice.standing.startswith("terminated"):
            self._next = notice
            return
        self._next = None
        self._pending = True
        station, dialog = self.station, self.dialog
        draft = dialog.draft(station)
        extra = (
            f"Contact: {station.contacts[dialog.flow.transport]}\r\nEvent: {self.event}\r\n"
            f"Subscription-State: {notice.standing}\r\n"
        )
        data = compose.request(draft, "NOTIFY", extra=extra, body=notice.body, kind=notice.kind)
        PlainClient(station, data, dialog.flow, f"{draft.branch}|NOTIFY", self).start(now)

    def responded(self, response: Message, now: Micros) -> None:
        if response.status < 200:
            return
        self._pending = False
        if response.status >= 300:
            self._lost()
        elif self._next is not None:
            self.tell(self._next, now)

    def failed(self, why: str, now: Micros) -> None:
        self._lost()
