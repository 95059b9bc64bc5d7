"""What the scripts of the demonstration say."""

from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Seed:
    """One script. `trial`: a newer version that half of the contacts get; `proposed`: one that waits for
    approval; `review_days`: from now to its review."""

    scene: str
    name: Words
    body: Body
    note: str = ""
    trial: Body | None = None
    proposed: Body | None = None
    review_days: int | None = None


def _w(zh: str, en: str) -> Words:
    return {"zh": zh, "en": en}


def _line(zh: str, en: str, then: str = "", **more: Any) -> Body:  # noqa: ANN401 - plain values
    return {"do": "agent", "line": _w(zh, en), **({"next": then} if then else {}), **more}


def _answer(zh: str, en: str, then: str, *, hears: tuple[str, str], moods: tuple[str, ...] = ()) -> Body:
    """A choice; `hears`: keywords in Chinese and English, parted by spaces and by commas."""
    said = {"zh": hears[0].split(), "en": [each.strip() for each in hears[1].split(",")]}
    return {"say": _w(zh, en), "next": then, "keywords": said, **({"moods": list(moods)} if moods else {})}


def _when(value: str, then: str, **compared: Any) -> Body:  # noqa: ANN401 - plain values
    return {"when": {"value": value, **compared}, "next": then}


def _decide(*cases: Body, otherwise: str) -> Body:
    return {"do": "condition", "cases": list(cases), "otherwise": otherwise}


def _graph(start: str, **nodes: Body) -> Body:
    return {"graph": {"start": start, "nodes": nodes}}


def _run(*lines: Body) -> Body:
    """Lines one after the other."""
    nodes = {
        f"line{at}": line | ({"next": f"line{at + 1}"} if at < len(lines) else {})
        for at, line in enumerate(lines, 1)
    }
    return _graph("line1", **nodes)


def _greeting(offer: Body) -> Body:
    """By how the call comes: from a colleague, after many rings, from a VIP, from somebody known."""
    return _graph(
        "how",
        how=_decide(
            _when("transferred", "handed_over", equals=True),
            _when("rings", "late", above=3),
            otherwise="who",
        ),
        late=_line(
            "让您久等了，非常抱歉。", "I'm so sorry to have kept you waiting.", "who",
            hint=_w("先致歉，语速放慢。", "Apologise first, and slow down."),
        ),
        who=_decide(
            _when("customer.vip", "vip", equals=True),
            _when("customer.known", "known", equals=True),
            otherwise="new",
        ),
        vip=_line(
            "{customer.name}，您好！这里是{company}{queue}，我是您的专属服务{agent.name}。",
            "Good day, {customer.name}. {company}, {queue}; this is {agent.name}, at your personal service.",
            "offer",
            hint=_w("贵宾：称呼姓名，不要再问身份。", "VIP: use the name, do not ask who it is."),
        ),
        known=_line(
            "{customer.name}，您好！{company}，我是{agent.name}。",
            "Hello, {customer.name}. This is {agent.name} from {company}.",
            "offer",
        ),
        new=_line(
            "您好！{company}{queue}，我是{agent.name}，工号 {agent.number}。",
            "Good day, {company}, {queue}. This is {agent.name} speaking.",
            "name",
        ),
        name=_line("请问怎么称呼您？", "May I have your name, please?", "offer"),
        handed_over=_line(
            "您好，{colleague.name}已经把您的情况告诉我了，我是{agent.name}，由我继续为您服务。",
            "Hello, {colleague.name} has told me about it. I'm {agent.name} and will take it from here.",
            hint=_w("不要让客户重复已经说过的话。", "Do not let the customer say it all again."),
        ),
        offer=offer,
    )  # fmt: skip


_GREETING = _greeting(_line("请问有什么可以帮您？", "How may I help you?"))
_WARMER = _greeting(
    _line("很高兴接到您的电话，今天我能为您做点什么？", "Thank you for calling. What can I do for you today?")
)

