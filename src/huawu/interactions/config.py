"""What a wrap-up type must be to be published.

    {"name": {"zh": "投诉", "en": "Complaint"}, "order": 2, "parent": null,
     "results": [{"id": "solved", "name": {"zh": "已解决", "en": "Solved"}}]}

Types form a tree by `parent`; a type without results of its own takes its parent's.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import checker, published
from huawu.platform.config.checks import Body, Whole
from huawu.platform.names import require_name
from huawu.platform.refusals import Invalid

KIND = "wrap_up_type"
_FIELDS = frozenset({"name", "order", "parent", "results"})


def register() -> None:
    """Make wrap-up types configurable."""
    checker(KIND, check_type)


def check_type(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name, with results that are none, under a parent that is not there or itself."""
    if unknown := sorted(set(body) - _FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    require_name(body)
    results = body.get("results", [])
    if not isinstance(results, list) or not all(_is_result(result) for result in results):
        raise Invalid("config.bad_field", field="results")
    types, seen, above = whole.get(KIND, {}), {key}, body.get("parent")
    while above is not None:
        if above in seen or above not in types:
            raise Invalid("wrap_up.bad_parent", parent=str(above))
        seen.add(above)
        above = types[above].get("parent")


def tree(types: dict[str, Body]) -> list[dict[str, Any]]:
    """The types as the page shows them: `{id, name, results, children}`, each with the results it may
    have.
    """
    return _branch(types, None)


def results_of(types: dict[str, Body], key: str) -> frozenset[str] | None:
    """The results a type may have; None when there is no such type."""
    if key not in types:
        return None
    return frozenset(result["id"] for result in _results(types, key))


class ConfiguredTypes:
    """Fills `ports.WrapUpTypes` from the published configuration of a site."""

    def __init__(self, site: str) -> None:
        self._site = site

    async def results_of(self, session: AsyncSession, type: str) -> frozenset[str] | None:
        return results_of(await published(session, self._site, KIND), type)


def _branch(types: dict[str, Body], parent: str | None) -> list[dict[str, Any]]:
    mine = [key for key, body in types.items() if body.get("parent") == parent]
    return [
        {
            "id": key,
            "name": types[key]["name"],
            "results": _results(types, key),
            "children": _branch(types, key),
        }
        for key in sorted(mine, key=lambda key: (types[key].get("order", 0), key))
    ]


def _results(types: dict[str, Body], key: str) -> list[dict[str, Any]]:
    at: str | None = key
    while at is not None:
        if results := types[at].get("results"):
            return list(results)
        at = types[at].get("parent")
    return []


def _is_result(result: object) -> bool:
    if not isinstance(result, dict) or set(result) != {"id", "name"} or not isinstance(result["id"], str):
        return False
    try:
        require_name(result)
    except Invalid:
        return False
    return bool(result["id"])
