"""Where a queue sends callers by telephone: what can be dialled, and what there is to be said.

What the room of routing knows of a queue alone it has checked already.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from huawu.platform.config.checks import Body, Whole
from huawu.platform.refusals import Invalid
from huawu.speech import service as speech
from huawu.telephony.core.switch.outside import Shorts, why_not

PROMPT = "prompt"
"""The kind of the centre's own prompts."""
OWN = "own/"
"""So begins the name of an announcement that is a prompt of the centre."""
_OURS = ("number", "extension", "ring_group", "conference")
_WRONG = {
    "bad_number": "routing.outside_bad_number",
    "ours": "routing.outside_ours",
    "blocked": "routing.outside_blocked",
    "no_trunk": "routing.outside_no_trunk",
}


def check_goals(key: str, body: Body, whole: Whole) -> None:
    """Refused when callers were sent to a number outside that may not be called, or that is ours, or while no
    trunk leads out, and when they were to hear what is not there."""
    for rule in body.get("overflows", ()):
        for kind, name in _way(rule["to"]):
            if kind == "outside":
                _check_outside(key, name, whole)
            elif kind == "announcement":
                check_announcement(key, name, whole)


def check_announcement(queue: str, name: str, whole: Whole) -> None:
    """Refused when there is no such announcement, or it is the centre's own (`own/KEY`) and would leave
    callers of one language without a word."""
    if name in speech.announcements():
        return
    own = whole.get(PROMPT, {}).get(name.removeprefix(OWN)) if name.startswith(OWN) else None
    if own is None:
        raise Invalid("routing.unknown_announcement", queue=queue, announcement=name)
    for language in speech.LANGUAGES:
        if language not in own.get("sounds", {}):
            raise Invalid("routing.announcement_language", queue=queue, announcement=name, language=language)


def shorts_of(trunks: Mapping[str, Body]) -> Shorts:
    """Behind which trunks short numbers are, and how these begin."""
    found = ((name, tuple(body.get("short_numbers", ()))) for name, body in trunks.items() if body.get("uri"))
    return tuple((name, beginnings) for name, beginnings in found if beginnings)


def _way(to: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Kind and name of a goal, and of those after it."""
    yield from ((kind, name) for kind, name in to.items() if kind != "then")
    if to.get("then") is not None:
        yield from _way(to["then"])


def _check_outside(queue: str, number: str, whole: Whole) -> None:
    ours = [each for kind in _OURS for each in whole.get(kind, {})]
    blocked = whole.get("site", {}).get("site", {}).get("blocked_numbers", [])
    trunks = whole.get("trunk", {})
    wrong = why_not(number, ours=ours, blocked=blocked, shorts=shorts_of(trunks))
    if not wrong and not any(trunk.get("uri") for trunk in trunks.values()):
        wrong = "no_trunk"
    if wrong:
        raise Invalid(_WRONG[wrong], queue=queue, number=number)
