"""Which cases there are in the demonstration: some thirty, in all states, opened over the last nine days."""

from dataclasses import dataclass, field
from typing import Any

from huawu.cases.types import Said

MASTER = "全楼断网"
UNDER = "与全楼断网同一小区。"
_DONE = ("start", "confirm", "record", "follow_up", "close")


@dataclass(frozen=True, slots=True)
class CaseSeed:
    """One case. `hours`: opened so long ago, `by` whom (login); `steps` were made since, evenly apart, with
    what is `said`. `about`: the agent it complains of (login)."""

    hours: float
    by: str
    type: str
    subject: str
    text: str = ""
    form: dict[str, Any] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    said: Said = field(default_factory=Said)
    about: str = ""


def _said(solution: str, cause: str, text: str = "", satisfaction: int = 4) -> Said:
    return Said(solution=solution, solution_text=text, cause=cause, satisfaction=satisfaction)


_AGAIN = Said(solution="repair", cause="things-worn", satisfaction=2, reason="客人反映又出现了")
_AWAY = Said(reason="客户出差，周三上午方便接电话")
_PAPERS = Said(reason="等客户补交营业执照复印件")
_NOISE = {"room": "1208", "moved": True, "new_room": "1512"}
_RUDE = {"who": "前台早班", "when": "2026-11-14", "wish": "希望道歉并改进"}
_NO_CALL = {"who": "技术支持", "when": "2026-11-18", "wish": "请尽快答复并说明原因"}
_LEADER = {"who": "账单专席", "when": "2026-11-20", "wish": "主管致电说明"}
_CUT_OFF = {"when": "", "wish": "希望那位坐席来电说明"}
_SORRY = {"when": "", "wish": "要求书面致歉"}
_ANSWER = {"when": "", "wish": "请主管核实录音后答复"}
_TO_FATHER = {"owner": "李建国", "identity": "11010519491231002X", "phone": "13800000000"}
_COMPANY = {"title": "恒远商贸有限公司", "tax": "91310000MA1K0000XX"}

