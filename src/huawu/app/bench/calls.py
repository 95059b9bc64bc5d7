"""`huawu bench calls --profile q|r`: calls a second, calls at a time, beside Asterisk 22 under the same load.

q: straight to a queue, agents answer at once, 2 s of talk, no RTP. r: 16 s of talk, RTP both ways, recorded.
Asterisk runs the same load and, for comparison, one that it carries without trouble (`asterisk_clean`). The
load and Asterisk come from the folder named by HUAWU_PEER_ASTERISK (else ../shared/peers/asterisk); its
README says how. Product and peer run in turn. CPU is that of the whole process tree, PostgreSQL included.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from huawu.app.bench.centre import LoadCentre
from huawu.app.bench.freed import freed_to_invite
from huawu.app.bench.report import floor, report
from huawu.platform.refusals import NotFound

PROFILES: dict[str, dict[str, Any]] = {
    "q": {"ext": "200", "rate": 200, "secs": 10, "talk": 2000},
    "r": {"ext": "300", "calls": 400, "rate": 40, "talk": 16000, "media": True},
}
CLEAN: dict[str, dict[str, int]] = {"q": {"rate": 120}, "r": {"calls": 200, "rate": 25}}
"""What Asterisk carries on two quiet cores of this kind without failures."""


def calls(profile: str = "q") -> dict[str, Any]:
    """Run one profile on the peer (if it is there) and on the product."""
    if profile not in PROFILES:
        raise NotFound("bench.unknown_profile", profile=profile)
    folder = _peer_folder()
    peer, clean = _on_asterisk(folder, profile)
    with LoadCentre() as centre:
        _load(folder, profile, centre.target, centre.pids(), warm=True)
        ours = _load(folder, profile, centre.target, centre.pids())
        freed = freed_to_invite(centre, lambda: _load(folder, profile, centre.target, centre.pids()))
    results = {"huawu": ours, "asterisk": peer, "asterisk_clean": clean, "freed_to_invite_ms": freed}
    return report(f"calls-{profile}", results, _floors(profile, ours, peer, freed))


def _floors(
    profile: str, ours: dict[str, Any], peer: dict[str, Any], freed: dict[str, float]
) -> list[dict[str, Any]]:
    floors = [
        floor("failed calls", floor=0, got=ours["failed"], unit="calls"),
        floor("agent free to INVITE, p99", floor=20, got=freed["p99"], unit="ms"),
    ]
    if profile == "q":
        return [
            floor("calls a second", floor=200, got=ours["rate"], unit="calls/s", least=True),
            floor("retransmissions", floor=0, got=ours["retrans"], unit="messages"),
            floor("CPU a call", floor=5, got=ours["engine_cpu_ms_per_call"], unit="ms"),
            *floors,
        ]
    seconds = ours["talk_ms"] / 1000
    gap = peer["mirror"]["iat_p999"]
    return [
        floor("calls at a time", floor=400, got=ours["peak_calls"], unit="calls", least=True),
        floor(
            "CPU a call-second", floor=2.5, got=round(ours["engine_cpu_ms_per_call"] / seconds, 3), unit="ms"
        ),
        floor("packets lost", floor=0, got=ours["mirror"]["lost"], unit="packets"),
        floor("gap p99.9, not above Asterisk's", floor=gap, got=ours["mirror"]["iat_p999"], unit="ms"),
        *floors,
    ]


def _peer_folder() -> Path:
    folder = Path(os.environ.get("HUAWU_PEER_ASTERISK", "../shared/peers/asterisk")).resolve()
    if not (folder / "bench.py").is_file():
        raise NotFound("bench.no_peer", folder=str(folder))
    return folder


def _on_asterisk(folder: Path, profile: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Its figures under our load and under its own."""
    home = Path(os.environ.get("PEER_HOME") or Path.home() / ".cache" / "huawu-peers")
    env = {**os.environ, "PEER_HOME": str(home)}
    if not (home / "roots" / "nb" / "asterisk").exists():
        _run([folder / "get_asterisk.sh", home / "roots" / "nb"], env)
    _run([sys.executable, folder / "gen_ast_config.py", "nb", "600"], env)
    _run([folder / "ast.sh", "start"], env)
    try:
        pids = [int(_run([folder / "ast.sh", "pid"], env))]
        clean = _load(folder, profile, "127.0.0.1:5060", pids, changed=CLEAN[profile])
        return _load(folder, profile, "127.0.0.1:5060", pids), clean
    finally:
        _run([folder / "ast.sh", "stop"], env)


def _load(
    folder: Path,
    profile: str,
    target: str,
    pids: list[int],
    *,
    warm: bool = False,
    changed: dict[str, int] | None = None,
) -> dict[str, Any]:
    wanted = PROFILES[profile] | (changed or {})
    if warm:
        wanted |= {"rate": 20, "secs": 2, "talk": 1000}
        wanted.pop("calls", None)
    words = [sys.executable, folder / "bench.py", "--target", target, "--pid", ",".join(map(str, pids))]
    for name in ("ext", "rate", "secs", "talk", "calls"):
        if wanted.get(name) is not None:
            words += [f"--{name}", str(wanted[name])]
    if wanted.get("media"):
        words.append("--media")
    found: dict[str, Any] = json.loads(_run(words, dict(os.environ)).strip().splitlines()[-1])
    return found


def _run(words: list[Any], env: dict[str, str]) -> str:
    folder = Path(words[0]).parent if str(words[0]).endswith(".sh") else None
    done = subprocess.run(  # noqa: S603 - theirs
        [str(w) for w in words], env=env, cwd=folder,
        capture_output=True, text=True, check=True, timeout=400,
    )  # fmt: skip
    return done.stdout
