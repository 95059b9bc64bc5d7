"""What is written down of a customer: tidied, checked, compared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.customers.core.fields import Definition, definitions, read_value
from huawu.customers.core.numbers import masked
from huawu.customers.core.record import (
    differing,
    faults_of,
    is_number,
    plain_of,
    record_of,
    tidied,
    unmasked,
    usual_label,
)
from huawu.customers.core.relations import SEEN, seen, written
from huawu.customers.types import Address, Number, Record

pytestmark = pytest.mark.core

OWN = definitions(
    {
        "since": {"name": {"zh": "入会日"}, "type": "date", "order": 2},
        "member": {"name": {"zh": "会员号"}, "type": "text", "order": 1},
        "rooms": {"name": {"zh": "房间数"}, "type": "number", "order": 3},
        "plan": {
            "name": {"zh": "会籍", "en": "Plan"},
            "type": "choice",
            "choices": [{"id": "a", "name": {"zh": "金卡", "en": "Gold"}}],
        },
    }
)
WANG = Record(
    "王小明",
    numbers=(Number("+8613800138000", "mobile"), Number("+862155501688", "work")),
    mails=("wang@example.com",),
    addresses=(Address("home", "南京路 1 号"),),
    tags=("常客",),
    fields={"member": "A-17", "rooms": 2, "since": "2024-02-29", "plan": "a"},
)


def keys(record: Record) -> list[str]:
    return [key for key, _ in faults_of(tidied(record), OWN)]


def test_a_record_is_kept_without_what_says_nothing() -> None:
    told = Record(
        "  王\t小明 ",
        company=" 青禾  旅行社",
        numbers=(Number("138 0013 8000", "work"), Number("+86-13800138000", "fax"), Number("", "home")),
        mails=(" a@b.cn ", "A@B.CN", ""),
        addresses=(Address("home", " "), Address("work", " 一号 ")),
        tags=("常客", " 常客", "vip"),
        fields={"member": "  ", "rooms": 2},
    )

    kept = tidied(told)

    assert (kept.name, kept.company) == ("王 小明", "青禾 旅行社")
    assert kept.numbers == (Number("+8613800138000", "work"),), "a number twice is the first of the two"
    assert (kept.mails, kept.tags, kept.addresses) == (
        ("a@b.cn",),
        ("常客", "vip"),
        (Address("work", "一号"),),
    )
    assert kept.fields == {"rooms": 2}


def test_the_order_of_numbers_is_kept_for_the_first_is_called() -> None:
    numbers = tuple(Number(f"1380013800{n}", "mobile") for n in (7, 1, 9, 3))
    assert [each.number[-1] for each in tidied(Record("王", numbers=numbers)).numbers] == ["7", "1", "9", "3"]


def test_what_is_right_has_no_faults() -> None:
    assert keys(WANG) == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"name": " "}, "customer.no_name"),
        ({"name": "王" * 101}, "customer.name_too_long"),
        ({"kind": "robot"}, "customer.unknown_kind"),
        ({"level": "platinum"}, "customer.unknown_level"),
        ({"risk": "some"}, "customer.unknown_risk"),
        ({"language": "Chinese!"}, "customer.unknown_language"),
        ({"numbers": (Number("call me", "mobile"),)}, "customer.not_a_number"),
        ({"numbers": (Number("1", "mobile"),)}, "customer.not_a_number"),
        ({"numbers": (Number("+86138****8000", "mobile"),)}, "customer.not_a_number"),
        ({"numbers": (Number("13800138000", "boat"),)}, "customer.unknown_label"),
        ({"numbers": tuple(Number(f"138001380{n}", "work") for n in range(10, 31))}, "customer.too_many"),
        ({"mails": ("wang at example",)}, "customer.not_a_mail"),
        ({"addresses": (Address("moon", "1"),)}, "customer.unknown_label"),
        ({"tags": ("很" * 41,)}, "customer.tag_too_long"),
        ({"fields": {"shoe": 42}}, "customer.unknown_field"),
        ({"fields": {"since": "2023-02-29"}}, "customer.field_no_date"),
        ({"fields": {"since": "20230228"}}, "customer.field_no_date"),
        ({"fields": {"rooms": "two"}}, "customer.field_no_number"),
        ({"fields": {"rooms": True}}, "customer.field_no_number"),
        ({"fields": {"rooms": float("nan")}}, "customer.field_no_number"),
        ({"fields": {"plan": "b"}}, "customer.field_no_choice"),
        ({"fields": {"member": 17}}, "customer.field_no_text"),
        ({"fields": {"member": "x" * 401}}, "customer.field_no_text"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, object], key: str) -> None:
    assert keys(replace(WANG, **change)) == [key]  # type: ignore[arg-type]


def test_own_fields_stand_in_their_order() -> None:
    assert list(OWN) == ["plan", "member", "since", "rooms"]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("rooms", "1,200", 1200),
        ("rooms", "2.5", 2.5),
        ("rooms", "two", "two"),
        ("since", "2024/2/9", "2024-02-09"),
        ("plan", "Gold", "a"),
        ("plan", "金卡", "a"),
        ("plan", "银卡", "银卡"),
        ("member", " A-17 ", "A-17"),
    ],
)
def test_a_cell_is_read_as_the_field_wants_it(key: str, text: str, value: object) -> None:
    of: Definition = OWN[key]
    assert read_value(text, of) == value


def test_a_record_is_written_down_and_read_as_it_was() -> None:
    assert record_of(plain_of(WANG)) == WANG
    assert record_of({**plain_of(WANG), "of a later release": 1}) == WANG


def test_two_records_differ_in_what_is_named() -> None:
    assert differing(WANG, WANG) == []
    assert differing(WANG, replace(WANG, risk="high", tags=())) == ["risk", "tags"]


def test_who_sees_masks_changes_what_they_hide_only_where_they_wrote_anew() -> None:
    twins = (Number("+8613800018000", "mobile"), Number("+8613800028000", "home"))
    shown = [masked(each.number) for each in twins]
    assert shown[0] == shown[1], "two numbers may look alike"

    kept = unmasked(
        [Number(shown[0], "work"), Number("010-62345678", "home"), Number(shown[1], "fax")], twins, shown
    )

    assert kept == (
        Number("+8613800018000", "work"),
        Number("010-62345678", "home"),
        Number("+8613800028000", "fax"),
    )
    extra = unmasked([Number(shown[0], "work")] * 3, twins, shown)
    assert extra[2].number == shown[0], "a mask that hides nothing is no number"


def test_a_mobile_number_shows_what_it_is() -> None:
    assert usual_label("+8613800138000") == "mobile"
    assert usual_label("+862155501688") == usual_label("+14155550123") == usual_label("8001") == "other"


@pytest.mark.parametrize(
    "text", ["021-6234 5678", "+86 138 0013 8000", "(010) 62345678", "95588", "１３８００１３８０００"]
)
def test_numbers_may_be_written_as_people_do(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "1", "王", "12x34", "1" * 16, "<script>138</script>", "=138+1"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert not is_number(text)


@given(st.sampled_from(sorted(SEEN)))
def test_a_relation_is_called_by_either_as_the_other_would_say(kind: str) -> None:
    stored = written(kind, "a", "b")
    back = written(SEEN[kind], "b", "a")
    assert stored is not None
    assert stored == back, "it is one relation, whoever says it"
    assert seen(stored[1], back=stored[0] != "a") == kind


def test_there_is_no_relation_that_has_no_name() -> None:
    assert written("enemy", "a", "b") is None
