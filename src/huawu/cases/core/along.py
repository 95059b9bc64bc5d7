"""A duplicate goes along with its original: how far, and what keeps it from the end."""

from dataclasses import dataclass

from huawu.cases.core.bulk import way_to_close

_GOES_TO = {"confirmed": "confirmed", "recorded": "recorded", "followed_up": "recorded", "closed": "closed"}
TASKS, FOLLOW_UP = "tasks", "follow_up"
"""Why a duplicate stays open: it has open tasks of its own; its customer has not been asked."""


@dataclass(frozen=True, slots=True)
class Way:
    """`steps`: to be made; `stays`: why it does not go to the end with its original; "": it does."""

    steps: tuple[str, ...]
    stays: str = ""


def way_of(original: str, state: str, *, waiting: bool, tasks: int, asks: bool, asked: bool) -> Way:
    """The way of a duplicate in `state` behind its original. `tasks`: open ones of its own; `asks`: its type
    asks for a follow-up before the end; `asked`: that was done with the original, of the same customer."""
    goal, stays = _GOES_TO.get(original, ""), ""
    if not goal:
        return Way(())
    if goal == "closed" and state != "closed":
        stays = TASKS if tasks else FOLLOW_UP if asks and not asked and state != "followed_up" else ""
        goal = "recorded" if stays else goal
    steps = way_to_close(state, waiting=waiting, until=goal)
    if asks and asked and "close" in steps and state != "followed_up":
        steps.insert(steps.index("close"), "follow_up")
    return Way(tuple(steps), stays)
