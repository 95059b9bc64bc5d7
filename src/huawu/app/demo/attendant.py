"""The auto-attendant of the demonstration: the extension is dialled or said, somebody is found by the first
letters of the name or by saying it; 0 leads to the operator.
"""

from typing import Any

from huawu.app.demo.menu_parts import (
    AGAIN,
    OTHER_LANGUAGE,
    PATIENCE,
    PERSON,
    Body,
    other_language,
    story,
    to_queue,
)

_MOST_NAMES = 3
_YES = {"zh": ["是", "是的", "对", "对的", "好"], "en": ["yes", "right", "correct"]}
_NAMES: Body = {
    "typed": {"type": "digits"},
    "keys": {"type": "text"},
    "many": {"type": "number"},
    "sure": {"type": "yes_no"},
    "to": {"type": "digits"},
    **{f"name{place}": {"type": "text"} for place in range(1, _MOST_NAMES + 1)},
    **{f"at{place}": {"type": "digits"} for place in range(1, _MOST_NAMES + 1)},
}


def _rung(value: str, **more: str) -> Body:
    """Somebody is rung; whom nobody answers hears why and may dial again."""
    ways = {"next": "", "busy": "busy", "silent": "no_answer", "failed": "unknown", **more}
    return {"do": "dial", "to": {"value": value}, "seconds": 25, **ways}


def _one_of(count: int) -> Body:
    """A menu of so many people, each by name and extension."""
    say: list[Any] = []
    for place in range(1, count + 1):
        say += [
            {"value": f"name{place}", "as": "text"},
            "attendant.extension.before",
            {"value": f"at{place}", "as": "digits"},
            f"attendant.press.{place}",
        ]
    choices = {str(place): f"ring{place}" for place in range(1, count + 1)}
    return {
        "do": "menu",
        "say": say,
        "choices": {**choices, PERSON: "operator"},
        "phrases": {"1": _YES} if count == 1 else {},
        "repeat": AGAIN,
        **PATIENCE,
        "otherwise": "operator",
    }


def _by_name() -> Body:
    """Who is looked for is found by the first letters of the name, typed on the keypad."""
    into = {"many": "many", "sure": "sure", "to": "extension"}
    for place in range(1, _MOST_NAMES + 1):
        into |= {f"name{place}": f"name_{place}", f"at{place}": f"extension_{place}"}
    beyond_doubt = {"all": [{"value": "many", "equals": 1}, {"value": "sure", "equals": True}]}
    counts = [({"value": "many", "equals": n}, f"which{n}") for n in range(1, _MOST_NAMES + 1)]
    return {
        "name": {
            "do": "digits",
            "say": ["attendant.name"],
            "into": "keys",
            "listens": True,
            "least": 2,
            "most": 12,
            **PATIENCE,
            "next": "look",
            "otherwise": "operator",
        },
        "look": {
            "do": "look_up",
            "what": "directory",
            "by": "keys",
            "into": into,
            "found": "how_many",
            "missing": "nobody",
            "failed": "operator",
        },
        "how_many": {
            "do": "condition",
            "cases": [{"when": when, "next": to} for when, to in [(beyond_doubt, "ring"), *counts]],
            "otherwise": "too_many",
        },
        "nobody": {"do": "play", "say": ["attendant.nobody"], "next": "name"},
        "too_many": {"do": "play", "say": ["attendant.many"], "next": "name"},
        "ring": _rung("to"),
        **{f"which{count}": _one_of(count) for count in range(1, _MOST_NAMES + 1)},
        **{f"ring{place}": _rung(f"at{place}") for place in range(1, _MOST_NAMES + 1)},
    }


