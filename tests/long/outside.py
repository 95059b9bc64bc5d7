"""The way outside: the trunk of the house leads to Asterisk 22, the neighbour exchange."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.long.house import House, publish
from tests.system.neighbour import LINE, PASSWORD, Neighbour

TRUNK: dict[str, Any] = {"name": {"zh": "本机回环", "en": "This machine"}, "networks": ["127.0.0.0/8"]}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def neighbour(furnished: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Neighbour]:
    """The trunk leads to it."""
    product = furnished.product
    folder: Path = tmp_path_factory.mktemp("neighbour")
    made = await Neighbour(folder, huawu=product.sip).start()
    passwords = product.folder / "keys" / "trunks"
    passwords.mkdir(exist_ok=True)
    (passwords / "loopback").write_text(f"{PASSWORD}\n", encoding="utf-8")
    await publish(product, {"trunk": {"loopback": {**TRUNK, "uri": made.uri, "user": LINE}}})
    yield made
    await publish(product, {"trunk": {"loopback": TRUNK}})
    await made.stop()
