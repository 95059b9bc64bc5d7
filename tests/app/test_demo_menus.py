"""The menus of the demonstration are sound with all that they name, pass their own tests, and say everything
in both languages."""

from typing import Any

import pytest

from huawu.app.demo.centre import CONFIGURATION, NUMBERS
from huawu.app.demo.menus import FLOWS
from huawu.app.demo.staff import STAFF
from huawu.app.flow_surroundings import known_of
from huawu.flows import service as flows

pytestmark = pytest.mark.core

EXTENSIONS = [worker.extension for worker in STAFF if worker.extension]
NAMES = sorted(FLOWS)


def graph(name: str) -> dict[str, Any]:
    return dict(FLOWS[name]["graph"])


@pytest.mark.parametrize("name", NAMES)
def test_a_menu_is_sound_and_in_the_language_of_today(name: str) -> None:
    assert flows.check(graph(name), known_of(CONFIGURATION, EXTENSIONS)) == []
    assert flows.lifted(graph(name)) == graph(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_menu_passes_its_own_tests(name: str) -> None:
    outcomes = flows.played_all(graph(name))
    assert outcomes
    assert [(each.name, each.key, each.params) for each in outcomes if not each.passed] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_node_is_passed_by_one_of_its_tests(name: str) -> None:
    passed = {node for each in flows.played_all(graph(name)) for node in each.path}
    assert graph(name)["nodes"].keys() - passed <= {"to_chinese", "which3", "ring1", "ring3"}


def test_every_menu_has_a_number() -> None:
    assert {number.get("flow") for number in NUMBERS.values()} >= FLOWS.keys()
