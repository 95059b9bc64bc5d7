"""The voices of the built-in engine, from the npm package kokoro-js, each checked against the hash that the
code names."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from huawu.app.speech_extra import fetching
from huawu.app.speech_extra.trouble import NotDone, of_system
from huawu.platform.refusals import Refusal
from huawu.speech import service as speech

REGISTRY = "https://registry.npmjs.org/"
ARCHIVE = "kokoro-js/-/kokoro-js-1.2.1.tgz"
ROOM = 80_000_000
_IN_IT = "package/voices/{name}.bin"


def address() -> str:
    """Where the archive is: at the registry that npm is set to use, where there is npm."""
    registry = REGISTRY
    if npm := shutil.which("npm"):
        asking = [npm, "config", "get", "registry"]
        told = subprocess.run(asking, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
        registry = told if told.startswith("https://") else REGISTRY
    return registry.rstrip("/") + "/" + ARCHIVE


def bring(
    names: tuple[str, ...], folder: Path, parts: Path, *, url: str, progress: fetching.Progress
) -> None:
    """These voices into the folder. `parts`: where the archive lies meanwhile. Raises NotDone."""
    archive = parts / Path(ARCHIVE).name
    if not archive.exists():
        fetching.fetch(url, archive, progress)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tarfile.open(archive) as opened:
            for name in names:
                _keep(folder / f"{name}.bin", speech.sound_of_voice(name, _member(opened, name)))
    except (tarfile.TarError, EOFError, Refusal):
        archive.unlink(missing_ok=True)
        raise NotDone(
            f"what came from {url} is not what it must be, and was thrown away; run the command again"
        ) from None
    except OSError as error:
        raise of_system(error, folder) from None


def _member(opened: tarfile.TarFile, name: str) -> bytes:
    try:
        found = opened.extractfile(_IN_IT.format(name=name))
    except KeyError:
        found = None
    if found is None:
        raise tarfile.TarError(name)
    return found.read()


def _keep(file: Path, data: bytes) -> None:
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
