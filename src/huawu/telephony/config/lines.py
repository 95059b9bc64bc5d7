"""What extensions, ring groups and places to park must be to be published. The key is the number dialled.

An extension: `{"name", "outside": true, "shown": "02155550000", "call_waiting": true, "lines": 2,
"ring_seconds": 25, "pickup_group": "sales", "hot_line": "8001", "voicemail": true, "duty": true}`, and whom
messages in its mailbox are mailed to (`platform.mailed`); all may be left out.
One that is no agent's is a telephone of its own: its password lies in the folder of keys (`phones/NUMBER`).

A ring group: `{"name", "members": [{"extension": "8001", "after": 10, "hours": key}], "order": "all",
"seconds": 25, "otherwise": "8009"}`; order all, in_turn, or by_time (each member `after` so many seconds). A
place to park: `{"name", "return_seconds": 120}`. A room in which conferences are held (kind conference):
`{"name"}`.
"""

import re

from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.mailed import FIELDS, check_mailed
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid
from huawu.telephony.core.switch.house.lines import ALL, BY_TIME, IN_TURN

NUMBER = re.compile(r"[0-9]{2,8}")
TARGET = re.compile(r"\+?[0-9]{2,20}")
_KINDS = ("number", "extension", "ring_group", "park", "conference")
_MOST_MEMBERS = 50


def register() -> None:
    """Make extensions, ring groups and places to park configurable."""
    checker("extension", check_extension)
    checker("ring_group", check_ring_group)
    checker("park", check_park)
    checker("conference", check_conference)


def check_extension(key: str, body: Body, whole: Whole) -> None:
    """Refused when it is no number, somebody else's, or leads to itself."""
    _numbered("extension", key, body, whole)
    _only(
        body,
        {"name", "outside", "shown", "call_waiting", "lines", "ring_seconds", "pickup_group", "hot_line"}
        | {"voicemail", "duty"}
        | FIELDS,
    )
    check_mailed(body, whole)
    for field in ("outside", "call_waiting", "voicemail", "duty"):
        if not isinstance(body.get(field, False), bool):
            raise Invalid("config.bad_field", field=field)
    _within(body, "lines", 1, 20)
    _within(body, "ring_seconds", 5, 300)
    group = body.get("pickup_group", "")
    if not isinstance(group, str) or len(group) > 40 or not group.isprintable():
        raise Invalid("config.bad_field", field="pickup_group")
    _target(body, "shown")
    _target(body, "hot_line")
    if body.get("hot_line") == key:
        raise Invalid("extension.to_itself")


def check_ring_group(key: str, body: Body, whole: Whole) -> None:
    """Refused without members, with one of them twice, or when it leads to itself."""
    _numbered("ring_group", key, body, whole)
    _only(body, {"name", "members", "order", "seconds", "otherwise"})
    members = body.get("members")
    if not isinstance(members, list) or not 1 <= len(members) <= _MOST_MEMBERS:
        raise Invalid("ring_group.no_members", most=_MOST_MEMBERS)
    for member in members:
        _check_member(member, whole)
    if len({member["extension"] for member in members}) < len(members):
        raise Invalid("ring_group.twice")
    if body.get("order", ALL) not in (ALL, IN_TURN, BY_TIME):
        raise Invalid("config.bad_field", field="order")
    _within(body, "seconds", 5, 600)
    _target(body, "otherwise")
    if body.get("otherwise") == key:
        raise Invalid("extension.to_itself")


def _check_member(member: object, whole: Whole) -> None:
    if not isinstance(member, dict) or not NUMBER.fullmatch(str(member.get("extension", ""))):
        raise Invalid("config.bad_field", field="members")
    _only(member, {"extension", "after", "hours"})
    _within(member, "after", 0, 600)
    if member.get("hours") is not None and member["hours"] not in whole.get("hours", {}):
        raise Invalid("number.leads_nowhere", to=str(member["hours"]))


def check_park(key: str, body: Body, whole: Whole) -> None:
    """Refused when it is no number, or somebody else's."""
    _numbered("park", key, body, whole)
    _only(body, {"name", "return_seconds"})
    _within(body, "return_seconds", 10, 3600)


def check_conference(key: str, body: Body, whole: Whole) -> None:
    """Refused when it is no number, or somebody else's."""
    _numbered("conference", key, body, whole)
    _only(body, {"name"})


def known_targets(whole: Whole) -> set[str]:
    """Numbers of the house that a number of the centre can lead to, as far as they are configured."""
    return {*whole.get("extension", {}), *whole.get("ring_group", {}), *whole.get("conference", {})}


def _numbered(kind: str, key: str, body: Body, whole: Whole) -> None:
    if not NUMBER.fullmatch(key):
        raise Invalid("extension.bad_number")
    if any(key in whole.get(other, {}) for other in _KINDS if other != kind):
        raise Invalid("extension.taken")
    if "name" in body:
        require_name(body)


def _target(body: Body, field: str) -> None:
    value = body.get(field)
    if value is not None and (not isinstance(value, str) or not TARGET.fullmatch(value)):
        raise Invalid("config.bad_field", field=field)


def _within(body: Body, field: str, least: int, most: int) -> None:
    value = body.get(field)
    if value is not None and (type(value) is not int or not least <= value <= most):
        raise Invalid("config.bad_field", field=field)


def _only(body: Body, known: set[str]) -> None:
    if unknown := sorted(set(body) - known):
        raise Invalid("config.unknown_field", field=unknown[0])
