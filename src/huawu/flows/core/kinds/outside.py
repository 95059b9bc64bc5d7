"""Nodes that ask or tell another system: look up, web request, send a message. All have a time-out."""

from typing import Any

from huawu.flows.core.kinds.shape import CALL_AND_DESK, NEXT, Field, Kind, Move, Turn, changed, go, stay
from huawu.flows.core.reading import in_language, table, whole, words
from huawu.flows.core.values import (
    filled,
    filled_body,
    filled_header,
    filled_url,
    held,
    picked,
    text_of,
    with_values,
)
from huawu.flows.types import Failed, Finished, Found, Look, Missing, Send, Told, Walk, Web

LOOK_SECONDS, WEB_SECONDS, LONGEST_SECONDS = 3, 5, 10
METHODS, CHANNELS = ("GET", "POST"), ("sms", "mail")


def _seconds(turn: Turn, default: int) -> int:
    return max(1, min(LONGEST_SECONDS, whole(turn.node, "seconds", default)))


def _kept(turn: Turn, found: Found) -> Walk:
    """The walk with what was found in its variables."""
    root: Any = found.values[""] if "" in found.values and len(found.values) == 1 else found.values
    into = {
        name: picked(root, path) for name, path in table(turn.node, "into").items() if isinstance(path, str)
    }
    return changed(turn.walk, vars=with_values(turn.graph, turn.walk, into))


# ---- look up -----------------------------------------------------------------------------------------------


def _look_up(turn: Turn) -> Move:
    by = text_of(held(turn.walk, turn.about, turn.node.get("by", "call.number")))
    if not by:
        return go(turn, "missing")
    fields = tuple(each for each in table(turn.node, "into").values() if isinstance(each, str))
    return turn.walk, Look(words(turn.node, "what"), by, fields, _seconds(turn, LOOK_SECONDS))


def _hear_look_up(turn: Turn, told: Told) -> Move:
    if isinstance(told, Found):
        return go(turn, "found", _kept(turn, told))
    if isinstance(told, Unanswered):
        return go(turn, "missing" if isinstance(told, Missing) else "failed")
    return stay(turn)


# ---- web ---------------------------------------------------------------------------------------------------


def _web(turn: Turn) -> Move:
    method = "POST" if words(turn.node, "method") == "POST" else "GET"
    url = filled_url(words(turn.node, "url"), turn.walk, turn.about)
    body = filled_body(table(turn.node, "body"), turn.walk, turn.about) if method == "POST" else {}
    headers = tuple(
        (str(name), filled_header(text, turn.walk, turn.about))
        for name, text in table(turn.node, "headers").items()
        if isinstance(text, str)
    )
    return turn.walk, Web(method, url, body, _seconds(turn, WEB_SECONDS), headers)


def _hear_web(turn: Turn, told: Told) -> Move:
    if isinstance(told, Found):
        return go(turn, "next", _kept(turn, told))
    return go(turn, "failed") if isinstance(told, Unanswered) else stay(turn)


# ---- send --------------------------------------------------------------------------------------------------


def _send(turn: Turn) -> Move:
    to = text_of(held(turn.walk, turn.about, turn.node.get("to")))
    if not to:
        return go(turn, "failed")
    text = filled(in_language(turn.node.get("text"), turn.language), turn.walk, turn.about)
    return turn.walk, Send(words(turn.node, "channel"), to, text, LONGEST_SECONDS)


def _hear_send(turn: Turn, told: Told) -> Move:
    if isinstance(told, Done):
        return go(turn, "next")
    return go(turn, "failed") if isinstance(told, Unanswered) else stay(turn)


Done = Finished | Found
Unanswered = Missing | Failed
"""Named once: to write a union where it is asked for makes it anew each time."""

FAILED = Field("failed", "node")
SECONDS = Field("seconds", "whole", least=1, most=LONGEST_SECONDS, default=WEB_SECONDS)

LOOK_UP = Kind(
    _look_up,
    _hear_look_up,
    (
        Field("what", "key_word", needed=True),
        Field("by", "variable", default="call.number"),
        Field("into", "into_fields"),
        SECONDS._replace(default=LOOK_SECONDS),
        Field("found", "node"),
        Field("missing", "node"),
        FAILED,
    ),
    passes=True,
    on=CALL_AND_DESK,
    waits=True,
)
WEB = Kind(
    _web,
    _hear_web,
    (
        Field("method", "option", default="GET", of=METHODS),
        Field("url", "url", needed=True),
        Field("headers", "headers"),
        Field("body", "body"),
        Field("into", "into_fields"),
        SECONDS,
        NEXT,
        FAILED,
    ),
    on=CALL_AND_DESK,
    waits=True,
)
SEND = Kind(
    _send,
    _hear_send,
    (
        Field("channel", "option", needed=True, of=CHANNELS),
        Field("to", "variable", needed=True),
        Field("text", "text", needed=True),
        NEXT,
        FAILED,
    ),
    passes=True,
    on=CALL_AND_DESK,
    waits=True,
)
