"""Two customers who are one: what the one who is kept gets of the other, how that is taken back, and by what
one suspects it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from huawu.customers.core.folding import folded
from huawu.customers.core.pinyin import sort_key
from huawu.customers.types import LEVELS, RISKS, Record

T = TypeVar("T")
_LISTS: dict[str, Callable[[Any], object]] = {
    "numbers": lambda each: each.number,
    "mails": folded,
    "addresses": lambda each: each.text,
    "tags": folded,
}
"""Parts that are lists, and what makes two of their items the same."""


def joined(kept: Record, merged: Record) -> Record:
    """The record of the one who is kept: what it says counts; what it does not say is the other's. Lists,
    notes and own fields come together; the higher level and the higher risk stay."""
    lists: dict[str, Any] = {
        name: _union(getattr(kept, name), getattr(merged, name), same) for name, same in _LISTS.items()
    }
    return replace(
        kept,
        company=kept.company or merged.company,
        level=max(kept.level, merged.level, key=LEVELS.index),
        risk=max(kept.risk, merged.risk, key=RISKS.index),
        note="\n".join(dict.fromkeys(note for note in (kept.note, merged.note) if note)),
        fields=dict(sorted({**merged.fields, **kept.fields}.items())),
        **lists,
    )


def apart(now: Record, before: Record, after: Record) -> Record:
    """The record of the one who was kept, without what a merge brought: as it was before, but for what was
    changed since."""
    if now == after:
        return before
    change: dict[str, Any] = {}
    for name in (each.name for each in fields(Record)):
        had, got, has = getattr(before, name), getattr(after, name), getattr(now, name)
        if name in _LISTS:
            change[name] = _without(has, had, got, _LISTS[name])
        elif name == "fields":
            brought = {key for key in got if key not in had}
            change[name] = {k: v for k, v in has.items() if k not in brought or v != got[k]}
        else:
            change[name] = had if has == got else has
    return replace(now, **change)


@dataclass(frozen=True, slots=True)
class Marks:
    """By what one suspects that two customers are one."""

    kind: str
    name: str
    company: str
    numbers: frozenset[str]
    mails: frozenset[str]


def reasons(one: Marks, other: Marks) -> list[str]:
    """Why two may be one, the surest reason first; [] when nothing says so. A number alone says nothing:
    families and firms share one."""
    found: list[str] = []
    named = folded(one.name) == folded(other.name)
    if one.numbers & other.numbers and named:
        found.append("name_and_number")
    if one.mails & other.mails:
        found.append("mail")
    if one.numbers & other.numbers and not named and sort_key(one.name) == sort_key(other.name):
        found.append("sound_and_number")
    if named and one.company and folded(one.company) == folded(other.company):
        found.append("name_and_company")
    if named and one.kind == other.kind == "company":
        found.append("company_name")
    return found


def _union(one: Sequence[T], other: Sequence[T], same: Callable[[T], object]) -> tuple[T, ...]:
    known: dict[object, T] = {}
    for each in (*one, *other):
        known.setdefault(same(each), each)
    return tuple(known.values())


def _without(
    has: Iterable[T], had: Iterable[T], got: Iterable[T], same: Callable[[T], object]
) -> tuple[T, ...]:
    brought = {same(each) for each in got} - {same(each) for each in had}
    return tuple(each for each in has if same(each) not in brought)
