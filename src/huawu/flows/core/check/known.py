"""What is there besides the graph: what its nodes may name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

LANGUAGES = ("zh-CN", "en-US")
"""Every prompt must exist in these."""


@dataclass(frozen=True, slots=True)
class Known:
    """None: it is not known what there is, nothing is said of it. `prompts`: the languages of each prompt,
    by what a graph calls it ("menu.hotel", "own/KEY"); `providers`: what can be looked up besides customers,
    the directory and cases; `origins`: of other systems that may be asked though they are not https
    ("http://10.0.0.8:8080"), none as long as nothing is known."""

    prompts: Mapping[str, Collection[str]] | None = None
    queues: Collection[str] | None = None
    calendars: Collection[str] | None = None
    mailboxes: Collection[str] | None = None
    flows: Collection[str] | None = None
    extensions: Collection[str] | None = None
    groups: Collection[str] | None = None
    providers: Collection[str] | None = None
    origins: Collection[str] = ()


ANYTHING = Known()
