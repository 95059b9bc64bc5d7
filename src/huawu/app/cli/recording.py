"""A recording as a WAV file: `huawu recording wav ID FILE` (stereo, left = outside party)."""

import argparse
from pathlib import Path

from huawu.app.cli.database import with_place
from huawu.app.cli.failure import Failure
from huawu.interactions import queries
from huawu.platform.settings import from_environment
from huawu.platform.web.place import Place
from huawu.telephony.recordings import FileKeyPort, wav


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    writing = actions.add_parser("wav", help="decrypt a recording into a WAV file")
    writing.add_argument("id")
    writing.add_argument("file", type=Path)


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    path = with_place(settings, lambda place: _path(place, arguments.id))
    pieces = wav(path, FileKeyPort(settings.key_dir), inside=settings.recordings_dir)
    written = 0
    with arguments.file.open("wb") as file:
        for piece in pieces:
            written += file.write(piece)
    print(f"{arguments.file}: {written} bytes")
    return 0


async def _path(place: Place, recording: str) -> str:
    async with place.sessions() as session:
        found = await queries.recording(session, recording)
    if found is None:
        raise Failure(f"there is no recording {recording}")
    return found.path
