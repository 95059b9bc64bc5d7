"""Who confirms that a team has a case, what counts as that, and how it is taken back."""

from typing import Any

import pytest

from huawu.cases.config.receipts import check_receipt
from huawu.cases.core import bulk, receipts
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core

KEPT: dict[str, Any] = {"team": "net", "state": "waiting", "sent_at": 5, "look_at": 9, "due_at": 9}


@pytest.mark.parametrize(
    ("minutes", "team", "sender", "wanted"),
    [
        (30, "net", "front", True),
        (30, "net", "", True),
        (30, "net", "net", False),
        (30, "", "front", False),
        (0, "net", "front", False),
        (None, "net", "front", False),
    ],
)
def test_another_team_confirms_where_the_type_wants_it(
    minutes: int | None, team: str, sender: str, wanted: bool
) -> None:
    assert receipts.asked(minutes, team, sender) is wanted


@pytest.mark.parametrize("step", ["take", "start", "assign", "give_back", "close"])
def test_whoever_works_on_it_for_the_team_has_it(step: str) -> None:
    assert receipts.after_step(step, of_team=True) == "confirmed"


def test_it_is_awaited_no_more_when_another_takes_it_or_it_is_closed() -> None:
    others = {step: receipts.after_step(step, of_team=False) for step in ("take", "close", "diagnose")}
    assert others == {"take": "", "close": "", "diagnose": None}


@pytest.mark.parametrize(
    ("state", "of_team", "why"),
    [
        (None, True, "case.receipt_not_asked"),
        ("waiting", True, None),
        ("waiting", False, "case.receipt_not_yours"),
        ("confirmed", True, "case.receipt_confirmed"),
        ("refused", True, "case.receipt_sent_back"),
    ],
)
def test_why_somebody_cannot_confirm(state: str | None, of_team: bool, why: str | None) -> None:
    assert receipts.why_not(state, of_team=of_team) == why


def test_it_goes_back_to_who_sent_it_or_into_their_list() -> None:
    assert receipts.back_to("lin", "front", here=True) == ("front", "lin")
    assert receipts.back_to("lin", "front", here=False) == ("front", None)


def test_a_receipt_is_taken_back_while_it_stands_and_whoever_was_told_stays_told() -> None:
    confirmed = KEPT | {"state": "confirmed", "look_at": None}
    kept = bulk.changed({"receipt": KEPT}, {"receipt": confirmed})
    assert bulk.stands(kept, {"receipt": confirmed})
    assert not bulk.stands(kept, {"receipt": confirmed | {"sent_at": 6}})
    assert not bulk.stands(kept, {"receipt": None})
    assert bulk.taken_back(kept, {"receipt": confirmed}) == {"receipt": KEPT}

    sooner = KEPT | {"due_at": 7, "look_at": 7}
    wound = bulk.changed({"receipt": KEPT}, {"receipt": sooner})
    told = {"receipt": sooner | {"look_at": None}}
    assert bulk.stands(wound, told)
    assert bulk.taken_back(wound, told) == {"receipt": KEPT | {"look_at": None}}
    assert bulk.taken_back({"receipt": [None, KEPT]}, {"receipt": KEPT}) == {"receipt": None}


@pytest.mark.parametrize("minutes", [-1, True, 1.5, "30", receipts.MOST_MINUTES + 1])
def test_minutes_that_are_none_are_refused(minutes: object) -> None:
    check_receipt({"receipt_minutes": 30})
    check_receipt({"receipt_minutes": 0})
    check_receipt({})
    with pytest.raises(Invalid):
        check_receipt({"receipt_minutes": minutes})
