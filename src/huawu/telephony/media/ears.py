"""The sockets of all lines: which of them have something, and their rows in the table.

The kernel's event carries the number of the row, so nothing is looked up between a packet and its line.
"""

import ctypes
import os
import select
import socket

from huawu.telephony.core.media.lines import MOST_READY, Lines
from huawu.telephony.core.media.quick import Rules
from huawu.telephony.core.media.row import Ready
from huawu.telephony.media.libc import LIBC

_wait = LIBC.epoll_wait
_wait.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int)
_control = LIBC.epoll_ctl
_control.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
_ADD = 1


class Ears:
    """All lines that are listened to."""

    def __init__(self, rules: Rules) -> None:
        self.lines = Lines(rules)
        self._epoll = select.epoll()
        self._fd = self._epoll.fileno()
        self._wish = Ready(events=select.EPOLLIN)
        self._wish_at = ctypes.addressof(self._wish)
        self._ready = ctypes.addressof(self.lines.ready)

    def listen(self, number: int, line: socket.socket) -> None:
        """Hear what comes on this socket as that row's, until it is closed. Raises OSError."""
        self.lines.rows[number].fd = line.fileno()
        self._wish.row = number
        if _control(self._fd, _ADD, line.fileno(), self._wish_at):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    def hear(self, clock: int, *, rounds: int) -> list[tuple[str, str]]:
        """Receive up to so many packets from every line. Returns keys pressed, as (name, key)."""
        keys: list[tuple[str, str]] = []
        for _ in range(rounds):
            ready = _wait(self._fd, self._ready, MOST_READY, 0)
            if ready <= 0:
                break
            keys += self.lines.hear(ready, clock)
        return keys
