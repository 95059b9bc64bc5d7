"""Checking a script before anybody says it: everything that is wrong is named, with node and field.

| key | what is wrong |
|---|---|
| script.malformed | the body is no script of its scene |
| script.part_count | a service talk has not its four parts |
| script.part_name | a part without a name in both languages |
| script.kind_not_for_desk | a node that only a call can do |
| script.no_words | a line, hint or choice without words in one of the languages |
| script.too_long | more than can be said in one breath |
| script.unknown_variable | a hole that nothing can be filled in for |
| script.unknown_mood | a choice for a mood that there is not |

Besides, whatever `flows.service.check` finds in the graph: ways that lead nowhere, circles in which nobody
is asked anything, conditions over unknown variables.
"""

from collections.abc import Iterator
from typing import Any

from huawu.desk.core.scripts.scenes import (
    LINE_VARIABLES,
    MOODS,
    PARTS,
    SERVICE_TALK,
    four_parts_graph,
    with_desk_variables,
)
from huawu.desk.core.scripts.words import fill, wrong_with
from huawu.flows import service as flows
from huawu.flows.types import Problem

KINDS = ("agent", "condition", "set", "look_up", "hang_up")
"""The steps that the desk knows. A script has nobody to put through and nothing to play."""
LONGEST = 400
_MOST_NODES = 200
_LANGUAGES = {"zh": {"zh": "中文", "en": "Chinese"}, "en": {"zh": "英文", "en": "English"}}

Body = dict[str, Any]
"""`{"graph": {...}}`, or of a service talk `{"parts": [{"name": {zh, en}, "line": {zh, en}}] * 4}`."""


def graph_of(scene: str, body: Body) -> dict[str, Any]:
    """The graph that is walked, with the desk's variables declared."""
    graph = four_parts_graph(body["parts"]) if scene == SERVICE_TALK else body["graph"]
    return with_desk_variables(graph)


def check(scene: str, body: Body) -> list[Problem]:
    """What is wrong; empty when it can be proposed."""
    wrong = list(_parts(body) if scene == SERVICE_TALK else _graph_shape(body))
    if wrong:
        return wrong
    graph = graph_of(scene, body)
    own = graph["variables"]
    known = LINE_VARIABLES.keys() | own.keys()
    nodes = graph["nodes"]
    found = [problem for name in nodes for problem in _node(str(name), nodes[name], frozenset(known))]
    return found + flows.check({**graph, "nodes": {name: _plain(nodes[name]) for name in nodes}})


def _plain(node: dict[str, Any]) -> dict[str, Any]:
    """A node as flows know it: without moods, and with words whose holes are checked here."""
    if node.get("do") != "agent":
        return node
    made = {**node, "line": _without_holes(node.get("line")), "hint": _without_holes(node.get("hint"))}
    if isinstance(node.get("choices"), list):
        made["choices"] = [_plain_choice(each) for each in node["choices"]]
    return {field: value for field, value in made.items() if value is not None}


def _plain_choice(choice: object) -> object:
    if not isinstance(choice, dict):
        return choice
    kept = {field: value for field, value in choice.items() if field != "moods"}
    return {**kept, "say": _without_holes(choice.get("say"))}


def _without_holes(words: object) -> object:
    if not isinstance(words, dict):
        return words
    return {key: fill(text, {}, {}, "zh") if isinstance(text, str) else text for key, text in words.items()}


def _graph_shape(body: Body) -> Iterator[Problem]:
    graph = body.get("graph")
    nodes = graph.get("nodes") if isinstance(graph, dict) else None
    if set(body) - {"graph"} or not isinstance(nodes, dict) or not 0 < len(nodes) <= _MOST_NODES:
        yield Problem("script.malformed", "", {})
    elif not all(isinstance(name, str) and isinstance(node, dict) for name, node in nodes.items()):
        yield Problem("script.malformed", "", {})


def _parts(body: Body) -> Iterator[Problem]:
    parts = body.get("parts")
    if set(body) - {"parts"} or not isinstance(parts, list):
        yield Problem("script.malformed", "", {})
    elif len(parts) != PARTS or not all(isinstance(part, dict) for part in parts):
        yield Problem("script.part_count", "", {"parts": PARTS})
    else:
        for place, part in enumerate(parts, 1):
            name = f"part{place}"
            if set(part) - {"name", "line"}:
                yield Problem("script.malformed", name, {})
            if not _is_whole(part.get("name")):
                yield Problem("script.part_name", name, {}, "name")
            if not isinstance(part.get("line"), dict):
                yield Problem("script.no_words", name, {"language": _LANGUAGES["zh"]}, "line")


def _is_whole(words: object) -> bool:
    return isinstance(words, dict) and all(_word(words, language) for language in _LANGUAGES)


def _word(words: dict[str, Any], language: str) -> str:
    word = words.get(language)
    return word.strip() if isinstance(word, str) else ""


def _node(name: str, node: dict[str, Any], known: frozenset[str]) -> Iterator[Problem]:
    if node.get("do") not in KINDS:
        yield Problem("script.kind_not_for_desk", name, {"do": str(node.get("do"))}, "do")
    if node.get("do") != "agent":
        return
    yield from _words(name, "line", node.get("line"), known)
    if node.get("hint"):
        yield from _words(name, "hint", node["hint"], known)
    choices = node.get("choices", [])
    for place, choice in enumerate(choices if isinstance(choices, list) else [], 1):
        if isinstance(choice, dict):
            yield from _words(name, f"choices.{place}.say", choice.get("say"), known)
            yield from _moods(name, f"choices.{place}.moods", choice.get("moods", []))


def _words(name: str, field: str, words: object, known: frozenset[str]) -> Iterator[Problem]:
    for language, called in _LANGUAGES.items():
        text = _word(words, language) if isinstance(words, dict) else ""
        if not text:
            yield Problem("script.no_words", name, {"language": called}, field)
        if len(text) > LONGEST:
            yield Problem("script.too_long", name, {"most": LONGEST, "language": called}, field)
        for hole in wrong_with(text, known):
            yield Problem("script.unknown_variable", name, {"variable": hole, "language": called}, field)


def _moods(name: str, field: str, moods: object) -> Iterator[Problem]:
    for mood in moods if isinstance(moods, list) else [moods]:
        if mood not in MOODS:
            yield Problem("script.unknown_mood", name, {"mood": str(mood)}, field)
