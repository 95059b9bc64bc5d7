"""For developers: draft a revision, check, upgrade."""

import asyncio
import sys

from huawu.app import migrations


def main(words: list[str]) -> int:
    """Run one command. Returns the exit code."""
    match words:
        case ["draft", url, message]:
            asyncio.run(migrations.draft(url, message))
        case ["upgrade", url]:
            asyncio.run(migrations.upgrade(url))
        case ["check", url]:
            found = asyncio.run(migrations.differences(url))
            sys.stdout.write("".join(f"{line}\n" for line in found))
            return 1 if found else 0
        case _:
            sys.stderr.write(f"{migrations.__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
