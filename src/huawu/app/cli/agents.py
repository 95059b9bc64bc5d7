"""The agents: `huawu agents list [--json]`."""

import argparse
import json

from huawu.app.cli.database import with_place
from huawu.people import queries
from huawu.people.types import AgentRecord
from huawu.platform.settings import from_environment
from huawu.platform.web.place import Place


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="number, extension, name, queues")
    listing.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    found = with_place(from_environment(), _directory)
    if arguments.json:
        print(json.dumps([_plain(agent) for agent in found], ensure_ascii=False))
        return 0
    for agent in found:
        print(f"{agent.number:<8} {agent.extension:<8} {agent.name['zh']}  {', '.join(agent.queues)}")
    return 0


async def _directory(place: Place) -> list[AgentRecord]:
    async with place.sessions() as session:
        return await queries.directory(session)


def _plain(agent: AgentRecord) -> dict[str, object]:
    """What is no secret."""
    return {
        "id": agent.id,
        "number": agent.number,
        "extension": agent.extension,
        "name": agent.name,
        "queues": list(agent.queues),
    }
