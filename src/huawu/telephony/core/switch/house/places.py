"""Places at which calls are parked: which are free, and what waits at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huawu.telephony.core.switch.house.lines import ParkPlace
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

ANY = "*68"
"""A call that is transferred here waits at the first free place."""


def parked_at(switch: Switch, place: str) -> Call | None:
    """The call that waits at a place."""
    return next((call for call in switch.calls.values() if call.parked == place), None)


def place_for(switch: Switch, number: str) -> ParkPlace | None:
    """The free place of this number, or any for `ANY`; None when it is none, or taken."""
    places = switch.plan.lines.places
    if number != ANY:
        place = places.get(number)
        return place if place is not None and parked_at(switch, number) is None else None
    return next((places[key] for key in sorted(places) if parked_at(switch, key) is None), None)
