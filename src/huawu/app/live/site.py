"""The site's published configuration: plain values from the database, and the plans the cores work by."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from huawu.app.live.lines import lines_of
from huawu.platform import days
from huawu.platform.clock import Micros
from huawu.platform.hours import hours_from
from huawu.platform.ids import Id
from huawu.platform.recorded import PAUSE_SECONDS, said_by
from huawu.routing import service as routing
from huawu.routing.types import Plan, Queue
from huawu.speech.config import DEFAULT as VOICE_PLAN
from huawu.telephony.config.goals import shorts_of
from huawu.telephony.core.recording_rules import Rules
from huawu.telephony.core.sip.digest import ha1
from huawu.telephony.core.sip.types import Account, Directory, Trunk
from huawu.telephony.core.switch.types import Desk, FlowPlan, SwitchPlan, Target, To
from huawu.telephony.core.switch.whose import by_extension

REALM = "huawu"
CLOSED = "closed.hours"
"""Where a number leads out of its hours when nothing else is configured."""
_SAYS_CLOSED = {"start": "say", "nodes": {"say": {"do": "hang_up", "say": ["closed.hours"]}}}


@dataclass(frozen=True, slots=True)
class Site:
    """One configuration, ready to work by. `source`: what it was made of, for a start without database."""

    version: int = 0
    source: dict[str, Any] = field(default_factory=dict)
    routing: Plan = field(default_factory=lambda: Plan(0, {}, {}))
    switch: SwitchPlan = field(default_factory=SwitchPlan)
    directory: Directory = field(default_factory=lambda: Directory(REALM))
    board_queues: dict[str, Any] = field(default_factory=dict)
    board_agents: dict[str, Any] = field(default_factory=dict)
    zone: str = "Asia/Shanghai"
    day_starts_hour: int = 0
    _desks_at: dict[str, Desk] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_desks_at", by_extension(self.switch.desks))

    def desk_at(self, extension: str) -> Desk | None:
        return self._desks_at.get(extension)

    def day_start(self, now: Micros) -> Micros:
        """The start of the business day that `now` lies in."""
        return days.day_start(now, self.zone, self.day_starts_hour)


def site_of(source: dict[str, Any]) -> Site:
    """Make the plans. Raises Refusal when the configuration makes no sense."""
    agents = source.get("agents", [])
    plan = routing.plan_from({**source, "seats": {a["id"]: a for a in agents}})
    return Site(
        version=source.get("version", 0),
        source=source,
        routing=plan,
        switch=_switch_plan(source, agents, plan.queues),
        directory=_directory(source, agents),
        board_queues={key: _board_queue(key, body) for key, body in _in_order(source.get("queues", {}))},
        board_agents={a["id"]: _board_agent(a) for a in agents},
        zone=source.get("zone", "Asia/Shanghai"),
        day_starts_hour=source.get("day_starts_hour", 0),
    )


def _switch_plan(source: dict[str, Any], agents: list[dict[str, Any]], queues: dict[Id, Queue]) -> SwitchPlan:
    zone = source.get("zone", "Asia/Shanghai")
    hours = {key: hours_from(body, zone) for key, body in source.get("hours", {}).items()}
    numbers = {
        number: Target(
            body.get("flow"),
            body.get("queue"),
            body.get("language", "zh-CN"),
            hours.get(body.get("hours")),
            body.get("closed") or CLOSED,
            body.get("extension"),
            body.get("operator") or "",
            body.get("operator_queue"),
        )
        for number, body in source.get("numbers", {}).items()
    }
    flows = {CLOSED: FlowPlan(CLOSED, 1, _SAYS_CLOSED)} | {
        key: FlowPlan(key, body.get("version", 1), body["graph"])
        for key, body in source.get("flows", {}).items()
    }
    desks = {a["id"]: Desk(a["id"], a["extension"], a["number"], _name(a)) for a in agents}
    return SwitchPlan(
        numbers,
        flows,
        desks,
        callbacks={queue.id: rule for queue in queues.values() if (rule := queue.callback) is not None},
        customer_first=source.get("customer_first", True),
        notice_seconds=source.get("notice_seconds", 20),
        queues=frozenset(source.get("queues", {})),
        resuming=frozenset(queue.id for queue in queues.values() if queue.resume_seconds),
        extensions=frozenset(phone["extension"] for phone in source.get("phones", [])),
        trunks=tuple(name for name, body in source.get("trunks", {}).items() if body.get("uri")),
        shorts=shorts_of(source.get("trunks", {})),
        handing_back=frozenset(n for n, body in source.get("trunks", {}).items() if body.get("hands_back")),
        urgent=To(**urgent) if (urgent := source.get("urgent_transfer")) else None,
        conference_limit=source.get("conference_limit", 16),
        shown=source.get("shown_number", ""),
        blocked=tuple(source.get("blocked_numbers", ())),
        lines=lines_of(source, hours),
        recording=_rules(source),
        hours=hours,
        prompts=source.get("prompts", {}),
        speaks=bool(source.get("speech", {}).get(VOICE_PLAN, {}).get("say")),
        zone=zone,
        operator_hours=hours.get(source.get("operator_hours", "")),
    )


def _rules(source: dict[str, Any]) -> Rules:
    """Which calls are recorded."""
    return Rules(
        {key: said_by(body) for key, body in source.get("numbers", {}).items()},
        {key: said_by(body) for key, body in source.get("queues", {}).items()},
        said_by(source, "extensions_recorded"),
        said_by(source, "outgoing_recorded"),
        source.get("recording_pause_seconds", PAUSE_SECONDS),
    )


def _directory(source: dict[str, Any], agents: list[dict[str, Any]]) -> Directory:
    trunks = tuple(
        Trunk(name, tuple(body["networks"]), body.get("uri") or "", body.get("user") or "")
        for name, body in source.get("trunks", {}).items()
    )
    accounts = {
        a["extension"]: Account(a["extension"], dict(a.get("ha1") or {}), a.get("fixed"))
        for a in [*agents, *source.get("phones", [])]
        if a.get("extension")
    }
    # Many desk phones fail on a challenge that offers more than MD5, RFC 8760 notwithstanding. Secrets are
    # long and random; a site whose phones can do better says so.
    algorithms = tuple(source.get("sip_algorithms", ("MD5",)))
    places = frozenset(source.get("parks", {}))
    return Directory(source.get("realm", REALM), trunks, accounts, algorithms, places)


def with_passwords(directory: Directory, folder: Path) -> Directory:
    """The directory with what proves us to neighbours, and telephones that are no agent's to us: one file a
    trunk or telephone in the folder of keys, so that no password is in the configuration, its exports or the
    spool."""
    accounts = {
        user: _with_secret(each, directory.realm, folder) for user, each in directory.accounts.items()
    }
    trunks = tuple(_with_password(trunk, folder) for trunk in directory.trunks)
    return replace(directory, trunks=trunks, accounts=accounts)


def _with_secret(account: Account, realm: str, folder: Path) -> Account:
    path = folder / "phones" / account.user
    if account.ha1 or path.parent != folder / "phones" or not path.is_file():
        return account
    password = path.read_text(encoding="utf-8").strip()
    return replace(
        account, ha1={each: ha1(each, account.user, realm, password) for each in ("MD5", "SHA-256")}
    )


def _with_password(trunk: Trunk, folder: Path) -> Trunk:
    path = folder / "trunks" / trunk.name
    if not trunk.user or path.parent != folder / "trunks" or not path.is_file():
        return trunk
    return replace(trunk, password=path.read_text(encoding="utf-8").strip())


def _in_order(queues: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """As lists of queues show them: by their order, then their key."""
    return sorted(queues.items(), key=lambda each: (each[1].get("order", 0), each[0]))


def _board_queue(key: str, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": body.get("name", {"zh": key, "en": key}),
        "answer_seconds": body.get("answer_seconds", 20),
    }


def _names(agent: dict[str, Any]) -> dict[str, str]:
    """In both languages, for screens: each reader sees their own."""
    name = agent.get("name", "")
    return (
        {"zh": name.get("zh", ""), "en": name.get("en", "")}
        if isinstance(name, dict)
        else {"zh": name, "en": ""}
    )


def _name(agent: dict[str, Any]) -> str:
    """As the person's colleagues write it, for the display of a telephone."""
    name = agent.get("name", "")
    return str(name.get("zh") or name.get("en") or "") if isinstance(name, dict) else str(name)


def _board_agent(agent: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": _names(agent),
        "number": agent["number"],
        "extension": agent["extension"],
        "queues": list(agent.get("queues", [])),
    }
