"""Bring the database to this release; one with something in it is backed up first."""

import argparse
import asyncio

from huawu.app.archive import upgrade
from huawu.app.cli.failure import Failure
from huawu.app.postgres import database_url
from huawu.people import queries
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.settings import Settings, from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wait", type=float, help="seconds to wait for a server that someone else starts")
    parser.add_argument("--demo", action="store_true", help="load the demonstration into an empty database")


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    try:
        done = upgrade(settings, wait_seconds=arguments.wait)
    except TimeoutError:
        raise Failure(f"the database takes no connections after {arguments.wait:.0f} s") from None
    if done.backup is not None:
        print(f"backed up to {done.backup}")
    same = done.before == done.after
    print(f"database at {done.after}" if same else f"database brought from {done.before} to {done.after}")
    if arguments.demo and not asyncio.run(_anybody(settings)):
        from huawu.app.demo import load_demo

        print("demonstration loaded" if load_demo(settings) else "not empty: no demonstration loaded")
    return 0


async def _anybody(settings: Settings) -> bool:
    """Asked here, because the demonstration takes a second to import and is mostly loaded already."""
    engine = engine_for(database_url(settings), name="huawu upgrade", pool_size=1)
    try:
        async with sessions_for(engine)() as session:
            return await queries.anybody(session)
    finally:
        await engine.dispose()
