"""The published configuration and the people of a site as one plain value, for the live process.

    {"version": 3,                                   number of the configuration
     "agents": [{"id", "extension", "number", "name": {"zh", "en"}, "ha1": {"MD5", "SHA-256"},
                 "fixed": uri or None, and what `seats` says}],
     "seats": {agent: {"queues": [...], "skills": {...}, "levels", "languages", "team", "capacity", "weight",
                       "auto_answer", "wrap_up": where the configuration says them}},
     "queues": {key: body}, "flows": {key: {"version", "graph"}}, "numbers": {dialled: body},
     "trunks": {key: {"networks": [...]}}, "prompts": {key: {language: sound}}, "phones": [{"extension"}],
     "speech": {key: body},
     "extensions": {number: body}, "ring_groups": {number: body}, "parks": {number: body},
     "conferences": {number: body}, "hours": {key: body},
     "zone": "Asia/Shanghai", "day_starts_hour": 0, "realm": "huawu",
     "customer_first": true, "urgent_transfer": {"kind", "id"} or None, "conference_limit": 16,
     "operator_hours": key of a calendar or "",
     "shown_number": "02155550000" or "", "blocked_numbers": [...], "web_allowed": [...],
     "extensions_recorded", "outgoing_recorded", "recording_pause_seconds": where the site says them}

Plain values only (msgpack), so that live can keep it beside its spool and start without the database.

What the site says of itself is one configuration item, kind and key "site":

    {"name": {"zh", "en"}, "zone": "Asia/Shanghai", "day_starts_hour": 0, "language": "zh-CN",
     "customer_first": true,                         agents let the customer hang up first (the default)
     "urgent_transfer": {"kind", "id"},              where one key sends an urgent call: kind agent, queue,
                                                     extension or number
     "operator_hours": "office",                     the calendar by which the operator is on duty, for
                                                     numbers that have one; without it nobody is by calendar
     "conference_limit": 16,                         parties of one conversation, 3 to 100
     "shown_number": "02155550000",                 the number that others see when agents call them
     "blocked_numbers": ["00", "+1900"],            beginnings of numbers that nobody here may call
     "web_allowed": ["http://10.0.0.8:8080"],        origins that flows may ask though they are not https, or
                                                     lie inside; others only by https, on the public network
     "recording_days": 180,                          how long recordings are kept, where their queue does not
                                                     say; without it for ever
     "voicemail_days": 90,                           how long messages in mailboxes are kept, likewise
     "mail_own_forbidden": false,                    owners of mailboxes may set no mail address of their own
     "extensions_recorded": false,                   calls to extensions, as `platform.recorded` says it
     "outgoing_recorded": false,                     calls of extensions to the outside, likewise
     "recording_pause_seconds": 180}                 so long an agent's pause lasts at most, 10 to 3600
"""

import asyncio
import logging
import re
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.people import queries as people
from huawu.people.config import AGENT
from huawu.people.types import REALM, AgentRecord, seat_of
from huawu.platform import config
from huawu.platform.config.checks import Body, Whole
from huawu.platform.mailed import OWN_FORBIDDEN, without_mail
from huawu.platform.names import require_name
from huawu.platform.recorded import KEPT, PAUSE_SECONDS, check_kept, check_recorded
from huawu.platform.refusals import Invalid
from huawu.platform.settings import from_environment
from huawu.platform.web.place import Place
from huawu.speech.config import KIND as SPEECH
from huawu.speech.config import PROMPT

ZONE = "Asia/Shanghai"
DAY_STARTS_HOUR = 0
SITE = "site"
"""Kind and key of the item in which the site speaks of itself."""

