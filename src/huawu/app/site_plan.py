"""The published configuration and the people of a site as one plain value, for the live process.

    {"version": 3,                                   number of the configuration
     "agents": [{"id", "extension", "number", "name": {"zh", "en"}, "ha1": {"MD5", "SHA-256"},
                 "fixed": uri or None, "queues": [...], "skills": {...}}],
     "seats": {agent: {"queues": [...], "skills": {...}}},
     "queues": {key: body}, "flows": {key: {"version", "graph"}}, "numbers": {dialled: body},
     "trunks": {key: {"networks": [...]}}, "prompts": {}, "phones": [],
     "zone": "Asia/Shanghai", "day_starts_hour": 0, "realm": "huawu"}

Plain values only (msgpack), so that live can keep it beside its spool and start without the database.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.people import queries as people
from huawu.people.types import REALM, AgentRecord
from huawu.platform import config
from huawu.platform.settings import from_environment

ZONE = "Asia/Shanghai"
DAY_STARTS_HOUR = 0


async def load_site(session: AsyncSession, site: str | None = None) -> dict[str, Any]:
    """Everything that the live process works by. An empty installation gives empty parts."""
    site = site or from_environment().site
    whole = await config.whole(session, site)
    number = await config.number(session, site)
    agents = await people.directory(session)
    queues = whole.get("queue", {})
    return {
        "version": number,
        "agents": [_agent(agent, queues.keys()) for agent in agents],
        "seats": {agent.id: _seat(agent, queues.keys()) for agent in agents},
        "queues": queues,
        "flows": {key: {"version": number, **body} for key, body in whole.get("flow", {}).items()},
        "numbers": whole.get("number", {}),
        "trunks": whole.get("trunk", {}),
        "prompts": {},
        "phones": [],
        "zone": ZONE,
        "day_starts_hour": DAY_STARTS_HOUR,
        "realm": REALM,
    }


def _agent(agent: AgentRecord, queues: Any) -> dict[str, Any]:  # noqa: ANN401 - a view of keys
    return {
        "id": agent.id,
        "extension": agent.extension,
        "number": agent.number,
        "name": agent.name,
        "ha1": {"MD5": agent.ha1_md5, "SHA-256": agent.ha1_sha256},
        "fixed": agent.phone_uri,
        **_seat(agent, queues),
    }


def _seat(agent: AgentRecord, queues: Any) -> dict[str, Any]:  # noqa: ANN401 - a view of keys
    """A queue that was taken away is served by nobody: the plan must hold together."""
    return {"queues": [queue for queue in agent.queues if queue in queues], "skills": agent.skills}
