"""The scenes in which agents are helped with words, and what an agent can be told about the moment.

A scene names the moment of a contact that a script is for. `service_talk` is the one of four named parts
(4S): its parts are written one by one, and its graph is made of them.
"""

from collections.abc import Mapping
from typing import Any

Bilingual = dict[str, str]
"""`{"zh": ..., "en": ...}`."""

GREETING, OUTBOUND, SERVICE_TALK = "greeting", "outbound", "service_talk"
PARTS = 4

SCENES: dict[str, Bilingual] = {
    GREETING: {"zh": "问候", "en": "Greeting"},
    "not_heard": {"zh": "没听清", "en": "Not heard clearly"},
    "hold": {"zh": "请客户稍等", "en": "Putting on hold"},
    "transfer": {"zh": "转接", "en": "Transferring"},
    "message": {"zh": "代为留言", "en": "Taking a message"},
    "more_time": {"zh": "再占用您两分钟", "en": "Two more minutes"},
    "compliment": {"zh": "客户表扬", "en": "A compliment"},
    "complaint": {"zh": "投诉", "en": "A complaint"},
    "objection": {"zh": "异议", "en": "An objection"},
    "crisis": {"zh": "危机", "en": "A crisis"},
    "closing": {"zh": "结束语", "en": "Closing"},
    OUTBOUND: {"zh": "外呼开场", "en": "Opening an outgoing call"},
    SERVICE_TALK: {"zh": "4S 服务话术", "en": "4S service talk"},
}
"""In the order in which a call meets them."""

MOODS: dict[str, Bilingual] = {
    "calm": {"zh": "平静", "en": "Calm"},
    "pleased": {"zh": "满意", "en": "Pleased"},
    "worried": {"zh": "着急", "en": "Worried"},
    "upset": {"zh": "不满", "en": "Upset"},
    "angry": {"zh": "愤怒", "en": "Angry"},
}
"""What an agent may say of the customer's feeling, by one click."""

LINE_VARIABLES: dict[str, Bilingual] = {
    "customer.name": {"zh": "客户姓名", "en": "customer's name"},
    "customer.level": {"zh": "客户级别", "en": "customer's level"},
    "agent.name": {"zh": "坐席姓名", "en": "my name"},
    "agent.number": {"zh": "工号", "en": "my number"},
    "company": {"zh": "单位名称", "en": "company"},
    "queue": {"zh": "队列名称", "en": "queue"},
    "rings": {"zh": "等候铃声数", "en": "rings waited"},
    "colleague.name": {"zh": "转来的同事", "en": "colleague who handed over"},
    "call.number": {"zh": "对方号码", "en": "their number"},
    "call.dialled": {"zh": "被叫号码", "en": "number called"},
    "call.now": {"zh": "现在时刻", "en": "the time now"},
}
"""What a line may be filled with, and what stands in its place while nobody knows it."""

DECLARED: dict[str, dict[str, Any]] = {
    "rings": {"type": "number", "name": {"zh": "等候铃声数", "en": "Rings waited"}},
    "waited_seconds": {"type": "number", "name": {"zh": "等候秒数", "en": "Seconds waited"}},
    "transferred": {"type": "yes_no", "name": {"zh": "由同事转来", "en": "Handed over"}},
    "direction": {"type": "choice", "of": ["in", "out"], "name": {"zh": "方向", "en": "Direction"}},
    "mood": {"type": "choice", "of": list(MOODS), "name": {"zh": "客户情绪", "en": "Customer's mood"}},
    "type": {"type": "text", "name": {"zh": "联络类型", "en": "Type of the contact"}},
    "queue_key": {"type": "text", "name": {"zh": "队列", "en": "Queue"}},
}
"""Variables that the desk sets in every script, so that conditions can ask for them."""


def with_desk_variables(graph: Mapping[str, Any]) -> dict[str, Any]:
    """The graph as it is checked and walked: for the desk, with the desk's variables declared."""
    own = graph.get("variables")
    declared = dict(own) if isinstance(own, dict) else {}
    return {**graph, "for": "desk", "variables": {**declared, **DECLARED}}


def four_parts_graph(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The graph of a service talk: its parts one after the other."""
    nodes: dict[str, Any] = {}
    for place, part in enumerate(parts, 1):
        after = {"next": f"part{place + 1}"} if place < len(parts) else {}
        nodes[f"part{place}"] = {"do": "agent", "title": part["name"], "line": part["line"], **after}
    return {"for": "desk", "start": "part1", "nodes": nodes}
