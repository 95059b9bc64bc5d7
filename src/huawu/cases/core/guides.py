"""The complaint guides (安抚指引) that are in force while a site has none of its own.

{"name": {"zh", "en"}, "order": 1, "types": ["complaint"], "words": ["曝光"], "skill": "complaint", "steps":
[{"id": "listen", "name": {...}, "say": {...}, "hint": {...}}], "never": [{...}], "call_help": [{...}],
"warnings": {"first": {...}, "second": {...}, "end": {...}}, "help_minutes": 5}

`types`: of contacts and cases, with all under them, and `words`: what is said or typed, by which the guide is
offered. `skill`: who has it is the expert. `warnings`: only where a caller is warned, and the call may end.
`help_minutes`: how long a request for help with a case may wait before the next one up is told.
"""

from collections.abc import Mapping
from typing import Any

Body = Mapping[str, Any]
Line = tuple[str, str]
STEPS: tuple[tuple[str, Line], ...] = (
    ("listen", ("倾听", "Listen")),
    ("repeat", ("复述", "Repeat")),
    ("apologise", ("致歉", "Apologise")),
    ("solve", ("给办法", "Offer a way")),
    ("agree", ("商定", "Agree")),
    ("thank", ("致谢", "Thank")),
)
WARNINGS = ("first", "second", "end")
EXPERT = "complaint"
"""The skill of experts on complaints, unless a guide says another."""

_LISTEN = (
    (
        "您别着急，您慢慢说，我在听，也都记下来。",
        "Please take your time. I am listening and writing it down.",
    ),
    ("不打断，用“嗯”“我明白”回应。", "Do not interrupt; let them hear that you follow."),
)
_REPEAT = (
    (
        "我跟您核对一下：您说的是……，您希望……，对吗？",
        "Let me make sure I have it right: ... happened, and you would like ... Is that so?",
    ),
    ("用客户的原话，先说事，再说要求。", "In their own words: first what happened, then what they want."),
)
_APOLOGISE = (
    ("给您添麻烦了，真对不起。", "I am sorry for the trouble this has caused you."),
    ("为对方的不便致歉，不替别人认定责任。", "Be sorry for the trouble; do not decide who is to blame."),
)
_SOLVE = (
    (
        "我现在能为您做的有两个办法：……，您看哪个合适？",
        "I can do one of two things now: ... Which suits you?",
    ),
    ("先说能做的；拿不准就说去核实，给出时间。", "Begin with what can be done; what is unsure gets a time."),
)
_AGREE = (
    (
        "那我们说定：由……在……之前给您答复，您看行吗？",
        "Then it is agreed: ... will be back to you by ... Is that all right?",
    ),
    ("谁、什么时候、打哪个号码，都说清楚并写进工单。", "Who, when, on which number; write it in the case."),
)
_THANK = (
    ("谢谢您告诉我们，这对我们改进很有帮助。", "Thank you for telling us. It helps us do better."),
    ("等客户先挂机。", "Let the customer hang up first."),
)
_USUAL = {
    "listen": _LISTEN,
    "repeat": _REPEAT,
    "apologise": _APOLOGISE,
    "solve": _SOLVE,
    "agree": _AGREE,
    "thank": _THANK,
}
_NEVER: tuple[Line, ...] = (
    ("不承诺赔偿金额或减免，按权限申请", "No sum and no waiver: ask for it within the limits"),
    ("不承诺没有把握的时间", "No time that is not sure"),
    ("不说“这不归我管”“这是规定”", 'Never "not my department" or "those are the rules"'),
)
_CALL_HELP: tuple[Line, ...] = (
    ("客户点名要找领导", "They ask for somebody who leads"),
    ("同样的话说了三遍还谈不拢", "The same was said three times and there is no way on"),
)


def _both(line: Line) -> dict[str, str]:
    return {"zh": line[0], "en": line[1]}


