"""Everything that the language of flows can answer, done on a call; and that whoever calls always reaches a
person or a polite end."""

from collections.abc import Mapping

import pytest

from huawu.flows.types import Failed, Finished, Found, Look, Missing, Send, Web
from huawu.interactions.events import MenuLeft, SurveyAnswered
from huawu.telephony.core.switch.mailbox import voicemail
from tests.telephony.switch.exchange import NUMBER
from tests.telephony.switch.flowing import BYE, Flowing, Nodes

pytestmark = pytest.mark.core

ROOM = {"room": {"type": "digits"}}
SORRY = ["sorry.failed"]


def ending(node: Mapping[str, object], **more: Mapping[str, object]) -> Nodes:
    """A node with ways out that each say a word of their own."""
    words = ("done", "not_there", "broken", "taken", "mute")
    said: Nodes = {name: {"do": "hang_up", "say": [name]} for name in words}
    return {"first": dict(node), **said, **{name: dict(each) for name, each in more.items()}}


# ---- said --------------------------------------------------------------------------------------------------


def test_digits_are_collected_until_the_end_key_and_said_back_from_pieces() -> None:
    centre = Flowing(
        {
            "ask": {
                "do": "digits",
                "say": ["ask.room"],
                "into": "room",
                "least": 3,
                "most": 6,
                "next": "back",
            },
            "back": {"do": "play", "say": [{"value": "room", "as": "digits"}], "next": "bye"},
            "bye": BYE,
        },
        ROOM,
    )
    centre.calls()
    for key in "1023":
        centre.press("c", key)
    assert centre.hears("c") == ["silence:1000"]
    centre.press("c", "#")
    assert centre.hears("c") == ["zh-CN/digits:1023"]


def test_keys_pressed_ahead_count_and_a_flood_of_them_ends_at_a_person() -> None:
    nodes: Nodes = {
        "ask": {"do": "digits", "say": ["ask"], "into": "room", "least": 5, "most": 6, "otherwise": "desk"},
        "desk": {"do": "enqueue", "queue": "front"},
    }
    centre = Flowing(nodes, ROOM)
    call = centre.calls()
    for _ in range(200):
        if call.stage == "menu":
            centre.press("c", "9")
            centre.press("c", "#")
    assert call.stage == "queue"


def test_a_prompt_of_the_centre_is_said_in_the_language_of_the_call_or_in_the_other_one() -> None:
    centre = Flowing(
        {
            "say": {"do": "play", "say": ["own/holiday", "own/gone"], "next": "english"},
            "english": {"do": "set", "values": {}, "language": "en", "next": "then"},
            "then": {"do": "play", "say": ["own/holiday", "own/zh_only", "goodbye"], "next": "bye"},
            "bye": BYE,
        }
    )
    centre.calls()
    assert centre.hears("c") == ["own/a1"]
    centre.said("c")
    assert centre.hears("c") == ["own/b2", "own/c3", "en-US/goodbye"]


def test_the_language_chosen_in_one_call_is_spoken_in_the_next_one() -> None:
    nodes: Nodes = {
        "ask": {"do": "menu", "say": ["language"], "choices": {"2": "english"}, "otherwise": "bye"},
        "english": {"do": "set", "values": {}, "language": "en", "next": "bye"},
        "bye": BYE,
    }
    centre = Flowing(nodes)
    centre.phones.arrive("c", "4000", caller="13800000001")
    centre.turn()
    centre.press("c", "2")
    assert centre.hears("c") == ["en-US/goodbye"]
    written = dict(centre.switch.flows.take_changed())
    assert list(written.values()) == ["en-US"]
    assert not any("1380000" in key for key in written)
    centre.said("c")
    for leg, caller, language in (("d", "13800000001", "en-US"), ("e", "13800000002", "zh-CN")):
        centre.phones.arrive(leg, "4000", caller=caller)
        centre.turn()
        assert centre.hears(leg) == [f"{language}/language"]


