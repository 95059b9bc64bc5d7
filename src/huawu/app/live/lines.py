"""Extensions, ring groups and places to park, from the site's configuration."""

from typing import Any

from huawu.platform.hours import Hours
from huawu.telephony.core.switch.house.lines import Extension, Lines, Member, ParkPlace, RingGroup


def lines_of(source: dict[str, Any], hours: dict[str, Hours]) -> Lines:
    """`source`: the site's plain values; `hours` by key."""
    return Lines(
        {key: _extension(key, body) for key, body in source.get("extensions", {}).items()},
        {key: _group(key, body, hours) for key, body in source.get("ring_groups", {}).items()},
        {key: ParkPlace(key, **_said(body)) for key, body in source.get("parks", {}).items()},
        rooms=frozenset(source.get("conferences", {})),
    )


def _extension(key: str, body: dict[str, Any]) -> Extension:
    return Extension(key, **_said(body))


def _said(body: dict[str, Any]) -> dict[str, Any]:
    """What is said of it beside its name."""
    return {field: value for field, value in body.items() if field != "name" and value is not None}


def _group(key: str, body: dict[str, Any], hours: dict[str, Hours]) -> RingGroup:
    members = tuple(
        Member(each["extension"], each.get("after") or 0, hours.get(each.get("hours") or ""))
        for each in body["members"]
    )
    said = {field: body[field] for field in ("order", "seconds", "otherwise") if body.get(field) is not None}
    return RingGroup(key, members, **said)
