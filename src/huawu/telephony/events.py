"""Facts of extensions."""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id


@fact("extension.wished")
@dataclass(frozen=True, slots=True)
class ExtensionWished:
    """What the owner of an extension wishes from now on. Stream: the extension. `forwards`: the cases in
    which calls are sent on; where to may be a private number and is not told. `by`: the user who said so on a
    page; None: the telephone itself."""

    extension: str
    dnd: bool
    forwards: tuple[str, ...]
    by: Id | None
    at: Micros
