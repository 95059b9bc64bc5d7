"""How cases are arranged in the demonstration: types of a hotel and its support line, with forms; promises;
causes and solutions."""

from typing import Any

from huawu.app.demo.case_visits import VISIT_RULES

Body = dict[str, Any]


def _name(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _field(key: str, zh: str, en: str, kind: str, **more: Any) -> Body:  # noqa: ANN401 - of the field
    return {"id": key, "name": _name(zh, en), "kind": kind} | more


def _choices(*each: tuple[str, str, str]) -> list[Body]:
    return [{"id": key, "name": _name(zh, en)} for key, zh, en in each]


_ROOM = _field("room", "房号", "Room", "text", required=True)
_STAY = [
    _ROOM,
    _field("since", "发生日期", "Since", "date"),
    _field("moved", "是否已换房", "Moved to another room", "yes_no"),
    _field("new_room", "新房号", "New room", "text", required=True, when={"field": "moved", "is": [True]}),
]
_ATTITUDE = [
    _field("who", "涉及人员或岗位", "Who it is about", "text", required=True),
    _field("when", "发生日期", "When", "date", required=True),
    _field("wish", "客户诉求", "What the customer wants", "long_text", required=True),
    _field("phone", "回访电话", "Number for the return visit", "phone"),
]
_ABOUT = [
    _field("when", "发生日期", "When", "date", required=True),
    _field("wish", "客户诉求", "What the customer wants", "long_text", required=True),
    _field("phone", "答复电话", "Number for the answer", "phone"),
]
_NETWORK = [
    _field("account", "宽带账号", "Account", "text", required=True),
    _field(
        "fault",
        "故障现象",
        "What is wrong",
        "choice",
        required=True,
        choices=_choices(
            ("down", "完全断网", "Down"), ("slow", "网速慢", "Slow"), ("drops", "频繁掉线", "Drops")
        ),
    ),
    _field(
        "lights",
        "光猫指示灯",
        "Lights of the modem",
        "choice",
        choices=_choices(("red", "红灯", "Red"), ("off", "不亮", "Off"), ("green", "正常", "Green")),
        when={"field": "fault", "is": ["down", "drops"]},
    ),
    _field("visit", "需要上门", "Visit needed", "yes_no"),
]
_BILL = [
    _field("month", "账单月份", "Month", "text", required=True),
    _field("amount", "有疑问的金额（元）", "Amount in doubt (CNY)", "number"),
]
_INVOICE = [
    _field("title", "发票抬头", "Name on the invoice", "text", required=True),
    _field("tax", "税号", "Tax number", "text"),
]
_TRANSFER = [
    _field("owner", "新户主姓名", "New owner", "text", required=True),
    _field("identity", "新户主身份证号", "Identity number", "id_number", required=True),
    _field("phone", "联系电话", "Phone", "phone", required=True),
]
_NEW_NUMBER = [
    _field("holder", "机主姓名", "Holder", "text", required=True),
    _field("identity", "机主身份证号", "Identity number", "id_number", required=True),
    _field("checked", "已核对机主身份", "Identity checked", "yes_no", required=True),
    _field("old", "原号码", "Old number", "phone", required=True),
    _field("new", "新号码", "New number", "phone", required=True),
    _field("since", "生效日期", "From", "date", required=True),
    _field("announce", "原号码播放改号通知", "Announce it at the old number", "yes_no"),
]

TYPES: dict[str, Body] = {
    "enquiry": {"name": _name("咨询", "Enquiry"), "order": 1, "priority": "low", "team": "support"},
    "enquiry-bill": {"name": _name("账单", "Bill"), "parent": "enquiry", "order": 1, "form": _BILL},
    "enquiry-stay": {"name": _name("住店", "Stay"), "parent": "enquiry", "order": 2, "team": "hotel"},
    "complaint": {
        "name": _name("投诉", "Complaint"),
        "order": 2,
        "priority": "medium",
        "approval": True,
        "progress_hours": 16,
    },
    "complaint-stay": {
        "name": _name("客房问题", "Room"),
        "parent": "complaint",
        "order": 1,
        "team": "hotel",
        "assign": "load",
        "receipt_minutes": 30,
        "form": _STAY,
    },
    "complaint-attitude": {
        "name": _name("服务态度", "Attitude"),
        "parent": "complaint",
        "order": 2,
        "team": "support",
        "assign": "expert",
        "experts": ["1006"],
        "form": _ATTITUDE,
    },
    "complaint-agent": {
        "name": _name("投诉坐席", "About an agent"),
        "parent": "complaint",
        "order": 3,
        "team": "support",
        "assign": "expert",
        "experts": ["1006"],
        "about_agent": True,
        "form": _ABOUT,
    },
    "suggestion": {"name": _name("建议", "Suggestion"), "order": 3, "priority": "low", "team": "hotel"},
    "suggestion-service": {"name": _name("服务建议", "Service"), "parent": "suggestion", "order": 1},
    "business": {"name": _name("业务", "Business"), "order": 4, "priority": "medium", "team": "support"},
    "business-network": {
        "name": _name("网络报障", "Network fault"),
        "parent": "business",
        "order": 1,
        "assign": "load",
        "receipt_minutes": 60,
        "form": _NETWORK,
    },
    "business-invoice": {
        "name": _name("开票", "Invoice"),
        "parent": "business",
        "order": 2,
        "form": _INVOICE,
    },
    "business-transfer": {
        "name": _name("过户", "Change of owner"),
        "parent": "business",
        "order": 3,
        "form": _TRANSFER,
    },
    "business-number": {
        "name": _name("改号", "Change of number"),
        "parent": "business",
        "order": 4,
        "approval": True,
        "form": _NEW_NUMBER,
    },
    "business-safety": {
        "name": _name("安全事件", "Safety"),
        "parent": "business",
        "order": 5,
        "priority": "high",
        "team": "hotel",
    },
}

URGENCIES: dict[str, Body] = {
    "safety": {
        "name": _name("人身安全", "Safety"),
        "priority": "high",
        "words": ["起火", "冒烟", "漏电", "燃气", "受伤", "晕倒", "fire", "smoke", "injured"],
    },
    "media": {
        "name": _name("媒体与法律", "Media and law"),
        "priority": "high",
        "words": ["记者", "曝光", "律师", "起诉", "lawyer", "sue"],
    },
    "vip": {"name": _name("贵宾客户", "VIP customer"), "priority": "medium", "levels": ["vip"]},
}

_LADDER = [
    {"percent": 75, "to": "owner"},
    {"percent": 100, "to": "leader"},
    {"percent": 150, "to": "manager"},
]
PROMISES: dict[str, Body] = {
    "high": {"first_minutes": 10, "solve_minutes": 120, "ladder": _LADDER},
    "medium": {"first_minutes": 60, "solve_minutes": 24 * 60, "hours": "desk", "ladder": _LADDER},
    "low": {"first_minutes": 240, "solve_minutes": 60 * 60, "hours": "desk", "ladder": _LADDER},
}

CAUSES: dict[str, Body] = {
    "people": {"name": _name("人员", "People"), "order": 1},
    "people-training": {"name": _name("培训不足", "Training"), "parent": "people", "order": 1},
    "people-busy": {"name": _name("人手不足", "Too few people"), "parent": "people", "order": 2},
    "things": {"name": _name("设施设备", "Equipment"), "order": 2},
    "things-worn": {"name": _name("设备老化", "Worn out"), "parent": "things", "order": 1},
    "things-network": {"name": _name("线路故障", "Line fault"), "parent": "things", "order": 2},
    "process": {"name": _name("流程", "Process"), "order": 3},
    "process-unclear": {"name": _name("规则不清", "Unclear rule"), "parent": "process", "order": 1},
    "customer": {"name": _name("客户误解", "Misunderstanding"), "order": 4},
}
SOLUTIONS: dict[str, Body] = {
    "explain": {"name": _name("解释说明", "Explained"), "order": 1},
    "apologise": {"name": _name("致歉", "Apology"), "order": 2},
    "repair": {"name": _name("维修", "Repaired"), "order": 3},
    "move": {"name": _name("换房", "Another room"), "order": 4},
    "refund": {"name": _name("退款或减免", "Refund"), "order": 5},
    "done": {"name": _name("办理完成", "Carried out"), "order": 6},
}

REMEDIES: dict[str, Body] = {
    "apology": {
        "name": _name("致歉", "Apology"),
        "order": 1,
        "fixed": 0,
        "limits": {"agent": 0, "operator": 0, "team_leader": 0, "administrator": 0},
        "approvers": {"manager": None},
    },
    "voucher": {
        "name": _name("代金券", "Voucher"),
        "order": 2,
        "most": 200_000,
        "limits": {"agent": 10_000, "operator": 10_000, "team_leader": 50_000, "administrator": 50_000},
        "approvers": {"team_leader": 50_000, "manager": None, "administrator": None},
    },
    "refund": {
        "name": _name("退款或减免", "Refund"),
        "order": 3,
        "most": 5_000_000,
        "limits": {"agent": 5_000, "team_leader": 50_000, "administrator": 50_000},
        "approvers": {"team_leader": 50_000, "manager": None, "administrator": None},
    },
    "replacement": {
        "name": _name("换新", "Replacement"),
        "order": 4,
        "most": 500_000,
        "limits": {"team_leader": 100_000, "administrator": 100_000},
        "approvers": {"team_leader": 100_000, "manager": None, "administrator": None},
    },
}

CASE_CONFIGURATION: dict[str, dict[str, Body]] = {
    "case_remedy": REMEDIES,
    "case_type": TYPES,
    "case_urgency": URGENCIES,
    "case_promise": PROMISES,
    "case_cause": CAUSES,
    "case_solution": SOLUTIONS,
    "case_visit": VISIT_RULES,
    "case_plan": {
        "outage": {
            "name": {"zh": "网络中断预案", "en": "Network outage"},
            "say": {
                "zh": "网络中断，正在抢修，恢复后会通知您。",
                "en": "The network is down and being repaired; we will tell you when it is back.",
            },
            "words": ["断网", "没有网", "WiFi"],
            "steps": [
                {"name": {"zh": "通知工程值班", "en": "Call the engineer on duty"}, "team": "hotel"},
                {"name": {"zh": "播放菜单公告", "en": "Have callers told before the menu"}},
                {"name": {"zh": "每小时通报进展", "en": "Report every hour"}},
            ],
        },
    },
    "case_emergency": {"emergency": {"type": "business-safety", "team": "hotel", "queue": "front-desk"}},
}
