"""The kinds of nodes with their fields, as a golden file that the page's editors are tested against: a field
that is new here fails there until it has a control.

To write it anew: .venv/bin/python -m tests.flows.test_shown_kinds > tests/golden/flows/kinds.json
"""

import json
from pathlib import Path
from typing import Any

import pytest

from huawu.desk.core.scripts.check import KINDS as OF_SCRIPTS
from huawu.flows.core.kinds import NAMED

pytestmark = pytest.mark.core
GOLDEN = Path(__file__).parent.parent / "golden" / "flows" / "kinds.json"


def shown() -> dict[str, Any]:
    """Each kind: on which side it is walked, whether scripts know it, its fields with type and choices."""
    return {
        kind: {
            "on": list(made.on),
            "script": kind in OF_SCRIPTS,
            "fields": [{"name": each.name, "type": each.type, "of": list(each.of)} for each in made.fields],
        }
        for kind, made in NAMED.items()
    }


def test_the_page_is_tested_against_the_kinds_that_there_are() -> None:
    assert json.loads(GOLDEN.read_text("utf-8")) == shown()


if __name__ == "__main__":
    print(json.dumps(shown(), indent=1))  # noqa: T201 - it is written to the golden file
