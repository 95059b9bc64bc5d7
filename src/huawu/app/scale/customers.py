"""Customers: people and companies with numbers of their own and shared ones, and what they are found by."""

from functools import lru_cache

from huawu.app.scale.copying import Chunk, json, lines, moment, text
from huawu.app.scale.names import COMPANY_PLACES, COMPANY_TRADES, FAMILIES, GIVEN, TAGS, WEIGHTS
from huawu.app.scale.sizes import World, customer_id, customer_since, id_at
from huawu.customers.service.in_bulk import digits_reversed, keys_of, plain_of, relation_written, sort_key
from huawu.customers.types import Address, Number, Record
from huawu.platform.dice import Dice, seeded
from huawu.platform.ids import Id

AT_ONCE = 4000
COLUMNS = {
    "customers": (
        *("id", "site_id", "name", "company", "sort_key", "level", "language", "note", "created_at"),
        *("changed_at", "changed_by", "revision", "kind", "risk", "mails", "addresses", "tags", "fields"),
    ),
    "customer_numbers": ("customer_id", "number", "reversed", "place", "label"),
    "customer_keys": ("customer_id", "key"),
    "customer_relations": ("id", "customer_id", "kind", "other_id", "note", "by", "at"),
}
_EVERY_COMPANY = 50
"""So many customers have one company among them."""
_MOBILES = 7 * 10**9
_DOMAINS = ("qq.com", "163.com", "126.com", "sina.com", "example.com", "example.org", "yunqi.example")
_STREETS = ("人民路", "中山路", "解放路", "建设路", "和平街", "长江大道", "学院路", "滨河路")
_NOTES = ("偏好高楼层", "发票需寄送", "来电时请用敬称", "对花粉过敏", "曾就账单多次来电，请耐心解释")


def is_company(number: int) -> bool:
    return number % _EVERY_COMPANY == 0 and number > 0


def mobile(number: int) -> str:
    """The mobile number of the customer with this number; no other has it."""
    place = (number * 4_294_967_291 + 12_345) % _MOBILES
    return f"+861{3 + place // 10**9}{place % 10**9:09d}"


def switchboard(number: int) -> str:
    """The number of a company."""
    return f"+8621{50_000_000 + number // _EVERY_COMPANY:08d}"


def first_number(number: int) -> str:
    """What a customer calls from."""
    return switchboard(number) if is_company(number) else mobile(number)


def chunk(world: World, start: int, stop: int) -> Chunk:
    """These customers."""
    dice = seeded(f"{world.seed} customers {start}")
    rows: dict[str, list[str]] = {table: [] for table in COLUMNS}
    for number in range(start, stop):
        at, by = customer_since(world, number), dice.choice(world.agents).user
        id, record = customer_id(world, number), record_of(world, dice, number)
        rows["customers"].append(_customer(world.site, id, record, moment(at), by))
        rows["customer_numbers"] += _numbers(id, record)
        rows["customer_keys"] += [f"{id}\t{key}" for key in sorted(_keys(record))]
        rows["customer_relations"] += _relations(world, dice, number, by)
    return {table: lines(those) for table, those in rows.items()}


