"""Texts that flows say: the site's voice makes them sound while the caller waits a moment, and whoever is
dialled by name is chosen by hearing the names."""

from typing import Any

import pytest

from huawu.flows.types import Found, Look
from huawu.telephony.core.switch.menu.speaking import SECONDS
from tests.telephony.switch.flowing import BYE, Flowing, Nodes

pytestmark = pytest.mark.core

TEXT = {"who": {"type": "text"}}
QUIET = ["silence:1000"]


def weather(*, asks: bool = False) -> Flowing:
    """A line that says what another system answers."""
    say: list[Any] = ["hello", {"value": "who", "as": "text"}]
    last: dict[str, Any] = {"do": "hang_up", "say": say}
    asked = {"do": "menu", "say": say, "choices": {"1": "bye"}, "otherwise": "bye", "tries": 1}
    nodes: Nodes = {
        "ask": {"do": "web", "url": "https://x.example/", "into": {"who": "text"}, "next": "say"},
        "say": asked if asks else last,
        **({"bye": BYE} if asks else {}),
    }
    centre = Flowing(nodes, TEXT)
    centre.calls()
    centre.world(Found({"text": "晴"}))
    return centre


def test_a_text_is_said_by_the_voice_and_the_caller_waits_for_it() -> None:
    centre = weather()
    assert centre.hears("c") == QUIET
    assert centre.to_say[0][2:] == (("晴",), "zh-CN")
    centre.speaks()
    assert centre.hears("c") == ["zh-CN/hello", "sounds/晴"]
    centre.heard()
    assert centre.phones.legs == {}


@pytest.mark.parametrize("late", [False, True])
def test_without_the_voice_the_rest_is_said_and_the_caller_is_not_kept(late: bool) -> None:
    centre = weather()
    if late:
        centre.pass_time(SECONDS)
    else:
        centre.speaks(fails=True)
    assert centre.hears("c") == ["zh-CN/hello"]
    centre.speaks()
    assert centre.hears("c") == ["zh-CN/hello"]
    assert len(centre.to_say) == 1


def test_where_nobody_speaks_the_text_is_left_out_at_once() -> None:
    centre = Flowing(
        {"say": {"do": "hang_up", "say": [{"value": "call.number", "as": "text"}, "hello"]}}, TEXT
    )
    centre.switch.flows.speak = lambda call, token, texts, language: False
    centre.calls()
    assert centre.hears("c") == ["zh-CN/hello"]


def test_a_key_pressed_while_the_voice_prepares_counts_and_what_it_says_later_does_not() -> None:
    centre = weather(asks=True)
    assert centre.hears("c") == QUIET
    centre.press("c", "1")
    assert centre.hears("c") == ["zh-CN/goodbye"]
    centre.speaks()
    assert centre.hears("c") == ["zh-CN/goodbye"]


def test_what_was_said_in_this_call_is_not_rendered_again() -> None:
    centre = weather(asks=True)
    centre.speaks()
    centre.another_process()
    assert len(centre.to_say) == 1
    assert centre.hears("c") == ["zh-CN/hello", "sounds/晴"]


def test_another_process_has_it_said_anew() -> None:
    centre = weather()
    centre.switch.flows.held.clear()
    centre.another_process()
    assert len(centre.to_say) == 2
    centre.speaks()
    assert centre.hears("c") == ["zh-CN/hello", "sounds/晴"]


def test_nothing_of_a_call_is_kept_when_it_is_over() -> None:
    centre = weather()
    centre.put_down("c")
    centre.speaks()
    assert (centre.switch.flows.held, centre.switch.flows.voiced) == ({}, {})


# ---- dialled by name ---------------------------------------------------------------------------------------

TWO = {
    "many": 2, "extension": "",
    "extension_1": "8001", "name_1": "王小明", "extension_2": "8002", "name_2": "王晓梅",
}  # fmt: skip
VARIABLES: dict[str, Any] = {
    "keys": {"type": "digits"},
    "many": {"type": "number"},
    **{name: {"type": "text"} for name in ("name1", "name2")},
    **{name: {"type": "digits"} for name in ("to", "ext1", "ext2")},
}


def by_name() -> Flowing:
    into = {"many": "many", "to": "extension", "ext1": "extension_1", "ext2": "extension_2"}
    nodes: Nodes = {
        "ask": {"do": "digits", "say": ["by_name"], "into": "keys", "least": 2, "most": 12, "next": "look"},
        "look": {
            "do": "look_up", "what": "directory", "by": "keys",
            "into": {**into, "name1": "name_1", "name2": "name_2"},
            "found": "how_many", "missing": "ask", "failed": "desk",
        },
        "how_many": {
            "do": "condition",
            "cases": [{"when": {"value": "many", "equals": 1}, "next": "dial"}],
            "otherwise": "which",
        },
        "which": {
            "do": "menu",
            "say": [{"value": "name1", "as": "text"}, "press", {"value": "name2", "as": "text"}],
            "choices": {"1": "dial_1", "2": "dial_2"}, "otherwise": "desk",
        },
        "dial": {"do": "dial", "to": {"value": "to"}},
        "dial_1": {"do": "dial", "to": {"value": "ext1"}},
        "dial_2": {"do": "dial", "to": {"value": "ext2"}},
        "desk": {"do": "enqueue", "queue": "front"},
    }  # fmt: skip
    centre = Flowing(nodes, VARIABLES)
    centre.calls()
    for key in "996#":
        centre.press("c", key)
    return centre


def test_the_only_one_who_is_meant_is_rung_at_once() -> None:
    centre = by_name()
    assert centre.asked[-1][2] == Look("directory", "996", tuple(_fields()), 3)
    centre.world(Found({"many": 1, "extension": "8002", "extension_1": "8002", "name_1": "王小明"}))
    assert centre.rings("8002")


def test_of_several_the_names_are_said_and_the_one_chosen_is_rung() -> None:
    centre = by_name()
    centre.world(Found(TWO))
    centre.speaks()
    assert centre.hears("c") == ["sounds/王小明", "zh-CN/press", "sounds/王晓梅"]
    centre.press("c", "2")
    assert centre.rings("8002")
    assert not centre.rings("8001")


def _fields() -> list[str]:
    return ["many", "extension", "extension_1", "extension_2", "name_1", "name_2"]
