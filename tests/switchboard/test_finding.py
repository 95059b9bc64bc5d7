"""Finding entries by whatever one knows of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.switchboard.core.finding import find
from huawu.switchboard.core.index import Index
from huawu.switchboard.core.near import Near, allowed
from huawu.switchboard.types import Entry
from tests.switchboard.entries import ENTRIES

pytestmark = pytest.mark.core

INDEX = Index(ENTRIES)


def ids(typed: str, *, hidden: bool = False) -> list[str]:
    return [found.entry.id for found in find(INDEX, typed, hidden=hidden)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("王小明", "wang"),
        ("小明", "wang"),
        ("wangxiaoming", "wang"),
        ("Wang Xiaoming", "wang"),
        ("xiaoming", "wang"),
        ("zeng", "zeng"),
        ("cengle", "zeng"),
        ("zengyue", "zeng"),
        ("zl", "zeng"),
        ("lvbu", "lv"),
        ("LÜ bu", "lv"),
        ("lǚbù", "lv"),
        ("lubu", "lu"),
        ("shanxiong", "shan"),
        ("oyrl", "ou"),
        ("ouyang", "ou"),
        ("emily c", "emily"),
        ("carter", "emily"),
        ("ec", "emily"),
        ("yinhang", "bank"),
        ("302", "meet"),
        ("302hys", "meet"),
        ("８００１", "wang"),
        ("9001", "ou"),
        ("189 0000", "ou"),
        ("86 189", "ou"),
        ("021-6234", "bank"),
        ("955", "bank"),
        ("kffwzx", "desk"),
        ("housek", "desk"),
    ],
)
def test_an_entry_is_found_first_by_any_part_of_its_name_or_numbers(typed: str, first: str) -> None:
    assert ids(typed)[:1] == [first]


@pytest.mark.parametrize("typed", ["wangxm", "wxming", "w小明", "王xm", "王xiaom", "王x明", "wxiaom"])
def test_ways_of_writing_can_be_mixed(typed: str) -> None:
    assert "wang" in ids(typed)[:2]


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("zangwei", {"zhang", "zang"}),
        ("zhanwei", {"zhang", "zang"}),
        ("huanglila", {"huang"}),
        ("huanlina", {"huang"}),
        ("wanxiaomin", {"wang", "wang2"}),
        ("lubu", {"lu", "lv"}),
    ],
)
def test_sounds_that_many_do_not_tell_apart_find_both(typed: str, also: set[str]) -> None:
    assert also <= set(ids(typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("wnagxiaoming", "wang"),
        ("wangxiaomign", "wang2"),
        ("wangxaioming", "wang"),
        ("xiaomnig", "wang"),
        ("emliy", "emily"),
        ("catrer", "emily"),
        ("ouyanruoling", "ou"),
        ("ouyamgruol", "ou"),
        ("欧阳若林", "ou"),
        ("欧阳琳", "ou"),
        ("欧若若琳", "ou"),
        ("housekeping", "desk"),
    ],
)
def test_a_name_is_found_in_spite_of_typing_errors(typed: str, first: str) -> None:
    assert ids(typed)[:1] == [first]


def test_words_that_are_apart_may_each_say_something_else() -> None:
    assert ids("客房 张") == ["zhang"]
    assert ids("zhang kefang") == ["zhang"]
    assert ids("front wang") == ["wang2"]
    assert ids("王 8001") == ["wang"]


def test_a_department_finds_those_who_belong_to_it_after_those_who_are_called_so() -> None:
    assert ids("客房") == ["desk", "wang", "zhang"]
    assert ids("kfb") == ["wang", "zhang"]


def test_the_very_extension_comes_before_numbers_that_only_contain_it() -> None:
    index = Index([*ENTRIES, Entry("long", "outside", "阿姨", numbers=("80011234",))])
    assert [f.entry.id for f in find(index, "8001")][:2] == ["wang", "long"]


def test_hidden_numbers_find_nobody_for_those_who_may_not_know_them() -> None:
    assert "shan" not in ids("8006")
    assert "shan" not in ids("8006 单")
    assert ids("单雄信") == ["shan"]
    assert ids("8006", hidden=True)[:1] == ["shan"]


def test_letters_may_be_typed_by_the_keys_they_stand_on() -> None:
    assert ids("996") == ["wang2", "wang"]


def test_nothing_typed_gives_all_in_the_order_of_a_telephone_book() -> None:
    named = [found.entry.zh or found.entry.en for found in find(INDEX, " ", limit=50)]
    assert len(named) == len(ENTRIES)
    assert named.index("鲁布") < named.index("吕布") < named.index("王小明") < named.index("臧玮")


@pytest.mark.parametrize("typed", ["zzzzzz", "qqqq", "w" * 300, "东方不败", "99999999"])
def test_what_fits_nothing_finds_nobody(typed: str) -> None:
    assert ids(typed) == []


@pytest.mark.parametrize("typed", ["%", "'", "🙂", "\x00", "+", "--"])
def test_signs_without_a_letter_or_digit_are_nothing_typed(typed: str) -> None:
    assert ids(typed) == ids("")


def test_only_entries_of_a_kind_are_found_if_so_asked() -> None:
    assert [f.entry.id for f in find(INDEX, "", kind="room")] == ["meet"]


_NAMES = st.text(alphabet="王汪张章小晓明敏曾单乐长伟abx ", min_size=1, max_size=5)
_SOME = st.lists(
    st.builds(
        Entry,
        st.sampled_from([f"e{n}" for n in range(12)]),
        st.sampled_from(["person", "room"]),
        _NAMES,
        _NAMES.filter(str.isascii),
        department=st.sampled_from(["", "客房部", "前厅"]),
        extension=st.sampled_from(["", "8001", "8102", "81"]),
        hidden=st.booleans(),
    ),
    max_size=14,
)
_TYPED = st.text(alphabet="王小明张wzxangm08 ", max_size=9)


@given(_SOME, st.lists(st.sampled_from([f"e{n}" for n in range(12)]), max_size=6), _TYPED)
def test_a_directory_that_was_changed_answers_as_one_that_is_made_anew(
    entries: list[Entry], gone: list[str], typed: str
) -> None:
    changed = Index()
    whole: dict[str, Entry] = {}
    for entry in entries:
        changed.put(entry)
        whole[entry.id] = entry
    for each in gone:
        changed.take(each)
        whole.pop(each, None)
    anew = Index(reversed(list(whole.values())))

    assert len(changed) == len(anew) == len(whole)
    assert find(changed, typed, limit=5) == find(anew, typed, limit=5)


@given(_SOME, _TYPED)
def test_a_longer_list_begins_like_a_shorter_one(entries: list[Entry], typed: str) -> None:
    index = Index(entries)
    assert find(index, typed, limit=50)[:3] == find(index, typed, limit=3)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    found = find(INDEX, typed, limit=5)
    assert len({f.entry.id for f in found}) == len(found) <= 5


def _edits(word: str) -> st.SearchStrategy[str]:
    places = st.integers(1, len(word) - 2)
    return st.one_of(
        places.map(lambda n: word[:n] + word[n + 1 :]),
        places.map(lambda n: word[:n] + "q" + word[n:]),
        places.map(lambda n: word[:n] + "q" + word[n + 1 :]),
        places.map(lambda n: word[:n] + word[n + 1] + word[n] + word[n + 2 :]),
    )


@given(st.data())
def test_every_single_error_within_a_word_is_forgiven(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(["wangxiaoming", "carter", "zeng", "huanglina", "housekeeping"]))
    typed = data.draw(_edits(word).filter(lambda t: t != word and allowed(t) > 0))
    near = Near()
    near.add(word, 7)

    found = near.find(typed)

    assert [slots.tolist() for errors, _, slots in found if errors == 1 and len(slots)] == [[7]]


def test_more_errors_than_are_forgiven_find_nothing() -> None:
    near = Near()
    near.add("wangxiaoming", 7)
    assert not any(len(slots) for _, _, slots in near.find("wqngxqaomqng"))
    assert near.find("wan") == []


def test_very_many_changes_keep_the_directory_small() -> None:
    index = Index()
    for turn in range(2300):
        index.put(Entry("e", "person", f"王{turn}", extension="8001"))
    assert len(index.entries) < 1500
    assert [f.entry.zh for f in find(index, "王2299")] == ["王2299"]
