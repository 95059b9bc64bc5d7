"""How an owner proves a mail address: by a code that a letter brought there.

Codes hold for a short time and few tries; letters with codes are few, since the address may be a stranger's.
"""

from huawu.platform.clock import SECOND, Micros

CODE: Micros = 15 * 60 * SECOND
"""So long a code holds."""
TRIES = 5
PAUSE: Micros = 60 * SECOND
"""Between two letters."""
MOST, DAY = 5, 86_400 * SECOND
"""So many letters a day."""


def wait_for_letter(now: Micros, asked_at: Micros, counted_from: Micros, letters: int) -> Micros:
    """How long until another letter may go out, when so many did since `counted_from`, the last at
    `asked_at`; 0: now."""
    if not letters:
        return 0
    after_last = asked_at + PAUSE - now
    after_most = counted_from + DAY - now if letters >= MOST else 0
    return max(0, after_last, after_most)


def holds(now: Micros, asked_at: Micros, wrong: int) -> bool:
    """Whether a code may still be typed in."""
    return now < asked_at + CODE and wrong < TRIES
