"""One thing that an agent does at a line of a script, and what is put on record of it.

The words that an agent types are matched and forgotten: only which answer they meant is kept.
"""

from dataclasses import dataclass

from huawu.desk.core.scripts import player
from huawu.desk.core.scripts.player import At, Moment
from huawu.desk.core.scripts.scenes import MOODS
from huawu.flows.types import Graph, Walk
from huawu.platform.refusals import Invalid, Refusal

SKIP_REASONS: dict[str, dict[str, str]] = {
    "said_already": {"zh": "已经说过", "en": "Said already"},
    "own_words": {"zh": "用自己的话说了", "en": "Said it in my own words"},
    "hurry": {"zh": "客户赶时间", "en": "The customer is in a hurry"},
    "interrupted": {"zh": "客户打断", "en": "The customer broke in"},
    "not_fitting": {"zh": "不适合这位客户", "en": "Does not fit this customer"},
    "other": {"zh": "其他", "en": "Other"},
}
"""Why a line was not said."""

LEAVE_REASONS: dict[str, dict[str, str]] = {
    "calm_first": {"zh": "先安抚客户", "en": "The customer must be calmed first"},
    "other_matter": {"zh": "客户问的是别的事", "en": "It is about something else"},
    "judgement": {"zh": "凭经验另行处理", "en": "I judge it otherwise"},
    "wrong": {"zh": "话术有误", "en": "The script is wrong"},
    "other": {"zh": "其他", "en": "Other"},
}
"""Why an agent went their own way. They may always."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an agent did and where the script stands after it. `did` and `reason` go on record; `left`: why
    the agent leaves the script."""

    at: At
    did: str
    reason: str = ""
    left: str | None = None


def do(graph: Graph, walk: Walk, did: str, detail: str, moment: Moment) -> Done:
    """Refused: what there is not (a choice, a mood, a reason), and going on where an answer is needed."""
    act = _ACTS.get(did)
    if act is None:
        raise Invalid("script.unknown_step", did=did)
    return act(graph, walk, detail, moment)


def _on(graph: Graph, walk: Walk, _: str, moment: Moment) -> Done:
    _require_on(graph, walk, moment)
    return Done(player.tell(graph, walk, player.ON, moment), "said")


def _skip(graph: Graph, walk: Walk, reason: str, moment: Moment) -> Done:
    if reason not in SKIP_REASONS:
        raise Invalid("script.unknown_reason", reason=reason)
    _require_on(graph, walk, moment)
    return Done(player.tell(graph, walk, player.ON, moment), "skipped", reason)


def _require_on(graph: Graph, walk: Walk, moment: Moment) -> None:
    seen = player.view(graph, walk, moment)
    if seen is not None and not seen.on:
        raise Refusal("script.choose_first")


def _choose(graph: Graph, walk: Walk, number: str, moment: Moment) -> Done:
    seen = player.view(graph, walk, moment)
    if number not in {str(choice.number) for choice in (seen.choices if seen else ())}:
        raise Invalid("script.no_such_choice", number=number)
    return Done(player.tell(graph, walk, player.choose(int(number)), moment), "chosen", number)


def _hear(graph: Graph, walk: Walk, text: str, moment: Moment) -> Done:
    """A line that is not moved by the words stays."""
    language = str(moment.about.get("call.language", "zh"))
    return Done(player.tell(graph, walk, player.words(text, language), moment), "heard")


def _feel(graph: Graph, walk: Walk, mood: str, moment: Moment) -> Done:
    """`moment` knows the mood already; a line with an answer for it goes there at once."""
    if mood and mood not in MOODS:
        raise Invalid("script.unknown_mood", mood=mood)
    number = player.chosen_by_mood(graph, walk, mood)
    at = At(walk) if number is None else player.tell(graph, walk, player.choose(number), moment)
    return Done(at, "mood", mood)


def _back(graph: Graph, walk: Walk, _: str, moment: Moment) -> Done:
    return Done(At(player.back(graph, walk) or walk), "back")


def _leave(graph: Graph, walk: Walk, reason: str, moment: Moment) -> Done:
    if reason not in LEAVE_REASONS:
        raise Invalid("script.unknown_reason", reason=reason)
    return Done(At(walk, over=True), "left", reason, left=reason)


def _finish(graph: Graph, walk: Walk, _: str, moment: Moment) -> Done:
    """The last line was said, or nothing more is needed."""
    return Done(At(walk, over=True), "finished")


_ACTS = {
    "on": _on,
    "skip": _skip,
    "choose": _choose,
    "hear": _hear,
    "mood": _feel,
    "back": _back,
    "leave": _leave,
    "finish": _finish,
}
STEPS = tuple(_ACTS)
