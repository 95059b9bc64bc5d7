"""Which role may do what. One table; a permission is a word that a route or use case asks for."""

from collections.abc import Iterable

BOARD_SEE = "board.see"
FIGURES_SEE = "figures.see"
INTERACTIONS_OWN = "interactions.own"
INTERACTIONS_ALL = "interactions.all"
RECORDINGS_OWN = "recordings.own"
RECORDINGS_ALL = "recordings.all"
RECORDINGS_EXPORT = "recordings.export"
RECORDINGS_HOLD = "recordings.hold"
CUSTOMERS_SEE = "customers.see"
CUSTOMERS_CHANGE = "customers.change"
CUSTOMERS_KEEP = "customers.keep"
CUSTOMERS_OPEN = "customers.open"
NUMBERS_SEE = "numbers.see"
AGENT_WORK = "agent.work"
CALLBACKS_ALL = "callbacks.all"
HELP_ANSWER = "help.answer"
CALLS_SUPERVISE = "calls.supervise"
CALLS_RECORD = "calls.record"
CONFIG_SEE = "config.see"
CONFIG_CHANGE = "config.change"
ROUTING_CHANGE = "routing.change"
TEST_CALLS = "test_calls.place"
ABILITIES_CHANGE = "abilities.change"
PEOPLE_CHANGE = "people.change"
SIMULATE = "simulation.run"
PROMPTS_CHANGE = "prompts.change"
FLOWS_CHANGE = "flows.change"
DIRECTORY_HIDDEN = "directory.hidden"
DIRECTORY_CHANGE = "directory.change"
SCRIPTS_SEE = "scripts.see"
SCRIPTS_WRITE = "scripts.write"
SCRIPTS_APPROVE = "scripts.approve"
DUTY_SWITCH = "duty.switch"
SLIPS_TAKE = "slips.take"
SLIPS_ALL = "slips.all"
TICKETS_WORK = "tickets.work"
TICKETS_ARRANGE = "tickets.arrange"
CASES_SEE = "cases.see"
CASES_WORK = "cases.work"
CASES_ASSIGN = "cases.assign"
CASES_ARRANGE = "cases.arrange"

_DESK = frozenset(
    {BOARD_SEE, AGENT_WORK, CALLS_RECORD, INTERACTIONS_OWN, RECORDINGS_OWN, SCRIPTS_SEE}
    | {SLIPS_TAKE}
    | {CUSTOMERS_SEE, CUSTOMERS_CHANGE}
    | {CASES_SEE, CASES_WORK}
)
_FIGURES = frozenset({BOARD_SEE, FIGURES_SEE})
_LEADING = (
    _DESK
    | _FIGURES
    | {INTERACTIONS_ALL, RECORDINGS_ALL, NUMBERS_SEE, CALLBACKS_ALL, HELP_ANSWER, CONFIG_SEE, TEST_CALLS}
    | {CALLS_SUPERVISE, ROUTING_CHANGE, ABILITIES_CHANGE, PEOPLE_CHANGE, SIMULATE, DIRECTORY_HIDDEN}
    | {SLIPS_ALL, TICKETS_WORK, TICKETS_ARRANGE}
    | {SCRIPTS_WRITE, SCRIPTS_APPROVE, PROMPTS_CHANGE, FLOWS_CHANGE, DUTY_SWITCH, CASES_ASSIGN}
    | {CUSTOMERS_KEEP, CUSTOMERS_OPEN, CASES_ARRANGE}
)

_KEEPING = frozenset({RECORDINGS_EXPORT, RECORDINGS_HOLD})
"""What is done with recordings beside listening: taken out of the house, kept from being deleted."""

ROLES: dict[str, frozenset[str]] = {
    "agent": _DESK,
    "operator": _DESK | {CUSTOMERS_OPEN, NUMBERS_SEE, DIRECTORY_HIDDEN, DUTY_SWITCH, SLIPS_ALL, TICKETS_WORK},
    "team_leader": _LEADING,
    "inspector": _FIGURES | {INTERACTIONS_ALL, RECORDINGS_ALL, CUSTOMERS_SEE, SCRIPTS_SEE, CASES_SEE},
    "trainer": _FIGURES
    | {INTERACTIONS_ALL, RECORDINGS_ALL, CUSTOMERS_SEE, SCRIPTS_SEE, SCRIPTS_WRITE}
    | {CASES_SEE},
    "planner": _FIGURES | {CONFIG_SEE, SIMULATE},
    "manager": _KEEPING
    | _FIGURES
    | {INTERACTIONS_ALL, RECORDINGS_ALL, CUSTOMERS_SEE, CONFIG_SEE, SIMULATE, SCRIPTS_SEE, SCRIPTS_APPROVE}
    | {CASES_SEE, CASES_ASSIGN, CASES_ARRANGE},
    "administrator": _KEEPING | _LEADING | {CONFIG_CHANGE, DIRECTORY_CHANGE},
    "auditor": frozenset({INTERACTIONS_ALL, CONFIG_SEE}),
}
"""Inspectors, trainers, managers and auditors see phone numbers masked: their work does not need them."""


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """Everything that someone with these roles may do. A role that no longer exists gives nothing."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))


def is_below(roles: Iterable[str], permissions: frozenset[str]) -> bool:
    """Whether who has these permissions leads who has these roles: can do all that they can, and more. Who
    may change the configuration leads everybody."""
    return CONFIG_CHANGE in permissions or permissions_of(roles) < permissions


def agents_roles_below(permissions: frozenset[str]) -> list[str]:
    """The roles with which agents work that someone with these permissions may give."""
    return [role for role, may in ROLES.items() if AGENT_WORK in may and is_below((role,), permissions)]
