"""Before the shift: when the last one ended, and what has changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

HOUSE_LIST: tuple[dict[str, str], ...] = (
    {"id": "posture", "zh": "坐姿端正，双脚着地", "en": "I sit upright, both feet on the floor"},
    {"id": "smile", "zh": "面带微笑，声音听得出来", "en": "I smile: it can be heard"},
    {
        "id": "headset",
        "zh": "耳机试过音，麦克风离嘴角两指",
        "en": "Headset tried, microphone in place",
    },
    {
        "id": "tools",
        "zh": "知识库、订单系统、纸笔都在手边",
        "en": "Systems open, paper and pen at hand",
    },
    {"id": "water", "zh": "喝过水，杯子盖好", "en": "I have drunk some water, the cup is closed"},
    {"id": "changes", "zh": "今天的变更已看过", "en": "I have read what changed"},
)
"""What an agent checks who has no list of their own."""

SHIFT_GAP: Micros = 4 * 3600 * SECOND
"""Signed out for so long, the next sign-in begins another shift."""
STATES_LOOKED_AT: Micros = 10 * 24 * 3600 * SECOND
"""How far back the end of the last shift is looked for; after a longer absence everything is new anyway."""
LOOKED_BACK: Micros = 30 * 24 * 3600 * SECOND
"""Of what is older an agent who was away that long is not told one by one."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A state that an agent was in, until the next one began."""

    state: str
    since: Micros


@dataclass(frozen=True, slots=True)
class Known:
    """What an agent has done about a version."""

    read: bool = False
    rehearsed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A version that agents are shown since `at`."""

    script: Id
    version: int
    at: Micros


def last_shift_ended(spells: Sequence[Spell], now: Micros) -> Micros | None:
    """When the shift before this one ended: the last sign-out that was followed by a long absence. `spells`:
    oldest first. None: none is known."""
    ended = None
    for place, spell in enumerate(spells):
        if spell.state != "signed_out":
            continue
        until = spells[place + 1].since if place + 1 < len(spells) else now
        worked_before = any(each.state != "signed_out" for each in spells[:place])
        if worked_before and until - spell.since >= SHIFT_GAP:
            ended = spell.since
    return ended


def to_tell(
    changes: Iterable[Change], known: dict[tuple[Id, int], Known], *, since: Micros | None, now: Micros
) -> list[tuple[Change, bool]]:
    """The changes that an agent is told, the newest first, each with whether it came since the last shift.
    What was not confirmed yet stays, for a month."""
    told = []
    for change in sorted(changes, key=lambda each: (-each.at, each.script)):
        fresh = since is None or change.at >= since
        unread = not known.get((change.script, change.version), Known()).read
        if change.at >= now - LOOKED_BACK and (fresh or unread):
            told.append((change, fresh))
    return told
