"""The built-in caller where nobody takes calls."""

import socket

import pytest

from huawu.telephony.engine import caller
from huawu.telephony.engine.caller import NOBODY_THERE, TestCaller, Wanted

pytestmark = pytest.mark.room


async def test_a_port_where_nobody_says_anything_is_told_from_a_call_that_was_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(caller, "NOBODY_SECONDS", 0.2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        progress = await TestCaller(Wanted("4001", "127.0.0.1", port, b"", seconds=0.2)).run()
    assert (progress.state, progress.cause) == ("failed", NOBODY_THERE)
