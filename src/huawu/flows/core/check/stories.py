"""What may be wrong with the tests of a graph as they are written. Whether they pass is said when they are
run."""

from collections.abc import Iterator

from huawu.flows.core.reading import rows
from huawu.flows.core.stories import is_input
from huawu.flows.types import Graph, Problem

_MOST, _MOST_DONE = 100, 100
_FIELDS = {"name", "given", "does", "heard", "ends"}
_GIVEN = {"number", "about", "vars", "open", "found"}
_ENDS = {"queue", "dial", "transfer", "message", "hang_up", "node"}


def story_faults(graph: Graph) -> Iterator[Problem]:
    tests = graph.get("tests", [])
    if not isinstance(tests, list) or len(tests) > _MOST:
        yield Problem("flow.bad_tests", "", {"most": _MOST}, "tests")
        return
    for at, story in enumerate(tests, start=1):
        if why := _fault(story):
            name = str(story.get("name", ""))[:64] if isinstance(story, dict) else ""
            yield Problem("flow.bad_test", "", {"test": at, "name": name, "what": why}, "tests")


def _fault(story: object) -> str:
    """The field of a test that makes no sense; "" when all do."""
    if not isinstance(story, dict) or set(story) - _FIELDS:
        return "fields"
    if not isinstance(story.get("name"), str) or not story["name"].strip():
        return "name"
    given, ends = story.get("given", {}), story.get("ends", {})
    if not isinstance(given, dict) or set(given) - _GIVEN:
        return "given"
    if not isinstance(ends, dict) or set(ends) - _ENDS:
        return "ends"
    does = rows(story, "does")
    if not isinstance(story.get("does", []), list) or len(does) > _MOST_DONE or not all(map(is_input, does)):
        return "does"
    heard = story.get("heard", [])
    if not isinstance(heard, list) or not all(isinstance(each, str) for each in heard):
        return "heard"
    return ""
