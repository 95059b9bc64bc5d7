"""Writes what is kept with the cases of the demonstration: remedies, some of which wait for a leader."""

from huawu.cases.service import remedies
from huawu.cases.service.remedies import Asker, Offer
from huawu.people.types import CASES_ASSIGN, CASES_WORK, Account
from huawu.platform.ids import Id
from huawu.platform.work import Actor, Work

_MAY = frozenset({CASES_WORK, CASES_ASSIGN})
_OFFERS = (
    ("插座冒烟", "lin", "apology", 0, ""),
    ("房间有烟味", "sun", "voucher", 8_000, ""),
    ("断网两天未修复", "wu", "refund", 12_900, "断网两天，按月租减免，客户已同意。"),
    ("隔壁装修噪音", "sun", "voucher", 30_000, "客人连住五晚，要求补偿一晚早餐和下午茶。"),
    ("承诺回电未回", "feng", "apology", 0, ""),
)


async def write_kept(work: Work, cases: dict[str, Id], accounts: dict[str, Account]) -> None:
    """`cases`: by subject."""
    for place, (subject, login, kind, amount, note) in enumerate(_OFFERS):
        by = accounts[login]
        doing = Work(work.session, work.now, Actor(by.user or "", _MAY), work.site)
        said = Offer(f"demo-remedy-{place}", kind, amount, note)
        await remedies.offer(doing, cases[subject], said, Asker(by.agent.id, by.roles))
