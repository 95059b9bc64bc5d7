"""Facts of the desk. Stream: `script/` + the script."""

from dataclasses import dataclass

from huawu.platform.facts import fact
from huawu.platform.ids import Id


@fact("script.approved")
@dataclass(frozen=True, slots=True)
class ScriptApproved:
    """Agents are shown a new version; `share`: only to so many per cent of the contacts, as a trial."""

    script: Id
    version: int
    scene: str
    share: int | None


@fact("script.retired")
@dataclass(frozen=True, slots=True)
class ScriptRetired:
    """A version is not shown any more."""

    script: Id
    version: int