_NOT_HEARD = _graph(
    "again",
    again=_line(
        "不好意思，刚才没有听清楚，麻烦您再说一遍，好吗？",
        "I'm sorry, I didn't quite catch that. Could you say it again, please?",
        "better",
    ),
    better=_line(
        "（听客户重复）", "(Let the customer repeat.)",
        choices=[
            _answer("听清了", "Clear now", "repeat", hears=("清楚 听到", "clear, hear you")),
            _answer("还是听不清", "Still not clear", "line", hears=("杂音 断续 听不清", "noise, breaking")),
        ],
    ),
    line=_line(
        "现在线路有些杂音，我马上给您回拨 {call.number}，可以吗？",
        "The line is rather poor. May I call you right back on {call.number}?",
        hint=_w("确认号码后再挂断。", "Make sure of the number before you hang up."),
    ),
    repeat=_line("我重复一下，您看对不对。", "Let me repeat that to make sure I have it right."),
)  # fmt: skip

_HOLD = _graph(
    "ask",
    ask=_line(
        "我需要查一下，大约一分钟，请您稍等，好吗？",
        "I need about a minute to look that up. Would you hold, please?",
        choices=[
            _answer("好", "Yes", "back", hears=("好 可以 行", "yes, sure, fine")),
            _answer("不想等", "No", "callback", hears=("不 没时间", "no"), moods=("upset", "angry")),
        ],
    ),
    back=_line(
        "感谢您的耐心等候。", "Thank you for holding.",
        hint=_w("超过一分钟，先回来说一声。", "After a minute, come back and say so."),
    ),
    callback=_line(
        "好的，那我查好之后马上给您回电，您看几点方便？",
        "Of course. I will call you back as soon as I know; when would suit you?",
    ),
)  # fmt: skip

_TRANSFER = _run(
    _line(
        "您的问题由专门的同事处理更快，我现在为您转接，请不要挂机。",
        "A colleague who knows this best can help you faster. I'll put you through; please stay on the line.",
    ),
    _line(
        "我会把您的情况先告诉同事，您不用再说一遍。",
        "I'll tell my colleague all about it, so you need not say it again.",
        hint=_w("用咨询转接，同事接起后再放手。", "Consult first; let go when the colleague has it."),
    ),
)

_MESSAGE = _run(
    _line(
        "他现在不在座位上，我可以帮您留言吗？",
        "They are away from the desk just now. May I take a message?",
    ),
    _line("请问您贵姓，怎么联系您比较方便？", "May I have your name and the best number to reach you?"),
    _line(
        "我跟您核对一下：您的电话是 {call.number}，请他尽快回电，对吗？",
        "Let me check: your number is {call.number}, and you would like a call back soon. Is that right?",
    ),
    _line("我一定转达，谢谢您的来电。", "I'll be sure to pass it on. Thank you for calling."),
)

_MORE_TIME = _graph(
    "ask",
    ask=_line(
        "{customer.name}，能再占用您两分钟时间吗？",
        "{customer.name}, could I have two more minutes of your time?",
        choices=[
            _answer("可以", "Yes", "question", hears=("可以 好 行", "yes, sure, go ahead")),
            _answer("没时间", "No time", "thanks", hears=("没时间 忙", "no"), moods=("upset", "angry")),
        ],
    ),
    question=_line(
        "想请您评价一下刚才的服务，以便我们改进。",
        "We'd like to hear how we did just now, so that we can do better.",
    ),
    thanks=_line("没关系，不打扰您了，祝您愉快。", "No problem at all. I won't keep you; have a good day."),
)  # fmt: skip

_COMPLIMENT = _run(
    _line(
        "谢谢您的肯定，这对我们是很大的鼓励！",
        "Thank you, that means a lot to us!",
        hint=_w("真诚、简短，不要自夸。", "Sincere and short."),
    ),
    _line("我会把您的话转告给同事和主管。", "I'll pass your words on to my colleagues and our manager."),
)


def _closing(summary: Body) -> Body:
    return _graph("sum", sum=summary, **_PARTING)


_PARTING: dict[str, Body] = dict(
    more=_line(
        "请问还有其他可以帮您的吗？", "Is there anything else I can do for you?",
        choices=[
            _answer("没有了", "No, thank you", "how", hears=("没有 没了 不用", "no, that's all")),
            _answer("还有", "Yes", "go_on", hears=("还有 另外 再问", "yes, also, another")),
        ],
    ),
    go_on=_line("好的，您请说。", "Of course, please go ahead."),
    how=_decide(
        _when("mood", "sorry", equals="upset"),
        _when("mood", "sorry", equals="angry"),
        _when("type", "sorry", starts="complaint"),
        otherwise="bye",
    ),
    sorry=_line(
        "给您添麻烦了，再次抱歉，我们会把事情办好。",
        "Once more, I'm sorry for the trouble. We will put it right.",
        "bye",
    ),
    bye=_line(
        "感谢您的来电，祝您生活愉快，再见！", "Thank you for calling. Have a pleasant day. Goodbye!",
        hint=_w("等客户先挂机。", "Let the customer hang up first."),
    ),
)  # fmt: skip
_CLOSING = _closing(_line("那我再跟您确认一下刚才说好的事。", "Let me go over what we agreed.", "more"))
_CLOSING_WITH_NUMBER = _closing(
    _line(
        "那我再跟您确认一下刚才说好的事，有结果会打 {call.number} 联系您。",
        "Let me go over what we agreed; we will reach you on {call.number}.",
        "more",
    )
)