def _guide(  # noqa: PLR0913 - each is a part of a guide
    order: int,
    name: Line,
    *,
    types: tuple[str, ...] = (),
    words: tuple[str, ...],
    other: Mapping[str, tuple[Line, Line]],
    never: tuple[Line, ...],
    call_help: tuple[Line, ...],
    **more: Any,  # noqa: ANN401 - of the guide
) -> dict[str, Any]:
    said = _USUAL | dict(other)
    return {
        "name": _both(name),
        "order": order,
        "types": list(types),
        "words": list(words),
        "skill": EXPERT,
        "steps": [
            {"id": id, "name": _both(title), "say": _both(said[id][0]), "hint": _both(said[id][1])}
            for id, title in STEPS
        ],
        "never": [_both(line) for line in never],
        "call_help": [_both(line) for line in call_help],
        **more,
    }


STANDARD: dict[str, dict[str, Any]] = {
    "ordinary": _guide(
        1,
        ("一般投诉", "Ordinary complaint"),
        types=("complaint",),
        words=("投诉", "complain"),
        other={},
        never=_NEVER,
        call_help=_CALL_HELP,
    ),
    "attitude": _guide(
        2,
        ("投诉服务态度", "Complaint about an agent"),
        types=("complaint-attitude",),
        words=("态度不好", "态度差", "态度恶劣", "rude"),
        other={
            "apologise": (
                (
                    "让您受委屈了，我先替我们道歉。",
                    "You should not have been treated so. I apologise for us all.",
                ),
                ("不替同事辩解，也不评价同事。", "Neither defend nor judge the colleague."),
            ),
            "solve": (
                (
                    "这件事会由班长来查，听录音，再给您答复。",
                    "A team leader looks into it, listens to the recording, and answers you.",
                ),
                (
                    "问清时间、工号或声音特征；投诉谁就不让谁看到这张单。",
                    "Ask when and who: that colleague never sees the case.",
                ),
            ),
        },
        never=(
            ("不承诺处分或开除谁", "Nobody is promised to be punished or dismissed"),
            ("不透露同事的姓名、手机等个人信息", "No name, mobile or anything else personal of a colleague"),
            *_NEVER[1:],
        ),
        call_help=(
            (
                "被投诉的就是您自己：马上请班长接手",
                "It is about yourself: have a team leader take over at once",
            ),
            *_CALL_HELP,
        ),
    ),
    "media": _guide(
        3,
        ("要找媒体曝光", "Threat with the media"),
        words=(
            "曝光",
            "媒体",
            "记者",
            "电视台",
            "微博",
            "抖音",
            "热搜",
            "newspaper",
            "journalist",
            "go viral",
        ),
        other={
            "repeat": (
                (
                    "您最希望我们先解决的是……，我理解得对吗？",
                    "What you want solved first is ... Have I understood you?",
                ),
                (
                    "把话题带回事情本身，不争论该不该曝光。",
                    "Come back to the matter; do not argue about the media.",
                ),
            ),
            "solve": (
                (
                    "您的情况我马上报给负责人，……之前有专人和您联系。",
                    "I report this at once to whoever is responsible; somebody will call you by ...",
                ),
                ("只说事实和下一步，不发表看法。", "Facts and the next step only, no opinions."),
            ),
        },
        never=(
            ("不说“您随便曝光”，也不求对方别发", 'Neither "go ahead" nor "please do not"'),
            (
                "不代表单位对媒体表态，记者来电一律转对外联络人",
                "Never speak for the house: reporters go to the press contact",
            ),
            _NEVER[0],
        ),
        call_help=(
            (
                "对方说自己是记者，或说正在录音、直播",
                "They say they are a reporter, or record or stream the call",
            ),
            ("给了期限，说到点就发", "They set a time at which it is published"),
        ),
    ),
    "law": _guide(
        4,
        ("要起诉或举报", "Threat with law or authorities"),
        words=("律师", "起诉", "法院", "12315", "12345", "举报", "消协", "工信部", "lawyer", "sue", "court"),
        other={
            "solve": (
                (
                    "通过法律途径是您的权利。我们也希望尽快解决，我把情况报给负责人，……之前答复您。",
                    "That is your right. We want to settle it too: I report it, and you hear from us by ...",
                ),
                ("记下受理单位、案号、期限。", "Write down the authority, the number and the time limit."),
            ),
        },
        never=(
            ("不评论谁对谁错、会不会败诉", "No word on who is right or who would win"),
            (
                "不答应提供内部文件、录音：请对方走书面渠道",
                "No papers and no recordings: they are asked for in writing",
            ),
            ("不拿“您去告吧”激对方", 'Never "then sue us"'),
        ),
        call_help=(
            ("对方是律师、法院或主管部门的人", "A lawyer, a court or an authority is on the line"),
            ("提到已经立案或收到文书", "A case was filed, or papers were served"),
        ),
        skill="legal",
    ),
    "abusive": _guide(
        5,
        ("辱骂、骚扰来电", "Abusive caller"),
        words=("他妈的", "王八蛋", "滚蛋", "去死", "傻逼", "fuck", "idiot", "bastard"),
        other={
            "apologise": (
                ("您遇到的事让您生气，我理解。", "I understand that this has made you angry."),
                ("语速放慢，声音放低，不回嘴。", "Slower and lower; never answer in kind."),
            ),
        },
        never=(
            (
                "不回骂、不讽刺，也不私自挂机",
                "No insult, no irony, and no hanging up without the two warnings",
            ),
            ("不报自己的姓名、私人电话和去向", "Never your own name, number or whereabouts"),
            ("没有提醒两次，不结束通话", "The call is not ended before two warnings"),
        ),
        call_help=(
            ("人身威胁，或说要到现场来", "They threaten somebody, or say that they will come here"),
            ("您觉得撑不住了：求助不丢人", "You have had enough: asking for help is no shame"),
        ),
        warnings={
            "first": _both(
                (
                    "先生/女士，我很想帮您解决问题，请您不要说伤人的话，我们好好把事情说清楚。",
                    "I do want to help you. Please let us speak without insults so that we can sort it out.",
                )
            ),
            "second": _both(
                (
                    "这是第二次提醒：如果您继续这样，我只能结束这次通话。您愿意谈事情，我马上为您办。",
                    "This is the second time I ask: if it goes on I shall have to end this call. "
                    "If you want it settled, I am here.",
                )
            ),
            "end": _both(
                (
                    "很抱歉，我现在结束通话。您平静下来后随时再来电，我们会继续为您办理。再见。",
                    "I am sorry, I am ending this call now. Do call again at any time. Goodbye.",
                )
            ),
        },
    ),
    "fraud": _guide(
        6,
        ("疑似欺诈", "Suspected fraud"),
        words=("验证码", "冒充", "诈骗", "转账", "安全账户", "fraud", "scam", "verification code"),
        other={
            "listen": (
                (
                    "请您把经过从头说一遍：谁联系的您，要您做什么？",
                    "Tell me from the start: who called you, and for what?",
                ),
                (
                    "问清时间、号码、金额；一边听一边核对来电人身份。",
                    "Ask time, number, sum; verify who is calling.",
                ),
            ),
            "solve": (
                (
                    "请先不要再转账、不要报验证码；我马上为您登记并转给专人核实。",
                    "Please pay nothing more and give nobody a code; I pass this to a specialist at once.",
                ),
                (
                    "怀疑来电人冒名：只核身份，不透露任何资料。",
                    "A caller who may be somebody else is told nothing at all.",
                ),
            ),
        },
        never=(
            ("不向未核实身份的人透露客户资料、房号、行程", "Nothing about a customer to who is not verified"),
            ("不索要密码、验证码、整张卡号", "Never ask for a password, a code or a whole card number"),
            ("不承诺追回款项", "Money is never promised back"),
        ),
        call_help=(
            (
                "款项刚刚转出：马上求助，请客户同时报警 110",
                "Money went out just now: help at once; they call 110",
            ),
            ("来电人答不上核身问题却反复追问资料", "They fail the questions and keep asking for data"),
        ),
        skill="fraud",
    ),
}
