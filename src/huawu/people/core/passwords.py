"""What a new password must be (after NIST SP 800-63B: length and no obvious words, no rules about
characters).
"""

LEAST = 10
MOST = 200  # hashing is work: an endless password is an attack
_OBVIOUS = (
    "password",
    "huawu",
    "qwerty",
    "12345678",
    "11111111",
    "00000000",
    "abcdefgh",
    "88888888",
    "66666666",
)
_LEAST_DIFFERENT = 5
_LEAST_LOGIN = 4  # a shorter one stands in many a good password by chance and tells nobody anything


def weakness(password: str, *, login: str) -> str | None:
    """The refusal key that says why this password is not good enough; None when it is."""
    lowered = password.casefold()
    if len(password) < LEAST:
        return "password.too_short"
    if len(password) > MOST:
        return "password.too_long"
    if len(set(lowered)) < _LEAST_DIFFERENT or any(word in lowered for word in _OBVIOUS):
        return "password.too_simple"
    if len(login) >= _LEAST_LOGIN and login.casefold() in lowered:
        return "password.contains_login"
    return None
