"""Somebody else sends sound to the ports of a conversation: nobody hears it, and it is counted."""

import asyncio
import struct
from contextlib import AsyncExitStack

import numpy as np
import pytest

from huawu.telephony.core.media import g711
from tests.system.calling import at_work, counters, processes, until
from tests.system.phone import Phone, strength
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]

STRANGE, GUEST, AGENT = 2000.0, 1000.0, 440.0
PACKETS = 100


async def hears(phone: Phone, hertz: float) -> bool:
    """Whether the last half second is mostly this tone."""
    return strength(phone.heard()[-4000:], hertz) > 0.8


async def shout(ports: list[int]) -> None:
    """Two seconds of a loud tone to each port, at the pace of a telephone, from a socket nobody knows."""
    loop = asyncio.get_running_loop()
    wire, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0))
    wave = 20_000 * np.sin(2 * np.pi * STRANGE * np.arange(160) / 8000)
    tone = g711.encode(wave.astype(np.int16), "PCMU")
    started = loop.time()
    for n in range(PACKETS):
        packet = struct.pack("!BBHII", 0x80, 0, n, n * 160, 0xBAD) + tone
        for port in ports:
            wire.sendto(packet, ("127.0.0.1", port))
        wire.sendto(b"\x80\x65" + packet[2:12] + b"\x01\x8a\x03\x20", ("127.0.0.1", ports[0]))
        await asyncio.sleep(max(0.0, started + (n + 1) * 0.02 - loop.time()))
    wire.close()


async def test_who_talks_does_not_hear_a_stranger(product: Product) -> None:
    before, running = await counters(product), processes(product)
    async with AsyncExitStack() as stack:
        lin = await stack.enter_async_context(at_work(product, "lin", tone=AGENT))
        guest = await product.phone("8004", tone=GUEST)
        stack.push_async_callback(guest.stop)
        guest.command("dial", "4001")
        await guest.wait_for("CALL_ESTABLISHED")
        guest.command("sndcode", "1")
        await lin.take()
        await until(lambda: hears(guest, AGENT))
        await until(lambda: hears(lin.phone, GUEST))
        already = [len(guest.heard()), len(lin.phone.heard())]
        await shout([guest.peer_port(), lin.phone.peer_port()])
        for phone, tone, start in ((guest, AGENT, already[0]), (lin.phone, GUEST, already[1])):
            during = phone.heard()[start:]
            assert len(during) > 8000, "the talk went on"
            assert strength(during, STRANGE) < 0.01
            assert strength(during[-4000:], tone) > 0.8
        await lin.finish()
        await guest.wait_for("CALL_CLOSED")
    after = await counters(product)
    assert after["strangers"] >= before["strangers"] + PACKETS
    assert processes(product) == running
