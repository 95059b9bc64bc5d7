"""Facts of the configuration."""

from dataclasses import dataclass

from huawu.platform.facts import fact


@fact("config.published")
@dataclass(frozen=True, slots=True)
class ConfigPublished:
    """A site has a new configuration. Stream: `config/` + site. `items`: what changed, as [kind, key]."""

    number: int
    items: list[list[str]]
