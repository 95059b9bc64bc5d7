"""What configuration says of recording calls: a number, a queue and the site say it in the same words.
How long recordings and messages are kept, a queue and the site say in the same words too.

    "recorded": true                    every call; false: none; "on_demand": those that an agent wants it in;
                                        20: so many of a hundred (1 to 99), drawn by the call's id
    "recording_notice": true            the caller is told before being connected; "may_refuse": and may
                                        refuse by pressing 9; false: is not told
    "transcribed": true                 of a queue: what is recorded is written down while it is said (false)
    "recording_days": 180               how long recordings are kept
    "voicemail_days": 90                how long messages are kept

What is left out is said by the next one: a queue for its numbers, the site for its queues' days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huawu.platform.refusals import Invalid

ON_DEMAND = "on_demand"
MAY_REFUSE = "may_refuse"
PAUSE_SECONDS = 180
"""So long an agent's pause lasts at most, where the site does not say."""
KEPT = ("recording_days", "voicemail_days")
"""How many days what is recorded is kept."""
_MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Said:
    """What one of them says. None: nothing."""

    recorded: bool | int | str | None = None
    notice: bool | str | None = None


def said_by(body: Mapping[str, Any], field: str = "recorded") -> Said:
    """What a published body says; `field`: under which name it says whether."""
    return Said(body.get(field), body.get("recording_notice"))


def check_recorded(body: Mapping[str, Any], field: str = "recorded") -> None:
    """Refused when it says something else than the above."""
    said = said_by(body, field)
    share = type(said.recorded) is int and 1 <= said.recorded <= 99
    if not (said.recorded in (None, ON_DEMAND) or isinstance(said.recorded, bool) or share):
        raise Invalid("config.bad_field", field=field)
    if not (said.notice in (None, MAY_REFUSE) or isinstance(said.notice, bool)):
        raise Invalid("config.bad_field", field="recording_notice")


def check_transcribed(body: Mapping[str, Any]) -> None:
    """Refused when it is neither."""
    if type(body.get("transcribed", False)) is not bool:
        raise Invalid("config.bad_field", field="transcribed")


def check_kept(body: Mapping[str, Any]) -> None:
    """Refused when it says for how long something is kept, and that is no number of days."""
    for field in KEPT:
        days = body.get(field)
        if days is not None and (type(days) is not int or not 1 <= days <= _MOST_DAYS):
            raise Invalid("config.bad_field", field=field)
