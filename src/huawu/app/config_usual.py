"""What is in force where a site has not arranged it: where it begins when it does."""

from collections.abc import Mapping
from typing import Any

from huawu.cases import config as cases
from huawu.customers import config as customers
from huawu.switchboard import config as switchboard

_ALL = {**cases.USUAL, **customers.USUAL, **switchboard.USUAL}


def usual_of(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """Bodies by key; none of kinds of which nothing is in force before it is configured."""
    return _ALL.get(kind, {})
