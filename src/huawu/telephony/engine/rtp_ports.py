"""The RTP ports: which of them a new leg gets."""

import socket
from collections import deque
from collections.abc import Callable


class RtpPorts:
    """Even ports of each media process; a freed one is used again as late as possible. `is_free`: whether
    nobody else has a port; one that somebody has is passed over, until it is its turn again."""

    def __init__(
        self, first: int, last: int, processes: int, *, is_free: Callable[[int], bool] = lambda _: True
    ) -> None:
        self._is_free = is_free
        self._free: list[deque[int]] = [deque() for _ in range(processes)]
        self._used = [0] * processes
        share = (last - first + 1) // processes
        for process, free in enumerate(self._free):
            start = first + process * share
            free.extend(range(start + start % 2, start + share - 1, 2))

    def take(self, process: int) -> int | None:
        """A free port; None when there is none left."""
        free = self._free[process]
        for _ in range(len(free)):
            port = free.popleft()
            if self._is_free(port):
                self._used[process] += 1
                return port
            free.append(port)
        return None

    def reserve(self, process: int, port: int) -> None:
        """A leg taken up from the books has this port."""
        if port in self._free[process]:
            self._free[process].remove(port)
            self._used[process] += 1

    def give_back(self, process: int, port: int) -> None:
        self._used[process] -= 1
        self._free[process].append(port)

    def least_used(self) -> int:
        return self._used.index(min(self._used))


def can_be_had(host: str, port: int) -> bool:
    """Whether a socket of this host gets the UDP port at this moment: the media process binds it a moment
    later, when the offer that names it is on its way."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
