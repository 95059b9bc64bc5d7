"""Messages of the demonstration: a dozen of the last two days, at every stage between taken and done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from huawu.people import queries as people
from huawu.people.types import Account
from huawu.platform.clock import SECOND, Micros
from huawu.platform.work import Actor, Work
from huawu.switchboard.service import slips
from huawu.switchboard.service.slips import Said
from huawu.switchboard.types import Recipient, Wish, Written

_MINUTE: Micros = 60 * SECOND
_OPERATORS = ("lin", "zhao")
Step = tuple[str, str, Said]
"""Who (a login; "" whoever took it) does what, and says what."""


@dataclass(frozen=True, slots=True)
class Message:
    """`to`: a login, or a name. `ago`: minutes before the demonstration was loaded."""

    to: str
    ago: int
    caller: str
    company: str
    number: str
    about: str
    wish: Wish = "please_call"
    urgent: bool = False
    steps: Sequence[Step] = ()


def _told(how: str, to: str = "") -> Step:
    return "", "deliver", Said(how=how, to=to)


_READ: Step = ("", "read_back", Said())
_KNOWN: Step = ("", "acknowledged_by_word", Said())

MESSAGES: Sequence[Message] = (
    Message(
        "王总", 8, "李静", "锦程旅行社", "021-6234 5678",
        "下周三的团队房还差两间，请尽快确认能不能加。", urgent=True,
    ),
    Message(
        "工程部", 15, "陈先生", "通力电梯", "138 1602 7735",
        "明天上午九点来做电梯年检，请安排人陪同。", "will_come",
    ),
    Message(
        "chen", 26, "周晓岚", "", "139 1701 4420", "婚宴的菜单想换两道菜，请陈经理定一下。", steps=(_READ,),
    ),
    Message(
        "lin", 34, "Sarah Miller", "Lotus Travel", "+44 20 7946 0958",
        "Group of 18 arriving on Friday: please confirm the airport bus.", urgent=True, steps=(_READ,),
    ),
    Message(
        "wu", 52, "赵工", "云帆网络", "0571-8763 2200",
        "专线割接改到周四凌晨两点。", "no_reply", steps=(_READ,),
    ),
    Message(
        "财务部", 75, "韩会计", "天平会计师事务所", "010-6552 8890",
        "审计资料还缺九月的银行对账单。", steps=(_READ,),
    ),
    Message(
        "王总", 140, "沈律师", "方正律师事务所", "021-5386 7712", "合同补充条款已发邮件，看过请回电。",
        steps=(_READ, _told("phone", "王总的秘书")),
    ),
    Message(
        "liu", 190, "孙女士", "", "136 8181 0092", "对上次的处理很满意，专门打电话来致谢。", "no_reply",
        steps=(_READ, _told("phone"), ("liu", "acknowledge", Said())),
    ),
    Message(
        "zhao", 260, "吉田", "东和商事", "+81 3 5550 1234", "預約を一泊延ばしたい（要续住一晚）。",
        steps=(_READ, ("zhao", "acknowledge", Said())),
    ),
    Message(
        "总经理室", 1480, "刘主任", "区文旅局", "021-6466 3300",
        "周五下午来店检查消防，想先见总经理。", "wants_to_see",
        steps=(_READ, _told("paper", "总经理助理"), _KNOWN),
    ),
    Message(
        "chen", 1560, "胡先生", "恒泰建材", "137 6414 2081", "询问年会场地报价。",
        steps=(_READ, ("chen", "acknowledge", Said()), ("chen", "call_made", Said("已报价，周一答复"))),
    ),
    Message(
        "采购部", 1650, "郭经理", "鲜丰果业", "135 2455 7718", "送货单的数量对不上，请核对。",
        steps=(
            ("", "not_read_back", Said("来电人已挂机")),
            _told("phone"),
            _KNOWN,
            ("", "call_impossible", Said("号码少记一位，打不通；已请采购部查合同上的电话")),
        ),
    ),
)  # fmt: skip


async def take_messages(work: Work) -> None:
    """Take them, one by one, by the two operators."""
    accounts = {each.login: each for each in await people.accounts(work.session) if each.user}
    for nth, message in enumerate(MESSAGES):
        await _take(work, accounts, message, nth)


async def _take(work: Work, accounts: Mapping[str, Account], message: Message, nth: int) -> None:
    operator = _OPERATORS[nth % len(_OPERATORS)]
    at = work.now - message.ago * _MINUTE
    written = Written(
        to=_recipient(accounts, message.to),
        caller=message.caller,
        company=message.company,
        number=message.number,
        from_call=False,
        about=message.about,
        urgent=message.urgent,
        wish=message.wish,
        called_at=at,
    )
    taker = accounts[operator]
    slip = await slips.take(
        _by(work, taker, at), f"demonstration-{nth}", written, taker=taker.agent.id, read_back=False
    )
    for seen, (who, step, said) in enumerate(message.steps, start=1):
        whoever = accounts[who or operator]
        then = _by(work, whoever, at + seen * _MINUTE)
        await slips.make_step(then, slip, step, said, agent=whoever.agent.id, seen=seen)


def _recipient(accounts: Mapping[str, Account], to: str) -> Recipient:
    if to not in accounts:
        return Recipient("name", to)
    agent = accounts[to].agent
    return Recipient(
        "person", agent.name.get("zh", ""), agent.name.get("en", ""), f"agent-{agent.id}", agent.id
    )


def _by(work: Work, who: Account, at: Micros) -> Work:
    """The same transaction, as if this person had been at it at that time."""
    return replace(work, now=at, actor=Actor(who.user or "", everything=True))
