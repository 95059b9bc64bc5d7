"""What all voices share: checking what they are asked, saying it sentence by sentence, handing it on in
chunks.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from huawu.speech.core.phrases import sentences
from huawu.speech.core.sound import Samples, resample, to_s16le
from huawu.speech.errors import CannotSay
from huawu.speech.ports import LONGEST_TEXT

_CHUNK_SECONDS = 0.2
_RATES = (8000, 16000, 24000, 48000)


async def in_sentences(
    text: str,
    say: Callable[[str], Awaitable[Samples]],
    *,
    own_rate: int,
    rate: int,
    speed: float,
) -> AsyncIterator[bytes]:
    """PCM at `rate` of each sentence as `say` (which answers samples at `own_rate`) has made it.

    Raises CannotSay.
    """
    parts = sentences(text) if len(text) <= LONGEST_TEXT else []
    if not parts:
        raise CannotSay("speech.cannot_say", value="text")
    if rate not in _RATES or not 0.5 <= speed <= 2.0:
        raise CannotSay("speech.cannot_say", value="rate")
    step = int(rate * _CHUNK_SECONDS) * 2
    for part in parts:
        samples = await say(part)
        sound = to_s16le(await asyncio.to_thread(resample, samples, own_rate, rate))
        for start in range(0, len(sound), step):
            yield sound[start : start + step]
