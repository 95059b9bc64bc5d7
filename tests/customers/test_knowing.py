"""Key items, and what the system says of facts by itself."""

from dataclasses import replace

import pytest

from huawu.customers.core.fields import canonical, definitions, field_faults, read_value
from huawu.customers.core.items import PRESET, answered, items_of, own_fields, readiness
from huawu.customers.core.rules import Rules, rules_of, wrong_field
from huawu.customers.core.verifying import Said, facts_of, judged, stamp
from huawu.customers.types import Address, Number, Record

pytestmark = pytest.mark.core

ITEMS = items_of(PRESET)
OWN = own_fields({}, PRESET)
FIELDS = definitions(
    {
        "id": {"name": {"zh": "身份证号"}, "type": "id_number"},
        "birthday": {"name": {"zh": "生日"}, "type": "date"},
        "spare": {"name": {"zh": "备用电话"}, "type": "phone"},
    }
)
RIGHT_ID = "11010519491231002X"


def known(record: Record, *confirmed: str) -> dict[str, bool]:
    return {item.key: there for item, there in readiness(ITEMS, record, confirmed).items}


def test_of_who_has_only_a_name_and_a_number_three_of_seven_are_known() -> None:
    wang = Record("王小明", numbers=(Number("+8613800138000", "mobile"),))
    found = readiness(ITEMS, wang, ())
    assert found.percent == 42
    assert [item.key for item in found.missing] == [
        "transactions",
        "product_use",
        "product_knowledge",
        "risk",
    ]


def test_a_mail_address_is_a_way_to_reach_somebody_too() -> None:
    assert known(Record("王"))["contact"] is False
    assert known(Record("王", mails=("a@b.cn",)))["contact"] is True


def test_that_there_is_no_risk_is_known_once_somebody_said_so() -> None:
    assert known(Record("王"))["risk"] is False
    assert known(Record("王", risk="high"))["risk"] is True
    assert known(Record("王"), "risk")["risk"] is True


def test_all_of_it_is_a_hundred_and_one_less_is_not() -> None:
    whole = Record(
        "王",
        risk="low",
        mails=("a@b.cn",),
        fields={"transactions": "三次", "product_use": "宽带", "product_knowledge": "good"},
    )
    assert readiness(ITEMS, whole, ()).percent == 100
    assert readiness(ITEMS, replace(whole, risk="none"), ()).percent == 85


def test_an_answer_goes_where_it_belongs() -> None:
    by_key = {item.key: item for item in ITEMS}
    empty = Record("王")
    assert answered(by_key["contact"], empty, " a@b.cn ", OWN) == ("mails", replace(empty, mails=("a@b.cn",)))
    field, record = answered(by_key["contact"], empty, "13800138000", OWN)
    assert (field, record.numbers) == ("numbers", (Number("13800138000", "mobile"),))
    assert answered(by_key["product_knowledge"], empty, "熟悉", OWN)[1].fields == {
        "product_knowledge": "good"
    }
    assert answered(by_key["risk"], empty, "low", OWN) == ("risk", replace(empty, risk="low"))
    addresses = items_of({"where": {"name": {"zh": "地址"}, "of": "addresses"}})
    assert answered(addresses[0], empty, "外滩 1 号", OWN)[1].addresses == (Address("home", "外滩 1 号"),)


def test_a_field_of_the_site_defines_the_item_of_its_key() -> None:
    fields = {"product_use": {"name": {"zh": "产品"}, "type": "number"}}
    assert own_fields(fields, PRESET)["product_use"].type == "number"
    assert list(own_fields(fields, PRESET)) == ["product_use", "transactions", "product_knowledge"]


@pytest.mark.parametrize(
    ("value", "kept", "wrong"),
    [
        ({"id": "11010519491231002x"}, RIGHT_ID, []),
        ({"id": "110105194912310021"}, "110105194912310021", ["customer.field_no_id_number"]),
        ({"id": "11010519490231002X"}, "11010519490231002X", ["customer.field_no_id_number"]),
        ({"spare": "138 0013 8000"}, "+8613800138000", []),
        ({"spare": "call 13800138000"}, "call 13800138000", ["customer.field_no_phone"]),
        ({"spare": "12"}, "12", ["customer.field_no_phone"]),
    ],
)
def test_identity_numbers_and_phones_are_checked(value: dict[str, str], kept: str, wrong: list[str]) -> None:
    form = canonical(value, FIELDS)
    assert list(form.values()) == [kept]
    assert [key for key, _ in field_faults(form, FIELDS)] == wrong


def test_a_sheet_may_write_identity_numbers_as_people_do() -> None:
    assert read_value(" 110105 19491231 002x ", FIELDS["id"]) == RIGHT_ID


def test_the_system_checks_what_it_can() -> None:
    record = Record(
        "王",
        numbers=(Number("+8613800138000", "mobile"),),
        mails=("a@b.cn",),
        fields={"id": RIGHT_ID, "birthday": "1949-12-31", "spare": "+862100000"},
    )
    assert judged(record, FIELDS, "2026-09-21") == {
        "numbers": Said("right", "number_plan"),
        "mails": Said("open", "mail_form"),
        "fields.id": Said("right", "check_character"),
        "fields.birthday": Said("right", "identity_birthday"),
        "fields.spare": Said("wrong", "no_such_number"),
    }


@pytest.mark.parametrize(
    ("birthday", "fields", "said"),
    [
        ("1950-01-01", {"id": RIGHT_ID}, Said("wrong", "identity_birthday")),
        ("1950-01-01", {}, Said("open")),
        ("2030-01-01", {}, Said("wrong", "not_yet")),
    ],
)
def test_a_birthday_is_held_against_the_identity_number(
    birthday: str, fields: dict[str, str], said: Said
) -> None:
    record = Record("王", fields={"birthday": birthday, **fields})
    assert judged(record, FIELDS, "2026-09-21")["fields.birthday"] == said


def test_a_number_of_no_plan_is_wrong() -> None:
    record = Record("王", numbers=(Number("+8613800138000", "mobile"), Number("+861234", "work")))
    assert judged(record, {}, "2026-09-21")["numbers"] == Said("wrong", "no_such_number")


def test_facts_are_what_is_filled_and_another_value_has_another_stamp() -> None:
    record = Record("王", mails=("a@b.cn",), fields={"id": RIGHT_ID})
    assert list(facts_of(record)) == ["name", "mails", "level", "risk", "language", "fields.id"]
    other = facts_of(replace(record, mails=("c@d.cn",)))
    assert stamp(facts_of(record)["mails"]) != stamp(other["mails"])
    assert stamp(facts_of(record)["name"]) == stamp(other["name"])


def test_rules_are_the_usual_where_nothing_is_said() -> None:
    assert rules_of(None) == Rules()
    assert rules_of({"needs": "code", "ask": ["company"]}) == Rules(needs="code", ask=("company",))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"needs": "code", "tries": 5, "questions": 1, "code_minutes": 10, "old_days": 90}, None),
        ({"needs": "sure"}, "needs"),
        ({"tries": 0}, "tries"),
        ({"tries": True}, "tries"),
        ({"questions": 99}, "questions"),
        ({"ask": "company"}, "ask"),
        ({"colour": 1}, "colour"),
    ],
)
def test_wrong_rules_are_told_by_their_field(body: dict[str, object], field: str | None) -> None:
    assert wrong_field(body) == field
