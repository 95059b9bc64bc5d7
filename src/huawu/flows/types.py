"""Nouns of flows: one graph language for menus, scripts, bots and drills. A graph is data; see
`flows.service.check`, and docs/flows.md for every kind of node.

    {"start": "greet", "nodes": {
        "greet": {"do": "play", "say": ["greeting.hotel"], "next": "menu"},
        "menu":  {"do": "menu", "say": ["menu.hotel"], "choices": {"1": "desk", "0": "desk"},
                  "wait_seconds": 5, "tries": 3, "invalid": ["menu.invalid"], "otherwise": "desk"},
        "desk":  {"do": "enqueue", "queue": "front-desk", "priority": 5, "needs": {"english": 3}, "next":
        "bye"}, "bye":   {"do": "hang_up", "say": ["goodbye"]}}}

A way out that is absent or "" ends the contact politely.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huawu.platform.values import value

Graph = dict[str, Any]

SEE = "config.see"
"""Who may see graphs and try them."""

Plain = str | int | float | bool
"""What a variable holds. Dates are 2026-11-22, times 15:30, both text."""

About = Mapping[str, Plain]
"""What a player knows of the contact at this moment, by the name of a variable that graphs may read and not
set (`READ_ONLY`). What is not there counts as empty."""

READ_ONLY: Mapping[str, str] = {
    "call.number": "digits",
    "call.dialled": "digits",
    "call.language": "text",
    "call.now": "time",
    "call.date": "date",
    "call.weekday": "number",
    "customer.known": "yes_no",
    "customer.name": "text",
    "customer.vip": "yes_no",
    "customer.language": "text",
}
"""The variables every graph has, with their types. `call.now` is HH:MM and `call.date` the day
(2026-11-22) in the site's zone, `call.weekday` 1 (Monday) to 7."""


@value
class Spoken:
    """A value among the things said: `as_` digits, number, date, time, money or text. `text` is what the
    variable holds, written plainly ("12.5", "2026-11-22", "15:30"); `text` said as text needs a voice."""

    text: str
    as_: str = "digits"


Item = str | Spoken
"""What can be said: "prompt.id", "own/KEY" (a prompt of the centre), "music", "silence:MS", or a value."""
Items = tuple[Item, ...]

# ---- what a walk is told -----------------------------------------------------------------------------------


@value
class Entered:
    """The contact has just come in; or, after a restart, the present node is to begin again."""


@value
class Finished:
    """What was being said has been said, or what was wanted is done: sent, talked (`dial`), recorded
    (`message`), kept (`Score`), the script's line said; at an `enqueue` node: the queue gave the contact
    back (overflow)."""


@value
class Pressed:
    """A key. At an `agent` node: the number of the choice, from "1" on."""

    digit: str


@value
class Silence:
    """Nothing was pressed or said in time."""


@value
class Said:
    """What a recogniser heard; `confidence` 0 to 1, numbers and dates already in figures where it can."""

    text: str
    confidence: float = 1.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The world has answered `Look` (`hours`: {"open": bool}) or `Web` (the JSON object that came; anything
    else that came stands under "")."""

    values: Mapping[str, Any]


@value
class Missing:
    """There is no such customer, entry, case."""


@value
class Failed:
    """It could not be done, or not in time. `cause` of a `dial`: busy, no_answer, or anything else."""

    cause: str = ""


Told = Entered | Finished | Pressed | Silence | Said | Found | Missing | Failed

# ---- what a walk answers -----------------------------------------------------------------------------------


@value
class Play:
    """Say these, then tell `Finished`. `interruptible`: a key stops it and is told as `Pressed`."""

    say: Items
    interruptible: bool = False


@value
class Ask:
    """Say these and wait for one key, or with `listens` for words as well (`Said`); `wait_seconds` counts
    from the end of what is said. Nothing to say: only wait (the next key of several).

    `expects`: text, digits, number, yes_no, date, time, choice: what the recogniser should make of it;
    `phrases`: what is likely to be said.
    """

    say: Items
    wait_seconds: int
    listens: bool = False
    expects: str = "text"
    phrases: tuple[str, ...] = ()


@value
class Look:
    """Ask the world; tell `Found`, `Missing` or `Failed` within `seconds`. `what`: hours, customer,
    directory, case, or a variable set of a provider; `by`: the key of the calendar, the number, the name,
    the id that is looked for; `fields`: what is wanted of it."""

    what: str
    by: str
    fields: tuple[str, ...] = ()
    seconds: int = 5


@dataclass(frozen=True, slots=True)
class Web:
    """Ask another system by HTTPS; tell `Found` with its JSON, or `Failed`, within `seconds`. `body`: of a
    POST, sent as JSON. `headers`: further ones, pairs of printable ASCII."""

    method: str
    url: str
    body: Mapping[str, Any]
    seconds: int
    headers: tuple[tuple[str, str], ...] = ()


@value
class Send:
    """Send a message, `channel` sms or mail; tell `Finished` when it is on its way, or `Failed`, within
    `seconds`."""

    channel: str
    to: str
    text: str
    seconds: int = 10


@value
class TakeMessage:
    """Say these, then record a message for a mailbox; tell `Finished` when it is done, or `Failed`."""

    mailbox: str
    say: Items = ()


@value
class Enqueue:
    queue: str
    priority: int = 5
    needs: tuple[tuple[str, int], ...] = ()


@value
class Dial:
    """Ring somebody and let them talk; tell `Finished` after the talk, `Failed` when there was none. `kind`:
    extension, group, outside."""

    kind: str
    to: str
    seconds: int


@value
class Transfer:
    """The contact leaves this flow for good. `kind`: flow (begin that one), number (as if it had been
    dialled)."""

    kind: str
    to: str


@value
class Score:
    """The answer to a question of a survey: put it on record, then tell `Finished`."""

    question: str
    value: int


@value
class Line:
    """For the desk: what the agent says, a hint beside it, and what the customer may answer. Tell `Pressed`
    with the number of the choice, `Said` with the customer's words, or `Finished`. Words are by language."""

    line: tuple[tuple[str, str], ...]
    hint: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[tuple[str, str], ...], ...] = ()


@value
class HangUp:
    """Say these, then end the contact."""

    say: Items = ()


@value
class Stay:
    """Nothing new: go on with what you are doing."""


Answered = (
    Play | Ask | Look | Web | Send | TakeMessage | Enqueue | Dial | Transfer | Score | Line | HangUp | Stay
)


@value
class Walk:
    """Where a contact is in a graph. Plain values, so that it survives a restart
    (`flows.service.walk_to_dict`). Never changed in place.

    `path`: the last nodes passed, the present one at its end. `vars`: what the variables hold. `language`:
    chosen on the way ("" none was: that of the call). `typed`: keys of the number being typed. `heard`: what
    was understood and waits for a yes. `menus`: the menus passed, to go back to.
    """

    flow: str
    version: int
    node: str
    tries: int = 0
    path: tuple[str, ...] = ()
    vars: tuple[tuple[str, Plain], ...] = ()
    language: str = ""
    typed: str = ""
    heard: str = ""
    menus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a graph: a translation key, the node ("" for the graph itself), the key's values,
    and the field of the node ("" the node as a whole)."""

    key: str
    node: str
    params: dict[str, Any]
    field: str = ""
