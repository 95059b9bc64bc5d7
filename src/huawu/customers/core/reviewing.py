"""Why somebody should look at a record: it is old, says what cannot be, or lacks what one should know."""

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple, get_args

from huawu.customers.core.fields import Definitions, field_faults
from huawu.customers.core.items import Item, can_be_asked, readiness
from huawu.customers.core.verifying import OWN, confirmed_in, judged
from huawu.customers.types import Record, Verdict
from huawu.platform.clock import Micros

Kind = Literal["old", "contradictory", "incomplete"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Reason(NamedTuple):
    """`kind`: old, contradictory, incomplete. `key`: old; not_right (the system finds a fact wrong),
    found_wrong (somebody or the knowledge base did), layers_differ, identity_of_company; missing. `of`: the
    field, or the key of the item that is missing; "" for the whole record."""

    kind: str
    key: str
    of: str = ""


def reasons_of(
    record: Record,
    own: Definitions,
    items: Collection[Item],
    verdicts: Collection[Verdict],
    *,
    today: str,
    fresh_at: Micros,
    old_before: Micros,
) -> list[Reason]:
    """Every reason, the gravest first. `fresh_at`: when somebody wrote or looked at it last; `old_before`:
    what nobody looked at since then is old; `today`: YYYY-MM-DD."""
    found = _contradictions(record, own, [each for each in verdicts if each.holds], today)
    found += [
        Reason("incomplete", "missing", item.key)
        for item in readiness(items, record, confirmed_in(verdicts)).missing
        if can_be_asked(item)
    ]
    return found + ([Reason("old", "old")] if fresh_at < old_before else [])


def _contradictions(
    record: Record, own: Definitions, verdicts: Collection[Verdict], today: str
) -> list[Reason]:
    wrong = [field for field, said in judged(record, own, today).items() if said.result == "wrong"]
    wrong += [
        OWN + key
        for key, value in record.fields.items()
        if key in own and field_faults({key: value}, own) and OWN + key not in wrong
    ]
    said: dict[str, set[str]] = {}
    for each in verdicts:
        if each.layer != "system" and each.result != "open":
            said.setdefault(each.field, set()).add(each.result)
    found = [Reason("contradictory", "not_right", field) for field in wrong]
    for field, results in sorted(said.items()):
        if results == {"right", "wrong"}:
            found.append(Reason("contradictory", "layers_differ", field))
        elif results == {"wrong"}:
            found.append(Reason("contradictory", "found_wrong", field))
    if record.kind == "company":
        found += [
            Reason("contradictory", "identity_of_company", OWN + key)
            for key in record.fields
            if key in own and own[key].type == "id_number"
        ]
    return found


def plain(reasons: Collection[Reason]) -> list[dict[str, str]]:
    """As they are written down."""
    return [each._asdict() for each in reasons]


def read(written: Collection[Mapping[str, str]]) -> list[Reason]:
    """What `plain` wrote."""
    return [Reason(each["kind"], each["key"], each["of"]) for each in written]
