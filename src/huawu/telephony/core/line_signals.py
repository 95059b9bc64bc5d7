"""What the line said when somebody was called: SIP's final answers as causes of the port, and causes as the
few words that people read and count by.

Sources: RFC 3261 section 21 and RFC 3398 8.2.6.1 (SIP answers and what they are on the telephone network).
"""

_CODES = {
    "busy": (486, 600),
    "no_answer": (408, 480, 487),
    "declined": (403, 406, 488, 603, 606, 607, 608),
    "unknown_number": (404, 410, 484, 485, 604),
    "congested": (500, 503, 504, 580),
}
_BY_CODE = {code: cause for cause, codes in _CODES.items() for code in codes}

ANSWERED, CANCELLED, FAILED = "answered", "cancelled", "failed"
SIGNALS = (ANSWERED, "busy", "no_answer", "declined", "unknown_number", FAILED, CANCELLED)
"""Every word there is. Cancelled: whoever called gave up first."""
_SAYS_ITSELF = frozenset(SIGNALS)


def cause_of(code: int, *, outside: bool = False) -> str:
    """The port's word for a final refusal to our INVITE. A phone of ours that knows no number or has no line
    is just unreachable."""
    cause = _BY_CODE.get(code, "unreachable")
    return "unreachable" if cause in ("unknown_number", "congested") and not outside else cause


def signal_of(cause: str) -> str:
    """The word for a cause with which a call that was not answered ended: those that say something about
    whom was called stay, everything else (no line, no way, no sound) has failed."""
    return cause if cause in _SAYS_ITSELF else FAILED
