"""What a queue, a skill and the reasons for a pause, a hold and a call for help must be to be published.

A queue: `{"name": {"zh", "en"}, "strategy": ..., "answer_seconds": ..., ...}` with the fields of
`types.Queue`, `recorded` (default true), `recording_notice` and `transcribed` (`platform.recorded`),
`recording_days` and `voicemail_days` (how long recordings and messages are kept), and whom its messages are
mailed to (`platform.mailed`). A skill:
`{"name": {"zh", "en"}, "order": 1}`. A pause reason has also `limit_seconds` (of one pause) and
`allowance_per_day_seconds`; a hold reason `say` (what the agent asks the customer first, `{"zh", "en"}`) and
`remind_seconds` (when the agent is reminded of who waits). A help reason has a name and an order only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.hours import day_words, hours_from
from huawu.platform.mailed import OF_QUEUES, check_mailed
from huawu.platform.names import require_name
from huawu.platform.recorded import KEPT, check_kept, check_recorded, check_transcribed
from huawu.platform.refusals import Invalid, NotAllowed
from huawu.platform.words import DEFAULT, LOCALES, catalogue, say
from huawu.routing.core import soundness
from huawu.routing.core.planning import queue_from
from huawu.routing.core.reading import DEEPEST
from huawu.routing.types import Queue

_DAY_SECONDS = 24 * 3600
REMIND_SECONDS = 45
"""When an agent is reminded of a customer on hold, unless the reason says otherwise."""
_BESIDE = frozenset({"name", "recorded", "recording_notice", "transcribed", "order", *KEPT}) | OF_QUEUES
_GUARDED = ("recorded", "recording_notice", "transcribed", *KEPT, *sorted(OF_QUEUES))
"""Of a queue: what is recorded, how long it is kept, and who is mailed its messages."""
_QUEUE_FIELDS = {field.name for field in fields(Queue)} - {"id"} | _BESIDE


def register() -> None:
    """Make queues, skills and reasons configurable."""
    checker("queue", check_queue)
    checker("skill", check_skill)
    checker("pause_reason", check_pause_reason)
    checker("hold_reason", check_hold_reason)
    checker("help_reason", check_help_reason)


def check_queue(key: str, body: Body, whole: Whole) -> None:
    """Refused when the name is missing, a field unknown, or the routing engine could not work by it; in words
    that name things as the page does."""
    try:
        _check_queue(key, body, whole)
    except Invalid as wrong:
        names = {**whole, "queue": {**whole.get("queue", {}), key: body}}
        raise Invalid(wrong.key, **in_words(wrong.params, names)) from wrong


def _check_queue(key: str, body: Body, whole: Whole) -> None:
    require_name(body)
    _require_order(body)
    for field in unknown_fields(body):
        raise Invalid("config.unknown_field", field=field)
    check_recorded(body)
    check_transcribed(body)
    check_mailed(body, whole)
    check_kept(body)
    queue = queue_from(key, body)
    queues = {name: queue_from(name, each) for name, each in whole.get("queue", {}).items()}
    hours = {name: hours_from(each, "UTC") for name, each in whole.get("hours", {}).items()}
    wrong = soundness.of_queue(queue, {**queues, key: queue}, skills=whole.get("skill", {}), hours=hours)
    for found in wrong:
        raise Invalid(found.key, **found.params)


_KINDS = {
    "queue": "queue",
    "skill": "skill",
    "hours": "hours",
    "team": "team",
    "to": "queue",
    "agent": "agent",
}
_NAMED_FIELDS = ("field", "first", "second")


def in_words(params: dict[str, Any], whole: Whole) -> dict[str, Any]:
    """What is wrong with names instead of keys: of queues, skills, service hours, teams; fields have theirs
    beside them (`field_name` of `field`), so that pages still find the field."""
    named = dict(params)
    for param, kind in _KINDS.items():
        if (name := _name(params.get(param), whole.get(kind, {}))) is not None:
            named[param] = name
    if "day" in params:
        named["day_name"] = day_words(params["day"])
    for param in (each for each in _NAMED_FIELDS if each in params):
        if (name := _field(str(params[param]))) is not None:
            named[f"{param}_name"] = name
    if "at" in params and (place := _place(str(params["at"]), whole)) is not None:
        named["at_name"] = place
    return named


def _name(key: object, items: Mapping[str, Body]) -> dict[str, str] | None:
    found = items.get(key, {}).get("name") if isinstance(key, str) else None
    return found if isinstance(found, dict) and found.get("zh") else None


def _field(field: str) -> dict[str, str] | None:
    """What a field of a queue is called."""
    word = f"routing.field.{field}"
    return {loc[:2]: say(word, loc).title for loc in LOCALES} if word in catalogue(DEFAULT) else None


def _place(at: str, whole: Whole) -> dict[str, str] | None:
    """`desk.steps.seconds` in words: which queue, and which of its fields."""
    key, _, field = at.partition(".")
    queue = _name(key, whole.get("queue", {}))
    named = _field(field) or _field(field.partition(".")[0])
    if queue is None or named is None:
        return None
    return {lang: f"{queue.get(lang) or queue['zh']} · {named[lang]}" for lang in named}


_ROWS = {
    "steps": {"who", "seconds", "skip_when_nobody"},
    "overflows": {"when", "above", "to"},
    "help": {"team", "when", "line", "back", "level", "least_seconds"},
}
_CONDITIONS = {"skill": {"least", "most"}, "language": {"least"}}
_OF_CONDITIONS = ("skill", "language", "team", "agents", "and", "or", "not")


def unknown_fields(body: Body) -> Iterator[str]:
    """What a queue says that nobody would read, as `steps.secs`: a misspelt word would change what it
    means without anybody noticing."""
    yield from sorted(set(body) - _QUEUE_FIELDS)
    for field, known in _ROWS.items():
        for row in _dicts(body.get(field)):
            yield from (f"{field}.{each}" for each in sorted(set(row) - known))
    for row in _dicts(body.get("steps")):
        yield from (f"steps.{each}" for each in _unread(row.get("who")))


def _unread(condition: object, depth: int = 0) -> Iterator[str]:
    """Of a condition, and of those in it: one word says which it is, others only belong to some. One that
    lies too deep is refused by who reads it."""
    if not isinstance(condition, dict) or depth > DEEPEST:
        return
    said = [word for word in _OF_CONDITIONS if word in condition]
    for word in said[:1]:
        yield from sorted(set(condition) - {word} - _CONDITIONS.get(word, set()))
        inner = condition[word]
        for each in inner if isinstance(inner, list) else [inner]:
            yield from _unread(each, depth + 1)


def _dicts(rows: object) -> list[Body]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def leave_guarded(before: Whole, after: Whole) -> None:
    """Refused when it would change what queues say of recording, keeping and mailing: that is not for who may
    change only how calls are given to agents. A new queue may not say any of it, and one that does may not
    be taken away."""
    was, would = before.get("queue", {}), after.get("queue", {})
    for key in sorted(was.keys() | would.keys()):
        old, new = was.get(key, {}), would.get(key, {})
        for field in _GUARDED:
            # As they are written: to Python 1 (one call of a hundred) and True are the same.
            if repr(old.get(field)) != repr(new.get(field)):
                raise NotAllowed("config.guarded_field", kind="queue", item=key, field=field)


def check_skill(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name."""
    _named(body, set())


def check_pause_reason(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name, or with limits that are none."""
    _named(body, {"limit_seconds", "allowance_per_day_seconds"})
    _seconds(body, "limit_seconds")
    _seconds(body, "allowance_per_day_seconds")


def check_hold_reason(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name, or with a sentence or a reminder that is none."""
    _named(body, {"say", "remind_seconds"})
    _seconds(body, "remind_seconds")
    if body.get("say") is not None:
        require_name({"name": body["say"]})


def check_help_reason(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name."""
    _named(body, set())


def _require_order(body: Body) -> None:
    """Lists are sorted by it."""
    if type(body.get("order", 0)) is not int:
        raise Invalid("config.bad_field", field="order")


def _named(body: Body, more: set[str]) -> None:
    require_name(body)
    _require_order(body)
    if unknown := sorted(set(body) - {"name", "order"} - more):
        raise Invalid("config.unknown_field", field=unknown[0])


def _seconds(body: Body, field: str) -> None:
    value = body.get(field)
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _DAY_SECONDS:
        raise Invalid("config.bad_field", field=field)


def in_order(items: dict[str, Body]) -> list[str]:
    """The keys as lists show them: by their order, then by key."""
    return sorted(items, key=lambda key: (items[key].get("order", 0), key))
