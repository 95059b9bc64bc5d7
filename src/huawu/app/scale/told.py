"""What customers tell us in cases: subjects, texts, forms. Few sentences with many places, names and numbers
in them, so that some words stand in very many cases and some in one."""

from dataclasses import dataclass
from typing import Any

from huawu.platform.dice import Dice

_PLACES = (
    "大堂",
    "走廊",
    "客房",
    "浴室",
    "餐厅",
    "停车场",
    "健身房",
    "小区",
    "办公楼",
    "宿舍",
    "地下室",
    "会议室",
)
_WHEN = ("昨天晚上", "今天早上", "上周五", "三天前", "入住当天", "最近一个月", "每到周末", "从十月起")
_WISHES = (
    "请尽快处理",
    "希望有人回电",
    "要求书面答复",
    "请主管联系",
    "希望减免费用",
    "请派人上门",
    "不再追究",
)
_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "enquiry-bill": (
        ("{month}账单多出{amount}元", "{when}收到账单，比平时多{amount}元，询问是什么费用，{wish}。"),
        ("套餐外流量怎么计费", "询问套餐外流量费用，账号yq{account}，{when}被扣{amount}元，{wish}。"),
    ),
    "enquiry-stay": (
        ("{room}房延迟退房", "住{room}房，{when}问过前台没有结果，想延迟到下午退房，{wish}。"),
        ("{place}能否使用", "询问{place}的开放时间和价格，{amount}人，{wish}。"),
    ),
    "complaint-stay": (
        ("{room}房空调噪音", "{when}起空调外机嗡嗡响，影响休息，{place}也能听到，{wish}。"),
        ("{place}有异味", "{when}发现{place}有异味，住{room}房，打过电话没人来，{wish}。"),
    ),
    "complaint-attitude": (
        ("{place}工作人员态度生硬", "{when}在{place}被不耐烦地回答，要求道歉，{wish}。"),
        ("承诺回电未回", "{when}说好回电一直没有，已经打了{amount}次电话，{wish}。"),
    ),
    "suggestion-service": (("建议{place}多放一个插座", "{when}使用{place}时不方便，建议改进，{wish}。"),),
    "business-network": (
        ("{place}断网", "账号yq{account}，{when}断网，光猫红灯，{place}多户一样，{wish}。"),
        ("晚上网速慢", "账号yq{account}，{when}网速很慢，测速只有{amount}兆，{wish}。"),
    ),
    "business-invoice": (
        ("发票抬头开错", "{month}发票抬头开错，金额{amount}元，重开后寄到{place}，{wish}。"),
    ),
    "business-transfer": (("宽带过户", "账号yq{account}过户给家人，{when}材料已交，{wish}。"),),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a case says."""

    subject: str
    text: str
    form: dict[str, Any]


TYPES = tuple(_WORDS)


def told(dice: Dice, type: str) -> Told:
    """One case of this type."""
    known = {
        "month": f"2026-{dice.randrange(1, 12):02d}",
        "amount": dice.randrange(5, 900),
        "account": f"{dice.randrange(10**6):06d}",
        "room": f"{dice.randrange(2, 31):02d}{dice.randrange(1, 40):02d}",
        "place": dice.choice(_PLACES),
        "when": dice.choice(_WHEN),
        "wish": dice.choice(_WISHES),
    }
    subject, body = dice.choice(_WORDS[type])
    return Told(subject.format(**known), body.format(**known), _form(type, known))


def _form(type: str, known: dict[str, Any]) -> dict[str, Any]:
    """Whatever the form of the type requires."""
    match type:
        case "enquiry-bill":
            return {"month": known["month"], "amount": known["amount"]}
        case "complaint-stay":
            return {"room": known["room"]}
        case "complaint-attitude":
            return {"who": known["place"], "when": f"{known['month']}-11", "wish": known["wish"]}
        case "business-network":
            return {"account": f"yq{known['account']}", "fault": "drops"}
        case "business-invoice":
            return {"title": f"{known['place']}商贸有限公司"}
        case "business-transfer":
            return {"owner": "李建国", "identity": "11010519491231002X", "phone": "13800000000"}
        case _:
            return {}
