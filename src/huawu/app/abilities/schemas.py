"""What the HTTP interface says about people's abilities."""

from typing import Annotated, Any, Literal

from pydantic import Field

from huawu.app.config_seen import Mark
from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, Shape, ShortText, Words

Key = Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
_MOST = 500


class ChannelRoom(Asked):
    """How many contacts of a channel at once, and which other channels may go on beside them."""

    most: int = 1
    beside: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=20)] = []


class Abilities(Asked):
    """What an agent can do. Levels of languages (BCP 47) and skills: 1 to 5. The level in a queue: who has 1
    is asked first. An empty `capacity`: one contact at a time. `wrap_up` "": as each queue says."""

    team: Annotated[str, Field(max_length=64)] = ""
    languages: Annotated[dict[Annotated[str, Field(max_length=35)], int], Field(max_length=_MOST)] = {}
    skills: Annotated[dict[Key, int], Field(max_length=_MOST)] = {}
    queues: Annotated[dict[Key, int], Field(max_length=_MOST)] = {}
    capacity: Annotated[dict[Annotated[str, Field(max_length=20)], ChannelRoom], Field(max_length=20)] = {}
    weight: int = 1
    auto_answer: bool = False
    wrap_up: Literal["", "none", "optional", "forced", "on_request", "until_done"] = ""


class PersonShown(Shape):
    """An agent with what is in force; `draft`: what waits to be, null when nothing does. `mark`: of the
    draft, else of what is in force."""

    agent: AgentBrief
    abilities: Abilities
    draft: Abilities | None
    mark: str


class TeamName(Asked):
    zh: ShortText
    en: ShortText = ""


class TeamDrafted(Asked):
    name: TeamName
    order: int = 0
    leader: Annotated[str, Field(max_length=20)] = ""


class TeamKept(Shape):
    """`value` null: not in force yet. `leader`: an agent's number, or ""."""

    key: str
    value: TeamDrafted | None
    draft: TeamDrafted | None
    draft_removes: bool
    mark: str


class SkillOrQueue(Shape):
    id: str
    name: Words


class People(Shape):
    """Agents by number, and what they can be given. `number`: of the configuration in force; `nothing`: the
    mark of a team that is not there yet."""

    number: int
    people: list[PersonShown]
    teams: list[TeamKept]
    skills: list[SkillOrQueue]
    queues: list[SkillOrQueue]
    nothing: str


class PeopleDrafted(Asked):
    """Several at once, all or none. A draft that says what is in force is thrown away; a team of null is
    taken away. `agents_from`, `teams_from`: the marks of what they were made from; without: from anything."""

    agents: Annotated[dict[Key, Abilities], Field(max_length=_MOST)] = {}
    teams: Annotated[dict[Key, TeamDrafted | None], Field(max_length=_MOST)] = {}
    agents_from: Annotated[dict[Key, Mark], Field(max_length=_MOST)] = {}
    teams_from: Annotated[dict[Key, Mark], Field(max_length=_MOST)] = {}
    note: ShortText = ""


class TeamShown(Shape):
    """Who belongs together. `leader` and `agents` are agents' ids."""

    id: str
    name: Words
    leader: str | None
    agents: list[str]


class TeamList(Shape):
    items: list[TeamShown]


def body_of(asked: Abilities | TeamDrafted) -> dict[str, Any]:
    """As the configuration keeps it."""
    return asked.model_dump()
