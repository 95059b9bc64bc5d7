"""Who works in the demonstration, in which team, and what they can do."""

from dataclasses import dataclass, field
from typing import Any

_HOTEL = ("front-desk", "room-service", "reservations", "english")
_SUPPORT = ("billing", "support", "complaints")
_TEAM = {"front-desk": "hotel", "billing": "support"}


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
    languages: dict[str, int] = field(default_factory=dict)

    def abilities(self) -> dict[str, Any]:
        """As the configuration says them. Team leaders take calls only when nobody else is free."""
        level = 2 if "team_leader" in self.roles else 1
        return {
            "team": _TEAM[self.queues[0]],
            "languages": self.languages,
            "skills": self.skills,
            "queues": dict.fromkeys(self.queues, level),
        }


def _agent(place: int, login: str, names: tuple[str, str], *roles: str, queues: tuple[str, ...]) -> Worker:
    zh, en = names
    return Worker(login, zh, en, roles, f"100{place}", f"800{place}", queues, _SKILLS[login], _SPEAKS[login])


_SKILLS: dict[str, dict[str, int]] = {
    "lin": {"booking": 3, "concierge": 4},
    "zhao": {"booking": 4, "concierge": 3},
    "sun": {"booking": 2},
    "wu": {"billing": 2, "network": 4},
    "zheng": {"billing": 4, "network": 2},
    "feng": {"billing": 3, "complaints": 5},
    "chen": {"booking": 5, "concierge": 5, "complaints": 4},
    "liu": {"billing": 4, "network": 5, "complaints": 5},
}
_SPEAKS: dict[str, dict[str, int]] = {
    "lin": {"zh-CN": 5, "en-US": 4},
    "zhao": {"zh-CN": 5, "en-US": 3, "ja-JP": 4},
    "sun": {"zh-CN": 5, "en-US": 2},
    "wu": {"zh-CN": 5},
    "zheng": {"zh-CN": 5, "en-US": 3},
    "feng": {"zh-CN": 5, "yue": 4},
    "chen": {"zh-CN": 5, "en-US": 5},
    "liu": {"zh-CN": 5, "en-US": 2},
}

STAFF = (
    Worker("admin", "周启明", "Zhou Qiming", ("administrator",)),
    Worker("manager", "沈丽华", "Shen Lihua", ("manager",)),
    Worker("inspector", "何敏", "He Min", ("inspector",)),
    Worker("planner", "高磊", "Gao Lei", ("planner",)),
    Worker("auditor", "秦朗", "Qin Lang", ("auditor",)),
    _agent(1, "lin", ("林小满", "Lin Xiaoman"), "agent", "operator", queues=_HOTEL),
    _agent(2, "zhao", ("赵一诺", "Zhao Yinuo"), "agent", "operator", queues=_HOTEL),
    _agent(3, "sun", ("孙浩然", "Sun Haoran"), "agent", queues=_HOTEL),
    _agent(4, "wu", ("吴思远", "Wu Siyuan"), "agent", queues=("billing", "support")),
    _agent(5, "zheng", ("郑雨桐", "Zheng Yutong"), "agent", queues=("billing", "support")),
    _agent(6, "feng", ("冯子墨", "Feng Zimo"), "agent", queues=_SUPPORT),
    _agent(7, "chen", ("陈静", "Chen Jing"), "team_leader", queues=_HOTEL),
    _agent(8, "liu", ("刘洋", "Liu Yang"), "team_leader", queues=_SUPPORT),
)
"""Five offices, six agents (the first two also operators), two team leaders who take calls when it is
busy.
"""
