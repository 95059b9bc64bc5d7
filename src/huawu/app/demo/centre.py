"""The configuration of the demonstration: queues, menus, numbers, wrap-up types, pause reasons,
skills, teams and who can do what, a trunk.
"""

from typing import Any

from huawu.app.demo.case_kinds import CASE_CONFIGURATION
from huawu.app.demo.known import CUSTOMER_FIELDS
from huawu.app.demo.menus import FLOWS
from huawu.app.demo.staff import STAFF

Body = dict[str, Any]


def _named(zh: str, en: str, **more: Any) -> Body:  # noqa: ANN401 - plain values
    return {"name": {"zh": zh, "en": en}, **more}


def _queue(zh: str, en: str, order: int, **rules: Any) -> Body:  # noqa: ANN401 - fields of routing.types.Queue
    return _named(zh, en, order=order, **rules)


QUEUES: dict[str, Body] = {
    "front-desk": _queue("总机前台", "Front desk", 1, answer_seconds=15, ring_seconds=15, wrap_up_seconds=30),
    "room-service": _queue("客房服务", "Room service", 2, answer_seconds=20, wrap_up_seconds=30),
    "reservations": _queue("预订", "Reservations", 3, answer_seconds=20, wrap_up_seconds=45),
    "billing": _queue(
        "订单与账单",
        "Orders and billing",
        4,
        answer_seconds=20,
        wrap_up_seconds=45,
        callback={"mode": "agent_first", "after_seconds": 45, "estimate_seconds": 180, "position": 3},
    ),
    "support": _queue(
        "技术支持",
        "Technical support",
        5,
        answer_seconds=30,
        wrap_up_seconds=60,
        steps=[
            {"who": {"skill": "network", "least": 4}, "seconds": 10},
            {"who": {"and": [{"skill": "network", "least": 2}, {"team": "support"}]}, "seconds": 15},
        ],
    ),
    "complaints": _queue("投诉与建议", "Complaints", 6, answer_seconds=15, wrap_up_seconds=60),
    "english": _queue(
        "英语专席",
        "English desk",
        7,
        answer_seconds=15,
        wrap_up_seconds=45,
        steps=[
            {"who": {"language": "en", "least": 4}, "seconds": 20},
            {"who": {"language": "en", "least": 3}, "seconds": 40},
        ],
    ),
}


NUMBERS: dict[str, Body] = {
    "4000": _named("集团总机", "Group switchboard", flow="attendant", operator="8001"),
    "4001": _named("酒店总机", "Hotel", flow="hotel"),
    "4002": _named("科技客服热线", "Support line", flow="support"),
    "4005": _named("客服旧号码", "Support line, old number", flow="changed"),
    "4007": _named("国际台", "International operator", flow="international"),
    "4006": _named("信息服务", "Information line", flow="information"),
    "200": _named("前台直线", "Front desk, direct", queue="front-desk"),
}

TRUNKS: dict[str, Body] = {
    "loopback": _named("本机外线", "Outside line on this machine", networks=["127.0.0.0/8"])
}
OUTSIDE = 10
"""So far above our port of SIP lies the one, on this machine, at which the demonstration's outside world is
called: `huawu test-call --called-back`, or a telephone program that listens there."""


def leading_outside(sip_port: int) -> Body:
    """The trunk as it is loaded: it leads to that port, so that callers can be called back."""
    return TRUNKS["loopback"] | {"uri": f"sip:127.0.0.1:{sip_port + OUTSIDE}"}


SKILLS: dict[str, Body] = {
    "booking": _named("预订", "Booking", order=1),
    "concierge": _named("礼宾", "Concierge", order=2),
    "billing": _named("账单处理", "Billing", order=3),
    "network": _named("网络排障", "Networks", order=4),
    "complaints": _named("投诉处理", "Complaints", order=5),
}

TEAMS: dict[str, Body] = {
    "hotel": _named("酒店组", "Hotel", order=1, leader="1007"),
    "support": _named("客服组", "Support", order=2, leader="1008"),
}

AGENTS: dict[str, Body] = {worker.number: worker.abilities() for worker in STAFF if worker.number}

PAUSE_REASONS: dict[str, Body] = {
    "break": _named("小休", "Short break", order=1, limit_seconds=900, allowance_per_day_seconds=2700),
    "meal": _named("用餐", "Meal", order=2, limit_seconds=3600, allowance_per_day_seconds=3600),
    "training": _named("培训", "Training", order=3),
    "meeting": _named("会议", "Meeting", order=4),
    "coaching": _named("辅导", "Coaching", order=5),
    "paperwork": _named("整理资料", "Paperwork", order=6),
}

