"""What a queue, a skill and the reasons for a pause, a hold and a call for help must be to be published.

A queue: `{"name": {"zh", "en"}, "strategy": ..., "answer_seconds": ..., ...}` with the fields of
`types.Queue`, `recorded` (default true) and `recording_notice` (`platform.recorded`), `recording_days` and
`voicemail_days` (how long recordings and messages are kept), and whom its messages are mailed to
(`platform.mailed`). A skill:
`{"name": {"zh", "en"}, "order": 1}`. A pause reason has also `limit_seconds` (of one pause) and
`allowance_per_day_seconds`; a hold reason `say` (what the agent asks the customer first, `{"zh", "en"}`) and
`remind_seconds` (when the agent is reminded of who waits). A help reason has a name and an order only.
"""

from dataclasses import fields

from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.hours import hours_from
from huawu.platform.mailed import OF_QUEUES, check_mailed
from huawu.platform.names import require_name
from huawu.platform.recorded import KEPT, check_kept, check_recorded
from huawu.platform.refusals import Invalid, NotAllowed
from huawu.routing.core import soundness
from huawu.routing.core.planning import queue_from
from huawu.routing.types import Queue

_DAY_SECONDS = 24 * 3600
REMIND_SECONDS = 45
"""When an agent is reminded of a customer on hold, unless the reason says otherwise."""
_BESIDE = frozenset({"name", "recorded", "recording_notice", "order", *KEPT}) | OF_QUEUES
_GUARDED = ("recorded", "recording_notice", *KEPT, *sorted(OF_QUEUES))
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
    """Refused when the name is missing, a field unknown, or the routing engine could not work by it."""
    require_name(body)
    if unknown := sorted(set(body) - _QUEUE_FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    check_recorded(body)
    check_mailed(body, whole)
    check_kept(body)
    queue = queue_from(key, body)
    queues = {name: queue_from(name, each) for name, each in whole.get("queue", {}).items()}
    hours = {name: hours_from(each, "UTC") for name, each in whole.get("hours", {}).items()}
    wrong = soundness.of_queue(queue, {**queues, key: queue}, skills=whole.get("skill", {}), hours=hours)
    for found in wrong:
        raise Invalid(found.key, **found.params)


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


def _named(body: Body, more: set[str]) -> None:
    require_name(body)
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
