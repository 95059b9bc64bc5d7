"""What the menus of the demonstration are made of: other languages, queues, stories of tests."""

from typing import Any

Body = dict[str, Any]
OTHER_LANGUAGE, AGAIN, PERSON = "8", "*", "0"
PATIENCE = {"wait_seconds": 5, "tries": 3, "invalid": ["menu.invalid"], "silent": ["menu.silence"]}
PERSON_WORDS = {"zh": ["人工", "人工服务", "转人工"], "en": ["agent", "person", "operator"]}


def named(zh: str, en: str, graph: Body) -> Body:
    return {"name": {"zh": zh, "en": en}, "graph": graph}


def other_language(back: str) -> Body:
    """Nodes that change the language and lead back."""
    is_chinese = {"value": "call.language", "equals": "zh"}
    return {
        "other": {
            "do": "condition",
            "cases": [{"when": is_chinese, "next": "to_english"}],
            "otherwise": "to_chinese",
        },
        "to_english": {"do": "set", "language": "en", "next": back},
        "to_chinese": {"do": "set", "language": "zh", "next": back},
    }


def to_queue(queue: str, priority: int = 5) -> Body:
    return {"do": "enqueue", "queue": queue, "priority": priority}


def story(name: str, does: list[str], heard: list[str], ends: Body, **given: Any) -> Body:  # noqa: ANN401
    return {
        "name": name,
        **({"given": given} if given else {}),
        "does": does,
        "heard": heard,
        "ends": ends,
    }
