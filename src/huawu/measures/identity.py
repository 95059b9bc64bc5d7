"""Resident identity numbers (GB 11643-1999): 17 digits and a check character by ISO 7064 MOD 11-2."""

from datetime import date

_LENGTH = 18
_CHECKS = "10X98765432"
"""By the sum of the first 17 digits, each times 2 ** (17 - place), modulo 11."""


def identity_number(text: str) -> str | None:
    """As it is written, without blanks and with a capital X; None when it is none: other than 18 characters,
    a day of birth that there is not, or a check character that does not fit."""
    plain = "".join(text.split()).upper()
    digits, check = plain[:-1], plain[-1:]
    if len(plain) != _LENGTH or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return None
    return plain if check == check_character(digits) else None


def check_character(digits: str) -> str:
    """The eighteenth, of the first seventeen."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    return _CHECKS[total % 11]


def born_on(number: str) -> str:
    """The day of birth in a right identity number, YYYY-MM-DD."""
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
