"""Kinds of remedies as a site arranges them; money is whole fen (1/100 yuan).

    case_remedy  {"name": {"zh": "退款", "en": "Refund"}, "order": 1, "most": 500000,
                  "limits": {"agent": 10000, "team_leader": 100000},
                  "approvers": {"team_leader": 100000, "manager": null}}

`limits`: up to which a role gives it without asking; a role that is not named always asks. `approvers`: up
to which a role decides on what others ask for; null: any amount. Both count all of the kind that a case is
given. `fixed`: it always costs so much (0: an apology); else `most`, which may be left out.
"""

from huawu.cases.core.remedies import MOST_FEN
from huawu.people.types import ROLES
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

REMEDY = "case_remedy"
_FIELDS = {"name", "order", "limits", "approvers", "fixed", "most"}


def check_remedy(key: str, body: Body, whole: Whole) -> None:
    """Refused with roles that there are not, money that is not whole fen, or nobody who decides."""
    require_name(body)
    if unknown := sorted(set(body) - _FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    if type(body.get("order", 0)) is not int:
        raise Invalid("config.bad_field", field="order")
    if "fixed" in body and "most" in body:
        raise Invalid("config.bad_field", field="most")
    for field in ("fixed", "most"):
        if field in body and not _fen(body[field]):
            raise Invalid("config.bad_field", field=field)
    limits, approvers = body.get("limits"), body.get("approvers")
    if not isinstance(limits, dict) or set(limits) - set(ROLES) or not all(map(_fen, limits.values())):
        raise Invalid("config.bad_field", field="limits")
    good = isinstance(approvers, dict) and approvers and not set(approvers) - set(ROLES)
    if not good or not all(each is None or _fen(each) for each in approvers.values()):  # type: ignore[union-attr]
        raise Invalid("config.bad_field", field="approvers")


def _fen(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_FEN
