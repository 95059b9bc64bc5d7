"""The types that are told from words as they are shipped: below each top, by name."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "enquiry": ("price", "time", "progress", "how", "rules"),
    "complaint": ("attitude", "delay", "quality", "charge", "promise", "privacy"),
    "suggestion": ("facility", "service", "process", "system", "praise"),
    "business": ("book", "change", "cancel", "repair", "open", "document", "loss", "emergency"),
}
LABELS = frozenset(f"{top}/{name}" for top, names in KINDS.items() for name in names)
"""As `like` of a type names them: `complaint/delay`."""
