"""The built-in engines of speech: `huawu speech install` brings models and voices onto this machine and
checks them; it may be interrupted and run again. `huawu speech status` says what there is."""

import argparse
import shutil
import sys
from pathlib import Path

from huawu.app.cli.failure import Failure
from huawu.app.speech_extra import packages, voices
from huawu.app.speech_extra.trouble import MEGABYTE, NotDone, require_room
from huawu.platform.settings import from_environment
from huawu.speech import service as speech


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("install", help="fetch, check and install what is missing")
    actions.add_parser("status", help="what is installed; every model and voice is checked")


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    folders = speech.Folders.of(settings.data_dir, settings.key_dir)
    try:
        if arguments.action == "install":
            _install(folders, settings.speech_dir / "fetched")
        return _status(folders)
    except NotDone as trouble:
        raise Failure(str(trouble)) from None


def _install(folders: speech.Folders, fetched: Path) -> None:
    wanted = packages.missing(packages.wanted())
    if wanted:
        require_room(fetched, packages.ROOM_FOR_ALL)
        packages.fetch(wanted, fetched, _say)
        packages.install(wanted, fetched, _say)
    wrong = speech.verified(folders.voices, folders.models)
    _throw_away(folders, wrong)
    lacking = speech.installed(folders.voices, folders.models).missing_voices
    if lacking:
        require_room(folders.voices, voices.ROOM)
        _say(f"{len(lacking)} voices")
        voices.bring(lacking, folders.voices, fetched, url=voices.address(), progress=_progress)
    shutil.rmtree(fetched, ignore_errors=True)


def _throw_away(folders: speech.Folders, wrong: list[str]) -> None:
    """Voices that are not what they must be are fetched again."""
    for name in wrong:
        (folders.voices / f"{name}.bin").unlink(missing_ok=True)


def _status(folders: speech.Folders) -> int:
    """Exit code 1 when something is missing or not what it must be."""
    found = speech.installed(folders.voices, folders.models)
    wrong = speech.verified(folders.voices, folders.models)
    for what, lacks in (("voice", found.voice), ("ear", found.ear), ("voice detector", found.detector)):
        print(f"{what:<15} {'lacks ' + ', '.join(lacks) if lacks else 'installed'}")
    print(f"{'voices':<15} {len(found.voices)} of {len(found.voices) + len(found.missing_voices)}")
    print(f"{'model folders':<15} {', '.join(found.models) or 'none'} ({folders.models})")
    for name in wrong:
        print(f"{name} is not what it must be and is not loaded", file=sys.stderr)
    if not found.is_whole:
        print("huawu speech install brings what is missing")
    return 0 if found.is_whole and not wrong else 1


def _say(line: str) -> None:
    print(line, flush=True)


def _progress(there: int, whole: int) -> None:
    """On a terminal one line that grows; elsewhere nothing but the end."""
    if sys.stdout.isatty() or there == whole:
        part = f"{there * 100 // whole} % of {whole // MEGABYTE} MB" if whole else f"{there // MEGABYTE} MB"
        print(f"\r  {part}", end="\n" if there == whole else "", flush=True)