log = logging.getLogger(__name__)
_REFRESH_SECONDS = 10.0
_FIELDS = {"name", "zone", "day_starts_hour", "language", "customer_first", "urgent_transfer"} | {
    "conference_limit",
    "operator_hours",
    "shown_number",
    "blocked_numbers",
    "web_allowed",
    *KEPT,
    OWN_FORBIDDEN,
    "extensions_recorded",
    "outgoing_recorded",
    "recording_pause_seconds",
}
_OF_RECORDING = ("extensions_recorded", "outgoing_recorded", "recording_pause_seconds")
_KINDS = ("agent", "queue", "extension", "number")
_MOST_BLOCKED = 1000
_MOST_ORIGINS = 50
_ORIGIN = re.compile(r"https?://([a-z0-9][a-z0-9.-]{0,252}|\[[0-9a-f:]{2,39}\])(:[0-9]{1,5})?")
_LANGUAGES = ("zh-CN", "en-US")


def check_site(key: str, body: Body, whole: Whole) -> None:
    """Refused without a name, in a zone that is none, or with a day that begins at no hour."""
    require_name(body)
    if key != SITE:
        raise Invalid("config.bad_key")
    if unknown := sorted(set(body) - _FIELDS):
        raise Invalid("config.unknown_field", field=unknown[0])
    if body.get("zone", ZONE) not in available_timezones():
        raise Invalid("site.unknown_zone")
    hour = body.get("day_starts_hour", 0)
    if not isinstance(hour, int) or isinstance(hour, bool) or not 0 <= hour <= 23:
        raise Invalid("config.bad_field", field="day_starts_hour")
    for name in ("customer_first", OWN_FORBIDDEN):
        if not isinstance(body.get(name, True), bool):
            raise Invalid("config.bad_field", field=name)
    if body.get("language", "zh-CN") not in _LANGUAGES:
        raise Invalid("config.bad_field", field="language")
    check_kept(body)
    check_recorded(body, "extensions_recorded")
    check_recorded(body, "outgoing_recorded")
    _check_calls(body)
    _check_web(body)
    _check_urgent(body, whole)
    if body.get("operator_hours") is not None and body["operator_hours"] not in whole.get("hours", {}):
        raise Invalid("number.leads_nowhere", to=str(body["operator_hours"]))


def _check_calls(body: Body) -> None:
    """What is said about calls that are up."""
    limit = body.get("conference_limit", 16)
    if not isinstance(limit, int) or isinstance(limit, bool) or not 3 <= limit <= 100:
        raise Invalid("config.bad_field", field="conference_limit")
    pause = body.get("recording_pause_seconds", PAUSE_SECONDS)
    if type(pause) is not int or not 10 <= pause <= 3600:
        raise Invalid("config.bad_field", field="recording_pause_seconds")
    if not _is_number(body.get("shown_number", "0")):
        raise Invalid("config.bad_field", field="shown_number")
    blocked = body.get("blocked_numbers", [])
    if not isinstance(blocked, list) or len(blocked) > _MOST_BLOCKED or not all(map(_is_number, blocked)):
        raise Invalid("config.bad_field", field="blocked_numbers")


def _check_web(body: Body) -> None:
    """Which origins flows may ask."""
    origins = body.get("web_allowed", [])
    if not isinstance(origins, list) or len(origins) > _MOST_ORIGINS or not all(map(_is_origin, origins)):
        raise Invalid("config.bad_field", field="web_allowed")


def _is_origin(value: object) -> bool:
    found = _ORIGIN.fullmatch(value) if isinstance(value, str) else None
    return found is not None and int((found[2] or ":0")[1:]) < 65536


def _check_urgent(body: Body, whole: Whole) -> None:
    """Where urgent calls go. Extensions may be those of agents, who are not in the configuration."""
    urgent = body.get("urgent_transfer")
    if urgent is None:
        return
    good = isinstance(urgent, dict) and set(urgent) == {"kind", "id"} and urgent["kind"] in _KINDS
    if not good or not isinstance(urgent["id"], str) or not urgent["id"]:
        raise Invalid("config.bad_field", field="urgent_transfer")
    if urgent["kind"] == "queue" and urgent["id"] not in whole.get("queue", {}):
        raise Invalid("site.urgent_nowhere", to=urgent["id"])


