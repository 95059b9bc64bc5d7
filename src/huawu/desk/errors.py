"""Refusals of the desk."""

from huawu.flows.types import Problem
from huawu.platform.refusals import Invalid


class BadScript(Invalid):
    """A script has problems; `params["problems"]` lists them with key, node, field and params."""

    def __init__(self, problems: list[Problem]) -> None:
        rows = [
            {"key": each.key, "node": each.node, "field": each.field, "params": each.params}
            for each in problems
        ]
        super().__init__("script.bad", problems=rows)
