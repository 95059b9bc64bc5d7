"""The sockets of all lines: which of them have something, and their rows in the table.

The kernel's event carries the number of the row, so nothing is looked up between a packet and its line.
"""

import ctypes
import select
import socket

from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.lines import MOST_READY, Lines
from huawu.telephony.core.media.quick import Hear
from huawu.telephony.core.media.row import Ready
from huawu.telephony.media.libc import LIBC

_wait = LIBC.epoll_wait
_wait.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int)
_control = LIBC.epoll_ctl
_control.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
_ADD = 1


class Ears:
    """All lines that are listened to."""

    def __init__(self, hear: Hear) -> None:
        self.lines = Lines(hear)
        self._epoll = select.epoll()
        self._ready = ctypes.addressof(self.lines.ready)

    def add(self, said: Incoming, line: socket.socket) -> int:
        """Listen to a line. Returns the number of its row. Raises OSError when that cannot be."""
        number = self.lines.add(said, line.fileno())
        event = Ready(events=select.EPOLLIN, row=number)
        if _control(self._epoll.fileno(), _ADD, line.fileno(), ctypes.byref(event)):
            self.lines.remove(number)
            raise OSError(ctypes.get_errno(), "cannot be listened to")
        return number

    def remove(self, number: int) -> None:
        """Listen no more; call it when the socket is closed, which ends the kernel's part."""
        self.lines.remove(number)

    def hear(self, clock: int, *, rounds: int) -> list[tuple[str, str]]:
        """Receive up to so many packets from every line. Returns keys pressed, as (name, key)."""
        keys: list[tuple[str, str]] = []
        for _ in range(rounds):
            ready = _wait(self._epoll.fileno(), self._ready, MOST_READY, 0)
            if ready <= 0:
                break
            keys += self.lines.hear(ready, clock)
        return keys
