"""`huawu bench directory`: looking up in a directory of a hundred thousand entries, and changing it.

Names are made of frequent family and given names, so that many look alike, as in a big house: worse than
names that are all different. What is typed is made of names that are there, in every way in which they can
be typed, with and without errors, and of what nobody is called.
"""

import gc
from collections.abc import Iterator
from typing import Any

from pypinyin import lazy_pinyin

from huawu.app.bench.report import at_share, floor, report
from huawu.platform.clock import MILLI, SECOND, system_clock
from huawu.platform.dice import Dice, seeded
from huawu.switchboard.queries import Index, find
from huawu.switchboard.types import Entry

ENTRIES = 100_000
NAMES_TYPED = 400
CHANGES = 200
_FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华红玉建文晓小国志海春梅雪琳若欣然子涵浩宇轩梓萱雨桐思"
    "嘉怡诗婷佳慧乐行长重朝晟茜博俊峰鹏飞翔宁安康泽辰逸晨曦悦彤瑶颖倩薇莉蓉菲珊丹凤云燕莹露瑞祥福贵成功"
)
_KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_DEPARTMENTS = ("客房部", "前厅部", "工程部", "财务部", "餐饮部", "安保部", "人力资源部", "采购部")


def directory() -> dict[str, Any]:
    """All of it."""
    dice = seeded("directory")
    entries = [_entry(dice, n) for n in range(ENTRIES)]
    began = system_clock()
    index = Index(entries)
    built = system_clock() - began
    gc.collect()
    took: dict[str, list[int]] = {}
    for number in range(NAMES_TYPED):
        for way, typed in _typed(dice, entries[dice.randrange(ENTRIES)], number):
            began = system_clock()
            find(index, typed)
            took.setdefault(way, []).append(system_clock() - began)
    changed = sorted(_changes(dice, index))
    whole = sorted(each for those in took.values() for each in those)
    results = {
        "entries": len(index),
        "built_seconds": round(built / SECOND, 2),
        "searches": len(whole),
        "search_ms": _shares(whole),
        "p99_ms_by_way": {way: _shares(sorted(those))["p99"] for way, those in took.items()},
        "change_ms": _shares(changed),
    }
    floors = [
        floor("a search, p99", floor=20, got=_shares(whole)["p99"], unit="ms"),
        floor("a change, p99", floor=20, got=_shares(changed)["p99"], unit="ms"),
    ]
    return report("directory", results, floors)


def _entry(dice: Dice, number: int) -> Entry:
    name = dice.choice(_FAMILIES) + "".join(dice.choice(_GIVEN) for _ in range(dice.choice((1, 2, 2, 2))))
    department, mobile = dice.choice(_DEPARTMENTS), f"+8613{dice.randrange(10**9):09d}"
    return Entry(
        f"e{number:06d}",
        "person",
        name,
        department=department,
        extension=f"{100_000 + number}",
        numbers=(mobile,),
    )


def _typed(dice: Dice, entry: Entry, number: int) -> Iterator[tuple[str, str]]:
    """Ways in which somebody looks for this entry, and what they type."""
    way = lazy_pinyin(entry.zh)
    spelt, initials = "".join(way), "".join(part[0] for part in way)
    yield "characters", entry.zh
    yield "family name", entry.zh[0]
    yield "a wrong character", entry.zh[:-1] + dice.choice(_GIVEN)
    yield "pinyin", spelt
    yield "half of the pinyin", spelt[: max(1, len(spelt) // 2)]
    yield "initials", initials
    yield "one letter", spelt[0]
    yield "pinyin and initials", way[0] + initials[1:]
    yield "characters and initials", entry.zh[0] + initials[1:]
    yield "pinyin by ear", spelt.replace("zh", "z").replace("ng", "n")
    yield "pinyin with an error", _with_error(dice, spelt)
    yield "department and name", f"{entry.department[:2]} {entry.zh[0]}"
    yield "end of a number", entry.numbers[0][-4:]
    yield "beginning of a number", entry.numbers[0][3:7]
    yield "extension", entry.extension
    yield "keypad", spelt.translate(_KEYS)[:6]
    yield "nobody", "".join(dice.choice("qxzvkj") for _ in range(3 + number % 8))


def _with_error(dice: Dice, spelt: str) -> str:
    """Two letters changed round, one left out, one too many, or one wrong."""
    place = dice.randrange(1, len(spelt))
    before, at, after = spelt[:place], spelt[place], spelt[place + 1 :]
    other = dice.choice("aeioungh")
    return dice.choice(
        (
            before + after,
            before + other + at + after,
            before + other + after,
            before[:-1] + at + before[-1] + after,
        )
    )


def _changes(dice: Dice, index: Index) -> Iterator[int]:
    """How long each of some changes takes: other names for people who are there."""
    for _ in range(CHANGES):
        new = _entry(dice, dice.randrange(ENTRIES))
        began = system_clock()
        index.put(new)
        yield system_clock() - began


def _shares(ordered: list[int]) -> dict[str, float]:
    return {
        name: round(at_share(ordered, share) / MILLI, 2)
        for name, share in (("p50", 0.5), ("p99", 0.99), ("max", 1.0))
    }
