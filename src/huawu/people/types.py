"""Nouns of people that cross the door."""

from dataclasses import dataclass

from huawu.people.core import abilities, permissions, sip_secrets
from huawu.platform.ids import Id

REALM = sip_secrets.REALM
ROLES = tuple(permissions.ROLES)
"""The names of the roles that there are."""

BilingualName = dict[str, str]
"""`{"zh": ..., "en": ...}`; `en` may be empty."""

BOARD_SEE = permissions.BOARD_SEE
FIGURES_SEE = permissions.FIGURES_SEE
INTERACTIONS_OWN = permissions.INTERACTIONS_OWN
INTERACTIONS_ALL = permissions.INTERACTIONS_ALL
RECORDINGS_OWN = permissions.RECORDINGS_OWN
RECORDINGS_ALL = permissions.RECORDINGS_ALL
RECORDINGS_EXPORT = permissions.RECORDINGS_EXPORT
RECORDINGS_HOLD = permissions.RECORDINGS_HOLD
CUSTOMERS_SEE = permissions.CUSTOMERS_SEE
CUSTOMERS_CHANGE = permissions.CUSTOMERS_CHANGE
CUSTOMERS_KEEP = permissions.CUSTOMERS_KEEP
CUSTOMERS_OPEN = permissions.CUSTOMERS_OPEN
NUMBERS_SEE = permissions.NUMBERS_SEE
AGENT_WORK = permissions.AGENT_WORK
CALLBACKS_ALL = permissions.CALLBACKS_ALL
HELP_ANSWER = permissions.HELP_ANSWER
CALLS_RECORD = permissions.CALLS_RECORD
CALLS_SUPERVISE = permissions.CALLS_SUPERVISE
CONFIG_SEE = permissions.CONFIG_SEE
CONFIG_CHANGE = permissions.CONFIG_CHANGE
ROUTING_CHANGE = permissions.ROUTING_CHANGE
PROMPTS_CHANGE = permissions.PROMPTS_CHANGE
FLOWS_CHANGE = permissions.FLOWS_CHANGE
TEST_CALLS = permissions.TEST_CALLS
ABILITIES_CHANGE = permissions.ABILITIES_CHANGE
PEOPLE_CHANGE = permissions.PEOPLE_CHANGE
SIMULATE = permissions.SIMULATE
DIRECTORY_HIDDEN = permissions.DIRECTORY_HIDDEN
DIRECTORY_CHANGE = permissions.DIRECTORY_CHANGE
SCRIPTS_SEE = permissions.SCRIPTS_SEE
SCRIPTS_WRITE = permissions.SCRIPTS_WRITE
SCRIPTS_APPROVE = permissions.SCRIPTS_APPROVE
DUTY_SWITCH = permissions.DUTY_SWITCH
SLIPS_TAKE = permissions.SLIPS_TAKE
SLIPS_ALL = permissions.SLIPS_ALL
TICKETS_WORK = permissions.TICKETS_WORK
TICKETS_ARRANGE = permissions.TICKETS_ARRANGE
CASES_SEE = permissions.CASES_SEE
CASES_WORK = permissions.CASES_WORK
CASES_ASSIGN = permissions.CASES_ASSIGN
CASES_ARRANGE = permissions.CASES_ARRANGE

Able = abilities.Body
"""What an agent can do, as `core.abilities` writes it."""

agents_roles_below = permissions.agents_roles_below
is_below = permissions.is_below
seat_of = abilities.seat
tidy = abilities.tidy


@dataclass(frozen=True, slots=True)
class AgentRecord:
    """An agent as the live process needs to know them: for digest, for routing, for the board."""

    id: Id
    user: Id | None
    number: str  # 工号
    name: BilingualName
    extension: str
    ha1_md5: str
    ha1_sha256: str
    phone_uri: str | None  # a fixed phone that does not register
    abilities: Able  # all that they can do, as `core.abilities` writes it
    made: Able  # what they were made able to do: holds while the configuration says nothing of them

    @property
    def queues(self) -> tuple[str, ...]:
        """The queues in which they serve."""
        return tuple(self.abilities.get("queues", {}))


@dataclass(frozen=True, slots=True)
class AgentName:
    """Enough to show who it was."""

    id: Id
    number: str
    extension: str
    name: BilingualName


@dataclass(frozen=True, slots=True)
class NewUser:
    """What is told of a user to be. `password` is checked and only its hash is kept."""

    login: str
    password: str
    name: BilingualName
    roles: tuple[str, ...]
    locale: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class NewAgent:
    """What is told of an agent to be. `sip_password` is kept only as digest secrets."""

    user: Id | None
    number: str
    name: BilingualName
    extension: str
    sip_password: str
    queues: tuple[str, ...] = ()
    skills: dict[str, int] | None = None
    phone_uri: str | None = None


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Somebody who is to sign in and take calls."""

    name: BilingualName
    number: str
    login: str
    extension: str
    role: str


@dataclass(frozen=True, slots=True)
class Hired:
    """Who was hired, and what is told once and kept only as hashes: the first password, and the secret with
    which a desk phone registers."""

    agent: Id
    password: str
    phone_secret: str


@dataclass(frozen=True, slots=True)
class Account:
    """An agent as who leads people sees them. Without a user (`login` empty) nobody can sign in as them."""

    agent: AgentName
    user: Id | None
    login: str
    roles: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A user as the page shows them, with their agent if they are one."""

    id: Id
    login: str
    name: BilingualName
    roles: tuple[str, ...]
    locale: str
    theme: str
    agent: AgentName | None

    def permissions(self) -> frozenset[str]:
        return permissions.permissions_of(self.roles)
