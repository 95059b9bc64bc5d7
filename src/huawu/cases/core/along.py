"""A duplicate goes along with its original: how far, and what keeps it from the end."""

from dataclasses import dataclass

from huawu.cases.core.bulk import way_to_close

_GOES_TO = {"confirmed": "confirmed", "recorded": "recorded", "followed_up": "recorded", "closed": "closed"}
TASKS, FOLLOW_UP, INCIDENT = "tasks", "follow_up", "incident"
"""Why a duplicate stays open: it has open tasks of its own; its customer has not been asked; it is the master
of a major incident that runs."""


@dataclass(frozen=True, slots=True)
class Way:
    """`steps`: to be made; `stays`: why it does not go to the end with its original; "": it does."""

    steps: tuple[str, ...]
    stays: str = ""


def way_of(  # noqa: PLR0913 - all that keeps it
    original: str, state: str, *, waiting: bool, tasks: int, asks: bool, asked: bool, runs: bool = False
) -> Way:
    """The way of a duplicate in `state` behind its original. `tasks`: open ones of its own; `asks`: its type
    asks for a follow-up before the end; `asked`: that was done with the original, of the same customer;
    `runs`: it is the master of a major incident that is not over."""
    goal, stays = _GOES_TO.get(original, ""), ""
    if not goal:
        return Way(())
    if goal == "closed" and state != "closed":
        unasked = asks and not asked and state != "followed_up"
        stays = INCIDENT if runs else TASKS if tasks else FOLLOW_UP if unasked else ""
        goal = "recorded" if stays else goal
    steps = way_to_close(state, waiting=waiting, until=goal)
    if asks and asked and "close" in steps and state != "followed_up":
        steps.insert(steps.index("close"), "follow_up")
    return Way(tuple(steps), stays)
