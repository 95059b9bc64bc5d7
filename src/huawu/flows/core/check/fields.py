"""What a field of a node must hold, by the type of the field. Each check names what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from huawu.flows.core.check.conditions import condition_faults, variable_faults
from huawu.flows.core.kinds.asking import DIGITS
from huawu.flows.core.kinds.shape import AS, Field
from huawu.flows.core.values import DEEPEST, PLACE, fitted, type_of
from huawu.flows.types import READ_ONLY, Graph

Fault = tuple[str, dict[str, Any]]
Check = Callable[[Graph, Field, Any], Iterable[Fault]]

KEY = re.compile(r"[0-9A-Za-z*#+._-]{1,64}")
_SILENCE = re.compile(r"silence:\d{1,5}")
_MOST_ITEMS, _MOST_ROWS, _LONGEST_URL, _LONGEST_TEXT = 20, 50, 1000, 2000


def wrong(why: str = "flow.bad_field", **params: Any) -> Fault:  # noqa: ANN401 - plain values
    return why, params


# ---- said, asked -------------------------------------------------------------------------------------------


def _say(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, list) or len(held) > _MOST_ITEMS:
        yield wrong("flow.bad_prompts")
        return
    if field.needed and not held:
        yield wrong("flow.nothing_to_say")
    for item in held:
        if isinstance(item, str):
            if not item or (item.startswith("silence:") and not _SILENCE.fullmatch(item)):
                yield wrong("flow.bad_prompts")
        elif isinstance(item, dict) and set(item) <= {"value", "as"} and item.get("as", "digits") in AS:
            yield from variable_faults(graph, item.get("value"))
        else:
            yield wrong("flow.bad_prompts")


def _choices(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict) or (field.needed and not held):
        yield wrong("flow.no_choices")
        return
    yield from _digits(held)
    if not all(isinstance(each, str) and each for each in held.values()):
        yield wrong("flow.bad_choice")


def _digits(held: dict[Any, Any]) -> Iterator[Fault]:
    for digit in held:
        if not isinstance(digit, str) or digit not in DIGITS:
            yield wrong("flow.bad_digit", digit=str(digit))


def _key(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if held != "" and (not isinstance(held, str) or held not in DIGITS):
        yield wrong("flow.bad_digit", digit=str(held))


def _phrases(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict) or len(held) > _MOST_ROWS:
        yield wrong()
        return
    for key, by_language in held.items():
        if not _are_phrases(by_language):
            yield wrong("flow.bad_phrases", choice=str(key))


def _are_phrases(held: object) -> bool:
    if not isinstance(held, dict) or not held or set(held) - {"zh", "en"}:
        return False
    return all(
        isinstance(phrases, list)
        and len(phrases) <= _MOST_ROWS
        and all(isinstance(each, str) and each.strip() for each in phrases)
        for phrases in held.values()
    )


def _keys(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict):
        yield wrong()
        return
    yield from _digits(held)
    if not all(isinstance(each, str | int | float) for each in held.values()):
        yield wrong()


def _scale(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    match held:
        case [int(low), int(high)] if 0 <= low < high <= 9:
            return
    yield wrong("flow.bad_scale")


# ---- plain -------------------------------------------------------------------------------------------------


def _node(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    """Whether the node is there is said by `check.ways`."""
    if not isinstance(held, str):
        yield wrong()
    elif field.needed and not held:
        yield wrong("flow.field_needed")


def _whole(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, int) or isinstance(held, bool) or not field.least <= held <= field.most:
        yield wrong("flow.out_of_range", least=field.least, most=field.most)


def _yes_no(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, bool):
        yield wrong()


def _option(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if held not in field.of:
        yield wrong("flow.bad_option", of=list(field.of))


def _key_word(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, str) or not KEY.fullmatch(held):
        yield wrong("flow.field_needed" if field.needed and not held else "flow.bad_field")


def _queue(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, str) or not held:
        yield wrong("flow.no_queue")


def _text(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict) or set(held) - {"zh", "en"} or not all(map(_is_text, held.values())):
        yield wrong("flow.bad_text")
        return
    if not str(held.get("zh", "")).strip():
        yield wrong("flow.field_needed")
    for each in held.values():
        for name in PLACE.findall(each):
            yield from variable_faults(graph, name)


def _is_text(held: object) -> bool:
    return isinstance(held, str) and len(held) <= _LONGEST_TEXT


def _needs(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict) or not all(
        isinstance(skill, str) and isinstance(level, int) and level in range(1, 6)
        for skill, level in held.items()
    ):
        yield wrong("flow.bad_skill_level")


# ---- variables ---------------------------------------------------------------------------------------------


def _variable(graph: Graph, field: Field, held: object) -> Iterable[Fault]:
    if field.needed and not held:
        return [wrong("flow.field_needed")]
    return variable_faults(graph, held)


def _into(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, str) or not held:
        yield wrong("flow.field_needed")
    elif held in READ_ONLY:
        yield wrong("flow.read_only", variable=held)
    elif not type_of(graph, held):
        yield wrong("flow.unknown_variable", variable=held)
    elif field.of and type_of(graph, held) not in field.of:
        yield wrong("flow.wrong_type", variable=held, type=type_of(graph, held))


def _into_fields(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict) or len(held) > _MOST_ROWS:
        yield wrong()
        return
    for name, path in held.items():
        yield from _into(graph, Field(field.name, "into"), name)
        if not isinstance(path, str) or not path or len(path) > 100:
            yield wrong("flow.bad_path", variable=str(name))


def _values(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict) or len(held) > _MOST_ROWS:
        yield wrong()
        return
    for name, given in held.items():
        yield from _into(graph, Field(field.name, "into"), name)
        if isinstance(given, dict):
            yield from variable_faults(graph, given.get("value"))
        elif type_of(graph, str(name)) and given != "" and fitted(graph, str(name), given) is None:
            yield wrong("flow.wrong_value", variable=str(name), type=type_of(graph, str(name)))


def _cases(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, list) or not held or len(held) > _MOST_ROWS:
        yield wrong("flow.no_cases")
        return
    for at, case in enumerate(held, start=1):
        if not isinstance(case, dict) or set(case) - {"when", "next"}:
            yield wrong("flow.bad_case", case=at)
        else:
            yield from condition_faults(graph, case.get("when"), at)


# ---- outside -----------------------------------------------------------------------------------------------


def _url(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    """HTTP or HTTPS (whether without the S is said by `names`); whom we speak to is not made of variables."""
    if not isinstance(held, str) or not held or len(held) > _LONGEST_URL:
        yield wrong("flow.field_needed" if not held else "flow.bad_url")
        return
    try:
        parts = urlsplit(PLACE.sub("x", held))
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    named = held.partition("://")[2].replace("?", "/").replace("#", "/").split("/")[0]
    if (
        not held.startswith(("https://", "http://"))
        or not host
        or set(named) & set("{}@ \\")
        or not held.isprintable()
    ):
        yield wrong("flow.bad_url")
    for name in PLACE.findall(held):
        yield from variable_faults(graph, name)


_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")
_OURS = {
    *("host", "connection", "content-length", "content-type", "transfer-encoding", "accept-encoding"),
    *("upgrade", "te", "trailer", "expect", "user-agent", "accept", "cookie"),
}
"""Headers that whoever sends the request writes."""


def _headers(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict) or len(held) > _MOST_ITEMS:
        yield wrong()
        return
    for name, text in held.items():
        named = isinstance(name, str) and _HEADER.fullmatch(name) and name.lower() not in _OURS
        if not named or not isinstance(text, str) or len(text) > _LONGEST_URL or not _is_one_line(text):
            yield wrong("flow.bad_header", header=str(name)[:40])
            continue
        for variable in PLACE.findall(text):
            yield from variable_faults(graph, variable)


def _is_one_line(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable() and text == text.strip()


def _body(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, dict):
        yield wrong()
        return
    yield from _within(graph, held, 0)


def _within(graph: Graph, held: object, deep: int) -> Iterator[Fault]:
    if deep > DEEPEST:
        yield wrong("flow.too_deep", most=DEEPEST)
    elif isinstance(held, str):
        for name in PLACE.findall(held[:_LONGEST_TEXT]):
            yield from variable_faults(graph, name)
    elif isinstance(held, dict) and set(held) == {"value"}:
        yield from variable_faults(graph, held["value"])
    elif isinstance(held, dict | list):
        for each in held.values() if isinstance(held, dict) else held:
            yield from _within(graph, each, deep + 1)


def _to(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    """{"extension": "8001"}: one of the ways, and a word or a variable."""
    if not isinstance(held, dict) or len(held) != 1:
        yield wrong("flow.bad_to", of=list(field.of))
        return
    way, to = next(iter(held.items()))
    if way not in field.of or not isinstance(to, str) or not to:
        yield wrong("flow.bad_to", of=list(field.of))
    elif way == "value":
        yield from variable_faults(graph, to)


def _answers(graph: Graph, field: Field, held: object) -> Iterator[Fault]:
    if not isinstance(held, list) or len(held) > _MOST_ROWS:
        yield wrong()
        return
    for at, each in enumerate(held, start=1):
        if not isinstance(each, dict) or set(each) - {"say", "next", "keywords"}:
            yield wrong("flow.bad_case", case=at)
            continue
        yield from _text(graph, field, each.get("say"))
        if not isinstance(each.get("next", ""), str):
            yield wrong("flow.bad_case", case=at)
        if "keywords" in each and not _are_phrases(each["keywords"]):
            yield wrong("flow.bad_phrases", choice=str(at))


TYPES: dict[str, Check] = {
    "say": _say,
    "choices": _choices,
    "phrases": _phrases,
    "keys": _keys,
    "key": _key,
    "scale": _scale,
    "node": _node,
    "whole": _whole,
    "yes_no": _yes_no,
    "option": _option,
    "key_word": _key_word,
    "queue": _queue,
    "calendar": _key_word,
    "mailbox": _key_word,
    "text": _text,
    "needs": _needs,
    "variable": _variable,
    "into": _into,
    "into_fields": _into_fields,
    "values": _values,
    "cases": _cases,
    "url": _url,
    "headers": _headers,
    "body": _body,
    "to": _to,
    "answers": _answers,
}
"""The types of fields."""
