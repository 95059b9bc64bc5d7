"""What the desk reads: drafts, and what is put together of other rooms' knowledge."""

from huawu.desk.queries.drafts import draft, drafts

__all__ = ["draft", "drafts"]