def _is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\+?[0-9]{1,20}", value) is not None


async def refresh(place: Place) -> None:
    """Let the place know what the site says of itself now."""
    async with place.sessions() as session:
        body = (await config.whole(session, place.site)).get(SITE, {}).get(SITE, {})
    place.premises.name = body.get("name")
    place.premises.zone = body.get("zone", ZONE)
    place.premises.day_starts_hour = body.get("day_starts_hour", DAY_STARTS_HOUR)


async def keep_fresh(place: Place) -> None:
    """Read it again and again: a configuration may also be published from the command line."""
    while True:
        try:
            await refresh(place)
        except (SQLAlchemyError, OSError):
            log.info("the site's own settings could not be read: the database is away")
        await asyncio.sleep(_REFRESH_SECONDS)


async def load_site(
    session: AsyncSession, site: str | None = None, *, drafts: bool = False
) -> dict[str, Any]:
    """Everything that the live process works by. An empty installation gives empty parts. `drafts`: as it
    would be with what was saved and is not published."""
    site = site or from_environment().site
    return await site_from(session, site, await (config.drafted if drafts else config.whole)(session, site))


async def site_from(session: AsyncSession, site: str, whole: Whole, *, gone: bool = False) -> dict[str, Any]:
    """As `load_site`, under a configuration that has been read. `gone`: with those who have left."""
    number = await config.number(session, site)
    agents = await people.directory(session, gone=gone)
    queues = whole.get("queue", {})
    able = whole.get(AGENT, {})
    seats = {agent.id: seat_of(able.get(agent.number, agent.made), queues.keys()) for agent in agents}
    itself = whole.get(SITE, {}).get(SITE, {})
    return {
        "version": number,
        "agents": [_agent(agent) | seats[agent.id] for agent in agents],
        "seats": seats,
        "queues": without_mail(queues),
        "flows": {key: {"version": number, **body} for key, body in whole.get("flow", {}).items()},
        "numbers": whole.get("number", {}),
        "trunks": whole.get("trunk", {}),
        "prompts": {key: _sounds(body) for key, body in whole.get(PROMPT, {}).items()},
        "speech": dict(whole.get(SPEECH, {})),
        "phones": _phones(whole.get("extension", {}), agents),
        "extensions": without_mail(whole.get("extension", {})),
        "ring_groups": whole.get("ring_group", {}),
        "parks": whole.get("park", {}),
        "conferences": whole.get("conference", {}),
        "hours": whole.get("hours", {}),
        "zone": itself.get("zone", ZONE),
        "day_starts_hour": itself.get("day_starts_hour", DAY_STARTS_HOUR),
        "customer_first": itself.get("customer_first", True),
        "urgent_transfer": itself.get("urgent_transfer"),
        "conference_limit": itself.get("conference_limit", 16),
        "operator_hours": itself.get("operator_hours") or "",
        "shown_number": itself.get("shown_number", ""),
        "blocked_numbers": itself.get("blocked_numbers", []),
        "web_allowed": itself.get("web_allowed", []),
        **{name: itself[name] for name in _OF_RECORDING if name in itself},
        "realm": REALM,
    }


def _sounds(prompt: Body) -> dict[str, str]:
    """The sound of a prompt of the centre by language."""
    return {language: each["sound"] for language, each in prompt.get("sounds", {}).items()}


def _agent(agent: AgentRecord) -> dict[str, Any]:
    return {
        "id": agent.id,
        "extension": agent.extension,
        "number": agent.number,
        "name": agent.name,
        "ha1": {"MD5": agent.ha1_md5, "SHA-256": agent.ha1_sha256},
        "fixed": agent.phone_uri,
    }


def _phones(extensions: Any, agents: list[AgentRecord]) -> list[dict[str, Any]]:  # noqa: ANN401 - a mapping
    """Telephones that are no agent's. Their passwords are not in the configuration."""
    taken = {agent.extension for agent in agents}
    return [{"extension": number} for number in sorted(extensions) if number not in taken]
