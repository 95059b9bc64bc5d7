"""Customers of the demonstration: invented people at numbers from ranges that nobody has.

Numbers abroad are those kept for fiction (+1 555 01xx; Ofcom's +44 7700 900xxx); the Chinese ones carry 0000
where a network's code would be.
"""

from collections.abc import Iterator

from huawu.customers.types import NewCustomer
from huawu.platform.dice import Dice

_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董"
    "袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
)
_GIVEN = (
    "伟 芳 娜 敏 静 秀英 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 建华 文博 子涵 "
    "欣怡 雨泽 浩宇 诗涵 梓轩 佳琪 思琪 志强 晓东 海燕 春梅 国庆 雪梅 立新 振华 嘉怡 博文 "
    "一鸣 可欣 俊杰 若曦 天佑 婉清 乐天 知夏"
).split()
_COMPANIES = ("恒远商贸有限公司", "青禾旅行社", "北辰电子科技", "万象会展服务", "同济医药", "海棠文化传媒")
_NOTES = (
    "喜欢高楼层、安静的房间。",
    "对花生过敏，客房水果请注意。",
    "每月出差两次，常住行政楼层。",
    "习惯早上六点半叫早。",
    "开票抬头已存档。",
    "希望由同一位座席跟进。",
    "上次空调噪音问题已致歉并升级房型。",
    "家中老人听力不好，请放慢语速。",
    "使用企业版，合同年底到期。",
    "路由器为旧型号，建议更换。",
)
_ABROAD = (
    NewCustomer(
        "Emily Carter", ("+14155550123",), level="gold", language="en", note="Prefers a non-smoking room."
    ),
    NewCustomer("James O'Neill", ("+447700900142",), language="en", note="Arrives late in the evening."),
    NewCustomer("田中 美咲", ("+81355550117",), level="silver", language="ja", note="会说一些中文。"),
    NewCustomer("Carlos Mendes", ("+12125550186",), language="en"),
)
HOW_MANY = 68


def guests(dice: Dice) -> Iterator[NewCustomer]:
    """Always the same people in the same order for the same dice."""
    yield from _ABROAD
    yield from _family_with_one_number()
    yield from _company_with_one_number()
    for place in range(HOW_MANY - len(_ABROAD) - 2 - 3):
        name = dice.choice(_FAMILY) + dice.choice(_GIVEN)
        company = dice.choice(_COMPANIES) if dice.random() < 0.3 else ""
        numbers = [f"18{dice.randrange(10)}0000{1000 + place * 7:04d}"]
        if company and dice.random() < 0.6:
            numbers.append(f"010-5550{2000 + place:04d}")
        level = dice.choices(("normal", "silver", "gold", "vip"), (60, 20, 12, 8))[0]
        note = dice.choice(_NOTES) if dice.random() < 0.55 else ""
        yield NewCustomer(name, tuple(numbers), company=company, level=level, note=note)


def _company_with_one_number() -> Iterator[NewCustomer]:
    """Three colleagues behind the number of their company's switchboard."""
    company, number = "恒远商贸有限公司", "010-55509000"
    yield NewCustomer("沈嘉禾", (number, "18900009101"), company=company, level="gold", note="差旅负责人。")
    yield NewCustomer("顾明远", (number,), company=company, note="财务，开票与对账找他。")
    yield NewCustomer("乔安", (number, "18900009103"), company=company, level="silver", language="en")


def _family_with_one_number() -> Iterator[NewCustomer]:
    """Two people behind one number: the caller may be either, and the page must say so."""
    yield NewCustomer("欧阳建国", ("021-55501688",), level="vip", note="董事长，请直接转接陈静。")
    yield NewCustomer("欧阳若琳", ("021-55501688", "18900009001"), level="gold")
