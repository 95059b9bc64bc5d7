"""What a form may ask, and what is taken of what was filled in."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huawu.cases.config.forms import check_form
from huawu.cases.core.forms import asked, completeness, taken
from huawu.measures.identity import check_character, identity_number
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core


def name(text: str) -> dict[str, str]:
    return {"zh": text, "en": ""}


FORM: list[dict[str, Any]] = [
    {"id": "room", "name": name("房号"), "kind": "text", "required": True},
    {"id": "leak", "name": name("漏水"), "kind": "yes_no", "required": True},
    {
        "id": "place",
        "name": name("位置"),
        "kind": "choice",
        "choices": [{"id": "bath", "name": name("浴室")}, {"id": "roof", "name": name("屋顶")}],
        "when": {"field": "leak", "is": [True]},
        "required": True,
    },
    {
        "id": "floor",
        "name": name("楼层"),
        "kind": "number",
        "when": {"field": "place", "is": ["roof"]},
    },
    {"id": "since", "name": name("何时起"), "kind": "date"},
    {"id": "phone", "name": name("电话"), "kind": "phone"},
    {"id": "identity", "name": name("证件"), "kind": "id_number"},
]


def test_the_form_itself_is_sound_but_not_without_what_its_fields_hang_on() -> None:
    check_form(FORM)
    for gone in ("leak", "place"):
        with pytest.raises(Invalid) as refused:
            check_form([field for field in FORM if field["id"] != gone])
        assert refused.value.key == "case.bad_when", gone


def test_a_field_is_asked_only_while_its_condition_holds() -> None:
    assert [f["id"] for f in asked(FORM, {"leak": False, "place": "roof"})] == [
        "room", "leak", "since", "phone", "identity",
    ]  # fmt: skip
    assert "floor" in [f["id"] for f in asked(FORM, {"leak": True, "place": "roof"})]


def test_what_was_filled_in_where_nothing_is_asked_is_dropped() -> None:
    kept, wrong = taken(FORM, {"room": " 1208 ", "leak": False, "place": "roof", "floor": 3}, whole=True)
    assert (kept, wrong) == ({"room": "1208", "leak": False}, [])


def test_what_is_required_may_be_missing_only_for_now() -> None:
    assert taken(FORM, {}, whole=False) == ({}, [])
    wrong = taken(FORM, {"leak": True}, whole=True)[1]
    assert [(each.field, each.why) for each in wrong] == [
        ("room", "case.field_missing"),
        ("place", "case.field_missing"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("room", "x" * 201, "case.field_too_long"),
        ("room", 12, "case.field_too_long"),
        ("leak", "yes", "case.field_no_answer"),
        ("place", "cellar", "case.field_no_choice"),
        ("place", ["bath"], "case.field_no_choice"),
        ("since", "2026-02-30", "case.field_no_date"),
        ("since", "20260201", "case.field_no_date"),
        ("phone", "<script>", "case.field_no_phone"),
        ("phone", "12", "case.field_no_phone"),
        ("identity", "110101199003077476", "case.field_no_identity"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_with_its_field(field: str, value: object, why: str) -> None:
    _, wrong = taken(FORM, {"leak": True, field: value}, whole=False)
    assert [(each.field, each.why) for each in wrong] == [(field, why)]


def test_completeness_counts_what_is_required_now() -> None:
    assert completeness(FORM, {"room": "1208"}) == (1, 2)
    assert completeness(FORM, {"room": "1208", "leak": True}) == (2, 3)
    assert completeness(FORM, {"room": "1208", "leak": False}) == (2, 2)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"kind": "drawing"}, "case.bad_field_kind"),
        ({"id": "a b"}, "case.bad_field"),
        ({"id": "leak"}, "case.field_twice"),
        ({"colour": "red"}, "case.bad_field"),
        ({"required": 1}, "case.bad_field"),
        ({"kind": "choice"}, "case.bad_choices"),
        ({"kind": "choice", "choices": []}, "case.bad_choices"),
        ({"choices": [{"id": "a", "name": name("甲")}]}, "case.bad_choices"),
        ({"when": {"field": "later", "is": [True]}}, "case.bad_when"),
        ({"when": {"field": "room", "is": ["1208"]}}, "case.bad_when"),
        ({"when": {"field": "leak", "is": []}}, "case.bad_when"),
        ({"when": {"field": "leak", "is": ["roof"]}}, "case.bad_when"),
        ({"when": "always"}, "case.bad_when"),
        ({"name": {"en": "only"}}, "config.no_name"),
    ],
)
def test_a_form_that_could_not_be_filled_in_is_refused(change: dict[str, Any], key: str) -> None:
    field = {"id": "new", "name": name("新"), "kind": "text"} | change
    with pytest.raises(Invalid) as refused:
        check_form([*FORM, field])
    assert refused.value.key == key


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.dictionaries(st.sampled_from([f["id"] for f in FORM]), anything), st.booleans())
def test_whatever_is_sent_what_is_kept_is_taken_again_unchanged(values: dict[str, Any], whole: bool) -> None:
    kept, _ = taken(FORM, values, whole=whole)
    again, wrong = taken(FORM, kept, whole=False)
    assert (again, wrong) == (kept, [])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        ("110105 19491231 002X", "11010519491231002X"),
        ("440524188001010014", "440524188001010014"),
        ("110105194912310021", None),
        ("110105194913310021", None),
        ("1101051949123100", None),
        ("", None),
    ],
)
def test_an_identity_number_has_a_day_of_birth_and_a_check_character(text: str, form: str | None) -> None:
    """The two that hold are the examples of GB 11643-1999."""
    assert identity_number(text) == form


@given(st.from_regex(r"[1-9][0-9]{5}19[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True))
def test_one_wrong_digit_is_always_noticed(digits: str) -> None:
    good = digits + check_character(digits)
    assert identity_number(good) == good
    for place in (0, 5, 14, 16):
        other = str((int(good[place]) + 1) % 10)
        assert identity_number(good[:place] + other + good[place + 1 :]) is None
