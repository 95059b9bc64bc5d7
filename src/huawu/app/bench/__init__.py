"""Benchmarks of the running product: `huawu bench NAME --json`. Each prints its figures and its floors.

{"name", "machine", "results": {...}, "floors": [{"what", "floor", "got", "unit", "met"}]}
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from huawu.app.bench.calls import calls
from huawu.app.bench.cases import cases
from huawu.app.bench.control import control
from huawu.app.bench.desk import desk
from huawu.app.bench.directory import directory
from huawu.app.bench.flows import flows_bench
from huawu.app.bench.menus import menus
from huawu.app.bench.routing import routing
from huawu.app.bench.speech import speech_heard

BENCHES: dict[str, Callable[..., dict[str, Any]]] = {
    "calls": calls,
    "calls-recorded": partial(calls, "r"),
    "cases": cases,
    "control": control,
    "desk": desk,
    "directory": directory,
    "flows": flows_bench,
    "menus": menus,
    "routing": routing,
    "speech": speech_heard,
}
