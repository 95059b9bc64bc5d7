"""How well a version of a script does, from its uses and from what came of the contacts.

A contact counts once for resolution and handle time, however often the script was opened in it. What came of
it is not the script's doing alone: only versions that were given out by lot (a trial) can be compared, and
the page says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huawu.measures.comparing import Mean, Share, mean_of, share_of


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a script, not a rehearsal. `helpful` None: nobody said. `skipped`, `left`: the reasons,
    "" for one that is none of the list; `left` None: it was not left."""

    version: int
    contact: str
    helpful: bool | None
    skipped: tuple[str, ...]
    left: str | None
    shown: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a contact. `resolved` None: no wrap-up says it. `handled`: seconds of talk, hold and
    wrap-up; None: nobody answered, or it goes on."""

    resolved: bool | None
    handled: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """Of one version."""

    uses: int
    contacts: int
    lines: int
    skipped: dict[str, int]
    left: dict[str, int]
    helpful: Share
    skipping: Share
    leaving: Share
    resolution: Share
    handle: Mean


def effect(uses: Iterable[Use], outcomes: Mapping[str, Outcome]) -> Effect:
    """The effect of the version that these uses are of. `outcomes` by contact."""
    uses = list(uses)
    contacts = sorted({use.contact for use in uses})
    known = [outcomes[each] for each in contacts if each in outcomes]
    rated = [use.helpful for use in uses if use.helpful is not None]
    skipped = Counter(reason for use in uses for reason in use.skipped)
    left = Counter(use.left for use in uses if use.left is not None)
    lines = sum(use.shown for use in uses)
    resolved = [each.resolved for each in known if each.resolved is not None]
    return Effect(
        uses=len(uses),
        contacts=len(contacts),
        lines=lines,
        skipped=dict(skipped.most_common()),
        left=dict(left.most_common()),
        helpful=share_of(sum(rated), len(rated)),
        skipping=share_of(min(skipped.total(), lines), lines),
        leaving=share_of(left.total(), len(uses)),
        resolution=share_of(sum(resolved), len(resolved)),
        handle=mean_of([each.handled for each in known if each.handled is not None]),
    )


def by_version(uses: Iterable[Use], outcomes: Mapping[str, Outcome]) -> dict[int, Effect]:
    """The effect of each version, the newest first."""
    sorted_out: dict[int, list[Use]] = {}
    for use in uses:
        sorted_out.setdefault(use.version, []).append(use)
    return {version: effect(sorted_out[version], outcomes) for version in sorted(sorted_out, reverse=True)}
