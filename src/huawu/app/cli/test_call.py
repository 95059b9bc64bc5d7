"""Place a test call to the centre: a SIP phone of its own that speaks and presses a key."""

import argparse
import asyncio
import json
import sys
from dataclasses import asdict

from huawu.app.cli.failure import Failure
from huawu.app.demo.centre import OUTSIDE
from huawu.platform.settings import from_environment
from huawu.speech import service as speech
from huawu.telephony.engine.caller import NOBODY_THERE, Progress, TestCaller, Wanted


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", nargs="?", default="4001")
    parser.add_argument("--press", default="1", help="the key to press in the menu (1)")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to stay after the answer (30)")
    parser.add_argument(
        "--called-back",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="ask to be called back instead of waiting, and wait so long for it",
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    settings = from_environment()
    wanted = Wanted(
        number=arguments.number,
        host={"0.0.0.0": "127.0.0.1"}.get(settings.sip_host, settings.sip_host),
        port=settings.sip_port,
        speech=b"".join(speech.load(name) for name in speech.customer_sentences()),
        press=arguments.press,
        seconds=arguments.seconds,
        called_back=arguments.called_back,
        listens_at=settings.sip_port + OUTSIDE if arguments.called_back else 0,
    )
    progress = asyncio.run(_call(wanted))
    if arguments.json:
        print(json.dumps({**asdict(progress), "heard_seconds": progress.heard_seconds}))
    else:
        heard = f"heard {progress.heard_seconds:.1f} s, sent {progress.sent_packets} packets"
        print(f"{progress.state} ({progress.cause}): {heard}")
        if progress.called_back:
            print("It was called back.")
        if progress.cause == NOBODY_THERE:
            place = f"{wanted.host}:{wanted.port}"
            print(f"Nobody answers at {place}: is Huawu running there? `huawu status` says.", file=sys.stderr)
    good = progress.called_back or not arguments.called_back
    return 0 if progress.state == "ended" and progress.heard_packets and good else 1


async def _call(wanted: Wanted) -> Progress:
    try:
        return await TestCaller(wanted).run()
    except OSError as error:
        raise Failure(f"no call from {wanted.host}: {error.strerror}") from None
