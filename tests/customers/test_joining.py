"""Two customers who are one: what comes together, how it is taken back, and by what one suspects it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.customers.core.merging import Marks, apart, joined, reasons
from huawu.customers.types import Address, Number, Record

pytestmark = pytest.mark.core

KEPT = Record(
    "王小明",
    level="silver",
    risk="high",
    note="高楼层",
    numbers=(Number("+8613800138000", "mobile"),),
    mails=("a@b.cn",),
    tags=("常客",),
    fields={"member": "1"},
)
MERGED = Record(
    "王晓明",
    company="青禾",
    level="vip",
    language="en",
    note="过敏",
    numbers=(Number("+8613800138000", "work"), Number("95588", "other")),
    mails=("A@B.CN", "c@d.cn"),
    addresses=(Address("home", "一号"),),
    tags=("过敏",),
    fields={"member": "2", "plan": "a"},
)


def test_what_the_kept_one_says_counts_and_the_rest_is_the_others() -> None:
    both = joined(KEPT, MERGED)
    assert (both.name, both.language, both.company) == ("王小明", "zh", "青禾")
    assert (both.level, both.risk, both.note) == ("vip", "high", "高楼层\n过敏")
    assert both.numbers == (Number("+8613800138000", "mobile"), Number("95588", "other"))
    assert both.mails == ("a@b.cn", "c@d.cn")
    assert (both.addresses, both.tags) == (MERGED.addresses, ("常客", "过敏"))
    assert both.fields == {"member": "1", "plan": "a"}


def test_what_nobody_touched_since_is_taken_back_exactly() -> None:
    assert apart(joined(KEPT, MERGED), KEPT, joined(KEPT, MERGED)) == KEPT


def test_what_was_changed_since_stays() -> None:
    both = joined(KEPT, MERGED)
    now = replace(
        both,
        note="低楼层",
        numbers=(*both.numbers, Number("10086", "other")),
        tags=("贵宾", *both.tags),
        fields={"member": "9", "plan": "b"},
    )

    left = apart(now, KEPT, both)

    assert left.note == "低楼层"
    assert [each.number for each in left.numbers] == ["+8613800138000", "10086"]
    assert (left.tags, left.mails, left.level) == (("贵宾", "常客"), ("a@b.cn",), "silver")
    assert left.fields == {"member": "9", "plan": "b"}, "what somebody wrote anew is theirs"


texts = st.sampled_from(["", "a", "b", "c"])
records = st.builds(
    Record,
    name=texts,
    company=texts,
    level=st.sampled_from(["normal", "gold", "vip"]),
    risk=st.sampled_from(["none", "low", "high"]),
    note=texts,
    numbers=st.lists(st.builds(Number, texts, texts), max_size=3, unique_by=lambda n: n.number).map(tuple),
    tags=st.lists(texts, max_size=3, unique=True).map(tuple),
    fields=st.dictionaries(texts, texts, max_size=3).map(lambda d: dict(sorted(d.items()))),
)


@given(records, records)
def test_any_merge_loses_nothing_and_is_undone_exactly(kept: Record, merged: Record) -> None:
    both = joined(kept, merged)
    assert {n.number for n in both.numbers} == {n.number for n in (*kept.numbers, *merged.numbers)}
    assert set(both.tags) == {*kept.tags, *merged.tags}
    assert set(both.fields) == {*kept.fields, *merged.fields}
    assert apart(both, kept, both) == kept


def marks(name: str, *numbers: str, kind: str = "person", company: str = "", mail: str = "") -> Marks:
    return Marks(kind, name, company, frozenset(numbers), frozenset({mail} - {""}))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (marks("王 小明", "1"), marks("王小明", "1", "2"), ["name_and_number"]),
        (marks("王小明", "1"), marks("王太太", "1"), []),
        (marks("王小明", "1"), marks("王小明", "2"), []),
        (marks("王小明", "1"), marks("王校明", "1"), []),
        (marks("王小明", "1"), marks("王晓明", "1"), ["sound_and_number"]),
        (marks("张伟", "1"), marks("章伟", "1"), ["sound_and_number"]),
        (marks("王小明", mail="a"), marks("Wang", mail="a"), ["mail"]),
        (marks("王小明", company="青禾"), marks("王小明", company="青禾"), ["name_and_company"]),
        (marks("青禾", kind="company"), marks("青禾", kind="company"), ["company_name"]),
        (marks("青禾", kind="company"), marks("青禾"), []),
    ],
)
def test_one_suspects_with_a_reason(one: Marks, other: Marks, why: list[str]) -> None:
    assert reasons(one, other) == reasons(other, one) == why