SEEDS = (
    CaseSeed(210, "lin", "complaint-stay", "空调噪音影响休息", "夜里空调外机嗡嗡响，客人要求换房。",
             _NOISE, _DONE, _said("move", "things-worn", "换到 1512 房")),
    CaseSeed(196, "wu", "business-network", "频繁掉线", "",
             {"account": "yq20391", "fault": "drops", "lights": "green"},
             _DONE, _said("repair", "things-network", "更换光猫", 5)),
    CaseSeed(188, "feng", "complaint-attitude", "前台语气生硬", "客人询问早餐时间，被不耐烦地回答。",
             _RUDE, _DONE, _said("apologise", "people-training", "值班经理致歉，赠送水果")),
    CaseSeed(170, "zheng", "enquiry-bill", "十月账单多出增值服务费", "",
             {"month": "2026-10", "amount": 30}, _DONE,
             _said("explain", "customer", "说明套餐外的来电提醒费", 3)),
    CaseSeed(160, "zhao", "suggestion-service", "建议早餐增加无糖豆浆", "", {}, _DONE,
             _said("done", "process-unclear", "已转餐饮部采纳", 5)),
    CaseSeed(150, "wu", "business-invoice", "补开十月发票", "", _COMPANY, _DONE,
             _said("done", "process-unclear")),
    CaseSeed(140, "sun", "complaint-stay", "热水忽冷忽热", "", {"room": "0906", "moved": False},
             (*_DONE, "reopen"), _AGAIN),
    CaseSeed(122, "zheng", "business-transfer", "宽带过户给父亲", "", _TO_FATHER, _DONE,
             _said("done", "process-unclear", "", 5)),
    CaseSeed(100, "feng", "complaint-attitude", "承诺回电未回", "说好周一回电，一直没有。", _NO_CALL,
             _DONE[:4], _said("apologise", "people-busy", "已回电致歉", 3)),
    CaseSeed(90, "lin", "complaint-stay", "电梯等候时间过长", "", {"room": "2105", "moved": False},
             _DONE[:3], _said("explain", "things-worn")),
    CaseSeed(80, "wu", "business-network", "晚上网速慢", "", {"account": "yq18820", "fault": "slow"},
             _DONE[:3], _said("repair", "things-network")),
    CaseSeed(72, "zhao", "enquiry-stay", "会议室价格咨询", "三十人，半天，需要投影。", {},
             _DONE[:2], _said("explain", "customer", "已发报价单")),
    CaseSeed(60, "zheng", "enquiry-bill", "预存话费如何抵扣", "", {"month": "2026-11"},
             _DONE[:2], _said("explain", "customer")),
    CaseSeed(52, "wu", "business-network", "断网两天未修复", "客户很着急，说再不修就找记者曝光。",
             {"account": "yq77120", "fault": "down", "lights": "red", "visit": True}, ("start",)),
    CaseSeed(48, "sun", "complaint-stay", "隔壁装修噪音", "", {"room": "1103"}, ("start",)),
    CaseSeed(44, "feng", "complaint-attitude", "客户要求主管回电", "", _LEADER, ("start", "wait"), _AWAY),
    CaseSeed(40, "zheng", "business-transfer", "公司宽带过户", "", {"owner": "王丽"},
             ("start", "wait"), _PAPERS),
    CaseSeed(36, "lin", "enquiry-stay", "能否带宠物入住", "", {}, ("start",)),
    CaseSeed(30, "wu", "business-invoice", "发票抬头开错", "", {"title": "青禾旅行社"}, ("start",)),
    CaseSeed(96, "sun", "complaint-stay", "早餐厅等位太久", "周末带孩子等了四十分钟。",
             {"room": "1806", "moved": False}, _DONE, _said("apologise", "people-busy", "送下午茶券", 3)),
    CaseSeed(50, "lin", "complaint-stay", "房卡反复失灵", "一晚上跑了三趟前台。",
             {"room": "0921", "moved": False}, _DONE, _said("repair", "things-worn", "更换门锁电池", 4)),
    CaseSeed(34, "wu", "business-network", "视频会议总卡顿", "",
             {"account": "yq55012", "fault": "slow"}, _DONE, _said("repair", "things-network", "调整带宽")),
    CaseSeed(16, "sun", "complaint-stay", "停车场收费有误", "住店客人被收了过夜停车费。",
             {"room": "2003", "moved": False}, _DONE, _said("refund", "process-unclear", "退回停车费", 4)),
    CaseSeed(7, "feng", "complaint-attitude", "电话转接三次没人说清", "",
             {"who": "总机", "when": "2026-11-22", "wish": "一次说清"}, _DONE,
             _said("apologise", "people-training", "专人一次答复", 4)),
    CaseSeed(5, "feng", "complaint-attitude", "不解决就找记者曝光",
             "客人说坐席挂了他的电话，再没人管就让律师起诉，还要找记者曝光。",
             {"who": "夜班坐席", "when": "2026-11-22", "wish": "书面道歉"}, ("start",)),
    CaseSeed(26, "zhao", "suggestion-service", "建议房间多放一个插座"),
    CaseSeed(24, "sun", "complaint-stay", "房间有烟味", "", {"room": "1711"}, ("start",)),
    CaseSeed(22, "feng", "enquiry-bill", "账单寄送地址变更", "", {"month": "2026-11"}),
    CaseSeed(20, "zheng", "business-network", "路由器指示灯不亮", "",
             {"account": "yq20111", "fault": "down", "lights": "off"}),
    CaseSeed(19, "wu", "business-network", "路由器一直不亮", "同一客户换了个号码又打来。",
             {"account": "yq20111", "fault": "down", "lights": "off"}),
    CaseSeed(10, "lin", "complaint-stay", "浴室地漏返味", "", {"room": "0812"}),
    CaseSeed(6, "wu", "enquiry-bill", "国际漫游资费", "", {"month": "2026-12"}),
    CaseSeed(4, "zhao", "enquiry-stay", "年会场地与住房打包价"),
    CaseSeed(3, "zheng", "business-network", MASTER, "同一小区已有多位客户来电。",
             {"account": "yq90001", "fault": "down", "lights": "red"}, ("start",)),
    CaseSeed(2.5, "wu", "business-network", "家里上不了网", UNDER, {"account": "yq90033", "fault": "down"}),
    CaseSeed(2, "wu", "business-network", "断网影响网课", UNDER, {"account": "yq90057", "fault": "down"}),
    CaseSeed(1.2, "lin", "complaint-stay", "插座冒烟", "客人说插座冒烟，已断电，人没有受伤。",
             {"room": "1509"}, ("start",)),
    CaseSeed(0.5, "sun", "enquiry-stay", "延迟退房"),
    CaseSeed(310, "feng", "complaint-agent", "话没说完就被挂断", "客户问账单明细，坐席说完一句就挂了电话。",
             _CUT_OFF, _DONE, _said("apologise", "people-training", "调听录音属实，已致歉", 3), "zheng"),
    CaseSeed(236, "liu", "complaint-agent", "被反复转接，没人负责", "客户说坐席听都没听完就转走了三次。",
             _SORRY, _DONE, _said("explain", "process-unclear", "按流程须转专席，已说明", 4), "wu"),
    CaseSeed(130, "feng", "complaint-agent", "答应的减免没有兑现", "坐席口头答应减免，账单没变。",
             _ANSWER, _DONE, _said("refund", "people-training", "坐席越权承诺，按承诺减免", 4), "zheng"),
    CaseSeed(70, "chen", "complaint-agent", "接线时态度冷淡", "客人要求送加床，坐席说“不归我管”。",
             _SORRY, _DONE[:3], _said("apologise", "people-busy", "值班经理当面致歉"), "sun"),
    CaseSeed(46, "liu", "complaint-agent", "投诉专员催促撤诉", "客户说专员两次来电劝他撤回投诉。",
             _ANSWER, ("start",), about="feng"),
    CaseSeed(21, "feng", "complaint-agent", "登记的号码写错，一直没等到回电", "",
             _CUT_OFF, ("start",), about="zheng"),
    CaseSeed(4.5, "wu", "complaint-agent", "说普通话听不懂还不耐烦", "客人是外地老人，希望换一位坐席。",
             _ANSWER, about="lin"),
    CaseSeed(3.5, "feng", "complaint-stay", "客房网络账单记到住客名下", "住客退房后收到宽带催费短信。",
             {"room": "1620", "moved": False}),
    CaseSeed(0.3, "wu", "complaint-stay", "客房电话打不了外线", "线路已查，外线正常，请酒店看房内话机。",
             {"room": "0715", "moved": False}),
    CaseSeed(0.4, "lin", "business-network", "会议中心无线网断了", "下午两点有会，客人等着用。",
             {"account": "yq60001", "fault": "down", "lights": "red"}),
)  # fmt: skip
