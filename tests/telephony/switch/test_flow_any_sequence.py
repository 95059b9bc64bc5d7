"""Whatever a flow says, a caller does and the world answers, in whatever order: nobody is left in silence,
another process would go on just so, and who does nothing more comes to a person or to the end."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huawu.flows.types import Failed, Finished, Found, Missing, Said
from huawu.telephony.core.switch import menu
from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.flowing import Flowing

pytestmark = pytest.mark.core

MOST_NODES = 6
FIELDS: dict[str, tuple[str, ...]] = {
    "play": ("next",),
    "menu": ("otherwise",),
    "digits": ("next", "otherwise"),
    "listen": ("next", "otherwise"),
    "hours": ("open", "closed"),
    "look_up": ("found", "missing", "failed"),
    "condition": ("otherwise",),
    "set": ("next",),
    "web": ("next", "failed"),
    "send": ("next", "failed"),
    "message": ("next",),
    "enqueue": ("next",),
    "dial": ("next", "busy", "silent", "failed"),
    "survey": ("next",),
    "agent": ("next",),
    "transfer": (),
    "hang_up": (),
}
WHOM = st.sampled_from(
    [{"extension": "8001"}, {"group": "600"}, {"outside": "13911112222"}, {"value": "typed"}, {"flow": "own"}]
    + [{"number": "4002"}, {"number": "4000"}, {"extension": "9999"}, {}]
)
TEXT = {"value": "call.number", "as": "text"}
WORDS = st.lists(
    st.sampled_from(["a", "own/holiday", "own/gone", {"value": "typed", "as": "digits"}, TEXT]), max_size=2
)


@st.composite
def flows_that_end(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Nodes that lead only to later ones, or nowhere."""
    count = draw(st.integers(1, MOST_NODES))
    return {str(at): draw(_node(at, count)) for at in range(count)}


@st.composite
def _node(draw: st.DrawFn, at: int, count: int) -> dict[str, Any]:
    do = draw(st.sampled_from(sorted(FIELDS)))
    later = st.sampled_from(["", *(str(each) for each in range(at + 1, count))])
    node: dict[str, Any] = {
        "do": do,
        "say": draw(WORDS),
        "into": {"typed": "x"} if do in ("look_up", "web") else "typed",
        "to": "call.number" if do == "send" else draw(WHOM),
        "by": "call.number",
        "queue": draw(st.sampled_from(["front", "none"])),
        "mailbox": draw(st.sampled_from(["8001", "front", "none"])),
        "calendar": draw(st.sampled_from(["office", "none"])),
        "what": "customer",
        "url": "https://shop.example/",
        "tries": 2,
        "least": 1,
        "most": 3,
        "interruptible": draw(st.booleans()),
        "choices": {key: draw(later) for key in "12"},
        "scale": [1, 5],
    }
    return node | {field: draw(later) for field in FIELDS[do]}


INPUTS = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.sampled_from("0123456789*#")),
        st.tuples(st.sampled_from(["heard", "answered", "hung_up", "died", "closed"]), st.just("")),
        st.tuples(st.just("not_reached"), st.sampled_from(["busy", "no_answer", "unreachable", "declined"])),
        st.tuples(st.just("wait"), st.sampled_from(["1", "4", "30"])),
        st.tuples(st.just("world"), st.sampled_from(["found", "missing", "failed", "finished"])),
        st.tuples(st.just("said"), st.sampled_from(["一", "yes", "投诉", ""])),
        st.tuples(st.just("voice"), st.sampled_from(["says", "cannot"])),
    ),
    max_size=12,
)
TOLD: dict[str, Found | Missing | Failed | Finished] = {
    "found": Found({"x": "1"}),
    "missing": Missing(),
    "failed": Failed("away"),
    "finished": Finished(),
}


def happens(centre: Flowing, what: str, how: str) -> None:
    """One of the inputs, as far as it can happen now."""
    there = centre.phones.legs.get("c")
    if what == "press" and there:
        centre.press("c", how)
    elif what == "heard" and there and there.token:
        centre.said("c")
    elif what == "wait":
        centre.pass_time(float(how))
    elif what == "world" and centre.asked:
        centre.world(TOLD[how])
    elif what == "said" and centre.switch.calls:
        centre.switch.now = centre.now
        menu.said(centre.switch, centre.the_call, "", Said(how))
        centre.turn()
    elif what == "voice":
        centre.speaks(fails=how == "cannot")
    elif what == "died" and there and len(centre.switch.calls) == 1 and not centre.the_call.parties:
        centre.another_process()
    elif what in ("answered", "not_reached", "hung_up"):
        _at_other_telephones(centre, what, how)


def _at_other_telephones(centre: Flowing, what: str, how: str) -> None:
    for leg in sorted(each.id for each in centre.phones.legs.values() if not each.incoming):
        up = centre.phones.legs[leg].up if leg in centre.phones.legs else None
        if what == "answered" and up is False:
            centre.phones.pick_up(leg)
            centre.turn()
        elif up is not None and (what == "hung_up") == up:
            centre.put_down(leg, how or "hung_up")


def holds(centre: Flowing) -> None:
    """What is always so."""
    for call in centre.switch.calls.values():
        assert restored(call.saved()).saved() == call.saved()
        if call.leg in centre.phones.legs and not call.parties:
            assert centre.hears(call.leg), (call.stage, call.then)
    if not centre.switch.calls:
        assert centre.phones.legs == {}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(flows_that_end(), INPUTS)
def test_nobody_is_left_in_silence_and_all_come_to_a_person_or_the_end(
    nodes: dict[str, dict[str, Any]], inputs: list[tuple[str, str]]
) -> None:
    centre = Flowing(nodes, {"typed": {"type": "text"}})
    centre.takes_messages()
    centre.phones.arrive("c", "4000")
    centre.turn()
    holds(centre)
    for what, how in inputs:
        happens(centre, what, how)
        holds(centre)
    for _ in range(60):
        happens(centre, "heard", "")
        happens(centre, "hung_up", "")
        happens(centre, "wait", "30")
        holds(centre)
    for call in centre.switch.calls.values():
        assert call.stage in ("queue", "voicemail"), (call.stage, call.node)
