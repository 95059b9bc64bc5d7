"""`huawu bench flows`: the interpreter of flows alone, on one core, without telephones.

How many steps it takes a second: callers who greet, mistype, are silent, type a number, say words, and a
world that answers, in one graph of all kinds of nodes; all steps count. And how long checking a large graph
takes, as an editor asks for it at every change.
"""

from time import perf_counter
from typing import Any

from huawu.app.bench.report import at_share, floor, report
from huawu.flows import service as flows
from huawu.flows.types import (
    About,
    Entered,
    Failed,
    Finished,
    Found,
    Graph,
    Missing,
    Pressed,
    Said,
    Silence,
    Told,
)

WALKS, ROUNDS = 6_000, 5
LARGE, CHECKS = 300, 20

_ABOUT: About = {
    "call.number": "13800138000",
    "call.language": "zh",
    "call.now": "10:30",
    "customer.vip": True,
}
_NODES: dict[str, Any] = {
    "greet": {"do": "play", "say": ["greeting.hotel"], "interruptible": True, "next": "open"},
    "open": {"do": "hours", "calendar": "office", "open": "who", "closed": "night"},
    "night": {"do": "message", "mailbox": "8000", "next": "bye"},
    "who": {
        "do": "look_up",
        "what": "customer",
        "into": {"name": "name"},
        "found": "known",
        "missing": "menu",
    },
    "known": {
        "do": "condition",
        "cases": [
            {
                "when": {
                    "all": [{"value": "customer.vip", "equals": True}, {"value": "name", "empty": False}]
                },
                "next": "vip",
            }
        ],
        "otherwise": "menu",
    },
    "vip": {"do": "set", "values": {"level": 2}, "next": "menu"},
    "menu": {
        "do": "menu",
        "say": ["menu.hotel", {"value": "name", "as": "text"}],
        "choices": {"1": "desk", "2": "room", "3": "boss"},
        "phrases": {"1": {"zh": ["前台", "总机"]}, "2": {"zh": ["客房", "房间"]}, "3": {"zh": ["经理"]}},
        "repeat": "*",
        "invalid": ["menu.invalid"],
        "silent": ["menu.silence"],
        "otherwise": "desk",
    },
    "room": {
        "do": "digits",
        "say": ["menu.hotel"],
        "into": "room",
        "least": 3,
        "most": 4,
        "next": "shop",
        "otherwise": "desk",
    },
    "shop": {
        "do": "web",
        "url": "https://shop.example/rooms/{room}",
        "into": {"level": "guest.level"},
        "next": "desk",
        "failed": "desk",
    },
    "boss": {"do": "dial", "to": {"extension": "8001"}, "next": "bye", "busy": "desk", "silent": "desk"},
    "desk": {"do": "enqueue", "queue": "front-desk", "next": "rate"},
    "rate": {"do": "survey", "question": "csat", "say": ["menu.hotel"], "next": "bye"},
    "bye": {"do": "hang_up", "say": ["goodbye"]},
}
_GRAPH: Graph = {
    "start": "greet",
    "variables": {"name": {"type": "text"}, "room": {"type": "digits"}, "level": {"type": "number"}},
    "nodes": _NODES,
}
_OPEN, _KNOWN = Found({"open": True}), Found({"name": "王先生"})
_STORIES: tuple[tuple[Told, ...], ...] = (
    (Entered(), Finished(), _OPEN, Missing(), Pressed("1")),
    (Entered(), Finished(), _OPEN, _KNOWN, Silence(), Pressed("9"), Pressed("*"), Said("我要前台")),
    (
        Entered(),
        Pressed("2"),
        _OPEN,
        _KNOWN,
        *map(Pressed, "1024"),
        Found({"guest": {"level": 3}}),
        Finished(),
    ),
    (
        Entered(),
        Finished(),
        _OPEN,
        Missing(),
        Said("找经理"),
        Failed("busy"),
        Finished(),
        Pressed("5"),
        Finished(),
    ),
    (Entered(), Finished(), Found({"open": False}), Finished()),
)


def flows_bench() -> dict[str, Any]:
    """All of it."""
    assert flows.check(_GRAPH) == []
    _walk(WALKS // 10)  # warm
    rounds = [_walk(WALKS) for _ in range(ROUNDS)]
    steps = sum(len(story) for story in _STORIES) * WALKS * ROUNDS
    seconds = sum(rounds)
    checks = sorted(_check() for _ in range(CHECKS))
    results = {
        "steps": steps,
        "steps_a_second": round(steps / seconds),
        "steps_a_second_of_rounds": [round(steps / ROUNDS / each) for each in rounds],
        "microseconds_a_step": round(seconds / steps * 1e6, 2),
        "nodes_checked": LARGE + 1,
        "check_p50_ms": round(at_share(checks, 0.5) * 1e3, 1),
        "check_p99_ms": round(at_share(checks, 0.99) * 1e3, 1),
    }
    got = results["steps_a_second"]
    assert isinstance(got, int)
    return report("flows", results, [floor("steps a second", floor=100_000, got=got, unit="1/s", least=True)])


def _walk(walks: int) -> float:
    """Seconds for so many walks of each story."""
    begin = perf_counter()
    for _ in range(walks):
        for story in _STORIES:
            walk = flows.start(_GRAPH, "hotel", 1)
            for told in story:
                walk, _ = flows.step(_GRAPH, walk, told, _ABOUT)
    return perf_counter() - begin


def _check() -> float:
    """Seconds to check a menu of many menus."""
    menu = {"do": "menu", "say": ["menu.hotel"], "otherwise": "end"}
    nodes: dict[str, Any] = {
        f"n{at}": menu | {"choices": {"1": f"n{at + 1}", "2": f"n{at // 2}"}} for at in range(LARGE - 1)
    }
    graph = {
        "start": "n0",
        "nodes": {**nodes, f"n{LARGE - 1}": menu | {"choices": {"1": "end"}}, "end": _NODES["bye"]},
    }
    begin = perf_counter()
    assert flows.check(graph) == []
    return perf_counter() - begin
