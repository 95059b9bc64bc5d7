"""Who the caller is: one, nobody, or several of whom nobody is guessed."""

from collections.abc import Sequence
from typing import Literal

from huawu.platform.ids import Id

Match = Literal["none", "one", "many"]


def match(sharing: Sequence[Id], chosen: Id | None) -> tuple[Match, Id | None]:
    """How the caller is matched, and the customer when there is exactly one.

    `sharing`: everyone who has the number. `chosen`: whom an agent said it is; a word of a person is worth
    more than any number.
    """
    if chosen is not None:
        return "one", chosen
    if len(sharing) == 1:
        return "one", sharing[0]
    return ("many", None) if sharing else ("none", None)
