"""The live board as a fold: a plain JSON-able dict, changed in place by one fact at a time.

    {"day": µs, "queues": {id: queue}, "agents": {id: agent}, "calls": {id: call}, "phones": {extension:
    contacts}}

Definitions, the same as in `measures.ledger`:

- A queue's *offered*, *answered*, *abandoned* count when the customer's interval in it closes: a segment
  with role "queue" and no agent. `end` "answered" or "abandoned" counts as that, any other end (overflowed,
  moved on) only as offered.
- The wait is the whole interval, ringing included; `wait_µs` sums it over answered contacts. *In time* is a
  wait of at most `answer_seconds`.
- An agent's `answered` counts ringing intervals that ended answered, `talk_µs` sums their talk intervals.
- An agent's `phone` is `{"ready", "why"}`, None until it was told: whether calls can be offered.
- An agent's `queues` are those that they serve at this moment. Where that is otherwise than configured,
  `moved` says until when (None: their team helps, for as long as it is needed): {queue: µs or None}; a queue
  there and not in `queues` is one that they were taken out of.
- A queue's `estimates` ({"watched", "off_seconds", "kept"}) say how good the waits were that callers were
  told: of so many, how far off on average, and which share was within its range. There once one was watched.
- A queue has `lending_over` ({"since": µs}) when an agent was lent to it, that is over, and nobody who is
  signed in serves it: until somebody does.
- A call that rings at several agents has them all in `rung`; `agent` is the first of them.
- A call has `muted` (True) while its agent's page is silent, and `help` ({"since", "reason", "seen_by"})
  while its agent asks quietly for help; else neither.
- An interval counts for the business day in which it ended; `board.day` begins another one. Contacts under
  way and the states of agents go on.

A fact of an unknown kind, or of a queue or agent that is not on the board, changes nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any

from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id

Board = dict[str, Any]
Body = dict[str, Any]
Card = dict[str, Any]
"""What configuration says of a queue ({"name", "answer_seconds"}) or agent ({"name", "number", "extension",
"queues"})."""

_QUEUE_FIGURES = ("offered", "answered", "abandoned", "answered_in_time", "abandoned_in_time", "wait_µs")
_AGENT_FIGURES = ("answered", "talk_µs")
_STANDING = ("muted", "help")
WAITING_STAGES = frozenset({"queue", "ringing"})


def empty(day: Micros, queues: dict[Id, Card], agents: dict[Id, Card]) -> Board:
    """A board on which nothing has happened yet. `day` is the start of the business day."""
    board: Board = {"day": day, "queues": {}, "agents": {}, "calls": {}, "phones": {}}
    configure(board, queues, agents)
    return board


def configure(board: Board, queues: dict[Id, Card], agents: dict[Id, Card]) -> None:
    """Other names, thresholds, queues and agents: who stays keeps state and figures, who is gone goes."""
    board["queues"] = {id: _queue(board["queues"].get(id), card) for id, card in queues.items()}
    board["agents"] = {id: _agent(board["agents"].get(id), card, board["day"]) for id, card in agents.items()}
    _no_more_alone(board, queues)


def _queue(before: dict[str, Any] | None, card: Card) -> dict[str, Any]:
    queue = before or {"waiting": {}, **dict.fromkeys(_QUEUE_FIGURES, 0)}
    return {**queue, "name": card["name"], "answer_seconds": card["answer_seconds"]}


def _agent(before: dict[str, Any] | None, card: Card, day: Micros) -> dict[str, Any]:
    agent = before or {
        "state": "signed_out",
        "reason": "",
        "since": day,
        "until": None,
        "contact": None,
        "phone": None,
        **dict.fromkeys(_AGENT_FIGURES, 0),
    }
    shown = {name: card[name] for name in ("name", "number", "extension")}
    agent = {name: value for name, value in agent.items() if name != "moved"}
    return {**agent, **shown, "queues": list(card["queues"])}


def apply(board: Board, kind: str, body: Body, at: Micros) -> None:
    """Let one fact change the board."""
    fold = FOLDS.get(kind)
    if fold is not None:
        fold(board, body, at)


def _started(board: Board, body: Body, at: Micros) -> None:
    since = body["started_at"]
    board["calls"].setdefault(body["interaction"], _call("menu", None, None, since, since))


def _call(stage: str, queue: Id | None, agent: Id | None, since: Micros, started: Micros) -> dict[str, Any]:
    return {"stage": stage, "queue": queue, "agent": agent, "since": since, "started": started}


def _stage(board: Board, body: Body, at: Micros) -> None:
    interaction, stage, queue = body["interaction"], body["stage"], body["queue"]
    since = body.get("at", at)
    before = board["calls"].get(interaction)
    waits_in = queue if stage in WAITING_STAGES else None
    if before is not None and before["queue"] != waits_in:
        _wait_no_longer(board, interaction, before["queue"])
    if stage in WAITING_STAGES:
        if queue in board["queues"]:
            board["queues"][queue]["waiting"].setdefault(interaction, since)
    else:
        _wait_no_longer(board, interaction, queue)
    started = since if before is None else before["started"]
    after = _call(stage, queue, body["agent"], since, started)
    if body.get("rung"):
        after["rung"] = list(body["rung"])
    board["calls"][interaction] = after | {name: before[name] for name in _STANDING if name in (before or {})}


def _muted(board: Board, body: Body, at: Micros) -> None:
    call = board["calls"].get(body["interaction"])
    if call is None:
        return
    if body["muted"]:
        call["muted"] = True
    else:
        call.pop("muted", None)


def _help_asked(board: Board, body: Body, at: Micros) -> None:
    call = board["calls"].get(body["interaction"])
    if call is not None:
        seen_by = call.get("help", {}).get("seen_by")
        call["help"] = {"since": body["at"], "reason": body["reason"], "seen_by": seen_by}


def _help_seen(board: Board, body: Body, at: Micros) -> None:
    asked = board["calls"].get(body["interaction"], {}).get("help")
    if asked is not None:
        asked["seen_by"] = body["by"]


def _help_ended(board: Board, body: Body, at: Micros) -> None:
    board["calls"].get(body["interaction"], {}).pop("help", None)


def _wait_no_longer(board: Board, interaction: Id, queue: Id | None) -> None:
    if queue in board["queues"]:
        board["queues"][queue]["waiting"].pop(interaction, None)


def _ended(board: Board, body: Body, at: Micros) -> None:
    call = board["calls"].pop(body["interaction"], None)
    if call is not None:
        _wait_no_longer(board, body["interaction"], call["queue"])


def _segment(board: Board, body: Body, at: Micros) -> None:
    if body["ended_at"] < board["day"]:
        return
    length = body["ended_at"] - body["started_at"]
    if body["agent"] is not None:
        _agents_segment(board, body, length)
    elif body["role"] == "queue" and body["queue"] in board["queues"]:
        _queue_segment(board["queues"][body["queue"]], body["end"], length)


def _queue_segment(queue: dict[str, Any], end: str, wait: Micros) -> None:
    in_time = wait <= queue["answer_seconds"] * SECOND
    queue["offered"] += 1
    if end == "answered":
        queue["answered"] += 1
        queue["wait_µs"] += wait
        queue["answered_in_time"] += in_time
    elif end == "abandoned":
        queue["abandoned"] += 1
        queue["abandoned_in_time"] += in_time


def _agents_segment(board: Board, body: Body, length: Micros) -> None:
    agent = board["agents"].get(body["agent"])
    if agent is None:
        return
    if body["role"] == "talk":
        agent["talk_µs"] += length
    elif body["role"] == "ringing" and body["end"] == "answered":
        agent["answered"] += 1


def _agent_changed(board: Board, body: Body, at: Micros) -> None:
    agent = board["agents"].get(body["agent"])
    if agent is not None:
        for name in ("state", "reason", "since", "until", "contact"):
            agent[name] = body[name]
        if body.get("phone") is not None:
            agent["phone"] = body["phone"]
        _no_more_alone(board, agent["queues"])


def _agent_serves(board: Board, body: Body, at: Micros) -> None:
    agent = board["agents"].get(body["agent"])
    if agent is None:
        return
    lent = [queue for queue in agent["queues"] if agent.get("moved", {}).get(queue) is not None]
    agent["queues"] = list(body["queues"])
    if body["moved"]:
        agent["moved"] = dict(body["moved"])
    else:
        agent.pop("moved", None)
    for queue in lent:
        if queue in board["queues"] and queue not in agent["queues"] and not _somebody(board, queue):
            board["queues"][queue]["lending_over"] = {"since": at}
    _no_more_alone(board, agent["queues"])


def _somebody(board: Board, queue: Id) -> bool:
    """Whether anybody who is signed in serves the queue."""
    agents = board["agents"].values()
    return any(agent["state"] != "signed_out" and queue in agent["queues"] for agent in agents)


def _no_more_alone(board: Board, queues: Iterable[Id]) -> None:
    for queue in queues:
        if "lending_over" in board["queues"].get(queue, ()) and _somebody(board, queue):
            del board["queues"][queue]["lending_over"]


def _estimates(board: Board, body: Body, at: Micros) -> None:
    queue = board["queues"].get(body["queue"])
    if queue is not None:
        queue["estimates"] = {name: body[name] for name in ("watched", "off_seconds", "kept")}


def _phone_registered(board: Board, body: Body, at: Micros) -> None:
    if body["contacts"]:
        board["phones"][body["extension"]] = body["contacts"]
    else:
        board["phones"].pop(body["extension"], None)


def _day(board: Board, body: Body, at: Micros) -> None:
    if body["day"] <= board["day"]:
        return
    board["day"] = body["day"]
    for queue in board["queues"].values():
        queue.update(dict.fromkeys(_QUEUE_FIGURES, 0))
    for agent in board["agents"].values():
        agent.update(dict.fromkeys(_AGENT_FIGURES, 0))


FOLDS: dict[str, Callable[[Board, Body, Micros], None]] = {
    "interaction.started": _started,
    "interaction.stage": _stage,
    "interaction.segment": _segment,
    "interaction.muted": _muted,
    "interaction.help_asked": _help_asked,
    "interaction.help_seen": _help_seen,
    "interaction.help_ended": _help_ended,
    "interaction.ended": _ended,
    "agent.changed": _agent_changed,
    "agent.serves": _agent_serves,
    "queue.estimates": _estimates,
    "phone.registered": _phone_registered,
    "board.day": _day,
}
