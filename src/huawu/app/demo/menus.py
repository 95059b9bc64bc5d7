"""The menus of the demonstration, in the language of flows, each with its own tests (docs/flows.md): the
hotel's and the support line's menu, the group's auto-attendant, a number that was changed, and an information
line.

In all of them: the other language with 8, again with `*`, other words after a wrong key or silence, and a
person with 0 or for who does nothing.
"""

from typing import Any

from huawu.app.demo.attendant import attendant
from huawu.app.demo.menu_parts import (
    AGAIN,
    OTHER_LANGUAGE,
    PATIENCE,
    PERSON,
    PERSON_WORDS,
    Body,
    named,
    other_language,
    story,
    to_queue,
)

# ---- a menu that leads to queues ---------------------------------------------------------------------------


def _queues(name: str, choices: dict[str, str], phrases: Body, otherwise: str, **priority: int) -> Body:
    """A greeting, then a menu each of whose keys leads to the queue of that name."""
    greeting, menu, again = f"greeting.{name}", f"menu.{name}", f"menu.{name}.again"
    asked = {
        "do": "menu",
        "say": [menu, "silence:300", "language.other"],
        "say_again": [again],
        "choices": {**choices, OTHER_LANGUAGE: "other"},
        "phrases": {**phrases, PERSON: PERSON_WORDS},
        "repeat": AGAIN,
        **PATIENCE,
        "otherwise": "person",
    }
    nodes = {
        "greet": {"do": "play", "say": [greeting], "interruptible": True, "next": "menu"},
        "menu": asked,
        **other_language("menu"),
        "person": {"do": "play", "say": ["menu.person"], "next": otherwise},
        **{
            queue: to_queue(queue, priority.get(queue, 5)) for queue in sorted({*choices.values(), otherwise})
        },
    }
    tests = [
        story(f"按 {key}", [f"press {key}"], [greeting], {"queue": queue}) for key, queue in choices.items()
    ]
    first = next(iter(choices))
    tests += [
        story("听完再按", ["finish", f"press {first}"], [greeting, menu], {"queue": choices[first]}),
        story(
            "一直不按键，转人工",
            ["finish", "silence", "silence", "silence"],
            [greeting, menu, "menu.silence", again, "menu.silence", again, "menu.person"],
            {"queue": otherwise},
        ),
        story(
            "按错后换个说法再问",
            ["finish", "press 7", f"press {first}"],
            [menu, "menu.invalid", again],
            {"queue": choices[first]},
        ),
        story("重听", ["finish", f"press {AGAIN}{first}"], [menu, menu], {"queue": choices[first]}),
        story(
            "换成英文", ["finish", f"press {OTHER_LANGUAGE}{first}"], [menu, menu], {"queue": choices[first]}
        ),
    ]
    for key, words in phrases.items():
        for language, said in words.items():
            about = {"call.language": language}
            told = ["finish", f"say {said[0]}"]
            tests.append(story(f"说“{said[0]}”", told, [menu], {"queue": choices[key]}, about=about))
    return {"start": "greet", "nodes": nodes, "tests": tests}


_HOTEL = _queues(
    "hotel",
    {"1": "front-desk", "2": "room-service", "3": "reservations", PERSON: "front-desk"},
    {
        "1": {"zh": ["总机", "前台"], "en": ["front desk", "reception"]},
        "2": {"zh": ["客房服务", "送餐"], "en": ["room service", "food"]},
        "3": {"zh": ["订房", "预订"], "en": ["reservation", "book a room"]},
    },
    "front-desk",
)
_SUPPORT = _queues(
    "support",
    {"1": "billing", "2": "support", "3": "complaints", PERSON: "support"},
    {
        "1": {"zh": ["账单", "订单"], "en": ["bill", "order"]},
        "2": {"zh": ["技术支持", "报修"], "en": ["technical support", "fault"]},
        "3": {"zh": ["投诉", "建议"], "en": ["complaint", "suggestion"]},
    },
    "support",
    complaints=3,
)


# ---- a changed number, information -------------------------------------------------------------------------


def _changed(to: str) -> Body:
    """Says the new number twice and connects."""
    new: list[Any] = ["number.changed", {"value": "new", "as": "digits"}]
    nodes = {
        "know": {"do": "set", "values": {"new": to}, "next": "tell"},
        "tell": {"do": "play", "say": [*new, "silence:500", *new, "number.changed.connecting"], "next": "go"},
        "go": {"do": "transfer", "to": {"number": to}},
    }
    tests = [
        story(
            "报两遍新号码后转接",
            [],
            ["number.changed", f"={to}", "number.changed", f"={to}"],
            {"transfer": to},
        )
    ]
    return {"start": "know", "variables": {"new": {"type": "digits"}}, "nodes": nodes, "tests": tests}


