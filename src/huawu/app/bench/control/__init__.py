"""`huawu bench control [--profile CONFERENCES]`: what call control costs and how soon it is heard.

Conferences of three, everybody speaking, straight against one media process; how soon a whisper is heard in
one that carries them; and transfers through the whole product, from the key to the first sound of the new
party. The voices run in a process of their own, as machine code, so that they are not what is late.
"""

import asyncio
from typing import Any

from huawu.app.bench.control import conferences, transfers
from huawu.app.bench.report import floor, report
from huawu.platform.refusals import NotFound

CONFERENCES = 300
SECONDS = 10.0


def control(profile: str = str(CONFERENCES)) -> dict[str, Any]:
    """All of it. `profile`: how many conferences."""
    if not profile.isdigit() or not int(profile):
        raise NotFound("bench.unknown_profile", profile=profile)
    mixed = asyncio.run(conferences.measure(int(profile), SECONDS))
    moved = transfers.measure()
    results = {"conferences": mixed["voices"], "whisper_ms": mixed["whisper"], "transfer_ms": moved}
    return report("control", results, _floors(int(profile), mixed, moved))


def _floors(wanted: int, mixed: dict[str, Any], moved: dict[str, Any]) -> list[dict[str, Any]]:
    voices, whisper = mixed["voices"], mixed["whisper"]
    return [
        floor(
            "conferences of three", floor=wanted, got=voices["conferences"], unit="conferences", least=True
        ),
        floor("packets lost", floor=0, got=voices["lost"], unit="packets"),
        floor("packets heard of those due", floor=99.9, got=voices["heard_percent"], unit="%", least=True),
        floor("whisper, mouth to ear, p99", floor=60, got=whisper["p99"], unit="ms"),
        floor("transfer, key to sound, p99", floor=150, got=moved["p99"], unit="ms"),
        floor("transfers that failed", floor=0, got=moved["failed"], unit="transfers"),
    ]
