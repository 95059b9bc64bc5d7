"""A customer of the tests: the built-in caller, real SIP and RTP."""

import asyncio

from huawu.telephony.engine.caller import TestCaller, Wanted
from tests.system.calling import until
from tests.system.product import Product

HUM = bytes([0x2E, 0x21, 0x2E, 0xFE, 0xAE, 0xA1, 0xAE, 0x7E]) * 1000
"""1 kHz in mu-law."""


class Customer:
    """Calls, presses 1 and hums until the call is over."""

    def __init__(self, product: Product) -> None:
        wanted = Wanted("4001", "127.0.0.1", product.sip_port, HUM, press="1", press_after=1.0, seconds=180)
        self._caller = TestCaller(wanted)
        self._run = asyncio.ensure_future(self._caller.run())

    @property
    def sounding(self) -> int:
        """Packets heard so far that were not silence."""
        return self._caller.progress.sounding_packets

    @property
    def is_there(self) -> bool:
        return self._caller.progress.state == "talking"

    async def hears(self, packets: int = 25) -> None:
        """Wait until so many packets more were heard that are not silence."""
        wanted = self.sounding + packets

        async def heard() -> bool:
            return self.sounding >= wanted

        await until(heard)

    async def over(self) -> str:
        """Wait for the end of the call; why it ended."""
        return (await asyncio.wait_for(self._run, 30)).cause

    async def leave(self) -> None:
        self._caller.hang_up()
        await asyncio.wait_for(self._run, 30)
