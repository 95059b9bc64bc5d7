"""Telephones elsewhere: baresip that is registered nowhere, behind the trunk of the house. It calls, and can
be called."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.long.house import publish
from tests.long.outside import TRUNK
from tests.system.phone import Phone
from tests.system.product import Product

TONE = 613.0
"""Of every telephone elsewhere."""


class Caller(Phone):
    """A telephone somewhere else: it shows its number and is registered nowhere."""

    def __init__(self, folder: Path, number: str, product: Product) -> None:
        super().__init__(folder, extension=number, secret="", server=product.sip, tone=TONE)
        how = "regint=0;answermode=manual;audio_codecs=PCMU/8000/1;dtmfmode=rtpevent"
        self._account = f"<sip:{number}@{product.sip}>;{how}\n"

    async def _registered(self) -> None:
        """It never is."""

    def port(self) -> int:
        """Where it can be called."""
        config = (self.folder / "config").read_text(encoding="utf-8")
        listens = next(line for line in config.splitlines() if line.startswith("sip_listen"))
        return int(listens.rpartition(":")[2])


@asynccontextmanager
async def somewhere(product: Product, number: str) -> AsyncIterator[Caller]:
    phone = Caller(Path(tempfile.mkdtemp(prefix="abroad-", dir=product.folder)), number, product)
    await phone.start()
    try:
        yield phone
    finally:
        await phone.stop()


@asynccontextmanager
async def reached_outside(product: Product, number: str) -> AsyncIterator[Caller]:
    """The way outside leads to this telephone."""
    async with somewhere(product, number) as phone:
        await publish(product, {"trunk": {"loopback": {**TRUNK, "uri": f"sip:127.0.0.1:{phone.port()}"}}})
        try:
            yield phone
        finally:
            await publish(product, {"trunk": {"loopback": TRUNK}})
