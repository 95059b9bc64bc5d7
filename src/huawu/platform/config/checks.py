"""What a body must be: each kind has one checker, which its room supplies."""

from collections.abc import Callable, Mapping
from typing import Any

from huawu.platform.refusals import Invalid

Body = dict[str, Any]
Whole = Mapping[str, Mapping[str, Body]]
"""A whole configuration: kind -> key -> body."""

Checker = Callable[[str, Body, Whole], None]
"""Given key, body and the whole configuration it would be part of; raises Invalid when it would not work."""

_checkers: dict[str, Checker] = {}


def checker(kind: str, check: Checker) -> None:
    """Say what a body of this kind must be. A kind without a checker cannot be configured."""
    _checkers[kind] = check


def known_kinds() -> list[str]:
    return sorted(_checkers)


def check_item(kind: str, key: str, body: Body, whole: Whole) -> None:
    """Raises Invalid: `config.unknown_kind`, or what the room says, with the item it says it of."""
    check = _checkers.get(kind)
    if check is None:
        raise Invalid("config.unknown_kind", kind=kind)
    try:
        check(key, body, whole)
    except Invalid as wrong:
        raise Invalid(wrong.key, **{"kind": kind, "item": key} | wrong.params) from wrong


def check_whole(whole: Whole) -> None:
    """Every item, each within the whole: taking a queue away is refused while a menu leads to it."""
    for kind in sorted(whole):
        for key in sorted(whole[kind]):
            check_item(kind, key, whole[kind][key], whole)
