"""How the receipt of a department stands."""

from datetime import datetime
from typing import Literal

from huawu.platform.web.shapes import Shape, Words


class CaseReceiptTeam(Shape):
    """A team to which a case can be sent."""

    id: str
    name: Words


class CaseReceipt(Shape):
    """The last receipt that was asked of a case. `late`: awaited for longer than promised, or confirmed after
    that. `due_at` null: nobody works so long. `mine`: this person may confirm or refuse; `again`: to which
    teams they may send it again after it came back."""

    team: str
    team_name: Words | None
    from_team_name: Words | None
    sent_at: datetime
    sent_by: Words | None
    due_at: datetime | None
    late: bool
    state: Literal["waiting", "confirmed", "refused"]
    ended_at: datetime | None
    ended_by: Words | None
    reason: str
    mine: bool
    again: list[CaseReceiptTeam]
