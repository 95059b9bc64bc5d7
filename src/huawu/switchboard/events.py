"""Facts of the switchboard. They name nobody: the entry says who it is."""

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id
from huawu.platform.values import value


@fact("directory.changed")
@value
class DirectoryChanged:
    """Own entries were changed. Stream: the directory. `what`: added, changed, removed, imported; `entry`:
    which, "" when it was a sheet; `many`: how many. `by`: the user."""

    what: str
    entry: Id
    many: int
    by: Id
    at: Micros
