"""Names that people see in data: Chinese always, English where somebody wrote it."""

from typing import Any

from huawu.platform.refusals import Invalid


def require_name(body: dict[str, Any]) -> None:
    """Refuse a body whose `name` is not `{"zh": ..., "en": ...}` with the Chinese one there."""
    name = body.get("name")
    if not isinstance(name, dict) or set(name) - {"zh", "en"}:
        raise Invalid("config.no_name")
    if not all(isinstance(word, str) for word in name.values()) or not name.get("zh", "").strip():
        raise Invalid("config.no_name")
