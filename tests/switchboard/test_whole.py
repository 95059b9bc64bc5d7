"""What the house knows, and own entries in its place."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import huawu.switchboard
from huawu.platform.words import LOCALES, catalogue
from huawu.switchboard.core.finding import find
from huawu.switchboard.core.whole import Whole, merged
from huawu.switchboard.types import Entry

pytestmark = pytest.mark.core

_AT = st.sampled_from(["8001", "8002", "8003"])
_HOUSE = st.lists(
    st.builds(
        lambda at, zh: Entry(f"agent-{at}-{zh}", "person", zh, extension=at, source="agent"),
        _AT,
        st.sampled_from(["王", "李"]),
    ),
    max_size=3,
    unique_by=lambda entry: entry.extension,
)
_OWN = st.builds(
    lambda id, zh, at: Entry(id, "room", zh, extension=at),  # noqa: A006 - the entry's
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["张", "赵"]),
    st.sampled_from(["", "8001", "8002", "8003"]),
)
_STEP = st.one_of(_HOUSE, _OWN, st.sampled_from(["a", "b", "c"]))


def test_an_own_entry_says_what_it_says_and_leaves_the_rest_to_the_house() -> None:
    house = Entry(
        "agent-x", "person", "林小满", "Lin", department="客服", extension="8001", source="agent", agent="x"
    )
    own = Entry("o", "person", zh="林总", extension="8001", hidden=True)

    assert merged(own, house) == Entry(
        "o", "person", "林总", "Lin", department="客服", extension="8001", hidden=True, agent="x"
    )


@given(st.lists(_STEP, max_size=12))
def test_whatever_changes_the_directory_is_as_if_made_of_what_is_there_now(
    steps: list[list[Entry] | Entry | str],
) -> None:
    whole, house = Whole(), list[Entry]()
    own: dict[str, Entry] = {}
    for step in steps:
        if isinstance(step, list):
            house = step
            whole.set_house(step)
        elif isinstance(step, str):
            own.pop(step, None)
            whole.take(step)
        elif all(other.extension != step.extension or other.id == step.id for other in own.values()):
            own[step.id] = step
            whole.put(step)

    anew = Whole(house, own.values())
    assert whole.own == own
    assert dict(whole.taken()) == dict(anew.taken())
    assert find(whole.index, "", limit=99) == find(anew.index, "", limit=99)


def test_every_fault_has_words_in_both_languages() -> None:
    folder = Path(huawu.switchboard.__file__).parent
    text = "".join(path.read_text() for path in folder.rglob("*.py"))
    keys = set(re.findall(r'"(directory\.[a-z_]+)"', text)) - {"directory.changed"}

    assert len(keys) > 15
    for locale in LOCALES:
        assert keys - catalogue(locale).keys() == set()
