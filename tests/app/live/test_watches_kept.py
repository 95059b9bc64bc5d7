"""Subscriptions to lamps outlive the process by the spool."""

from pathlib import Path

import pytest

from huawu.app.live import takeup
from huawu.platform.spool import Spool
from tests.telephony.sip.phones import Watcher
from tests.telephony.sip.playbook import Stage

pytestmark = pytest.mark.core

DESK = {"8002": "sip:8002@198.51.100.9:5070"}


def kept(folder: Path) -> Spool:
    spool = Spool(folder)
    spool.begin(1)
    return spool


def test_a_lamp_is_watched_on_by_the_next_process_and_nonsense_costs_only_itself(tmp_path: Path) -> None:
    watcher = Watcher(Stage("8001", fixed=DESK))
    watcher.ask("8002")
    spool = kept(tmp_path)
    for watch, value in watcher.stage.endpoint.watches.take_changed().items():
        spool.keep(f"watch/{watch}", value)
    spool.keep("watch/broken", {"until": watcher.stage.now * 2})
    spool.flush()
    spool.close()

    other = Stage("8001", fixed=DESK, prefix="u")
    takeup.bindings_of(kept(tmp_path), other.endpoint, other.now)
    other.wait(3)
    assert "NOTIFY" in other.codes()
    assert other.endpoint.statistics()["open_subscriptions"] == 1
