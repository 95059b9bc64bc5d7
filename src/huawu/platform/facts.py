"""Facts: frozen, past tense. What the live process spools, the outbox keeps and subscribers hear.

A room declares its facts in `events.py` as frozen dataclasses marked with `@fact`. On the wire and in the
database a fact is an `Envelope`; `seq` orders the facts of one stream and has no meaning across streams.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.plain import plain_values

Fact = object
"""An instance of a frozen dataclass marked with `@fact`."""


class Envelope(NamedTuple):
    """One fact as it is written down. `body` holds plain values (str, int, float, bool, None, list, dict)."""

    id: Id
    stream: str
    seq: int
    kind: str
    version: int
    at: Micros
    site: str
    body: dict[str, Any]

    def as_list(self) -> list[Any]:
        return list(self)


Body = dict[str, Any]
Upcaster = Callable[[Body], Body]
T = TypeVar("T")

_kinds: dict[str, type[Any]] = {}
_upcasters: dict[tuple[str, int], Upcaster] = {}


def fact(kind: str, *, version: int = 1) -> Callable[[type[T]], type[T]]:
    """Mark a frozen dataclass as the current version of the fact `kind`."""

    def mark(cls: type[T]) -> type[T]:
        if kind in _kinds and _kinds[kind].__qualname__ != cls.__qualname__:
            raise ValueError(f"two facts of kind {kind}")
        cls.KIND = kind  # type: ignore[attr-defined]
        cls.VERSION = version  # type: ignore[attr-defined]
        _kinds[kind] = cls
        return cls

    return mark


def upcaster(kind: str, *, lifts: int) -> Callable[[Upcaster], Upcaster]:
    """Register the function that lifts a body of version `lifts` to the next version."""

    def keep(function: Upcaster) -> Upcaster:
        _upcasters[kind, lifts] = function
        return function

    return keep


def mark_of(event: Fact) -> tuple[str, int]:
    """Kind and version of a fact. TypeError when its class is not marked with `@fact`."""
    cls: Any = type(event)
    return _mark(cls)


@cache
def _mark(cls: Any) -> tuple[str, int]:  # noqa: ANN401 - a class
    kind, version = getattr(cls, "KIND", None), getattr(cls, "VERSION", None)
    if not isinstance(kind, str) or not isinstance(version, int):
        raise TypeError(f"{cls.__name__} is not marked as a fact")
    return kind, version


def body_of(event: Fact) -> Body:
    """The plain values of a fact."""
    return plain_values(event)


def load(kind: str, version: int, body: Body) -> Any:  # noqa: ANN401 - the caller knows the kind
    """The fact of an envelope, lifted to the current version. KeyError when nobody declares the kind."""
    cls = _kinds[kind]
    while version < cls.VERSION:
        body = _upcasters[kind, version](body)
        version += 1
    return cls(**body)
