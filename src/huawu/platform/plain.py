"""Dataclasses as plain values, quickly: the books are written with every event of every call."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


def plain_values(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - an instance of a dataclass
    """Its fields by name, as they are (one level)."""
    cls: Any = type(thing)
    names, values_of = _reader(cls)
    return dict(zip(names, values_of(thing), strict=True))


def plain_row(thing: Any) -> list[Any]:  # noqa: ANN401 - an instance of a dataclass
    """The values of its fields in their order, as they are (one level)."""
    cls: Any = type(thing)
    return list(_reader(cls)[1](thing))


@cache
def _reader(cls: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:  # noqa: ANN401 - a dataclass
    names = tuple(field.name for field in fields(cls))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda thing: tuple(getattr(thing, name) for name in names)
