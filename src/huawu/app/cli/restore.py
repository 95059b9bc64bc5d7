"""Put a backup back, into an empty data folder or an empty database only."""

import argparse
from pathlib import Path

from huawu.app.archive import restore
from huawu.app.cli.failure import Failure
from huawu.app.supervisor import records
from huawu.platform.settings import from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what `huawu backup` wrote")


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    if records.find(settings.run_dir / "supervisor.pid") is not None:
        raise Failure("Huawu runs here; `huawu down` first")
    if not arguments.file.is_file():
        raise Failure(f"there is no file {arguments.file}")
    done = restore(settings, arguments.file)
    print(f"site {done.site} as of {done.at}: {done.recordings} recordings, database at {done.revision}")
    if not done.keys:
        print(f"the keys of its recordings were not in it: copy them to {settings.key_dir}")
    return 0