def test_an_ending_without_words_is_polite() -> None:
    centre = Flowing({"ask": {"do": "menu", "say": ["ask"], "choices": {"1": "gone"}, "tries": 1}})
    centre.calls()
    centre.press("c", "5")
    assert centre.hears("c") == ["zh-CN/goodbye"]
    centre.said("c")
    assert centre.phones.legs == {}


# ---- the world ---------------------------------------------------------------------------------------------


def test_opening_hours_are_those_of_the_calendar_and_an_unknown_one_counts_as_open() -> None:
    for calendar, said in (("office", "broken"), ("none", "done")):
        hours = {"do": "hours", "calendar": calendar, "open": "done", "closed": "broken"}
        centre = Flowing(ending(hours))
        centre.calls()
        assert centre.hears("c") == [f"zh-CN/{said}"]


LOOK_UP = {"do": "look_up", "what": "customer", "by": "call.number", "into": {"room": "room"}, "seconds": 3}
WEB = {"do": "web", "method": "POST", "url": "https://shop.example/x", "seconds": 4, "into": {"room": "a.b"}}
SEND = {"do": "send", "channel": "sms", "to": "call.number", "text": {"zh": "您好", "en": "Hello"}}
WAYS = {"found": "done", "next": "done", "missing": "not_there", "failed": "broken"}


@pytest.mark.parametrize(
    ("node", "asked", "told", "said"),
    [
        (LOOK_UP, Look, Found({"room": "12"}), "done"),
        (LOOK_UP, Look, Missing(), "not_there"),
        (LOOK_UP, Look, Failed("away"), "broken"),
        (WEB, Web, Found({"a": {"b": "12"}}), "done"),
        (WEB, Web, Failed("refused"), "broken"),
        (SEND, Send, Finished(), "done"),
        (SEND, Send, Failed("not_set_up"), "broken"),
    ],
)
def test_the_world_is_asked_and_the_caller_goes_on_when_it_answers(
    node: dict[str, object], asked: type, told: Found | Missing | Failed | Finished, said: str
) -> None:
    fields = {"look_up": ("found", "missing", "failed")}.get(str(node["do"]), ("next", "failed"))
    centre = Flowing(ending(node | {name: WAYS[name] for name in fields}), ROOM)
    centre.phones.arrive("c", "4000", caller="13800000001")
    centre.turn()
    assert isinstance(centre.asked[-1][2], asked)
    assert centre.hears("c") == ["silence:1000"]
    centre.world(told)
    assert centre.hears("c") == [f"zh-CN/{said}"]
    centre.world(Failed("late"))
    assert centre.hears("c") == [f"zh-CN/{said}"]


def test_a_request_that_hangs_is_given_up_in_time_and_keys_pressed_meanwhile_are_kept() -> None:
    ask = {"do": "menu", "say": ["ask"], "choices": {"7": "done"}, "otherwise": "broken"}
    centre = Flowing(ending(WEB | {"next": "mute", "failed": "ask"}, ask=ask), ROOM)
    centre.calls()
    centre.press("c", "7")
    centre.pass_time(3.9)
    assert centre.hears("c") == ["silence:1000"]
    centre.pass_time(0.2)
    assert centre.hears("c") == ["zh-CN/done"]


def test_where_there_is_nobody_to_ask_the_caller_goes_on_at_once() -> None:
    centre = Flowing(ending(WEB | {"next": "done", "failed": "broken"}), ROOM)
    centre.switch.flows.ask = lambda call, token, question: False
    centre.calls()
    assert centre.hears("c") == ["zh-CN/broken"]


def test_who_goes_round_in_requests_without_hearing_anything_is_let_go_politely() -> None:
    centre = Flowing({"first": WEB | {"next": "first", "failed": "first"}}, ROOM)
    centre.calls()
    for _ in range(40):
        if centre.hears("c") == ["silence:1000"]:
            centre.world(Failed("refused"))
    assert centre.hears("c") == SORRY


