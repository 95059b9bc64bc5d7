"""Many recorded calls at once on the real process: nothing is lost. CPU is measured and shown, not judged."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def loading() -> ModuleType:
    found = importlib.util.spec_from_file_location("loading", Path(__file__).with_name("loading.py"))
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("calls", "kind"), [(50, "recorded"), (200, "recorded"), (30, "mixed")])
async def test_no_packet_is_lost(loading: ModuleType, calls: int, kind: str) -> None:
    if loading.compiler() is None:
        pytest.skip("no C compiler for the load")
    result = await loading.run(calls, 8.0, kind=kind)
    sys.stderr.write(f"{result}\n")
    assert result["lost"] == 0
    assert result["process"]["lost"] == 0
    assert result["process"]["received"] == result["sent"]
    assert result["process"]["strangers"] == result["process"]["invalid"] == 0
