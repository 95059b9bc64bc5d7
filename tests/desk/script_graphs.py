"""Scripts of the tests."""

from typing import Any


def words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def line(zh: str, en: str, **more: Any) -> dict[str, Any]:
    return {"do": "agent", "line": words(zh, en), **more}


LATE = {
    "start": "late",
    "nodes": {
        "late": {
            "do": "condition",
            "cases": [{"when": {"value": "rings", "above": 3}, "next": "sorry"}],
            "otherwise": "hello",
        },
        "sorry": line("让您久等了。", "Sorry to have kept you.", next="hello"),
        "hello": line(
            "您好，{company}，我是{agent.name}。", "{company}, {agent.name} speaking.", next="help"
        ),
        "help": line(
            "请问有什么可以帮您？",
            "How may I help you?",
            choices=[
                {
                    "say": words("我要投诉", "I want to complain"),
                    "keywords": {"zh": ["投诉", "不满"], "en": ["complain"]},
                    "moods": ["angry"],
                    "next": "soothe",
                },
                {
                    "say": words("我想订房", "I want a room"),
                    "keywords": {"zh": ["订房"], "en": ["room"]},
                    "next": "book",
                },
            ],
        ),
        "soothe": line("{customer.name}，非常抱歉。", "I am very sorry, {customer.name}.", next="note"),
        "note": line("我先记下来。", "Let me take it down."),
        "book": line("请问哪天入住？", "Which day, please?"),
    },
}
"""A greeting: sorry after the third ring, then two ways."""

BODY: dict[str, Any] = {"graph": LATE}
PLAIN: dict[str, Any] = {"graph": {"start": "a", "nodes": {"a": line("您好。", "Hello.")}}}
PARTS: dict[str, Any] = {
    "parts": [
        {"name": words(name, name), "line": words(f"{name}。", f"{name}.")}
        for name in ("Smile", "Speed", "Sincerity", "Smart")
    ]
}
