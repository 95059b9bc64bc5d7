"""Keys by SIP INFO: application/dtmf-relay (`Signal=5`, `Duration=160`) and application/dtmf (`5`)."""

from huawu.telephony.core.sip.uri import number

_KEYS = frozenset("0123456789*#ABCD")
_USUAL_DURATION = 160
_LONGEST = 10_000


def read_key(kind: str, text: str) -> tuple[str, int] | None:
    """The key and how long it was held, in milliseconds; None when the body says no key. The events 10 and 11
    of RFC 4733 stand for star and hash."""
    if kind == "application/dtmf":
        return _key(text.strip(), _USUAL_DURATION)
    signal, duration = "", _USUAL_DURATION
    for line in text.splitlines():
        name, _, value = line.partition("=")
        if name.strip().lower() == "signal":
            signal = value.strip()
        elif name.strip().lower() == "duration":
            duration = number(value.strip(), _LONGEST) or _USUAL_DURATION
    return _key(signal, duration)


def _key(signal: str, duration: int) -> tuple[str, int] | None:
    signal = {"10": "*", "11": "#"}.get(signal, signal.upper())
    return (signal, duration) if signal in _KEYS else None
