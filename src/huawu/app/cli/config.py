"""The configuration as YAML: `huawu config export`, `huawu config import FILE`."""

import argparse
import asyncio
import sys
from pathlib import Path

from huawu.app import config_checks, publishing
from huawu.app.cli.database import with_place
from huawu.app.cli.failure import Failure
from huawu.app.config_seen import saying_who
from huawu.app.live_client import Line, LiveClient
from huawu.platform import config
from huawu.platform.settings import Settings, from_environment
from huawu.platform.web.place import Place
from huawu.platform.work import SYSTEM


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("export", help="write what is in force to standard output")
    taking = actions.add_parser("import", help="save what a file says differently as drafts")
    taking.add_argument("file", type=Path)
    taking.add_argument("--whole", action="store_true", help="take away what the file does not name")
    taking.add_argument("--over", action="store_true", help="also where others changed it since the export")
    taking.add_argument("--publish", action="store_true", help="put the drafts in force at once")
    taking.add_argument("--note", default="", help="why, for the history")


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    config_checks.install()
    if arguments.action == "export":
        sys.stdout.write(with_place(settings, _export))
        return 0
    try:
        document = arguments.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"{arguments.file}: {error}") from None
    changed, number = with_place(settings, lambda place: _import(place, document, arguments))
    for kind, key in changed:
        print(f"changed: {kind} {key}")
    if not changed:
        print("nothing to change")
    if number is not None:
        asyncio.run(_tell_live(settings))
        print(f"in force as number {number}")
    elif changed:
        print("saved as drafts; publish them in the page or with --publish")
    return 0


async def _export(place: Place) -> str:
    async with place.sessions() as session:
        return await config.export_yaml(session, place.site)


async def _import(
    place: Place, document: str, arguments: argparse.Namespace
) -> tuple[list[tuple[str, str]], int | None]:
    how = {"whole": arguments.whole, "over": arguments.over, "note": arguments.note}
    async with saying_who(place), place.work(SYSTEM) as work:
        changed = await config.import_yaml(work, document, **how)
        if not (arguments.publish and changed):
            return changed, None
        return changed, await publishing.publish(work, changed, note=arguments.note)


async def _tell_live(settings: Settings) -> None:
    """Have live read it now; when it does not run it reads it at its start."""
    if not settings.socket("live").exists():
        return
    line = Line(settings.socket("live"))
    line.start()
    await LiveClient(line).config_changed()
    await line.stop()
