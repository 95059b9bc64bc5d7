"""Call tickets of the demonstration: one at each stage, of the last hours."""

from dataclasses import replace

from huawu.app.demo.history import Past
from huawu.interactions.events import InteractionEnded, InteractionStarted
from huawu.people import queries as people
from huawu.platform.clock import SECOND, Micros
from huawu.platform.work import Actor, Work
from huawu.switchboard.service import tickets
from huawu.switchboard.service.tickets import NewTicket
from huawu.switchboard.types import Told

_MINUTE: Micros = 60 * SECOND
_OPERATOR = "lin"
_TICKETS: tuple[tuple[int, NewTicket, tuple[tuple[str, Told], ...]], ...] = (
    (
        4,
        NewTicket(
            "demonstration-0", "out", "1208 房 李先生", "1208", "李太太", "0571-8763 2211", reverse=True
        ),
        (("ask_reverse", Told()),),
    ),
    (
        9,
        NewTicket(
            "demonstration-1", "out", "0915 房 Miller", "0915", "Lotus Travel", "+44 20 7946 0958",
            person="Sarah Miller", person_to_person=True,
        ),
        (("summon", Told(person="Sarah Miller")),),
    ),
    (
        25,
        NewTicket("demonstration-2", "in", "区文旅局 刘主任", "021-6466 3300", "总经理室", "8100"),
        (("reroute", Told(number="8007")), ("put_through", Told()), ("close", Told())),
    ),
    (
        47,
        NewTicket("demonstration-3", "transit", "锦程旅行社", "021-6234 5678", "工程部", "8120"),
        (("withdraw", Told(reason="多次无人接听")),),
    ),
    (
        63,
        NewTicket("demonstration-4", "out", "1512 房 吉田", "1512", "东和商事", "+81 3 5550 1234"),
        (("cancel", Told()),),
    ),
    (
        6,
        NewTicket(
            "demonstration-6", "in", "James O'Neill", "+44 7700 900142", "", "", purpose="enquiry",
            language="en", note="How do I get from the airport to the hotel after midnight?",
        ),
        (("look_up", Told()),),
    ),
)  # fmt: skip


_OF_CALLS: tuple[tuple[str, str, str, tuple[tuple[str, Told], ...]], ...] = (
    ("call", "8100", "", (("put_through", Told()), ("close", Told()))),
    (
        "enquiry",
        "",
        "从上海打伦敦怎么拨，那边现在几点？",
        (
            ("look_up", Told()),
            ("answer", Told(answer="先拨 00 44，再拨去掉 0 的区号和号码；比上海晚八小时。")),
        ),
    ),
)


async def open_tickets(work: Work, behind: Past) -> None:
    """Open them and take them on, by one operator; one call that is booked for later, and two tickets of
    calls that there were."""
    accounts = {each.login: each for each in await people.accounts(work.session) if each.user}
    user = accounts[_OPERATOR].user or ""
    for ago, new, steps in _TICKETS:
        at = work.now - ago * _MINUTE
        ticket = await tickets.open_ticket(_by(work, user, at), new)
        for seen, (step, told) in enumerate(steps, start=1):
            then = _by(work, user, at + seen * 20 * SECOND)
            await tickets.make_step(then, ticket, step, told, seen=seen)
    due = work.now + 90 * _MINUTE
    booked = NewTicket(
        "demonstration-5", "out", "0722 房 王女士", "0722", "王女士家里", "010-6552 8801", due_at=due
    )
    await tickets.open_ticket(_by(work, user, work.now), booked)
    began = {fact.interaction: fact for fact in behind.facts if isinstance(fact, InteractionStarted)}
    answered = [fact for fact in behind.facts if isinstance(fact, InteractionEnded) and fact.answered_at]
    for place, over in enumerate(answered[-2:]):
        await _of_call(work, user, place, began[over.interaction], over)


async def _of_call(
    work: Work, user: str, place: int, began: InteractionStarted, over: InteractionEnded
) -> None:
    """A ticket that is charged by the ledger of a call of the last days."""
    at = over.answered_at or over.ended_at
    purpose, called, note, steps = _OF_CALLS[place]
    new = NewTicket(
        f"demonstration-call-{place}", "in", "", began.caller, "", called,
        interaction=over.interaction, note=note, purpose=purpose,
    )  # fmt: skip
    ticket = await tickets.open_ticket(_by(work, user, at), new)
    for seen, (step, told) in enumerate(steps, start=1):
        last = seen == len(steps)
        await tickets.make_step(_by(work, user, over.ended_at if last else at), ticket, step, told, seen=seen)


def _by(work: Work, user: str, at: Micros) -> Work:
    return replace(work, now=at, actor=Actor(user, everything=True))