# ---- rung --------------------------------------------------------------------------------------------------

DIAL_WAYS = {"next": "done", "busy": "taken", "silent": "mute", "failed": "broken"}


def dialling(**to: str) -> Flowing:
    return Flowing(ending({"do": "dial", "to": to, "seconds": 20, **DIAL_WAYS}))


@pytest.mark.parametrize(("to", "who"), [("extension", "8001"), ("group", "600"), ("outside", NUMBER)])
def test_somebody_is_rung_talks_and_the_caller_goes_on_in_the_flow_afterwards(to: str, who: str) -> None:
    centre = dialling(**{to: who})
    centre.calls()
    rung = "8001" if to == "group" else who
    assert centre.rings(rung)
    assert centre.hears("c") == ["tones/ring_back"]
    centre.picks_up(rung)
    assert centre.together("c", rung)
    centre.hangs_up(rung)
    assert centre.hears("c") == ["zh-CN/done"]
    assert centre.the_call.parties == {}
    assert set(centre.phones.legs) == {"c"}


@pytest.mark.parametrize(
    ("cause", "said"),
    [("busy", "taken"), ("no_answer", "mute"), ("unreachable", "broken"), ("failed", "broken")],
)
@pytest.mark.parametrize(("to", "who"), [("extension", "7001"), ("outside", NUMBER)])
def test_who_is_not_reached_by_a_flow_gives_the_caller_back_to_it_with_the_reason(
    to: str, who: str, cause: str, said: str
) -> None:
    centre = dialling(**{to: who})
    centre.calls()
    centre.hangs_up(who, cause)
    assert centre.hears("c") == [f"zh-CN/{said}"]


def test_it_rings_no_longer_than_the_flow_says() -> None:
    centre = dialling(extension="8003")
    centre.calls()
    centre.pass_time(19)
    assert centre.rings("8003")
    centre.pass_time(2)
    assert not centre.phones.ringing()
    assert centre.hears("c") == ["zh-CN/mute"]


def test_a_number_that_nobody_has_or_may_call_comes_back_at_once() -> None:
    for to, who in (("extension", "9999"), ("outside", "not a number"), ("group", "4444")):
        centre = dialling(**{to: who})
        centre.calls()
        assert centre.hears("c") == ["zh-CN/broken"]


def test_who_hangs_up_while_it_rings_stops_the_ringing() -> None:
    centre = dialling(extension="8001")
    centre.calls()
    centre.put_down("c")
    assert centre.phones.legs == {}
    assert centre.switch.calls == {}


def test_two_numbers_of_flows_that_lead_to_each_other_end_politely() -> None:
    centre = Flowing(
        {"first": {"do": "transfer", "to": {"flow": "other"}}},
        other={"second": {"do": "transfer", "to": {"number": "4000"}}},
    )
    centre.calls()
    assert centre.hears("c") == SORRY


def test_a_caller_is_sent_on_to_a_flow_a_queue_or_a_telephone_for_good() -> None:
    other: Nodes = {"hello": {"do": "play", "say": ["hello"], "next": ""}}
    for to, expected in (
        ({"flow": "other"}, ["zh-CN/hello"]),
        ({"number": "41other"}, ["zh-CN/hello"]),
        ({"number": "4002"}, ["please_wait"]),
        ({"number": "8001"}, ["tones/ring_back"]),
        ({"flow": "none"}, ["zh-CN/goodbye"]),
        ({"number": "99"}, ["sorry.unknown_number"]),
    ):
        centre = Flowing({"first": {"do": "transfer", "to": to}}, other=other)
        centre.calls()
        assert centre.hears("c") == expected, to


