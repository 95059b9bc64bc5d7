"""What the wizard asks: the company, its line, its first administrator and first agent."""

from typing import Annotated, Literal

from pydantic import Field

from huawu.platform.web.shapes import Asked, Secret, Shape, ShortText

Named = Annotated[ShortText, Field(min_length=1, max_length=80)]
Number = Annotated[str, Field(pattern=r"^[0-9]{2,12}$")]
Login = Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{2,40}$")]
Time = Annotated[str, Field(max_length=5)]
Greeting = Literal["none", "connecting", "recorded"]


class NameAsked(Asked):
    zh: Named
    en: Annotated[ShortText, Field(max_length=80)] = ""


class CompanyAsked(Asked):
    name: NameAsked
    zone: Annotated[str, Field(max_length=64)] = "Asia/Shanghai"
    day_starts_hour: Annotated[int, Field(ge=0, le=23)] = 0
    language: Literal["zh-CN", "en-US"] = "zh-CN"


class LineAsked(Asked):
    """`week`: periods by day, "1" is Monday; null: always open."""

    number: Annotated[str, Field(pattern=r"^[0-9*#+]{1,20}$")]
    greeting: Greeting = "connecting"
    queue: NameAsked
    answer_seconds: Annotated[int, Field(ge=5, le=600)] = 20
    week: dict[str, list[list[Time]]] | None = None


class PersonAsked(Asked):
    name: NameAsked
    login: Login
    password: Annotated[Secret, Field(min_length=1)]


class SkillAsked(Asked):
    name: NameAsked
    level: Annotated[int, Field(ge=1, le=5)] = 3


class AgentAsked(Asked):
    """`person` null: the administrator takes calls."""

    person: PersonAsked | None = None
    number: Number
    extension: Number
    skills: Annotated[list[SkillAsked], Field(max_length=12)] = []


class PartsAsked(Asked):
    """As much as has been filled in."""

    company: CompanyAsked | None = None
    line: LineAsked | None = None
    administrator: PersonAsked | None = None
    agent: AgentAsked | None = None


class CentreAsked(Asked):
    """The whole of it."""

    company: CompanyAsked
    line: LineAsked
    administrator: PersonAsked
    agent: AgentAsked


class CodeAsked(Asked):
    code: Annotated[ShortText, Field(min_length=1)]


class SetupShown(Shape):
    """`open`: nobody is there yet. `admitted`: this browser has given the code."""

    open: bool
    admitted: bool


class PhoneMade(Shape):
    """The secret with which a desk phone registers; it is shown this once. The browser needs none."""

    extension: str
    secret: str


class CentreMade(Shape):
    """Set up; whoever did it is signed in as its administrator."""

    number: int
    phone: PhoneMade
