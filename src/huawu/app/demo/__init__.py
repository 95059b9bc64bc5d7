"""The demonstration: 云栖酒店 (a hotel) and 云栖科技 (a support line), with people, customers and two weeks
behind them.

It is loaded into an empty database only. Its passwords are thrown anew for each installation.
"""

import asyncio

from huawu.app.demo.load import load
from huawu.app.postgres import database_url
from huawu.platform.database import engine_for, sessions_for
from huawu.platform.settings import Settings

__all__ = ["load", "load_demo"]


def load_demo(settings: Settings) -> bool:
    """Load it. False, and nothing is changed, when there is anybody already."""

    async def run() -> bool:
        engine = engine_for(database_url(settings), name="huawu demo")
        try:
            return await load(sessions_for(engine), settings)
        finally:
            await engine.dispose()

    return asyncio.run(run())
