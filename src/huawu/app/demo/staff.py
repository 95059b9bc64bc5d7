"""Who works in the demonstration."""

from dataclasses import dataclass, field

_HOTEL = ("front-desk", "room-service", "reservations")
_SUPPORT = ("billing", "support", "complaints")


@dataclass(frozen=True, slots=True)
class Worker:
    """Someone with a sign-in; with a `number` and an `extension`, also an agent."""

    login: str
    zh: str
    en: str
    roles: tuple[str, ...]
    number: str = ""
    extension: str = ""
    queues: tuple[str, ...] = ()
    skills: dict[str, int] = field(default_factory=dict)


def _agent(
    place: int, login: str, zh: str, en: str, *roles: str, queues: tuple[str, ...], **skills: int
) -> Worker:
    return Worker(login, zh, en, roles, f"100{place}", f"800{place}", queues, skills)


STAFF = (
    Worker("admin", "周启明", "Zhou Qiming", ("administrator",)),
    Worker("manager", "沈丽华", "Shen Lihua", ("manager",)),
    Worker("inspector", "何敏", "He Min", ("inspector",)),
    Worker("planner", "高磊", "Gao Lei", ("planner",)),
    Worker("auditor", "秦朗", "Qin Lang", ("auditor",)),
    _agent(1, "lin", "林小满", "Lin Xiaoman", "agent", "operator", queues=_HOTEL, english=4),
    _agent(2, "zhao", "赵一诺", "Zhao Yinuo", "agent", "operator", queues=_HOTEL, english=3, japanese=4),
    _agent(3, "sun", "孙浩然", "Sun Haoran", "agent", queues=_HOTEL, english=2),
    _agent(4, "wu", "吴思远", "Wu Siyuan", "agent", queues=("billing", "support"), network=4),
    _agent(
        5, "zheng", "郑雨桐", "Zheng Yutong", "agent", queues=("billing", "support"), network=2, english=3
    ),
    _agent(6, "feng", "冯子墨", "Feng Zimo", "agent", queues=_SUPPORT, complaints=5),
    _agent(7, "chen", "陈静", "Chen Jing", "team_leader", queues=_HOTEL, english=5, complaints=4),
    _agent(8, "liu", "刘洋", "Liu Yang", "team_leader", queues=_SUPPORT, network=5, complaints=5),
)
"""Five offices, six agents (the first two also operators), two team leaders who take calls when it is
busy.
"""
