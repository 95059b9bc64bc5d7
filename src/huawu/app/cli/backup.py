"""Write a backup (database, recordings, configuration) into a folder, while everything runs."""

import argparse
from pathlib import Path

from huawu.app.archive import backup
from huawu.platform.settings import from_environment


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help="the keys of the recordings too: whoever has this file can listen to them",
    )


def run(arguments: argparse.Namespace) -> int:
    done = backup(from_environment(), arguments.folder, keys=arguments.with_keys)
    print(f"{done.path}: {done.size} bytes, {done.recordings} recordings")
    if not done.keys:
        print("the keys of the recordings are not in it: keep a copy of the key folder elsewhere")
    return 0