def _information_nodes() -> Body:
    return {
        "menu": {
            "do": "menu",
            "say": ["info.menu", "silence:300", "language.other"],
            "choices": {"1": "time", "2": "notices", PERSON: "person", OTHER_LANGUAGE: "other"},
            "repeat": AGAIN,
            **PATIENCE,
            "otherwise": "person",
        },
        "time": {
            "do": "play",
            "say": [
                "info.time",
                {"value": "call.date", "as": "date"},
                {"value": "call.now", "as": "time"},
            ],
            "interruptible": True,
            "next": "menu",
        },
        "notices": {
            "do": "menu",
            "say": ["info.no_notice"],
            "choices": {PERSON: "person"},
            "repeat": AGAIN,
            "back": "#",
            **PATIENCE,
            "tries": 1,
            "otherwise": "bye",
        },
        "bye": {"do": "hang_up", "say": ["goodbye"]},
        **other_language("menu"),
        "person": {"do": "play", "say": ["menu.person"], "next": "front-desk"},
        "front-desk": to_queue("front-desk"),
    }


def _information() -> Body:
    now = {"call.now": "15:30", "call.date": "2026-11-23"}
    tests = [
        story(
            "报时后回到菜单",
            ["press 1", "finish", "press 0"],
            ["info.menu", "info.time", "=2026-11-23", "=15:30", "info.menu", "menu.person"],
            {"queue": "front-desk"},
            about=now,
        ),
        story("听通知，返回", ["press 2", "press #"], ["info.no_notice", "info.menu"], {"node": "menu"}),
        story("听通知后不按键", ["press 2", "silence"], ["info.no_notice", "goodbye"], {"hang_up": True}),
        story("听通知时找人工", ["press 20"], ["info.no_notice"], {"queue": "front-desk"}),
        story("换成英文", ["press 8"], ["info.menu", "info.menu"], {"node": "menu"}),
        story("不按键，转人工", ["silence", "silence", "silence"], ["menu.person"], {"queue": "front-desk"}),
    ]
    return {"start": "menu", "nodes": _information_nodes(), "tests": tests}


# ---- the international operator ----------------------------------------------------------------------------


def _international() -> Body:
    """Who calls from abroad, or is a customer who speaks English, is spoken to in English; 8 changes it.
    Each is then served by somebody who speaks that language."""
    abroad = [{"value": "call.number", "starts": prefix} for prefix in ("+", "00")]
    not_chinese = [
        {"not": {"value": "call.number", "starts": "+86"}},
        {"not": {"value": "customer.language", "equals": "zh"}},
    ]
    english = [
        {"value": "customer.language", "equals": "en"},
        {"all": [{"any": abroad}, *not_chinese]},
    ]
    nodes: Body = {
        "whose": {
            "do": "condition",
            "cases": [{"when": {"any": english}, "next": "to_english"}],
            "otherwise": "menu",
        },
        "menu": {
            "do": "menu",
            "say": ["greeting.attendant", "language.other"],
            "choices": {PERSON: "which", OTHER_LANGUAGE: "other"},
            "repeat": AGAIN,
            **PATIENCE,
            "wait_seconds": 2,
            "tries": 1,
            "otherwise": "which",
        },
        **other_language("menu"),
        "which": {
            "do": "condition",
            "cases": [{"when": {"value": "call.language", "equals": "en"}, "next": "english"}],
            "otherwise": "front-desk",
        },
        "english": to_queue("english", 4),
        "front-desk": to_queue("front-desk"),
    }
    stranger = {"call.number": "+442079460958", "customer.known": False}
    guest = {"call.number": "+14155550123", "customer.known": True, "customer.language": "en"}
    tests = [
        story(
            "国外号码，英语专席", ["press 0"], ["greeting.attendant"], {"queue": "english"}, about=stranger
        ),
        story("说英语的老客户", ["silence"], ["greeting.attendant"], {"queue": "english"}, about=guest),
        story("国内来电，中文", ["press 0"], ["greeting.attendant"], {"queue": "front-desk"}),
        story("国内来电换英文", ["press 8", "press 0"], ["greeting.attendant"], {"queue": "english"}),
        story("国外来电换中文", ["press 8", "press 0"], [], {"queue": "front-desk"}, about=stranger),
    ]
    return {"start": "whose", "nodes": nodes, "tests": tests}


SUPPORT_LINE = "4002"

FLOWS: dict[str, Body] = {
    "hotel": named("云栖酒店总机", "Yunqi Hotel", _HOTEL),
    "support": named("云栖科技客服", "Yunqi support", _SUPPORT),
    "attendant": named("云栖集团电脑值班", "Yunqi Group, attendant", attendant()),
    "changed": named("客服改号通知", "Support line, changed number", _changed(SUPPORT_LINE)),
    "international": named("云栖国际台", "Yunqi, international operator", _international()),
    "information": named("信息服务", "Information line", _information()),
}
