"""Numbers as they are said in Mandarin, read as figures: 三百二十, 一万二, 三点五万, 幺三八零零, 三个八.

Everything is first written with figures in the place of characters (`figured`), so that what a recogniser
wrote as figures already is read the same way. What has two readings (三四百) is not read.
"""

import re
from decimal import Decimal

_SAME = {
    "0": "零〇○洞",
    "1": "一幺壹",
    "2": "二两兩贰俩",
    "3": "三叁仨",
    "4": "四肆",
    "5": "五伍",
    "6": "六陆",
    "7": "七柒拐",
    "8": "八捌",
    "9": "九玖勾",
    "十": "拾",
    "百": "佰",
    "千": "仟",
    "万": "萬",
    "亿": "億",
    "负": "負",
    "点": "點",
}
_FIGURED = str.maketrans({sign: to for to, signs in _SAME.items() for sign in signs})
_NO_NUMBERS = re.compile(
    "一[下样些会直定般起共旦律切向再度致流]|统一|万一|唯一|千万(?=[别不要])|十分(?![钟之])|一点儿|拐[角弯]|山洞|洞[口穴]"
)
_TWO_READINGS = re.compile("[一二两三四五六七八九]{2}[十百千万亿]")
_RUN = re.compile("负?(?:[0-9十百千万亿]+(?:[.点][0-9]+[万亿]?)?|半(?=个))")
_PLAIN = re.compile("[0-9]+(?:[.][0-9]+)?")
_SECTION = re.compile("(?:([0-9])千)?(0*)(?:([0-9])百)?(0*)(?:([0-9]?)(十))?(0*)([0-9])?")
_REPEATED = re.compile("([2-9])个([0-9])(?![0-9]*[个十百千万])")
_BETWEEN = re.compile("[\\s\\-,，、.。]*")
_CORRECTED = re.compile("不对|不是|说错了?|应该是|改成|改为")


def figured(text: str) -> str:
    """The text with figures for characters; words that only look like numbers (一下, 万一) are left out."""
    return _NO_NUMBERS.sub(" ", text).translate(_FIGURED)


def value(text: str) -> Decimal | None:
    """The number that the whole of `text` is; None when it is none, or has two readings."""
    if _TWO_READINGS.search(text):
        return None
    plain = text.translate(_FIGURED).replace("点", ".").replace("+", "")
    if plain.startswith("负"):
        found = _whole(plain.removeprefix("负"))
        return None if found is None else -found
    return _whole(plain)


def numbers(text: str) -> list[Decimal]:
    """Every number in a sentence. After a correction (三间，不对，四间) only what follows it counts."""
    text = _CORRECTED.split(text)[-1] or text
    if _TWO_READINGS.search(text):
        return []
    written = re.sub("(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))", "", figured(text))
    if share := re.search("百分之([0-9十百.点]+)", written):
        found = value(share.group(1))
        return [] if found is None else [found / 100]
    written = re.sub("(?<=[0-9十百])个半", lambda half: ".5", written)
    read = [value(run) if run != "半" else Decimal("0.5") for run in _RUN.findall(written)]
    return [each for each in read if each is not None]


def digits(text: str) -> list[str]:
    """The rows of figures in a sentence, each as it would be keyed: 幺三八 零零 is one, 二十三 is 23."""
    text = _CORRECTED.split(text)[-1] or text
    written = _REPEATED.sub(lambda many: many.group(2) * int(many.group(1)), figured(text))
    rows: list[str] = []
    end = -1
    for run in re.finditer("[0-9十百千万]+", written):
        row = _row(run.group())
        if not row:
            continue
        if rows and _BETWEEN.fullmatch(written[end : run.start()]):
            rows[-1] += row
        else:
            rows.append(row)
        end = run.end()
    return rows


def _row(run: str) -> str:
    if run.isdigit():
        return run
    found = _whole(run)
    return "" if found is None else f"{found:f}".partition(".")[0]


def _whole(text: str) -> Decimal | None:
    """Figures and units. 10^8 by 10^4 by what is below."""
    for unit, size in (("亿", Decimal(10**8)), ("万", Decimal(10**4))):
        if unit in text:
            before, _, after = text.partition(unit)
            many, rest = _whole(before) if before else None, _rest(after, size)
            return None if many is None or rest is None else many * size + rest
    return _small(text)


def _rest(text: str, size: Decimal) -> Decimal | None:
    """What follows a unit: nothing, a tenth of it (一万二), or a smaller number."""
    if not text:
        return Decimal(0)
    if len(text) == 1 and text in "123456789":
        return int(text) * size / 10
    return _whole(text.lstrip("0") or "0")


def _small(text: str) -> Decimal | None:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    whole, point, fraction = text.partition(".")
    found = _SECTION.fullmatch(whole)
    if not whole or found is None or (point and not (fraction.isascii() and fraction.isdigit())):
        return None
    thousands, gap, hundreds, gap_below, tens, ten, last_gap, ones = found.groups()
    total = int(thousands or 0) * 1000 + int(hundreds or 0) * 100
    total += int(tens or 1) * 10 if ten else 0
    shortened = bool(ones) and not (ten or gap or gap_below or last_gap)
    size = (10 if hundreds else 100 if thousands else 1) if shortened else 1
    total += int(ones or 0) * size
    return Decimal(total) + (Decimal(f"0.{fraction}") if point else 0)
