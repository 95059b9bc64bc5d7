"""An ordinary browser, started without any flag for its network, in networks as laptops have them."""

import asyncio
import os
import secrets
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

pytestmark = [
    pytest.mark.system,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "ip"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root makes networks"),
]

ROOT = Path(__file__).parents[2]
STORY = "rings_at_the_page"


async def ip(*words: str) -> None:
    made = await asyncio.create_subprocess_exec("ip", *words)
    assert await made.wait() == 0, words


@pytest_asyncio.fixture(loop_scope="session")
async def network() -> AsyncIterator[str]:
    """A network of its own: loopback, and one card with an address and no way out."""
    name = f"hw{secrets.token_hex(3)}"
    await ip("netns", "add", name)
    inside = ("netns", "exec", name, "ip")
    try:
        await ip(*inside, "link", "set", "lo", "up")
        await ip("link", "add", f"{name}a", "type", "veth", "peer", "name", f"{name}b")
        await ip("link", "set", f"{name}b", "netns", name)
        await ip("link", "set", f"{name}a", "up")
        await ip(*inside, "addr", "add", "10.77.0.2/24", "dev", f"{name}b")
        await ip(*inside, "link", "set", f"{name}b", "up")
        yield name
    finally:
        await ip("netns", "del", name)


@pytest.mark.parametrize("way_out", [True, False], ids=["with a way out", "without a way out"])
async def test_sound_goes_both_ways_between_a_page_and_the_centre_on_one_machine(
    network: str, way_out: bool, tmp_path: Path
) -> None:
    if way_out:
        await ip("netns", "exec", network, "ip", "route", "add", "default", "via", "10.77.0.1")
    story = await asyncio.create_subprocess_exec(
        "ip", "netns", "exec", network, sys.executable, "-m", "pytest", "-k", STORY,
        "tests/system/test_browser_phone.py", f"--basetemp={tmp_path / 'inside'}",
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await asyncio.wait_for(story.communicate(), 150)
    assert story.returncode == 0, said.decode(errors="replace")[-3000:]