def _attendant_nodes() -> Body:
    at_once = {PERSON: "operator", "9": "name"}  # no extension begins so, but some do with that of languages
    return {
        "greet": {"do": "play", "say": ["greeting.attendant"], "interruptible": True, "next": "extension"},
        "extension": {
            "do": "digits",
            "say": ["attendant.extension", "silence:300", "language.other"],
            "say_again": ["attendant.extension.again"],
            "into": "typed",
            "listens": True,
            "least": 1,
            "most": 4,
            "choices": at_once,
            **PATIENCE,
            "wait_seconds": 4,
            "next": "which",
            "otherwise": "operator",
        },
        "which": {
            "do": "condition",
            "cases": [{"when": {"value": "typed", "equals": OTHER_LANGUAGE}, "next": "other"}],
            "otherwise": "dial",
        },
        **other_language("extension"),
        "dial": _rung("typed"),
        "busy": {"do": "play", "say": ["call.busy"], "next": "extension"},
        "no_answer": {"do": "play", "say": ["call.no_answer"], "next": "extension"},
        "unknown": {"do": "play", "say": ["call.unknown_number"], "next": "extension"},
        **_by_name(),
        "operator": {"do": "play", "say": ["menu.person"], "next": "front-desk"},
        "front-desk": to_queue("front-desk"),
    }


def _dialled_tests() -> list[Body]:
    greeting, asked = "greeting.attendant", "attendant.extension"
    return [
        story("直拨分机", ["press 8002"], [greeting], {"dial": "8002"}),
        story("说出分机号", ["finish", "say 八零零二"], [asked], {"dial": "8002"}),
        story("按 0 找总机", ["press 0"], ["menu.person"], {"queue": "front-desk"}),
        story("听完再按 0", ["finish", "press 0"], [asked, "menu.person"], {"queue": "front-desk"}),
        story(
            "分机占线后改拨",
            ["press 8002", "busy", "press 8003"],
            ["call.busy", asked],
            {"dial": "8003"},
        ),
        story("分机无人接听", ["press 8002", "no_answer"], ["call.no_answer", asked], {"node": "extension"}),
        story("空号", ["press 7999", "fail"], ["call.unknown_number", asked], {"node": "extension"}),
        story(
            "一直不按键，转总机",
            ["finish", "silence", "silence", "silence"],
            [asked, "menu.silence", "attendant.extension.again", "menu.person"],
            {"queue": "front-desk"},
        ),
        story("换成英文", ["press 8#"], [asked], {"node": "extension"}),
    ]


def _named_tests() -> list[Body]:
    nearly = {"many": 1, "sure": False, "extension": "8002", "name_1": "王小明", "extension_1": "8002"}
    two = {
        "many": 2, "name_1": "王小明", "extension_1": "8002", "name_2": "王晓梅", "extension_2": "8005",
    }  # fmt: skip
    return [
        story(
            "按姓名找到一位",
            ["press 9", "press 996#"],
            ["attendant.name"],
            {"dial": "8002"},
            found={"look": {"many": 1, "sure": True, "extension": "8002"}},
        ),
        story(
            "说出姓名",
            ["press 9", "say 王小明"],
            ["attendant.name"],
            {"dial": "8002"},
            found={"look": {"many": 1, "sure": True, "extension": "8002"}},
        ),
        story(
            "没听清姓名，先问是不是这一位",
            ["press 9", "say 王小民", "say 对的"],
            ["=王小明", "=8002", "attendant.press.1"],
            {"dial": "8002"},
            found={"look": nearly},
        ),
        story(
            "两位同名，选第二位",
            ["press 9", "press 996#", "press 2"],
            ["attendant.name", "=王小明", "=8002", "attendant.press.1", "=王晓梅", "attendant.press.2"],
            {"dial": "8005"},
            found={"look": two},
        ),
        story(
            "查无此人，再输入",
            ["press 9", "press 22#"],
            ["attendant.name", "attendant.nobody", "attendant.name"],
            {"node": "name"},
        ),
        story(
            "符合的人太多",
            ["press 9", "press 99#"],
            ["attendant.many"],
            {"node": "name"},
            found={"look": {"many": 9}},
        ),
        story("号码簿查不了", ["press 9", "press 996#", "fail"], ["menu.person"], {"queue": "front-desk"}),
    ]


def attendant() -> Body:
    tests = [*_dialled_tests(), *_named_tests()]
    return {"start": "greet", "variables": _NAMES, "nodes": _attendant_nodes(), "tests": tests}
