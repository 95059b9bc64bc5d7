"""Remedies: who gives how much without asking, who decides otherwise, and that splitting gains nothing."""

from typing import Any

import pytest

from huawu.cases.config.remedies import check_remedy
from huawu.cases.core.remedies import MOST_FEN, counted, decides, gives_alone, limit_of, why_not
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core

REFUND = {
    "name": {"zh": "退款"},
    "limits": {"agent": 10_000, "team_leader": 50_000},
    "approvers": {"team_leader": 50_000, "manager": None},
    "most": 1_000_000,
}


@pytest.mark.parametrize(
    ("roles", "amount", "before", "alone"),
    [
        (("agent",), 10_000, 0, True),
        (("agent",), 10_001, 0, False),
        (("agent",), 4_000, 6_001, False),
        (("agent", "team_leader"), 50_000, 0, True),
        (("manager",), 0, 0, False),
        ((), 0, 0, False),
    ],
)
def test_a_limit_is_of_the_role_and_of_all_that_the_case_has(
    roles: tuple[str, ...], amount: int, before: int, alone: bool
) -> None:
    assert gives_alone(REFUND, roles, amount, before) is alone


def test_who_decides_is_bound_by_a_limit_as_well() -> None:
    assert decides(REFUND, ("team_leader",), 50_000, 0)
    assert not decides(REFUND, ("team_leader",), 50_001, 0)
    assert not decides(REFUND, ("team_leader",), 10_000, 40_001)
    assert decides(REFUND, ("manager",), MOST_FEN, MOST_FEN)
    assert not decides(REFUND, ("agent",), 1, 0)
    assert limit_of(REFUND, ("manager",)) is None


def test_what_was_refused_or_revoked_does_not_count() -> None:
    given = [("refund", "given", 3), ("refund", "asked", 4), ("refund", "refused", 8)]
    assert counted([*given, ("refund", "revoked", 16), ("gift", "given", 1)]) == {"refund": 7, "gift": 1}


def test_amounts_are_those_of_the_kind() -> None:
    assert why_not(REFUND, 1_000_000) is None
    assert why_not(REFUND, 1_000_001) == "case.remedy_too_much"
    assert why_not(REFUND, -1) == "case.remedy_too_much"
    assert why_not({"fixed": 0}, 0) is None
    assert why_not({"fixed": 500}, 499) == "case.remedy_fixed"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"limits": {"boss": 1}}, "limits"),
        ({"limits": {"agent": 1.5}}, "limits"),
        ({"limits": {"agent": True}}, "limits"),
        ({"limits": {"agent": -1}}, "limits"),
        ({"approvers": {}}, "approvers"),
        ({"approvers": {"agent": "all"}}, "approvers"),
        ({"fixed": 1}, "most"),
        ({"most": MOST_FEN + 1}, "most"),
        ({"order": "1"}, "order"),
    ],
)
def test_a_kind_that_makes_no_sense_is_refused(change: dict[str, Any], field: str) -> None:
    check_remedy("refund", REFUND, {})
    with pytest.raises(Invalid) as refused:
        check_remedy("refund", REFUND | change, {})
    assert refused.value.params["field"] == field
