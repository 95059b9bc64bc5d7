"""One flow as a YAML document: to read, compare, keep beside other texts, and carry elsewhere.

    huawu_flow: 1
    key: hotel
    name: {zh: 云栖酒店总机, en: Yunqi Hotel}
    graph: {...}

The same flow is always written the same (`core.ordering`). Comments are not kept.
"""

from typing import Any

import yaml

from huawu.flows.core.lift import lifted
from huawu.flows.core.ordering import in_order
from huawu.flows.types import Graph
from huawu.platform.config.exchange import plain_yaml
from huawu.platform.refusals import Invalid

FORMAT = 1
MOST_YAML = 1024 * 1024
_HEAD = "huawu_flow"
_WIDTH = 110


def written(key: str, body: dict[str, Any]) -> str:
    """A flow (`{"graph", "name"}`) as YAML."""
    document: dict[str, Any] = {_HEAD: FORMAT, "key": key}
    if "name" in body:
        names = body["name"]
        document["name"] = {language: names[language] for language in ("zh", "en") if language in names}
    document["graph"] = in_order(body["graph"])
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=_WIDTH)


def read(document: str) -> tuple[str, dict[str, Any]]:
    """The key and the body that `written` wrote, or a person. Raises Invalid. The graph is not checked."""
    if len(document) > MOST_YAML:
        raise Invalid("config.document_too_long", most_bytes=MOST_YAML)
    held = plain_yaml(document)
    if not isinstance(held, dict) or held.get(_HEAD) != FORMAT:
        raise Invalid("flow.not_a_flow", format=FORMAT)
    graph = held.get("graph")
    if not isinstance(graph, dict) or not isinstance(held.get("key", ""), str):
        raise Invalid("flow.not_a_flow", format=FORMAT)
    body = {"graph": _textual(lifted(graph))}
    if "name" in held:
        body["name"] = held["name"]
    return held.get("key", ""), body


def _textual(graph: Graph) -> Graph:
    """Keys of tables are text, as in JSON: in YAML a person writes `1: desk`."""
    made: Graph = _with_text_keys(graph)
    return made


def _with_text_keys(held: Any) -> Any:  # noqa: ANN401 - plain values
    if isinstance(held, dict):
        return {str(name): _with_text_keys(each) for name, each in held.items()}
    return [_with_text_keys(each) for each in held] if isinstance(held, list) else held
