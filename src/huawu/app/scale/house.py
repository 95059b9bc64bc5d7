"""Who works there, and how the centre is arranged: as the demonstration, with more people and teams, who work
day and night."""

from typing import Any

from huawu.app.demo.centre import CONFIGURATION, QUEUES, SKILLS, TEAMS
from huawu.app.scale.customers import person_name
from huawu.app.scale.sizes import CUSTOMERS_SPAN, Agent, Sizes, World, id_at
from huawu.cases.queries import Arranged
from huawu.people import service as people
from huawu.people.models import AgentRow, UserRow
from huawu.people.types import NewUser
from huawu.platform import config
from huawu.platform.clock import Micros
from huawu.platform.dice import seeded
from huawu.platform.work import Work

AGENTS = 200
FIRST = 1001
LEADER, AGENT, READER = "scale-leader", "scale-agent", "scale-reader"
"""Who may sign in: a team leader (sees numbers whole), an agent and an inspector (who see them masked).
Whoever measures gives them a password."""
_LOGINS = {0: LEADER, 1: AGENT}
_ROLES = {LEADER: "team_leader", READER: "inspector"}
_ALL_TEAMS: dict[str, Any] = TEAMS | {
    key: {"name": {"zh": zh, "en": key.title()}}
    for key, zh in {"north": "华北组", "south": "华南组", "east": "华东组", "west": "西部组"}.items()
}
_HOURS = {
    "name": {"zh": "昼夜", "en": "Day and night"},
    "week": {str(day): [["00:00", "12:00"], ["12:30", "24:00"]] for day in range(1, 8)},
    "days": {"2026-01-01": [], "2026-10-01": []},
}
"""Nearly always, so that clocks run whenever somebody measures; with closed half hours to be counted."""


def world(site: str, sizes: Sizes, *, word: str, now: Micros, today: Micros | None = None) -> World:
    """What everything follows from: `word`, the sizes and when it is made."""
    since, teams = now - CUSTOMERS_SPAN, list(_ALL_TEAMS)
    agents = tuple(
        Agent(id_at(since, 2 * place), id_at(since, 2 * place + 1), teams[place % len(teams)])
        for place in range(AGENTS)
    )
    whole: dict[str, dict[str, Any]] = {}
    for (kind, key), body in _bodies().items():
        whole.setdefault(kind, {})[key] = body
    there = Arranged(whole, whole["site"]["site"]["zone"])
    return World(word, site, sizes, now, today or now, agents, tuple(QUEUES), tuple(teams), there)


async def furnish(work: Work, world: World) -> None:
    """Configure, and hire everybody. `config_checks.install` must have been called."""
    await config.save_drafts(work, _bodies())
    await config.publish(work, note="made up")
    await people.create_user(work, _new_user(READER))
    leader = await people.create_user(work, _new_user(LEADER))
    await work.session.flush()
    made = await work.session.get_one(UserRow, leader)
    kept = made.password_hash
    await work.session.delete(made)
    await work.session.flush()
    dice = seeded(f"{world.seed} people")
    names = [{"zh": person_name(dice), "en": f"Agent {FIRST + place}"} for place in range(AGENTS)]
    work.session.add_all(_user(work, world, place, names[place], kept) for place in range(AGENTS))
    await work.session.flush()
    work.session.add_all(_agent(work, world, place, names[place]) for place in range(AGENTS))


def _bodies() -> dict[tuple[str, str], Any]:
    """The demonstration's, without its trunk, with other teams, hours and agents."""
    left_out = {"agent", "team", "trunk"}
    bodies: dict[tuple[str, str], Any] = {
        (kind, key): body
        for kind, items in CONFIGURATION.items()
        if kind not in left_out
        for key, body in items.items()
    }
    bodies |= {("team", key): body for key, body in _ALL_TEAMS.items()}
    for place in range(AGENTS):
        bodies["agent", str(FIRST + place)] = _able(place)
    bodies["hours", "works"] = _HOURS
    for priority in ("high", "medium", "low"):
        bodies["case_promise", priority] = bodies["case_promise", priority] | {"hours": "works"}
    return bodies


def _able(place: int) -> dict[str, Any]:
    """Everybody is in a team, serves two queues and has a skill."""
    queues, skills, teams = list(QUEUES), list(SKILLS), list(_ALL_TEAMS)
    return {
        "team": teams[place % len(teams)],
        "queues": {queues[place % len(queues)]: 1, queues[(place + 1) % len(queues)]: 2},
        "skills": {skills[place % len(skills)]: 1 + place % 5},
    }


def _new_user(login: str) -> NewUser:
    return NewUser(login, people.first_password(login), {"zh": login, "en": login}, (_ROLES[login],))


def _user(work: Work, world: World, place: int, name: dict[str, str], password_hash: str) -> UserRow:
    """`password_hash`: of a password that nobody knows."""
    login = _LOGINS.get(place, f"scale-{FIRST + place}")
    return UserRow(
        id=world.agents[place].user,
        site_id=work.site,
        login=login,
        password_hash=password_hash,
        name=name,
        roles=[_ROLES.get(login, "agent")],
        locale="zh-CN",
        theme="system",
        active=True,
        created_at=work.now,
    )


def _agent(work: Work, world: World, place: int, name: dict[str, str]) -> AgentRow:
    return AgentRow(
        id=world.agents[place].id,
        site_id=work.site,
        user_id=world.agents[place].user,
        number=str(FIRST + place),
        name=name,
        extension=f"8{FIRST + place}",
        ha1_md5="",
        ha1_sha256="",
        phone_uri=None,
        queues=[],
        skills={},
        active=True,
        created_at=work.now,
    )
