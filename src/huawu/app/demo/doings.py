"""What happened beside the steps of the cases of the demonstration: notes, tasks, files, what customers were
told, duplicates, emergencies, improvements, and what leaders found of complaints about agents."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from huawu.cases import queries, service
from huawu.cases.service import attachments, emergencies, improvements, judging, progress
from huawu.cases.service.files import CaseFiles
from huawu.people.types import Account
from huawu.platform.clock import DAY, SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.work import Actor, Work

_HOUR: Micros = 3600 * SECOND

_NOTES = (
    ("断网两天未修复", "wu", 20.0, "已联系线路班组，明早九点上门，客户电话保持畅通。"),
    ("断网两天未修复", "liu", 6.0, "客户提到媒体，处理进展请每半天同步给我。"),
    ("隔壁装修噪音", "sun", 30.0, "装修方答应十二点到两点停工，客人同意先观察一天。"),
    ("客户要求主管回电", "feng", 18.0, "主管上午两次回电未接，约周三上午再打。"),
    ("插座冒烟", "lin", 0.8, "工程部已更换插座并测绝缘，同层房间今天全部复查。"),
    ("不解决就找记者曝光", "feng", 2.0, "按安抚指引说明了处理时限，客人情绪有缓和。"),
    ("发票抬头开错", "wu", 12.0, "财务已作废原票，等客户确认新抬头。"),
)
"""Of which case, by whom, how many hours ago."""
_TASKS = (
    ("断网两天未修复", "wu", 3.0, "上门结果出来后电话告知客户"),
    ("隔壁装修噪音", "sun", 20.0, "明天中午回访客人，确认是否还吵"),
    ("公司宽带过户", "zheng", 26.0, "催客户补交营业执照复印件"),
    ("能否带宠物入住", "lin", -1.0, "问值班经理宠物楼层还有没有房"),
)
"""Due in so many hours."""
_TOLD = (
    ("断网两天未修复", "wu", 7.0, "progress", "call", "告知明早上门，客户要求减免两天月租。"),
    ("客户要求主管回电", "feng", 17.0, "progress", "message", "短信说明主管周三上午回电。"),
    ("承诺回电未回", "feng", 40.0, "result", "call", "致歉并说明原因，客户接受。"),
)
_JUDGED = (
    ("话没说完就被挂断", "liu", 260.0, True, "录音第二分钟坐席主动挂机，客户未讲完。"),
    ("被反复转接，没人负责", "liu", 200.0, False, "业务须转专席，每次转接前都作了说明。"),
    ("答应的减免没有兑现", "liu", 96.0, True, "坐席超出权限口头承诺，已按承诺减免。"),
    ("接线时态度冷淡", "chen", 48.0, False, "录音中用语规范，加床由客房部处理，已说明。"),
    ("登记的号码写错，一直没等到回电", "liu", 9.0, True, "登记号码与来电号码差一位。"),
)
"""Of which complaint about an agent, by whom, how many hours ago, whether it is upheld, and why."""
_FILES = (
    (
        "断网两天未修复",
        "wu",
        "光猫日志.txt",
        "2026-11 光猫 LOS 红灯\n06:12 LOS on\n06:13 PON down\n客户拍照确认。\n",
    ),
    ("发票抬头开错", "wu", "开票资料.csv", "抬头,税号\n青禾旅行社有限公司,91310000MA1K0000YY\n"),
    ("全楼断网", "zheng", "受影响楼栋.csv", "楼栋,户数,来电\n3 号楼,48,5\n4 号楼,48,2\n"),
)
_DUPLICATE = ("路由器一直不亮", "路由器指示灯不亮")
"""The second one came first."""


@dataclass(frozen=True, slots=True)
class Better:
    """An improvement. `planned`, `due`: days ago, and days ahead (late where below 0); `states`: taken on by
    its owner a day after each other; `measured` by a type or cause."""

    what: str
    expected: str
    owner: str
    planned: int
    due: int
    measured: tuple[str, str]
    cases: tuple[str, ...]
    states: tuple[str, ...] = ()
    result: str = ""


_BETTER = (
    Better("十二层空调外机加装减振垫", "夜间噪音投诉减半", "chen", 7, 5, ("type", "complaint-stay"),
           ("空调噪音影响休息",), ("doing",)),
    Better("前台早班交接时演练问询用语", "语气投诉减少三成", "chen", 6, -1, ("cause", "people-training"),
           ("前台语气生硬",), ("doing",)),
    Better("承诺回电自动进提醒，超时提示主管", "不再出现漏回电", "feng", 5, 2, ("type", "complaint-attitude"),
           ("承诺回电未回",), ("doing", "done"), "提醒已上线，近三天无漏回。"),
    Better("小区分线箱更换老化接头", "该小区断网报障减少八成", "liu", 1, 14, ("cause", "things-network"),
           ("全楼断网", "家里上不了网")),
)  # fmt: skip
_EMERGENCIES = (
    ("sun", 30.0, "有客人在大堂晕倒，已叫救护车", "一楼大堂", "zhao"),
    ("lin", 5.0, "1509 房插座冒烟，人已撤出", "15 层", "chen"),
)
"""By whom, how many hours ago, what and where, and who of the team had it a minute later."""


@dataclass(frozen=True, slots=True)
class Doing:
    """`cases`: by subject; `accounts`: by sign-in name."""

    work: Work
    cases: Mapping[str, Id]
    accounts: Mapping[str, Account]

    def by(self, login: str, hours: float) -> Work:
        """The same transaction, by this person, so many hours ago."""
        user = self.accounts[login].user or ""
        return replace(
            self.work, now=self.work.now - round(hours * _HOUR), actor=Actor(user, everything=True)
        )


async def write_doings(
    work: Work, cases: Mapping[str, Id], accounts: Mapping[str, Account], files: Path
) -> None:
    """All of it. `files`: the folder of attachments."""
    doing = Doing(work, cases, accounts)
    for subject, login, ago, text in _NOTES:
        await service.add_note(doing.by(login, ago), cases[subject], text)
    for subject, login, ahead, text in _TASKS:
        agent, due = accounts[login].agent.id, work.now + round(ahead * _HOUR)
        await service.add_task(doing.by(login, 3), cases[subject], text, agent=agent, due_at=due)
    for subject, login, ago, what, how, text in _TOLD:
        await progress.tell(doing.by(login, ago), cases[subject], what, how=how, text=text)
    for subject, login, ago, upheld, why in _JUDGED:
        await judging.judge(doing.by(login, ago), cases[subject], upheld=upheld, why=why)
    await _attach(doing, CaseFiles(files))
    again, first = (cases[subject] for subject in _DUPLICATE)
    row = (await queries.lines(work.session, [again], viewer=None))[again]
    await service.name_duplicate(doing.by("zheng", 1), again, first, seen=row.revision)
    await _call_for_help(doing)
    for place, better in enumerate(_BETTER):
        await _improve(doing, better, place)


async def _attach(doing: Doing, files: CaseFiles) -> None:
    for place, (subject, login, name, text) in enumerate(_FILES):
        upload = await attachments.judge(doing.by(login, 4), doing.cases[subject], f"demo-file-{place}", name)
        if upload is not None:
            await attachments.attach(doing.by(login, 4), upload, await files.keep(_in_one(text)))


async def _in_one(text: str) -> AsyncIterator[bytes]:
    yield text.encode()


async def _call_for_help(doing: Doing) -> None:
    there = await queries.arranged(doing.work.session, doing.work.site)
    for place, (login, ago, what, where, has) in enumerate(_EMERGENCIES):
        facts = emergencies.Facts(f"demo-emergency-{place}", where=where, what=what)
        case = await emergencies.send(doing.by(login, ago), there, facts, doing.accounts[login].agent.id)
        await emergencies.confirm(doing.by(has, ago - 1 / 60), case, doing.accounts[has].agent.id)


async def _improve(doing: Doing, better: Better, place: int) -> None:
    there = await queries.arranged(doing.work.session, doing.work.site)
    owner, (of, node) = doing.accounts[better.owner], better.measured
    new = improvements.NewImprovement(
        key=f"demo-improvement-{place}",
        what=better.what,
        owner=owner.agent.id,
        due_at=doing.work.now + better.due * DAY,
        expected=better.expected,
        of=of,
        node=node,
        weeks=4,
        percent=50,
        cases=tuple(doing.cases[subject] for subject in better.cases),
    )
    made = await improvements.create(doing.by("liu", better.planned * 24), there, new)
    for seen, state in enumerate(better.states, start=1):
        said = improvements.ImprovementChange(state, better.result if state == "done" else None)
        at = doing.by(better.owner, (better.planned - seen) * 24)
        await improvements.change(at, made, said, seen=seen, agent=owner.agent.id)
