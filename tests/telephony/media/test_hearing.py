"""Who hears whom, with real RTP through the real process: each party has its own tone, and what each hears,
and each side of the recording, is measured for every tone."""

import asyncio
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from huawu.platform.clock import SECOND, system_clock
from huawu.telephony import recordings
from huawu.telephony.core.media import g711
from tests.telephony.media.house import House, Phone, until

pytestmark = pytest.mark.system

TONES = {"customer": 450.0, "agent": 750.0, "boss": 1250.0}
"""Whole periods in 20 ms, so that a packet goes on where the last one ended."""
LAWS = {"customer": "PCMA", "agent": "PCMU", "boss": "PCMA"}
LOUD, FAINT = 2500, 600
Matrix = dict[str, tuple[str, ...]]

ALL: Matrix = {
    "customer": ("agent", "boss"), "agent": ("customer", "boss"), "boss": ("customer", "agent"),
}  # fmt: skip
CASES: dict[str, tuple[Matrix | None, list[str], list[str], Matrix]] = {
    # what is asked: matrix, outside, inside; and what the recording's sides must hold
    "conference of three": (None, ["customer"], ["agent", "boss"], {"inside": ("agent", "boss")}),
    "customer muted": (
        {**ALL, "agent": ("boss",), "boss": ("agent",)},
        [], ["agent", "boss"],
        {"outside": (), "inside": ("agent", "boss")},
    ),
    "agent muted": (
        {**ALL, "customer": ("boss",), "boss": ("customer",)},
        ["customer"], ["boss"],
        {"inside": ("boss",)},
    ),
    "listen": (
        {"customer": ("agent",), "agent": ("customer",), "boss": ("customer", "agent")},
        ["customer"], ["agent"],
        {"inside": ("agent",)},
    ),
    "whisper": (
        {"customer": ("agent",), "agent": ("customer", "boss"), "boss": ("customer", "agent")},
        ["customer"], ["agent"],
        {"inside": ("agent",)},
    ),
    "barge": (ALL, ["customer"], ["agent", "boss"], {"inside": ("agent", "boss")}),
    "hold while a consult goes on": (
        {"customer": (), "agent": ("boss",), "boss": ("agent",)},
        [], ["agent"],
        {"outside": (), "inside": ("agent",)},
    ),
}  # fmt: skip


def tone(name: str) -> bytes:
    wave = 5000 * np.sin(2 * np.pi * TONES[name] / 8000 * np.arange(160))
    return g711.encode(np.round(wave).astype(np.int32), LAWS[name])


def tones_in(samples: np.ndarray[Any, np.dtype[np.int16]]) -> set[str]:
    """Whose tones are there. One that is neither there nor absent fails."""
    found, count = set(), len(samples)
    for name, frequency in TONES.items():
        turning = np.exp(-2j * np.pi * frequency / 8000 * np.arange(count))
        level = 2 / count * abs((samples.astype(float) * turning).sum())
        assert level > LOUD or level < FAINT, (name, level)
        if level > LOUD:
            found.add(name)
    return found


def heard_by(name: str, phone: Phone) -> set[str]:
    """Tones in the latest 0.2 s."""
    latest = b"".join(packet.payload for packet in phone.heard[-10:])
    return tones_in(g711.decode(latest, LAWS[name])) if len(latest) == 1600 else {"nothing yet"}


@pytest.mark.parametrize("case", CASES)
async def test_each_hears_whom_it_is_to_hear_and_nobody_else(house: House, tmp_path: Path, case: str) -> None:
    hears, outside, inside, recorded = CASES[case]
    wanted = {name: set(who) for name, who in (hears or ALL).items()}
    phones = {name: house.phone(name, codec=LAWS[name]) for name in TONES}
    keys, started = recordings.FileKeyPort(tmp_path / "keys"), system_clock()
    path = recordings.path_for("rec", started)
    secret = recordings.secret_for("rec", path=path, keys=keys, started_at=started, site="main")
    matrix = None if hears is None else {listener: list(who) for listener, who in hears.items()}
    house.do("bridge", bridge="call", legs=list(TONES), hears=matrix)
    house.do("record", recording="rec", outside=outside, inside=inside, **secret)
    for name, phone in phones.items():
        phone.talk(tone(name))
    await until(lambda: all(len(phone.heard) > 20 for phone in phones.values()))
    await asyncio.sleep(0)
    for phone in phones.values():
        phone.heard.clear()
    await until(lambda: all(len(phone.heard) >= 20 for phone in phones.values()))
    assert {name: heard_by(name, phone) for name, phone in phones.items()} == wanted
    await until(lambda: system_clock() - started > 2 * SECOND)
    house.do("stop_record", recording="rec")
    await until(lambda: house.told("recorded"))
    view = recordings.open_wav(path, keys, inside=house.settings.recordings_dir)
    left, right = view.planes(1)
    assert tones_in(left[:4800]) == set(recorded.get("outside", ("customer",)))
    assert tones_in(right[:4800]) == set(recorded["inside"])
