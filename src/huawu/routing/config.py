"""What a queue, a pause reason and a skill must be to be published.

A queue: `{"name": {"zh", "en"}, "strategy": ..., "answer_seconds": ..., ...}` with the fields of
`types.Queue`, and `recorded` (default true). A pause reason and a skill: `{"name": {"zh", "en"},
"order": 1}`.
"""

from dataclasses import fields

from huawu.platform.config import checker
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid
from huawu.routing.service import plan_from
from huawu.routing.types import Queue

_BESIDE = frozenset({"name", "recorded", "order"})
_QUEUE_FIELDS = {field.name for field in fields(Queue)} - {"id"} | _BESIDE


def register() -> None:
    """Make queues, pause reasons and skills configurable."""
    checker("queue", check_queue)
    checker("skill", check_skill)
    checker("pause_reason", check_pause_reason)


def check_queue(key: str, body: Body, whole: Whole) -> None:
    """Refused when the name is missing, a field unknown, or the routing engine could not work by it."""
    require_name(body)
    if unknown := sorted(set(body) - _QUEUE_FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    if not isinstance(body.get("recorded", True), bool):
        raise Invalid("config.bad_field", field="recorded")
    plan_from({"queues": {key: body}})


def check_skill(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name."""
    check_pause_reason(key, body, whole)


def check_pause_reason(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name."""
    require_name(body)
    if unknown := sorted(set(body) - {"name", "order"}):
        raise Invalid("config.unknown_field", field=unknown[0])