def test_who_was_sent_on_and_reaches_nobody_is_told_so_and_who_talked_there_is_done() -> None:
    nodes: Nodes = {"first": {"do": "transfer", "to": {"number": "8001"}}}
    centre = Flowing(nodes)
    centre.calls()
    centre.hangs_up("8001", "busy")
    assert centre.hears("c") == ["sorry.busy"]
    centre = Flowing(nodes)
    centre.calls()
    centre.picks_up("8001")
    centre.hangs_up("8001")
    assert centre.phones.legs == {}


# ---- queues, messages, surveys -----------------------------------------------------------------------------


def test_a_queue_that_lets_nobody_wait_gives_the_caller_back_to_the_flow() -> None:
    centre = Flowing(ending({"do": "enqueue", "queue": "none", "next": "mute"}))
    centre.calls()
    assert centre.hears("c") == ["zh-CN/mute"]


def test_a_message_is_taken_with_the_words_of_the_flow_which_goes_on_when_it_is_kept() -> None:
    message = {"do": "message", "mailbox": "8001", "say": ["leave.message"], "next": "done"}
    centre = Flowing(ending(message))
    centre.takes_messages()
    centre.calls()
    assert centre.hears("c") == ["zh-CN/leave.message", "tones/beep"]
    centre.said("c")
    visit = centre.switch.mail.visits[centre.the_call.id]
    centre.press("c", "#")
    centre.said("c")
    centre.press("c", "#")
    voicemail.confirmed(centre.switch, centre.the_call.id, visit.recording, safe=True)
    centre.turn()
    assert centre.hears("c") == ["zh-CN/voicemail.saved"]
    centre.said("c")
    assert centre.hears("c") == ["zh-CN/done"]
    assert [row[0] for row in centre.segments()][:2] == ["menu", "voicemail"]


def test_a_mailbox_that_is_not_there_leads_on() -> None:
    centre = Flowing(ending({"do": "message", "mailbox": "none", "next": "done"}))
    centre.calls()
    assert centre.hears("c") == ["zh-CN/done"]


def test_the_answer_to_a_survey_becomes_a_fact() -> None:
    survey = {"do": "survey", "question": "nps", "say": ["survey"], "scale": [1, 5], "next": "done"}
    centre = Flowing(ending(survey))
    call = centre.calls()
    centre.press("c", "4")
    assert centre.hears("c") == ["zh-CN/done"]
    scores = [fact for _, fact in centre.facts if isinstance(fact, SurveyAnswered)]
    assert [(s.interaction, s.flow, s.question, s.value) for s in scores] == [(call.id, "own", "nps", 4)]
    assert any(isinstance(fact, MenuLeft) for _, fact in centre.facts)


# ---- another process ---------------------------------------------------------------------------------------


def test_another_process_goes_on_with_what_was_typed_and_kept() -> None:
    centre = Flowing(
        {
            "one": {"do": "digits", "say": ["one"], "into": "room", "most": 2, "next": "two"},
            "two": {"do": "digits", "say": ["two"], "into": "other", "most": 4, "next": "back"},
            "back": {"do": "play", "say": [{"value": "room"}, {"value": "other"}], "next": ""},
        },
        {**ROOM, "other": {"type": "digits"}},
    )
    centre.calls()
    for key in "1234":
        centre.press("c", key)
    centre.another_process()
    for key in "56":
        centre.press("c", key)
    assert centre.hears("c") == ["zh-CN/digits:12", "zh-CN/digits:3456"]


def test_another_process_asks_again_what_may_be_asked_twice_and_gives_up_what_may_not() -> None:
    centre = Flowing(ending(LOOK_UP | {"found": "done", "failed": "broken"}), ROOM)
    centre.phones.arrive("c", "4000", caller="13800000001")
    centre.turn()
    centre.another_process()
    assert len(centre.asked) == 2
    centre.world(Found({"room": "1"}))
    assert centre.hears("c") == ["zh-CN/done"]
    centre = Flowing(ending(WEB | {"next": "done", "failed": "broken"}), ROOM)
    centre.calls()
    centre.another_process()
    assert len(centre.asked) == 1
    assert centre.hears("c") == ["zh-CN/broken"]
