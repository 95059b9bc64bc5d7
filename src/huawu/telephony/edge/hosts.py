"""The addresses that are offered to browsers: loopback and the machine's own."""

import fcntl
import socket
import struct

LOOPBACK = "127.0.0.1"
_SIOCGIFADDR = 0x8915
_UNROUTED = ("192.0.2.1", 9)  # RFC 5737: no packet is sent, the kernel only says which address it would use


def offered_hosts(fixed: tuple[str, ...] = ()) -> list[str]:
    """`fixed` when the operator named addresses; else loopback and the machine's main address, if it has
    one. Asked for each call: a laptop changes its network."""
    if fixed:
        return list(fixed)
    main = _main_address()
    return [LOOPBACK, main] if main else [LOOPBACK]


def _main_address() -> str | None:
    """The address that packets to the outside world would carry, else that of the first interface."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_UNROUTED)
            host: str = probe.getsockname()[0]
        except OSError:
            return _first_address(probe)
    return None if host.startswith("127.") else host


def _first_address(probe: socket.socket) -> str | None:
    for _, name in sorted(socket.if_nameindex()):
        asked = struct.pack("256s", name.encode()[:15])
        try:
            answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, asked)
        except OSError:
            continue
        host = socket.inet_ntoa(answer[20:24])
        if not host.startswith("127."):
            return host
    return None
