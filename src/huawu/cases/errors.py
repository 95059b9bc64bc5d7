"""Refusals of cases that carry more than a key."""

from huawu.cases.core.forms import Wrong
from huawu.platform.refusals import Invalid, Refusal


class BadForm(Invalid):
    """Fields of a form cannot be taken; `params["fields"]` lists them with id, name and why (a key)."""

    def __init__(self, wrong: list[Wrong]) -> None:
        rows = [{"field": each.field, "name": each.name, "why": each.why} for each in wrong]
        super().__init__("case.bad_values", fields=rows, first_name=wrong[0].name, first=wrong[0].field)


class ChangedMeanwhile(Refusal):
    """Somebody else changed the case since it was seen. `params`: revision, `by` (a user), `at` (micros), and
    what was changed: `fields`."""

    def __init__(self, *, revision: int, by: str, at: int, fields: list[str]) -> None:
        super().__init__("case.changed_meanwhile", revision=revision, by=by, at=at, fields=fields)
