"""The menus of the demonstration, in the language of flows, each with its own tests (docs/flows.md): the
hotel's and the support line's menu, the group's auto-attendant, a number that was changed, and an information
line.

In all of them: the other language with 8, again with `*`, other words after a wrong key or silence, and a
person with 0 or for who does nothing.
"""

from typing import Any

Body = dict[str, Any]
OTHER_LANGUAGE, AGAIN, PERSON = "8", "*", "0"
_PATIENCE = {"wait_seconds": 5, "tries": 3, "invalid": ["menu.invalid"], "silent": ["menu.silence"]}
_PERSON_WORDS = {"zh": ["人工", "人工服务", "转人工"], "en": ["agent", "person", "operator"]}


def _named(zh: str, en: str, graph: Body) -> Body:
    return {"name": {"zh": zh, "en": en}, "graph": graph}


def _other_language(back: str) -> Body:
    """Nodes that change the language and lead back."""
    is_chinese = {"value": "call.language", "equals": "zh"}
    return {
        "other": {
            "do": "condition",
            "cases": [{"when": is_chinese, "next": "to_english"}],
            "otherwise": "to_chinese",
        },
        "to_english": {"do": "set", "language": "en", "next": back},
        "to_chinese": {"do": "set", "language": "zh", "next": back},
    }


def _to(queue: str, priority: int = 5) -> Body:
    return {"do": "enqueue", "queue": queue, "priority": priority}


def _story(name: str, does: list[str], heard: list[str], ends: Body, **given: Any) -> Body:  # noqa: ANN401
    return {
        "name": name,
        **({"given": given} if given else {}),
        "does": does,
        "heard": heard,
        "ends": ends,
    }


# ---- a menu that leads to queues ---------------------------------------------------------------------------


def _queues(name: str, choices: dict[str, str], phrases: Body, otherwise: str, **priority: int) -> Body:
    """A greeting, then a menu each of whose keys leads to the queue of that name."""
    greeting, menu, again = f"greeting.{name}", f"menu.{name}", f"menu.{name}.again"
    asked = {
        "do": "menu",
        "say": [menu, "silence:300", "language.other"],
        "say_again": [again],
        "choices": {**choices, OTHER_LANGUAGE: "other"},
        "phrases": {**phrases, PERSON: _PERSON_WORDS},
        "repeat": AGAIN,
        **_PATIENCE,
        "otherwise": "person",
    }
    nodes = {
        "greet": {"do": "play", "say": [greeting], "interruptible": True, "next": "menu"},
        "menu": asked,
        **_other_language("menu"),
        "person": {"do": "play", "say": ["menu.person"], "next": otherwise},
        **{queue: _to(queue, priority.get(queue, 5)) for queue in sorted({*choices.values(), otherwise})},
    }
    tests = [
        _story(f"按 {key}", [f"press {key}"], [greeting], {"queue": queue}) for key, queue in choices.items()
    ]
    first = next(iter(choices))
    tests += [
        _story("听完再按", ["finish", f"press {first}"], [greeting, menu], {"queue": choices[first]}),
        _story(
            "一直不按键，转人工",
            ["finish", "silence", "silence", "silence"],
            [greeting, menu, "menu.silence", again, "menu.silence", again, "menu.person"],
            {"queue": otherwise},
        ),
        _story(
            "按错后换个说法再问",
            ["finish", "press 7", f"press {first}"],
            [menu, "menu.invalid", again],
            {"queue": choices[first]},
        ),
        _story("重听", ["finish", f"press {AGAIN}{first}"], [menu, menu], {"queue": choices[first]}),
        _story(
            "换成英文", ["finish", f"press {OTHER_LANGUAGE}{first}"], [menu, menu], {"queue": choices[first]}
        ),
    ]
    for key, words in phrases.items():
        for language, said in words.items():
            about = {"call.language": language}
            told = ["finish", f"say {said[0]}"]
            tests.append(_story(f"说“{said[0]}”", told, [menu], {"queue": choices[key]}, about=about))
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

# ---- the auto-attendant ------------------------------------------------------------------------------------

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
        **_PATIENCE,
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
            **_PATIENCE,
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
            **_PATIENCE,
            "wait_seconds": 4,
            "next": "which",
            "otherwise": "operator",
        },
        "which": {
            "do": "condition",
            "cases": [{"when": {"value": "typed", "equals": OTHER_LANGUAGE}, "next": "other"}],
            "otherwise": "dial",
        },
        **_other_language("extension"),
        "dial": _rung("typed"),
        "busy": {"do": "play", "say": ["call.busy"], "next": "extension"},
        "no_answer": {"do": "play", "say": ["call.no_answer"], "next": "extension"},
        "unknown": {"do": "play", "say": ["call.unknown_number"], "next": "extension"},
        **_by_name(),
        "operator": {"do": "play", "say": ["menu.person"], "next": "front-desk"},
        "front-desk": _to("front-desk"),
    }


