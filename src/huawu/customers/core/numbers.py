"""Phone numbers: one written form for each, so that a number is found however it was dialled or typed.

`normalised` gives E.164 (`+8613800138000`) for Chinese fixed and mobile numbers and anything
international, and the bare digits for short numbers (extensions, 110, 10086), which have no E.164
form. Sources: ITU-T E.164; the Chinese numbering plan (mobile: 11 digits, 1[3-9]; fixed: area code of
2-3 digits after 0, then 7-8 digits; 400 and 800 numbers of 10 digits).
"""

import re
import unicodedata

_KEEP = re.compile(r"[^0-9+]")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_FIXED = re.compile(r"0([1-9]\d{9,10})")
_SERVICE = re.compile(r"[48]00\d{7}")
_SHORTEST_ABROAD, _LONGEST = 7, 15
_MASK_FROM = 7


def normalised(text: str) -> str:
    """The one written form of a number; "" when there is no digit in it (withheld, a SIP name)."""
    plain = unicodedata.normalize("NFKC", text)
    kept = _KEEP.sub("", plain)
    digits = kept.replace("+", "")
    if kept.startswith("+"):
        return f"+{digits[:_LONGEST]}" if digits else ""
    if digits.startswith("00") and len(digits) - 2 >= _SHORTEST_ABROAD:
        return f"+{digits[2:][:_LONGEST]}"
    if national := _national(digits) or (_national_after_86(digits) if digits.startswith("86") else None):
        return f"+86{national}"
    return digits[:_LONGEST]


def _national(digits: str) -> str | None:
    """The national number (without the 0 of long-distance calls) of a Chinese number; None when it is
    none.
    """
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return digits
    far = _FIXED.fullmatch(digits)
    return far[1] if far else None


def _national_after_86(digits: str) -> str | None:
    return _national(digits[2:]) or _national(f"0{digits[2:]}")


def is_mobile(number: str) -> bool:
    """Whether a normalised number is a Chinese mobile one."""
    return number.startswith("+86") and bool(_MOBILE.fullmatch(number[3:]))


def is_real(number: str) -> bool:
    """Whether the numbering plan has a place for a normalised number; of short ones and those abroad only
    their length is known."""
    if number.startswith("+86"):
        return _national(number[3:]) is not None or _national(f"0{number[3:]}") is not None
    return len(number) > _SHORTEST_ABROAD if number.startswith("+") else bool(number)


def forms_of(number: str) -> list[str]:
    """The ways in which a network may write a normalised number: a stored caller is one of these."""
    digits = number.removeprefix("+")
    national = digits.removeprefix("86")
    written = [number, digits, f"00{digits}", national, f"0{national}"]
    return [form for form in dict.fromkeys(written) if normalised(form) == number]


def dialled(number: str) -> str:
    """A normalised number as a network in China wants it dialled: mobile and service numbers bare, fixed ones
    with the 0 of long distance, others abroad with 00."""
    if not number.startswith("+86"):
        return f"00{number[1:]}" if number.startswith("+") else number
    national = number[3:]
    return national if _MOBILE.fullmatch(national) or _SERVICE.fullmatch(national) else f"0{national}"


def is_subscriber(number: str) -> bool:
    """Whether a normalised number can be somebody's own: not withheld, not an extension or a short
    number."""
    return number.startswith("+") or len(number) >= _SHORTEST_ABROAD


def digits_reversed(number: str) -> str:
    """The digits back to front: a prefix search over these finds numbers by how they end."""
    return "".join(c for c in reversed(number) if c.isdigit())


SHOWN_END = 4
"""So many digits at the end of a number are shown to everybody."""


def masked(number: str) -> str:
    """A number with its middle hidden: +8613800138000 becomes +86138****8000; short ones are left as
    they are.
    """
    if sum(c.isdigit() for c in number) < _MASK_FROM:
        return number
    shown = 3 if not number.startswith("+86") else 6
    hidden = len(number) - shown - SHOWN_END
    if hidden < 2:
        return "*" * (len(number) - 2) + number[-2:]
    return number[:shown] + "*" * hidden + number[-SHOWN_END:]
