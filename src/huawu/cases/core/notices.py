"""Who is told of something: users, by the people that there are around a case."""

from dataclasses import dataclass

from huawu.platform.ids import Id

WHATS = (
    "escalated",
    "remedy_asked",
    "remedy_settled",
    "improvement_late",
    "improvement_left",
    "along_stays",
    *("help_seen", "help_answered", "help_late", "mark_proposed", "mark_decided"),
    *("receipt_late", "receipt_refused"),
    "incident_declared",
)


@dataclass(frozen=True, slots=True)
class Around:
    """The users around a case. `owner`, `leader` (of its team) None: there is none who signs in. `but`: whom
    it is about, who hears nothing of it."""

    owner: Id | None
    leader: Id | None
    leaders: tuple[Id, ...]
    managers: tuple[Id, ...]
    administrators: tuple[Id, ...]
    but: Id | None = None


def told(to: str, around: Around) -> list[Id]:
    """Who is told what is said to owner, leader or manager: somebody always is, the next one up when there is
    no such person."""
    ladder = {
        "owner": (_one(around.owner), _one(around.leader), around.leaders),
        "leader": (_one(around.leader), around.leaders),
        "manager": (),
    }[to]
    for those in (*ladder, around.managers, around.administrators):
        left = [user for user in those if user != around.but]
        if left:
            return left
    return []


def _one(user: Id | None) -> tuple[Id, ...]:
    return () if user is None else (user,)
