"""Use cases of the desk. Drafts of wrap-ups are here; scripts in `scripts` (the library), `saying` (in a
call) and `readiness` (before the shift)."""

from huawu.desk.service.drafts import KEPT, drop_draft, forget_old_drafts, keep_draft

__all__ = ["KEPT", "drop_draft", "forget_old_drafts", "keep_draft"]