def _dialled_tests() -> list[Body]:
    greeting, asked = "greeting.attendant", "attendant.extension"
    return [
        _story("直拨分机", ["press 8002"], [greeting], {"dial": "8002"}),
        _story("说出分机号", ["finish", "say 八零零二"], [asked], {"dial": "8002"}),
        _story("按 0 找总机", ["press 0"], ["menu.person"], {"queue": "front-desk"}),
        _story("听完再按 0", ["finish", "press 0"], [asked, "menu.person"], {"queue": "front-desk"}),
        _story(
            "分机占线后改拨",
            ["press 8002", "busy", "press 8003"],
            ["call.busy", asked],
            {"dial": "8003"},
        ),
        _story("分机无人接听", ["press 8002", "no_answer"], ["call.no_answer", asked], {"node": "extension"}),
        _story("空号", ["press 7999", "fail"], ["call.unknown_number", asked], {"node": "extension"}),
        _story(
            "一直不按键，转总机",
            ["finish", "silence", "silence", "silence"],
            [asked, "menu.silence", "attendant.extension.again", "menu.person"],
            {"queue": "front-desk"},
        ),
        _story("换成英文", ["press 8#"], [asked], {"node": "extension"}),
    ]


def _named_tests() -> list[Body]:
    nearly = {"many": 1, "sure": False, "extension": "8002", "name_1": "王小明", "extension_1": "8002"}
    two = {
        "many": 2, "name_1": "王小明", "extension_1": "8002", "name_2": "王晓梅", "extension_2": "8005",
    }  # fmt: skip
    return [
        _story(
            "按姓名找到一位",
            ["press 9", "press 996#"],
            ["attendant.name"],
            {"dial": "8002"},
            found={"look": {"many": 1, "sure": True, "extension": "8002"}},
        ),
        _story(
            "说出姓名",
            ["press 9", "say 王小明"],
            ["attendant.name"],
            {"dial": "8002"},
            found={"look": {"many": 1, "sure": True, "extension": "8002"}},
        ),
        _story(
            "没听清姓名，先问是不是这一位",
            ["press 9", "say 王小民", "say 对的"],
            ["=王小明", "=8002", "attendant.press.1"],
            {"dial": "8002"},
            found={"look": nearly},
        ),
        _story(
            "两位同名，选第二位",
            ["press 9", "press 996#", "press 2"],
            ["attendant.name", "=王小明", "=8002", "attendant.press.1", "=王晓梅", "attendant.press.2"],
            {"dial": "8005"},
            found={"look": two},
        ),
        _story(
            "查无此人，再输入",
            ["press 9", "press 22#"],
            ["attendant.name", "attendant.nobody", "attendant.name"],
            {"node": "name"},
        ),
        _story(
            "符合的人太多",
            ["press 9", "press 99#"],
            ["attendant.many"],
            {"node": "name"},
            found={"look": {"many": 9}},
        ),
        _story("号码簿查不了", ["press 9", "press 996#", "fail"], ["menu.person"], {"queue": "front-desk"}),
    ]


def _attendant() -> Body:
    tests = [*_dialled_tests(), *_named_tests()]
    return {"start": "greet", "variables": _NAMES, "nodes": _attendant_nodes(), "tests": tests}


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
        _story(
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
            **_PATIENCE,
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
            **_PATIENCE,
            "tries": 1,
            "otherwise": "bye",
        },
        "bye": {"do": "hang_up", "say": ["goodbye"]},
        **_other_language("menu"),
        "person": {"do": "play", "say": ["menu.person"], "next": "front-desk"},
        "front-desk": _to("front-desk"),
    }


def _information() -> Body:
    now = {"call.now": "15:30", "call.date": "2026-11-23"}
    tests = [
        _story(
            "报时后回到菜单",
            ["press 1", "finish", "press 0"],
            ["info.menu", "info.time", "=2026-11-23", "=15:30", "info.menu", "menu.person"],
            {"queue": "front-desk"},
            about=now,
        ),
        _story("听通知，返回", ["press 2", "press #"], ["info.no_notice", "info.menu"], {"node": "menu"}),
        _story("听通知后不按键", ["press 2", "silence"], ["info.no_notice", "goodbye"], {"hang_up": True}),
        _story("听通知时找人工", ["press 20"], ["info.no_notice"], {"queue": "front-desk"}),
        _story("换成英文", ["press 8"], ["info.menu", "info.menu"], {"node": "menu"}),
        _story("不按键，转人工", ["silence", "silence", "silence"], ["menu.person"], {"queue": "front-desk"}),
    ]
    return {"start": "menu", "nodes": _information_nodes(), "tests": tests}


SUPPORT_LINE = "4002"

FLOWS: dict[str, Body] = {
    "hotel": _named("云栖酒店总机", "Yunqi Hotel", _HOTEL),
    "support": _named("云栖科技客服", "Yunqi support", _SUPPORT),
    "attendant": _named("云栖集团电脑值班", "Yunqi Group, attendant", _attendant()),
    "changed": _named("客服改号通知", "Support line, changed number", _changed(SUPPORT_LINE)),
    "information": _named("信息服务", "Information line", _information()),
}