_COMPLAINT = _graph(
    "hear",
    hear=_line(
        "我能理解您的心情，换作是我也会着急。您慢慢说，我在听。",
        "I understand how you feel; I'd be upset too. Please tell me, I'm listening.",
        "mood",
        hint=_w("先处理心情，再处理事情。", "The feeling first, the matter second."),
    ),
    mood=_line(
        "（听完，不打断，记下要点）", "(Hear them out, do not break in, take notes.)",
        choices=[
            _answer("愿意说明情况", "Will explain", "facts",
                    hears=("因为 是这样 昨天 今天", "because, yesterday, today"), moods=("calm", "worried")),
            _answer("情绪很激动", "Very angry", "soothe",
                    hears=("太过分 什么态度 投诉你们", "outrageous, unacceptable"), moods=("upset", "angry")),
            _answer("要找主管", "Wants the manager", "manager",
                    hears=("主管 经理 领导 负责人", "manager, supervisor, in charge")),
        ],
    ),
    soothe=_line(
        "这件事确实让您受委屈了，我代表{company}向您道歉。",
        "This should not have happened to you. On behalf of {company} I apologise.",
        "facts",
        hint=_w("声音放低，语速放慢。", "Lower your voice, speak slowly."),
    ),
    facts=_line(
        "我跟您核对一下：事情发生在什么时候，您希望我们怎么解决？",
        "Let me make sure: when did it happen, and what would you like us to do?",
        "promise",
    ),
    promise=_line(
        "我现在就登记，今天之内由我给您答复，您看可以吗？",
        "I'm entering it now and will come back to you myself within today. Would that be all right?",
        hint=_w("只承诺做得到的事，写明时限。", "Promise only what can be kept, with a time."),
    ),
    manager=_line(
        "好的，我请主管来接听，在这之前我先把情况记下来，免得您再说一遍。",
        "Certainly. I'll ask my manager to take the call; let me note it first, so you need not repeat it.",
        hint=_w("按“求助”，选“客户情绪激动”。", "Press Help and choose: the customer is upset."),
    ),
)  # fmt: skip

_OBJECTION = _graph(
    "ask",
    ask=_line(
        "您的顾虑我明白，主要是担心哪一点呢？", "I see your point. What concerns you most?",
        choices=[
            _answer("价格贵", "The price", "price", hears=("贵 价格 便宜", "price, expensive, cheaper")),
            _answer("再考虑", "Think it over", "think", hears=("考虑 商量 再说", "think, discuss, later")),
            _answer("不需要", "No need", "leave", hears=("不需要 不用 没兴趣", "no need, not interested"),
                    moods=("angry",)),
        ],
    ),
    price=_line(
        "您说得对，价格是要比一比的。这个价格里包含了早餐和免费取消，算下来是划算的。",
        "You're right to compare. This rate includes breakfast and free cancellation, so it is good value.",
        hint=_w("先认同，再说明，不争辩。", "Agree first, then explain; never argue."),
    ),
    think=_line(
        "没问题，我把资料发给您，您看明天什么时候方便我再联系您？",
        "Of course. I'll send you the details; when may I call you tomorrow?",
    ),
    leave=_line("明白了，打扰您了，以后有需要随时联系我们。", "I understand. Do call whenever you need us."),
)  # fmt: skip

