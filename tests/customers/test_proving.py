"""What proves that a caller is the customer."""

import pytest

from huawu.customers.core.fields import definitions
from huawu.customers.core.proving import (
    Question,
    fits,
    is_enough,
    level_of,
    masked_mail,
    questions,
    was_entered,
)
from huawu.customers.core.rules import Rules
from huawu.customers.types import Number, Record

pytestmark = pytest.mark.core

OWN = definitions(
    {
        "id": {"name": {"zh": "身份证号"}, "type": "id_number"},
        "birthday": {"name": {"zh": "生日"}, "type": "date"},
        "member": {"name": {"zh": "会员号"}, "type": "text"},
    }
)
CALLER = "13800138000"
WANG = Record(
    "王芳",
    company="恒远（北京）商贸",
    numbers=(Number("+8613800138000", "mobile"), Number("+8613900139000", "home")),
    mails=("Wang@example.com",),
    fields={"id": "11010519491231002X", "birthday": "1949-12-31", "member": "A-17"},
)


def asked(rules: Rules = Rules(), caller: str = CALLER) -> dict[str, str]:
    return {each.field: each.kind for each in questions(WANG, OWN, rules, caller)}


def right(field: str, given: str, caller: str = CALLER) -> bool:
    kind = {"company": "text", "mails": "mail", "numbers": "phone"}.get(field) or OWN[field[7:]].type
    return fits(Question(field, kind), given, WANG, OWN, caller)


def test_asked_is_what_is_written_down_and_what_the_site_wants() -> None:
    usual = ["company", "mails", "numbers", "fields.id", "fields.birthday"]
    assert list(asked()) == usual
    assert list(asked(Rules(ask=("fields.member", "company", "fields.gone")))) == ["company", "fields.member"]


def test_the_number_from_which_they_call_proves_nothing() -> None:
    one = Record("王", numbers=WANG.numbers[:1])
    assert questions(one, OWN, Rules(), CALLER) == []
    assert not right("numbers", "13800138000")
    assert right("numbers", "139 0013 9000")


@pytest.mark.parametrize(
    ("field", "given", "fit"),
    [
        ("company", "恒远(北京) 商贸", True),
        ("company", "恒远", False),
        ("mails", " wang@EXAMPLE.com ", True),
        ("mails", "", False),
        ("fields.id", "11010519491231002x", True),
        ("fields.id", "31002X", True),
        ("fields.id", "31002*", True),
        ("fields.id", "002X", False),
        ("fields.id", "", False),
        ("fields.birthday", "1949/12/31", True),
        ("fields.birthday", "1950-12-31", False),
        ("fields.birthday", "", False),
        ("fields.member", "a17", True),
        ("fields.member", "", False),
    ],
)
def test_answers_are_right_or_wrong(field: str, given: str, fit: bool) -> None:
    assert right(field, given) is fit


def test_what_was_typed_in_a_menu_counts_when_it_is_long_enough() -> None:
    known = questions(WANG, OWN, Rules(), CALLER)
    assert was_entered(["1", "11010519491231002*"], known, WANG, OWN, CALLER)
    assert was_entered(["13900139000"], known, WANG, OWN, CALLER)
    assert not was_entered(["13800138000", "2", "194912"], known, WANG, OWN, CALLER)


def test_the_surest_way_counts() -> None:
    assert level_of(alone=False, entered=False, passed=()) == "none"
    assert level_of(alone=True, entered=False, passed=()) == "number"
    assert level_of(alone=True, entered=True, passed=()) == "answers"
    assert level_of(alone=False, entered=False, passed={"code", "answers", "override"}) == "code"
    assert level_of(alone=False, entered=False, passed={"override"}) == "none", "that proves nothing"
    assert is_enough("code", "answers")
    assert not is_enough("number", "answers")


def test_a_mail_address_is_masked() -> None:
    assert masked_mail("wang@example.com") == "w***@example.com"
