"""What is asked of a big centre: screen pops, searches, lists with every filter that the page has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from huawu.app.scale import World
from huawu.app.scale.sizes import DAY, SPAN, contact_id, customer_id, customer_of_contact, id_at
from huawu.cases.queries import Arranged
from huawu.cases.types import ReceiptsAsked
from huawu.platform.dice import Dice
from huawu.platform.web.shapes import cursor

_WORDS = ("请", "回电", "空调", "断网", "发票抬头", "停车场有异味", "主管联系", "过户", "减免费用", "yq00")
_STATES = (
    *("received", "diagnosed", "assigned", "working", "confirmed", "recorded", "followed_up", "closed"),
)
_PRIORITIES, _DUES = ("high", "medium", "low"), ("overdue", "today", "waiting")
_VIEWS = ("mine", "list", "stillOpen", "all")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `way`: what kind it is, for figures by kind."""

    way: str
    path: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """A contact whose card is opened, and whose it is."""

    way: str
    contact: str
    customer: str | None


def callers(world: World, dice: Dice, many: int) -> Iterator[Caller]:
    """Recent contacts, and of the customer with very many every tenth."""
    sizes = world.sizes
    step = max(1, sizes.contacts // max(1, sizes.heavy))
    for place in range(many):
        heavy = place % 10 == 0
        number = dice.randrange(sizes.contacts * 9 // 10, sizes.contacts)
        number = number // step * step if heavy else number
        whose = customer_of_contact(world, number)
        yield Caller(
            "very many contacts" if heavy else "stranger" if whose is None else "customer",
            contact_id(world, number),
            None if whose is None else customer_id(world, whose),
        )


def searches(world: World, dice: Dice, known: list[tuple[str, str, str]]) -> Iterator[Asked]:
    """What people type in: of customers who are there (name, pinyin, number), of cases, and of nobody."""
    for name, spelt, number in known:
        initials = "".join(word[0] for word in spelt.split() if word[0].isalpha())
        plain = "".join(char for char in spelt if char.isalpha())
        typed = {
            "name": name,
            "family name": name[:1],
            "pinyin": plain,
            "initials": initials,
            "one letter": initials[:1],
            "last digits": number[-4:],
            "whole number": number,
            "middle of a number": number[3:8],
            "company": dice.choice(("上海贸易", "北京", "深圳", "bjwf", "旅行社", name[1:])),
            "two words": f"{name[:1]} {number[-3:]}",
            "tag": dice.choice(("会员", "changke", "常客 vip")),
            "mail": dice.choice(("@qq.com", f"u{dice.randrange(world.sizes.customers)}@", "@nowhere")),
            "nobody": "".join(dice.choice("qxzvkj") for _ in range(6)),
        }
        for way, text in typed.items():
            yield Asked(f"customers: {way}", "/api/customers", {"search": text})
        for way, text in _of_cases(world, dice).items():
            yield Asked(f"cases: {way}", "/api/cases", {"search": text})
        yield Asked("contacts: number", "/api/interactions", {"search": number})
        yield Asked("contacts: last digits", "/api/interactions", {"search": number[-4:]})
        yield Asked("contacts: name", "/api/interactions", {"search": name})


def _of_cases(world: World, dice: Dice) -> dict[str, str]:
    """Words in most cases, in some, in one, and in none together."""
    return {
        "number": f"GD-{dice.randrange(1, world.sizes.cases + 1):06d}",
        "word": dice.choice(_WORDS),
        "two words": f"{dice.choice(_WORDS)} {dice.choice(_WORDS)}",
        "account": f"yq{dice.randrange(10**6):06d}",
        "words that never meet": "过户 空调 发票",
        "nowhere": "量子纠缠",
    }


def lists(world: World, dice: Dice, many: int) -> Iterator[Asked]:
    """Lists of cases: every filter by itself, and combinations, at the first page and far back."""
    choices = _choices(world, world.arranged)
    for name, values in choices.items():
        for value in values:
            yield from _list(world, dice, f"by {name}", {name: value}, _VIEWS)
    for _ in range(many):
        taken = dice.sample(sorted(choices), dice.randrange(2, 5))
        filters = {name: dice.choice(choices[name]) for name in taken}
        yield from _list(world, dice, f"by {len(taken)} filters", filters, (dice.choice(_VIEWS),))


def _choices(world: World, there: Arranged) -> dict[str, list[str]]:
    agents = [world.agents[0].id, world.agents[-1].id, "nobody", "me"]
    return {
        "state": [*_STATES],
        "type": [*there.types],
        "priority": [*_PRIORITIES],
        "team": [*there.teams, "nowhere"],
        "due": [*_DUES],
        "receipt": [*get_args(ReceiptsAsked)],
        "owner": agents,
        "customer": [customer_id(world, 0), customer_id(world, 4321 % world.sizes.customers)],
    }


def _list(
    world: World, dice: Dice, way: str, filters: dict[str, str], views: tuple[str, ...]
) -> Iterator[Asked]:
    """As the page asks for it (`queryOf`), on the first page and on one far back."""
    for view in views:
        still_open, state = view != "all", filters.get("state")
        by_due = still_open and state != "closed"
        params: dict[str, Any] = filters | {"still_open": still_open, "by_due": by_due}
        if view in ("mine", "list"):
            params["owner"] = "me" if view == "mine" else "nobody"
        yield Asked(way, "/api/cases", params)
        back = dice.randrange(3 * DAY) if still_open else dice.randrange(SPAN)
        at = world.now - back
        yield Asked(f"{way}, far back", "/api/cases", params | {"after": cursor(at, id_at(at, 0))})


def contact_lists(world: World, dice: Dice) -> Iterator[Asked]:
    """Lists of contacts by what the page filters by."""
    filters = [{"agent": each.id} for each in world.agents[:5]]
    filters += [{"queue": queue} for queue in (*world.queues, "nowhere")]
    filters += [
        {"outcome": outcome}
        for outcome in ("open", "answered", "left", "unreached", "callback", "abandoned", "overflowed")
    ]
    filters += [{**dice.choice(filters), "agent": each.id} for each in world.agents[5:25]]
    for each in filters:
        yield Asked(f"contacts by {' and '.join(each)}", "/api/interactions", dict(each))
        at = world.began + dice.randrange(SPAN)
        yield Asked("contacts far back", "/api/interactions", each | {"before": cursor(at, id_at(at, 0))})
