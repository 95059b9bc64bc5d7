"""Relations between two customers, and how each of them calls it."""

from collections.abc import Mapping

SEEN: Mapping[str, str] = {
    "works_at": "employs",
    "employs": "works_at",
    "spouse": "spouse",
    "parent": "child",
    "child": "parent",
    "companion": "companion",
    "contact_of": "contact",
    "contact": "contact_of",
    "other": "other",
}
"""As the one calls it: as the other one does. `parent`: the customer is the parent of the other."""

KEPT = ("works_at", "spouse", "parent", "companion", "contact_of", "other")
"""The way round in which a relation is written down."""

MUTUAL = frozenset(kind for kind, other in SEEN.items() if kind == other)


def written(kind: str, customer: str, other: str) -> tuple[str, str, str] | None:
    """A relation as it is written down: from whom, which, to whom; None when there is no such relation. A
    mutual one is written down one way only, whoever says it."""
    if kind not in SEEN:
        return None
    if kind in MUTUAL:
        return (min(customer, other), kind, max(customer, other))
    return (customer, kind, other) if kind in KEPT else (other, SEEN[kind], customer)


def seen(kind: str, *, back: bool) -> str:
    """How it is called by the one from whom it was written down, or (`back`) by the other one."""
    return SEEN[kind] if back else kind