def record_of(world: World, dice: Dice, number: int) -> Record:
    """What is written down of a customer."""
    if is_company(number):
        name = company_name(number // _EVERY_COMPANY)
        return Record(
            name, kind="company", level=_level(dice), numbers=(Number(switchboard(number), "other"),)
        )
    numbers = [Number(mobile(number), "mobile")]
    company = _employer(world, dice) if dice.random() < 0.3 else 0
    if number // 2 % 10 == 0:  # a household: two neighbours share it
        numbers.append(Number(f"+8657{_area(number)}{70_000_000 + number // 2 % 20_000_000:08d}", "home"))
    if company and dice.random() < 0.05:
        numbers.append(Number(switchboard(company * _EVERY_COMPANY), "work"))
    if dice.random() < 0.3:
        numbers.append(Number(mobile(number + world.sizes.customers * 3), "other"))
    name = person_name(dice)
    mail = f"u{number}@{dice.choice(_DOMAINS)}"
    street = f"{dice.choice(COMPANY_PLACES)}{dice.choice(_STREETS)}{dice.randrange(1, 400)}号"
    return Record(
        name,
        company=company_name(company) if company else "",
        level=_level(dice),
        risk=dice.choices(("none", "low", "medium", "high"), (94, 4, 1, 1))[0],
        language="zh" if dice.random() < 0.97 else "en",
        note=dice.choice(_NOTES) if dice.random() < 0.1 else "",
        numbers=tuple(numbers),
        mails=(mail,) if dice.random() < 0.3 else (),
        addresses=(Address("home", street),) if dice.random() < 0.4 else (),
        tags=tuple(sorted(dice.sample(TAGS, dice.randrange(1, 3)))) if dice.random() < 0.25 else (),
    )


def person_name(dice: Dice) -> str:
    given = "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2, 2))))
    return dice.choices(FAMILIES, cum_weights=WEIGHTS)[0] + given


def company_name(company: int) -> str:
    place, rest = COMPANY_PLACES[company % len(COMPANY_PLACES)], company // len(COMPANY_PLACES)
    first, rest = GIVEN[rest % len(GIVEN)], rest // len(GIVEN)
    second = GIVEN[(rest * 7 + company) % len(GIVEN)]
    return f"{place}{first}{second}{COMPANY_TRADES[company % len(COMPANY_TRADES)]}有限公司"


def _area(number: int) -> int:
    return 1 + number // 2 % 9


def _level(dice: Dice) -> str:
    return dice.choices(("normal", "silver", "gold", "vip"), (80, 12, 6, 2))[0]


def _employer(world: World, dice: Dice) -> int:
    """The number of a company; a few employ very many. 0: there are none."""
    companies = (world.sizes.customers - 1) // _EVERY_COMPANY
    return min(companies, 1 + int(companies * dice.random() ** 3)) if companies else 0


@lru_cache(300_000)
def _found_by(name: str) -> frozenset[str]:
    return keys_of(Record(name))


@lru_cache(300_000)
def _sorted_by(name: str) -> str:
    return sort_key(name)


def _keys(record: Record) -> set[str]:
    """`keys_of`, remembering names: many are called alike."""
    found = set(_found_by(record.name))
    for name in (record.company, *record.tags):
        found |= _found_by(name)
    return found | keys_of(Record("", mails=record.mails)) if record.mails else found


def _customer(site: str, id: Id, record: Record, at: str, by: Id) -> str:
    plain = plain_of(record)
    return "\t".join(
        (
            *(id, site, text(record.name), text(record.company), _sorted_by(record.name), record.level),
            *(record.language, text(record.note), at, at, by, "1", record.kind, record.risk),
            *(json(plain[name]) for name in ("mails", "addresses", "tags", "fields")),
        )
    )


def _numbers(id: Id, record: Record) -> list[str]:
    return [
        f"{id}\t{each.number}\t{digits_reversed(each.number)}\t{place}\t{each.label}"
        for place, each in enumerate(record.numbers)
    ]


def _relations(world: World, dice: Dice, number: int, by: Id) -> list[str]:
    """A few: to the neighbour, and to a company."""
    found, at = [], customer_since(world, number) + 1_000_000
    kind, other = None, 0
    if number % 20 == 1 and not is_company(number + 1) and number + 1 < world.sizes.customers:
        kind, other = dice.choice(("spouse", "parent", "companion")), number + 1
    elif number % 20 == 3 and world.sizes.customers > _EVERY_COMPANY + 1:
        kind, other = "works_at", _employer(world, dice) * _EVERY_COMPANY
    if kind is not None and (
        way := relation_written(kind, customer_id(world, number), customer_id(world, other))
    ):
        one, stored, two = way
        found.append(f"{id_at(at, number)}\t{one}\t{stored}\t{two}\t\t{by}\t{moment(at)}")
    return found
