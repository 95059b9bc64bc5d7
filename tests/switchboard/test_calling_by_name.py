"""Whom a caller means who types a name on the keypad."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.switchboard.core.calling import Meant, heard, may_be_told, meant, told
from huawu.switchboard.core.folding import on_keypad
from huawu.switchboard.core.index import Index
from huawu.switchboard.core.keys import KEYS, name_keys, read
from huawu.switchboard.types import Entry
from tests.switchboard.entries import ENTRIES

pytestmark = pytest.mark.core

INDEX = Index(ENTRIES)
Whom = tuple[tuple[str, ...], tuple[str, ...]]
NOBODY: Whom = ((), ())


def whom(found: Meant) -> Whom:
    """The extensions of those who are sure, and of the others."""
    return tuple(each.extension for each in found.sure), tuple(each.extension for each in found.others)


def by_keys(letters: str) -> Whom:
    return whom(meant(INDEX, on_keypad(letters)))


def test_initials_and_whole_names_are_sure_and_beginnings_are_not() -> None:
    assert set(by_keys("wxm")[0]) == {"8001", "8002"}
    assert by_keys("wangxiaoming") == (("8001",), ())
    assert by_keys("wangxiaomin") == (("8002",), ("8001",))
    assert by_keys("ouya") == ((), ("8007",))
    assert by_keys("carter") == (("8010",), ())
    assert by_keys("ceng") == by_keys("zeng") == ((), ("8003",))


def test_callers_never_hear_of_hidden_entries_or_numbers_outside() -> None:
    assert by_keys("shan") == NOBODY
    assert by_keys("yinhang") == NOBODY


@pytest.mark.parametrize("keys", ["", "9", "*9", "9#", "wxm", "９９６", "00000"])
def test_keys_that_say_nothing_mean_nobody(keys: str) -> None:
    assert meant(INDEX, keys) == Meant()


def test_no_more_are_told_than_there_are_keys_to_choose_one_by() -> None:
    many = Index(Entry(f"e{n:02}", "person", "王伟", extension=f"{8000 + n}") for n in range(30))
    assert whom(meant(many, on_keypad("ww")))[0] == tuple(f"{8000 + n}" for n in range(9))


@given(st.sampled_from([each for each in ENTRIES if may_be_told(each)]), st.integers(2, 12))
def test_the_beginning_of_ones_own_name_always_means_one(entry: Entry, length: int) -> None:
    name = read(entry.zh, entry.en, pinyin=entry.pinyin)
    own = {keys for kind, keys, _ in name_keys(name) if kind == KEYS and len(keys) >= 2}
    assert own
    assert all(entry in meant(INDEX, keys[:length], most=99).all for keys in own)


def test_who_was_taken_out_or_changed_is_not_meant_any_more() -> None:
    index = Index(ENTRIES)
    [chosen] = meant(index, on_keypad("wangxiaoming")).sure
    index.put(replace(chosen, extension="8099"))
    assert whom(meant(index, on_keypad("wangxiaoming"))) == (("8099",), ())
    index.take(chosen.id)
    assert meant(index, on_keypad("wangxiaoming")) == Meant()


def test_a_name_that_was_said_is_understood_by_its_sound() -> None:
    assert whom(heard(INDEX, "欧阳若林")) == whom(heard(INDEX, "欧阳若琳")) == (("8007",), ())
    assert whom(heard(INDEX, "emily carter")) == (("8010",), ())
    assert whom(heard(INDEX, "客房服务中心")) == (("8100",), ())


@pytest.mark.parametrize(
    ("said", "extension"),
    [
        ("我找欧阳若琳", "8007"),
        ("您好，麻烦帮我转一下欧阳若林女士，谢谢。", "8007"),
        ("Hello, I would like to speak to Emily Carter, please.", "8010"),
        ("转客房服务中心", "8100"),
    ],
)
def test_a_name_is_understood_among_what_callers_say_around_it(said: str, extension: str) -> None:
    assert whom(heard(INDEX, said)) == ((extension,), ())


def named(*names: str) -> Index:
    return Index(Entry(f"e{n}", "person", name, extension=f"{8000 + n}") for n, name in enumerate(names))


def test_who_is_nearly_called_so_is_not_sure() -> None:
    index = named("林小满", "孙浩然")
    nearly, exactly = told(heard(index, "孙后然")), told(heard(index, "我找孙浩然"))
    assert nearly is not None
    assert exactly is not None
    assert (nearly["extension"], nearly["sure"]) == ("8001", False)
    assert (exactly["extension"], exactly["sure"]) == ("8001", True)


def test_who_resembles_too_many_has_not_been_understood() -> None:
    assert heard(named(*(f"孙浩{then}" for then in "然染冉燃")), "孙后然") == Meant()


@pytest.mark.parametrize("said", ["", " ", "单雄信", "银行客户经理", "你好", "嗯", "客房部"])
def test_what_names_nobody_whom_callers_may_reach_means_nobody(said: str) -> None:
    assert heard(INDEX, said) == Meant()


def test_a_flow_is_told_of_the_only_one_or_of_each_of_several() -> None:
    at = {entry.extension: entry for entry in ENTRIES}
    assert told(Meant()) is None
    one = told(Meant((at["8001"],)))
    assert one is not None
    assert {name: one[name] for name in ("many", "extension", "name", "name_en")} == {
        "many": 1,
        "extension": "8001",
        "name": "王小明",
        "name_en": "Wang Xiaoming",
    }
    two = told(Meant((at["8001"],), (at["8010"],)))
    assert two is not None
    assert (two["many"], two["extension"]) == (2, "")
    assert [two[name] for name in ("extension_1", "name_1", "extension_2", "name_2")] == [
        "8001",
        "王小明",
        "8010",
        "Emily Carter",
    ]
