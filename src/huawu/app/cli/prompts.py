"""The recorded prompts: `huawu prompts verify` compares every sound with the catalogue."""

import argparse
import sys

from huawu.speech import service as speech


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("verify", help="each sound is there and is the one in the catalogue")


def run(arguments: argparse.Namespace) -> int:
    wrong = speech.verify()
    for each in wrong:
        print(each, file=sys.stderr)
    print(f"{len(speech.known_prompts())} prompts, {len(wrong)} wrong")
    return 1 if wrong else 0
