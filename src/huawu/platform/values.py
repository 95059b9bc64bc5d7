"""Values: dataclasses that nobody changes after they were made, cheap enough to be made for every input.

A frozen dataclass guards itself each time one is made, which costs four times as much as making it. Here the
type checker guards instead (`frozen_default`, PEP 681): to assign to a field is an error where it is written.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Make a class a value with slots: compared and hashed by its fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
