"""Help with a case that nobody sees to: who is told next, and after how long."""

USUAL_MINUTES, MOST_MINUTES = 5, 240
"""How long each is waited for, unless the guide says otherwise."""
_LEADERS, _EXPERTS = ("manager",), ("leader", "manager")


def next_up(skill: str, told: int) -> str | None:
    """Who is told next (see `core.notices.told`) when `told` were told already: above experts the leader,
    above leaders ("" as skill) the manager. None: there is nobody further."""
    ladder = _EXPERTS if skill else _LEADERS
    return ladder[told] if told < len(ladder) else None
