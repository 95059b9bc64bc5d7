"""`huawu bench desk [--profile SECONDS]`: the agent's page at scale.

How soon a page rings, how soon an agent's own screen knows of the own call while five hundred pages are
connected, how often boards are told anything, how soon the page is painted, and what a hundred browsers'
sound costs the edge (ten minutes, unless SECONDS says otherwise).
"""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from huawu.app.bench import browser_legs, first_paint, ringing
from huawu.app.bench.centre import LOGIN, PASSWORD, LoadCentre
from huawu.app.bench.report import floor, report
from huawu.platform.refusals import NotFound

LEGS = 100


def desk(profile: str = "600") -> dict[str, Any]:
    """All of it. `profile`: how many seconds the browsers talk."""
    if not profile.isdigit() or not int(profile):
        raise NotFound("bench.unknown_profile", profile=profile)
    with LoadCentre(agents=0, pages=ringing.SCREENS) as centre:
        rings = asyncio.run(ringing.measure(centre))
        with tempfile.TemporaryDirectory(prefix="huawu-bench-") as folder:
            url = f"http://127.0.0.1:{centre.http_port}"
            paint = asyncio.run(first_paint.measure(url, login=LOGIN, password=PASSWORD))
            sound = asyncio.run(browser_legs.measure(Path(folder), url, legs=LEGS, seconds=float(profile)))
    results = {"pages": rings, "first_paint": paint, "browser_legs": sound}
    return report("desk", results, _floors(rings, paint, sound))


def _floors(rings: dict[str, Any], paint: dict[str, Any], sound: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        floor("INVITE to ringing on the page, p95", floor=150, got=rings["ringing_ms"]["p95"], unit="ms"),
        floor("calls that rang nowhere", floor=0, got=rings["missed"], unit="calls"),
        floor("own call on 500 pages, p99", floor=100, got=rings["own_call_ms"]["p99"], unit="ms"),
        floor("board messages a second", floor=5.1, got=rings["beats_a_second"], unit="1/s"),
        floor(
            "first paint of the agent's page, p95",
            floor=1000,
            got=paint.get("first_paint_ms", {}).get("p95"),
            unit="ms",
        ),
        floor("JavaScript of the agent's page", floor=400, got=paint.get("javascript_kb"), unit="kB"),
        floor("browser legs up", floor=LEGS, got=sound.get("connected"), unit="legs", least=True),
        floor(
            "edge CPU a browser leg",
            floor=0.8,
            got=sound.get("edge_cpu_percent_a_leg_at_full_rate"),
            unit="% of a core",
        ),
    ]
