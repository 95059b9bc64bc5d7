"""Rules of the script library: what may stand in a script, how it is walked, who approves, who gets which
version, how well it does."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from huawu.desk.core.scripts import player, stepping, versions
from huawu.desk.core.scripts.check import check, graph_of
from huawu.desk.core.scripts.effect import Outcome, Use, by_version
from huawu.desk.core.scripts.player import Moment
from huawu.desk.core.scripts.readiness import Change, Known, Spell, last_shift_ended, to_tell
from huawu.desk.core.scripts.versions import Standing, in_trial, shown_version
from huawu.desk.core.scripts.words import fill
from huawu.flows.types import Walk
from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid, NotAllowed, Refusal
from tests.desk.script_graphs import BODY, LATE, PARTS, line, words

pytestmark = pytest.mark.core

GRAPH = graph_of("greeting", BODY)
HOUR = 3600 * SECOND


def moment(rings: int = 1, mood: str = "") -> Moment:
    return Moment({"call.language": "zh", "customer.known": True}, {"rings": rings, "mood": mood})


def said(walk: Walk, at: Moment) -> str:
    seen = player.view(GRAPH, walk, at)
    assert seen is not None
    return seen.line["zh"]


def begun(at: Moment) -> Walk:
    return player.begin(GRAPH, "s", 1, at).walk


def helping() -> Walk:
    return stepping.do(GRAPH, begun(moment()), "on", "", moment()).at.walk


# ---- what may stand in a script ----------------------------------------------------------------------------


def test_a_sound_script_has_nothing_wrong_with_it() -> None:
    assert check("greeting", BODY) == []
    assert check("service_talk", PARTS) == []


def changed(node: str, **fields: Any) -> dict[str, Any]:
    graph = deepcopy(LATE)
    graph["nodes"][node] |= fields  # type: ignore[index]
    return {"graph": graph}


@pytest.mark.parametrize(
    ("body", "key", "node", "field"),
    [
        (changed("note", line=words("给{sombody}", "to you")), "script.unknown_variable", "note", "line"),
        (changed("note", line=words("好 {", "ok")), "script.unknown_variable", "note", "line"),
        (changed("note", line=words("好", "")), "script.no_words", "note", "line"),
        (changed("note", line=words("好" * 500, "ok")), "script.too_long", "note", "line"),
        (changed("note", hint={"zh": "轻声"}), "script.no_words", "note", "hint"),
        (
            changed("note", choices=[{"say": words("好", "ok"), "moods": ["sleepy"], "next": "book"}]),
            "script.unknown_mood",
            "note",
            "choices.1.moods",
        ),
        (changed("note", do="enqueue", queue="support"), "script.kind_not_for_desk", "note", "do"),
        (changed("note", next="nowhere"), "flow.unknown_node", "note", "next"),
        ({"graph": {"start": "a", "nodes": {}}}, "script.malformed", "", ""),
        ({"words": "您好"}, "script.malformed", "", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_place(body: dict[str, Any], key: str, node: str, field: str) -> None:
    found = {(each.key, each.node, each.field) for each in check("greeting", body)}

    if field == "next":  # where in the node the graph's own check sees it is its affair
        assert (key, node) in {(each, at) for each, at, _ in found}
    else:
        assert (key, node, field) in found


def test_a_circle_of_conditions_in_which_nobody_is_asked_is_refused() -> None:
    body = changed("late", otherwise="late")

    assert "flow.endless_loop" in {each.key for each in check("greeting", body)}


def test_a_service_talk_has_four_named_parts() -> None:
    three = {"parts": PARTS["parts"][:3]}
    unnamed = {"parts": [{**PARTS["parts"][0], "name": {"zh": "微笑"}}, *PARTS["parts"][1:]]}

    assert [each.key for each in check("service_talk", three)] == ["script.part_count"]
    assert [(each.key, each.node) for each in check("service_talk", unnamed)] == [
        ("script.part_name", "part1")
    ]


words_of_any_kind = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=8),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["do", "line", "zh", "en", "choices", "next", "a"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(
    some.dictionaries(some.sampled_from(["graph", "parts", "x"]), words_of_any_kind, max_size=2), some.data()
)
def test_whatever_is_sent_the_check_answers(body: dict[str, Any], data: some.DataObject) -> None:
    nodes = data.draw(some.dictionaries(some.sampled_from("ab"), words_of_any_kind, max_size=2))
    for scene in ("greeting", "service_talk"):
        check(scene, body)
    check("greeting", {"graph": {"start": "a", "nodes": nodes}})


# ---- lines -------------------------------------------------------------------------------------------------


def test_what_nobody_knows_stands_in_the_line_by_its_name() -> None:
    values, called = {"company": "云栖酒店"}, {"customer.name": "客户姓名"}

    filled = fill("{customer.name}，这里是{company}。", values, called, "zh")
    english = fill("Hello {customer.name}.", {}, {"customer.name": "customer's name"}, "en")

    assert filled == "〔客户姓名〕，这里是云栖酒店。"
    assert english == "Hello [customer's name]."


# ---- walking -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rings", "first"), [(1, "您好"), (3, "您好"), (4, "让您久等了")])
def test_the_greeting_follows_the_rings_waited(rings: int, first: str) -> None:
    assert said(begun(moment(rings)), moment(rings)).startswith(first)


def test_one_line_is_big_and_the_next_ones_are_small_up_to_an_answer() -> None:
    seen = player.view(GRAPH, begun(moment(4)), moment(4))

    assert seen is not None
    assert [each["zh"][:2] for each in seen.ahead] == ["您好", "请问"]
    assert seen.on


def test_where_the_customer_answers_it_does_not_go_on_without_an_answer() -> None:
    seen = player.view(GRAPH, helping(), moment())

    assert seen is not None
    assert not seen.on
    for did, detail in (("on", ""), ("skip", "hurry")):
        with pytest.raises(Refusal, match=r"script\.choose_first"):
            stepping.do(GRAPH, helping(), did, detail, moment())


@pytest.mark.parametrize(
    ("did", "detail", "then"),
    [
        ("choose", "2", "请问哪天入住？"),
        ("hear", "我真的很不满啊", "{customer.name}，非常抱歉。"),
        ("hear", "给我订房", "请问哪天入住？"),
        ("hear", "今天天气不错", "请问有什么可以帮您？"),
        ("mood", "angry", "{customer.name}，非常抱歉。"),
        ("mood", "calm", "请问有什么可以帮您？"),
    ],
)
def test_the_next_line_follows_what_the_customer_says_and_feels(did: str, detail: str, then: str) -> None:
    done = stepping.do(GRAPH, helping(), did, detail, moment(mood=detail if did == "mood" else ""))

    assert said(done.at.walk, moment()) == then


def test_a_condition_asks_for_the_mood_that_was_clicked() -> None:
    graph = graph_of(
        "closing",
        {
            "graph": {
                "start": "a",
                "nodes": {
                    "a": line("还有别的吗？", "Anything else?", next="how"),
                    "how": {
                        "do": "condition",
                        "cases": [{"when": {"value": "mood", "in": ["upset", "angry"]}, "next": "sorry"}],
                        "otherwise": "bye",
                    },
                    "sorry": line("再次抱歉。", "Sorry again."),
                    "bye": line("再见。", "Goodbye."),
                },
            }
        },
    )
    at = player.begin(graph, "s", 1, moment())
    calm = player.view(graph, at.walk, moment())
    cross = player.view(graph, at.walk, moment(mood="upset"))

    assert calm is not None
    assert cross is not None
    assert ([each["en"] for each in calm.ahead], [each["en"] for each in cross.ahead]) == (
        ["Goodbye."],
        ["Sorry again."],
    )


def test_a_line_is_skipped_with_a_reason_and_only_with_one() -> None:
    done = stepping.do(GRAPH, begun(moment()), "skip", "said_already", moment())

    assert (done.did, done.reason, done.at.walk.node) == ("skipped", "said_already", "help")
    with pytest.raises(Invalid, match=r"script\.unknown_reason"):
        stepping.do(GRAPH, begun(moment()), "skip", "no reason", moment())


def test_a_script_is_left_at_any_line_with_a_reason() -> None:
    done = stepping.do(GRAPH, helping(), "leave", "judgement", moment())

    assert (done.at.over, done.left) == (True, "judgement")
    with pytest.raises(Invalid, match=r"script\.unknown_reason"):
        stepping.do(GRAPH, helping(), "leave", "", moment())


def test_one_steps_back_over_conditions_to_the_line_before_and_not_before_the_first() -> None:
    walk = stepping.do(GRAPH, helping(), "choose", "2", moment()).at.walk

    once = stepping.do(GRAPH, walk, "back", "", moment()).at.walk
    twice = stepping.do(GRAPH, once, "back", "", moment()).at.walk

    assert (once.node, twice.node) == ("help", "hello")
    assert player.back(GRAPH, twice) is None


def test_the_last_line_ends_the_script() -> None:
    walk = stepping.do(GRAPH, helping(), "choose", "2", moment()).at.walk

    assert stepping.do(GRAPH, walk, "on", "", moment()).at.over


@given(some.lists(some.tuples(some.sampled_from([*stepping.STEPS, "x"]), some.text(max_size=6)), max_size=15))
def test_whatever_an_agent_does_there_is_a_line_or_an_end(steps: list[tuple[str, str]]) -> None:
    at = player.begin(GRAPH, "s", 1, moment())
    for did, detail in steps:
        try:
            done = stepping.do(GRAPH, at.walk, did, detail, moment())
        except Refusal:
            continue
        at = done.at
        if at.over:
            return
        assert player.view(GRAPH, at.walk, moment()) is not None


def test_lines_are_listed_as_one_comes_to_them_however_the_steps_are_stored() -> None:
    nodes = dict(sorted(GRAPH["nodes"].items()))

    listed = [each["zh"] for each in player.lines_of({**GRAPH, "nodes": nodes})]

    assert [each[:3] for each in listed] == ["让您久", "您好，", "请问有", "{cu", "我先记", "请问哪"]


# ---- versions ----------------------------------------------------------------------------------------------


def test_who_has_written_any_of_it_does_not_approve_it() -> None:
    with pytest.raises(NotAllowed, match=r"script\.own_work"):
        versions.require_other(["chen", "liu"], "liu")
    versions.require_other(["chen"], "liu")


@pytest.mark.parametrize(
    ("review", "expiry", "key"),
    [
        ("2026-13-01", "", "script.bad_day"),
        ("", "20261201", "script.bad_day"),
        ("", "2026-11-22", "script.expired_already"),
        ("2027-02-01", "2027-01-01", "script.review_after_expiry"),
        ("2027-01-01", "2027-01-01", None),
        ("", "", None),
    ],
)
def test_dates_make_sense_or_are_refused(review: str, expiry: str, key: str | None) -> None:
    if key is None:
        versions.require_dates(review, expiry, "2026-11-22")
        return
    with pytest.raises(Invalid) as wrong:
        versions.require_dates(review, expiry, "2026-11-22")
    assert wrong.value.key == key


def test_a_version_is_due_on_its_review_day_and_two_weeks_before_it_expires() -> None:
    assert not versions.is_due("2026-12-01", "", "2026-11-30")
    assert versions.is_due("2026-12-01", "", "2026-12-01")
    assert not versions.is_due("", "2026-12-15", "2026-11-30")
    assert versions.is_due("", "2026-12-15", "2026-12-01")


@pytest.mark.parametrize(
    ("standings", "shown"),
    [
        ([], None),
        ([Standing(1, "draft")], None),
        ([Standing(1, "approved"), Standing(2, "proposed")], 1),
        ([Standing(1, "approved", expires_on="2026-11-22")], None),
        ([Standing(1, "approved", expires_on="2026-11-23")], 1),
        ([Standing(1, "approved", expires_on="2026-11-01"), Standing(2, "approved", 50)], 2),
        ([Standing(1, "approved"), Standing(2, "approved", 50, "2026-11-22")], 1),
        ([Standing(1, "approved"), Standing(2, "approved", 100)], 2),
        ([Standing(1, "approved"), Standing(2, "approved", 0)], 1),
    ],
)
def test_the_valid_approved_version_is_shown(standings: list[Standing], shown: int | None) -> None:
    assert shown_version(standings, script="s", contact="c", today="2026-11-22") == shown


def test_a_trial_gives_each_contact_the_same_version_and_about_its_share_the_newer_one() -> None:
    contacts = [f"contact-{number}" for number in range(4000)]
    first = [in_trial("s", each, 30) for each in contacts]

    assert first == [in_trial("s", each, 30) for each in contacts]
    assert 0.27 < sum(first) / len(first) < 0.33  # four standard deviations
    both = sum(one and in_trial("t", each, 30) for one, each in zip(first, contacts, strict=True))
    assert 0.06 < both / len(contacts) < 0.12, "two trials do not take the same contacts"


@given(some.text(max_size=20), some.integers(0, 99))
def test_a_larger_share_only_adds_contacts(contact: str, share: int) -> None:
    assert not in_trial("s", contact, share) or in_trial("s", contact, share + 1)
    assert in_trial("s", contact, 100)


# ---- effect ------------------------------------------------------------------------------------------------


def use(version: int, contact: str, **more: Any) -> Use:
    told = {"helpful": None, "skipped": (), "left": None, "shown": 2} | more
    return Use(version=version, contact=contact, **told)


def test_the_effect_counts_uses_and_each_contact_once() -> None:
    uses = [
        use(2, "a", helpful=True, skipped=("hurry",)),
        use(2, "a", helpful=False, skipped=("hurry", "other")),
        use(2, "b", left="wrong"),
        use(1, "c", helpful=True),
    ]
    outcomes = {"a": Outcome(True, 100.0), "b": Outcome(False, 200.0), "c": Outcome(None, None)}

    found = by_version(uses, outcomes)

    assert list(found) == [2, 1]
    newer = found[2]
    assert (newer.uses, newer.contacts, newer.lines) == (3, 2, 6)
    assert (newer.helpful.part, newer.helpful.whole) == (1, 2)
    assert (newer.skipped, newer.left) == ({"hurry": 2, "other": 1}, {"wrong": 1})
    assert (newer.resolution.part, newer.resolution.whole) == (1, 2)
    assert (newer.handle.n, newer.handle.value) == (2, 150.0)
    assert (found[1].resolution.whole, found[1].handle.value) == (0, None)


# ---- before the shift --------------------------------------------------------------------------------------


def test_the_last_shift_ended_where_a_long_absence_began() -> None:
    spells = [
        Spell("ready", 0),
        Spell("signed_out", 2 * HOUR),  # lunch
        Spell("ready", 3 * HOUR),
        Spell("signed_out", 8 * HOUR),
        Spell("ready", 24 * HOUR),
    ]

    assert last_shift_ended(spells, 25 * HOUR) == 8 * HOUR
    assert last_shift_ended(spells[:4], 25 * HOUR) == 8 * HOUR, "before signing in, too"
    assert last_shift_ended(spells[:3], 4 * HOUR) is None
    assert last_shift_ended([], HOUR) is None


def test_what_came_since_is_told_and_what_was_not_confirmed_stays_for_a_month() -> None:
    now = 40 * 24 * HOUR
    old, earlier, new = (
        Change(name, 1, at) for name, at in (("old", 0), ("mid", now - 72 * HOUR), ("new", now))
    )
    since = now - 24 * HOUR

    told = to_tell([old, earlier, new], {}, since=since, now=now)
    confirmed = {("mid", 1): Known(read=True), ("new", 1): Known(read=True)}
    after = to_tell([old, earlier, new], confirmed, since=since, now=now)

    assert [(change.script, fresh) for change, fresh in told] == [("new", True), ("mid", False)]
    assert [change.script for change, _ in after] == ["new"]
