"""What speech tidies by itself: sounds of the centre's own prompts that no version names any more."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from huawu.platform.clock import SECOND
from huawu.platform.config.checks import Body
from huawu.platform.config.queries import ever
from huawu.platform.work import Work
from huawu.speech.config import PROMPT
from huawu.speech.sounds import OwnSounds

IDLE_DAYS = 7
"""How long a sound that was made stays though nothing names it: somebody may still be writing the prompt."""
log = logging.getLogger(__name__)


def sweeping(shelf: OwnSounds) -> Callable[[Work], Awaitable[int]]:
    """Sweeps this shelf; answers how many sounds went. What any version names stays: one in force, a draft,
    one that can be put back."""

    async def sweep(work: Work) -> int:
        named = {sound for body in await ever(work.session, PROMPT) for sound in _sounds(body)}
        before = work.now / SECOND - IDLE_DAYS * 86_400
        gone = await asyncio.to_thread(shelf.sweep, named, before=before)
        if gone:
            log.info("%d sounds that no prompt has any more were taken away", gone)
        return gone

    return sweep


def _sounds(body: Body) -> list[str]:
    held = body.get("sounds")
    told = held.values() if isinstance(held, dict) else ()
    return [str(each["sound"]) for each in told if isinstance(each, dict) and "sound" in each]
