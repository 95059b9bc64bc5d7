"""The system's C library: recv(2), send(2) and epoll(7), called with addresses of memory."""

import ctypes
from ctypes import c_int, c_size_t, c_ssize_t, c_void_p

LIBC = ctypes.CDLL(None, use_errno=True)


def _transfer(name: str) -> "ctypes._NamedFuncPointer":
    found = LIBC[name]
    found.argtypes = (c_int, c_void_p, c_size_t, c_int)
    found.restype = c_ssize_t
    return found


recv, send = _transfer("recv"), _transfer("send")
