"""What is known of the customers of the demonstration: of some everything, of some little, of some wrong; how
sure that is, what has to be looked at, and warnings that wait for a word."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from huawu.app.demo.guests import guests
from huawu.customers import service as customers
from huawu.customers.service import marks
from huawu.customers.types import Address, NewCustomer, Number, Record, normalised
from huawu.people.types import Account
from huawu.platform.clock import DAY
from huawu.platform.dice import Dice, seeded
from huawu.platform.ids import Id
from huawu.platform.work import Actor, Work

Body = dict[str, Any]


def _name(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


CUSTOMER_FIELDS: dict[str, Body] = {
    "birthday": {"name": _name("生日", "Birthday"), "type": "date", "order": 1},
    "member": {"name": _name("会员号", "Member number"), "type": "text", "order": 2},
    "id_number": {"name": _name("身份证号", "Identity number"), "type": "id_number", "order": 3},
    "stay": {
        "name": _name("常住房型", "Usual room"),
        "type": "choice",
        "choices": [
            {"id": "king", "name": _name("高级大床房", "King")},
            {"id": "twin", "name": _name("高级双床房", "Twin")},
            {"id": "suite", "name": _name("行政套房", "Suite")},
        ],
        "order": 4,
    },
}
"""Fields of the site's own; the caller may be asked for birthday and member number."""

_DEALINGS = (
    "近一年入住 {n} 晚，均按时结账",
    "企业宽带按年付费，已续约 {n} 次",
    "今年累计消费约 {n} 千元",
    "每季度对公结算，共 {n} 笔",
    "会议室包场 {n} 次，无欠款",
)
_USES = (
    "行政房，常用健身房和洗衣",
    "千兆宽带加云会议",
    "团队房，按月签单",
    "家庭宽带 300M，路由器自备",
    "只订早餐和接机",
)
_ROADS = ("文一西路", "南京西路", "中山北路", "解放东路", "滨江大道")
_TOWNS = ("杭州市西湖区", "上海市静安区", "苏州市工业园区", "宁波市江北区")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a customer, found out or proposed since. `wrong`: fields that were found wrong;
    `mark`: kind and reason of a warning; `approved`: a leader said yes to it."""

    answers: Mapping[str, str] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
    mark: tuple[str, str] | None = None
    approved: bool = False


_SINCE: Mapping[int, Asked] = {
    6: Asked({"product_knowledge": "good", "risk": "none"}),
    9: Asked({"transactions": "上月退过一次押金，已到账"}),
    12: Asked(wrong=("numbers",)),
    15: Asked({"product_use": "只用宽带，不用云会议", "product_knowledge": "some"}),
    18: Asked(mark=("abusive", "十一月两次来电辱骂坐席，已按指引警告两次，录音可查。")),
    22: Asked(wrong=("name",)),
    25: Asked(mark=("fraud", "自称财务要求改收款账号，回拨单位总机查无此人。")),
    31: Asked({"risk": "low"}, mark=("abusive", "多次深夜来电辱骂，警告后仍不停止。"), approved=True),
}
"""By place among the customers."""
_OLD = frozenset({34, 38, 41, 47})
"""Nobody has looked at these for more than a year."""
_CONTRADICTORY = 44
"""The day of birth is not that of the identity number, which is the example of GB 11643-1999."""


async def welcome(work: Work, accounts: Mapping[str, Account]) -> list[str]:
    """Make the customers, and what is known of them. Returns the numbers they call from, as a network writes
    them."""
    dice, numbers = seeded("known"), []
    for place, guest in enumerate(guests(seeded("guests"))):
        long_ago = replace(work, now=work.now - (400 if place in _OLD else 30) * DAY)
        customer = await customers.write_customer(long_ago, _record(dice, guest, place))
        if place in _SINCE:
            await _since(work, accounts, customer, _SINCE[place], place)
        numbers.append(guest.numbers[0].replace("-", ""))
    return numbers


def _record(dice: Dice, guest: NewCustomer, place: int) -> Record:
    """The better a customer, the more is known: of a guest who came once hardly more than name and number."""
    known = {"normal": 0.3, "silver": 0.55, "gold": 0.8, "vip": 1.0}[guest.level]
    fields: dict[str, str | int | float] = {}
    if dice.random() < known:
        fields["transactions"] = dice.choice(_DEALINGS).format(n=dice.randrange(2, 30))
    if dice.random() < known:
        fields["product_use"] = dice.choice(_USES)
    if dice.random() < known:
        fields["product_knowledge"] = dice.choice(("some", "good", "none"))
    if dice.random() < known:
        fields["birthday"] = (
            f"19{dice.randrange(60, 99)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        )
        fields["member"] = f"YQ{100_000 + place * 37}"
        fields["stay"] = dice.choice(("king", "twin", "suite"))
    if place == _CONTRADICTORY:
        fields |= {"birthday": "1980-05-01", "id_number": "11010519491231002X"}
    asked = _SINCE[place].answers if place in _SINCE else {}
    fields = {key: value for key, value in fields.items() if key not in asked}
    where = f"{dice.choice(_TOWNS)}{dice.choice(_ROADS)} {dice.randrange(1, 400)} 号"
    at_home = guest.language == "zh" and dice.random() < known
    labels = ("work" if "5550" in each else "mobile" for each in guest.numbers)
    return Record(
        guest.name,
        company=guest.company,
        level=guest.level,
        risk="low" if dice.random() < known / 2 and "risk" not in asked else "none",
        language=guest.language,
        note=guest.note,
        numbers=tuple(Number(normalised(n), label) for n, label in zip(guest.numbers, labels, strict=True)),
        mails=(f"guest{place:03}@example.com",) if dice.random() < known else (),
        addresses=(Address("home", where),) if at_home else (),
        fields=fields,
    )


async def _since(work: Work, accounts: Mapping[str, Account], customer: Id, asked: Asked, place: int) -> None:
    feng = _by(work, accounts["feng"], days=2)
    if asked.answers:
        await customers.answer_items(feng, customer, asked.answers)
    for wrong in asked.wrong:
        await customers.say_fact(feng, customer, wrong, "wrong", seen=1)
    if asked.mark is not None:
        kind, why = asked.mark
        told = marks.Proposed(f"demonstration-{place}", kind, why, 90)
        mark = await marks.propose_mark(feng, customer, told)
        if asked.approved:
            await marks.decide_mark(_by(work, accounts["liu"], days=1), mark, "approved", "录音已核实。")


def _by(work: Work, who: Account, *, days: int) -> Work:
    return replace(work, now=work.now - days * DAY, actor=Actor(who.user or "", everything=True))
