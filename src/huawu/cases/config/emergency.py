"""Where emergencies (紧急电话) go.

    case_emergency  under "emergency": {"type": "business-safety", "team": "security", "queue": "security"}

`type`: of the cases that are opened; `team`: who is told at once; `queue`: to which a call can be passed on;
left out: to none.
"""

from huawu.cases.core import trees
from huawu.platform.config.checks import Body, Whole
from huawu.platform.refusals import Invalid

EMERGENCY = "case_emergency"
ONLY = "emergency"


def check_emergency(key: str, body: Body, whole: Whole) -> None:
    """Refused under another key, and for a type, team or queue that there is not."""
    if key != ONLY:
        raise Invalid("config.bad_field", field=EMERGENCY)
    if unknown := sorted(set(body) - {"type", "team", "queue"}):
        raise Invalid("config.unknown_field", field=unknown[0])
    types, type = whole.get("case_type", {}), body.get("type")
    if type not in types or not trees.is_leaf(dict(types), str(type)):
        raise Invalid("case.unknown_type", type=str(type)[:64])
    if body.get("team") not in whole.get("team", {}):
        raise Invalid("case.unknown_team", team=str(body.get("team"))[:40])
    queue = body.get("queue")
    if queue is not None and queue not in whole.get("queue", {}):
        raise Invalid("config.bad_field", field="queue")
