"""What is done by a complaint guide, as entries that are never changed: which steps were made, who was asked
for help, that a caller was warned twice before the call was ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from huawu.cases.core.guides import WARNINGS

What = Literal["opened", "done", "undone", "help", "warned", "ended"]
WHATS: tuple[What, ...] = ("opened", "done", "undone", "help", "warned", "ended")
Guide = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done. `step`: of the guide; of a warning which one: first, second."""

    guide: str
    what: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was done by now. `guide` "": none was opened; `warnings`: how many were given."""

    guide: str = ""
    done: frozenset[str] = frozenset()
    warnings: int = 0
    ended: bool = False


def standing(entries: Iterable[Done]) -> Standing:
    """After these entries, in their order. Another guide goes on with the steps that were made."""
    guide, done, warned, ended = "", set[str](), set[str](), False
    for each in entries:
        guide = each.guide
        if each.what == "done":
            done.add(each.step)
        elif each.what == "undone":
            done.discard(each.step)
        elif each.what == "warned":
            warned.add(each.step)
        elif each.what == "ended":
            ended = True
    return Standing(guide, frozenset(done), len(warned), ended)


def why_not(new: Done, guide: Guide, at: Standing) -> str | None:
    """The key of what is against it; None: nothing. Nobody is cut off before they were warned twice."""
    if new.what in ("done", "undone") and all(step["id"] != new.step for step in guide["steps"]):
        return "complaint.unknown_step"
    if new.what in ("warned", "ended"):
        return _against_warning(new, guide, at)
    return None


def _against_warning(new: Done, guide: Guide, at: Standing) -> str | None:
    if not guide.get("warnings"):
        return "complaint.no_warnings"
    if at.ended:
        return "complaint.ended"
    if new.what == "ended":
        return None if at.warnings == 2 else "complaint.warn_first"
    if new.step not in WARNINGS[:2]:
        return "complaint.unknown_step"
    due = WARNINGS[at.warnings] if at.warnings < 2 else ""
    return None if new.step == due else "complaint.warn_in_order"