_CRISIS = _graph(
    "safe",
    safe=_line(
        "请您先不要着急，您现在人安全吗？", "Please stay with me. Are you safe right now?",
        hint=_w("先问人，再问事。同时按“求助”。", "People first. Press Help at the same time."),
        choices=[
            _answer("有人受伤或有火情", "Somebody is hurt, or fire", "emergency",
                    hears=("受伤 着火 流血 晕倒 救命", "hurt, fire, bleeding, help"), moods=("worried",)),
            _answer("人是安全的", "Safe", "what", hears=("安全 没事", "safe, fine")),
        ],
    ),
    emergency=_line(
        "我马上通知值班经理和急救，请告诉我您的具体位置，不要挂电话。",
        "I'm alerting the duty manager and the emergency services. Where exactly are you? Stay on the line.",
        "stay",
        hint=_w("火警 119，急救 120，报警 110。", "Fire 119, ambulance 120, police 110."),
    ),
    stay=_line("我一直在线上，救援到之前都陪着您。", "I'm staying on the line with you until help is there."),
    what=_line(
        "好，请告诉我发生了什么，我一件一件来处理。", "Good. Tell me what happened; we'll go step by step."
    ),
)  # fmt: skip

_OUTBOUND = _graph(
    "hello",
    hello=_line(
        "您好，请问是{customer.name}吗？我是{company}的{agent.name}。",
        "Hello, is this {customer.name}? This is {agent.name} from {company}.",
        choices=[
            _answer("是", "Yes", "time", hears=("是 对 我就是", "yes, speaking")),
            _answer("打错了", "Wrong number", "wrong", hears=("不是 打错", "no, wrong")),
        ],
    ),
    time=_line(
        "现在方便说两分钟吗？", "Do you have two minutes?",
        choices=[
            _answer("方便", "Yes", "why", hears=("方便 可以 说吧", "yes, go ahead")),
            _answer("不方便", "Not now", "later", hears=("不方便 开会 忙", "no, meeting, busy"),
                    moods=("upset", "angry")),
        ],
    ),
    why=_line("这次来电是答复您上次的问题。", "I'm calling with the answer to your last question."),
    later=_line("好的，那您看什么时候方便，我再打给您？", "Of course. When may I call you again?"),
    wrong=_line("对不起，打扰您了，再见。", "I'm sorry to have troubled you. Goodbye."),
)  # fmt: skip

_FOUR_S: Body = {
    "parts": [
        {
            "name": _w("微笑", "Smile"),
            "line": _w("您好，很高兴为您服务。", "Hello, I'm glad to help you."),
        },
        {
            "name": _w("快捷", "Speed"),
            "line": _w(
                "我马上为您处理，大约需要两分钟。", "I'll see to it right away; it takes about two minutes."
            ),
        },
        {
            "name": _w("诚恳", "Sincerity"),
            "line": _w(
                "您说的我都记下了，能办到的和不能办到的，我都会如实告诉您。",
                "I've noted all of it, and I'll tell you honestly what we can and cannot do.",
            ),
        },
        {
            "name": _w("满意", "Satisfaction"),
            "line": _w(
                "这样处理您满意吗？还有什么我可以做的？",
                "Are you happy with this? Is there anything more I can do?",
            ),
        },
    ]
}

SCRIPTS: tuple[Seed, ...] = (
    Seed(
        "greeting",
        _w("标准问候", "Standard greeting"),
        _GREETING,
        note="三声内接起；超过三声先致歉。",
        trial=_WARMER,
    ),
    Seed("not_heard", _w("没听清时", "When it was not clear"), _NOT_HEARD),
    Seed("hold", _w("请客户稍等", "Putting the customer on hold"), _HOLD),
    Seed("transfer", _w("转接给同事", "Transferring to a colleague"), _TRANSFER),
    Seed("message", _w("代为留言", "Taking a message"), _MESSAGE),
    Seed("more_time", _w("再占用您两分钟", "Two more minutes of your time"), _MORE_TIME),
    Seed("compliment", _w("客户表扬时", "When the customer is pleased"), _COMPLIMENT),
    Seed("complaint", _w("投诉安抚", "Calming a complaint"), _COMPLAINT, note="先处理心情，再处理事情。"),
    Seed("objection", _w("价格异议", "An objection to the price"), _OBJECTION, review_days=0),
    Seed("crisis", _w("紧急情况", "An emergency"), _CRISIS, note="人的安全第一。"),
    Seed("closing", _w("标准结束语", "Standard closing"), _CLOSING, proposed=_CLOSING_WITH_NUMBER),
    Seed("outbound", _w("回电开场", "Opening a call back"), _OUTBOUND),
    Seed("service_talk", _w("4S 服务话术", "4S service talk"), _FOUR_S),
)