HOLD_REASONS: dict[str, Body] = {
    "look-up": _named(
        "查询资料",
        "Looking it up",
        order=1,
        say={
            "zh": "我帮您查一下资料，请您稍等，好吗？",
            "en": "May I look that up for you? One moment, please.",
        },
    ),
    "ask-colleague": _named(
        "请教同事",
        "Asking a colleague",
        order=2,
        say={"zh": "我向同事确认一下，请您稍等，好吗？", "en": "May I check that with a colleague?"},
        remind_seconds=60,
    ),
    "system": _named(
        "系统处理中",
        "System is working",
        order=3,
        say={
            "zh": "系统正在处理，请您稍等片刻，可以吗？",
            "en": "The system needs a moment. Would you hold, please?",
        },
    ),
    "customer-asked": _named("客户要求稍等", "The customer asked", order=4, remind_seconds=90),
}

HELP_REASONS: dict[str, Body] = {
    "not-sure": _named("业务拿不准", "Not sure what to say", order=1),
    "upset": _named("客户情绪激动", "The customer is upset", order=2),
    "approval": _named("需要授权", "Needs approval", order=3),
    "system": _named("系统故障", "System trouble", order=4),
}

_RESULTS = [
    {"id": "solved", **_named("已解决", "Solved")},
    {"id": "follow-up", **_named("待跟进", "To be followed up")},
    {"id": "handed-over", **_named("已转交", "Handed over")},
    {"id": "unsolved", **_named("未能解决", "Not solved")},
]


def _tree() -> dict[str, Body]:
    tops = {
        "enquiry": ("咨询", "Enquiry", [
            ("rooms", "客房与设施", "Rooms and facilities"),
            ("prices", "价格与优惠", "Prices and offers"),
            ("product", "产品使用", "Using the product"),
        ]),
        "complaint": ("投诉", "Complaint", [
            ("attitude", "服务态度", "Attitude"),
            ("quality", "产品与客房质量", "Quality"),
            ("charges", "费用争议", "Charges"),
        ]),
        "suggestion": ("建议", "Suggestion", [
            ("service", "服务建议", "Service"),
            ("feature", "产品建议", "Product"),
        ]),
        "business": ("业务办理", "Business", [
            ("booking", "新预订", "New booking"),
            ("change", "变更与取消", "Change or cancellation"),
            ("request", "客房服务请求", "Room request"),
            ("fault", "故障报修", "Fault report"),
        ]),
    }  # fmt: skip
    types: dict[str, Body] = {}
    for order, (top, (zh, en, below)) in enumerate(tops.items(), 1):
        types[top] = _named(zh, en, order=order, results=_RESULTS)
        for place, (key, zh_below, en_below) in enumerate(below, 1):
            types[f"{top}-{key}"] = _named(zh_below, en_below, order=place, parent=top)
    return types


WRAP_UP_TYPES = _tree()

SITES: dict[str, Body] = {
    "site": _named("云栖", "Yunqi", zone="Asia/Shanghai", day_starts_hour=0, operator_hours="desk")
}

HOURS: dict[str, Body] = {
    "desk": _named(
        "话务员值班",
        "Operator on duty",
        week={str(day): [["08:00", "20:00"]] for day in range(1, 8)},
    )
}

EXTENSIONS: dict[str, Body] = {"8001": {"duty": True}, "8002": {"duty": True}}
"""The operators' telephones: who takes calls from outside may be said there by code."""

ENQUIRIES: dict[str, Body] = {
    "international": _named("国际台查询", "International enquiries", flow="international")
}
"""Who calls the international operator has an enquiry open before anybody answers."""

CONFIGURATION: dict[str, dict[str, Body]] = {
    "hours": HOURS,
    "site": SITES,
    "extension": EXTENSIONS,
    "queue": QUEUES,
    "flow": FLOWS,
    "enquiry_rule": ENQUIRIES,
    "number": NUMBERS,
    "trunk": TRUNKS,
    "skill": SKILLS,
    "team": TEAMS,
    "agent": AGENTS,
    "pause_reason": PAUSE_REASONS,
    "hold_reason": HOLD_REASONS,
    "help_reason": HELP_REASONS,
    "wrap_up_type": WRAP_UP_TYPES,
    "customer_field": CUSTOMER_FIELDS,
} | CASE_CONFIGURATION
