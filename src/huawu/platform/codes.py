"""Codes that people read aloud and type: no letters that look alike, in groups."""

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _EACH = 3, 4


def spoken_code() -> str:
    """A random code of 59 bits, like `k7mw-29ph-xzeq`."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))
