"""How Chinese names are read. A character with several readings keeps all that are common in names.

Readings of single characters and of words are those of pypinyin's dictionaries; the table below says which
characters are commonly read in several ways in names, the reading as a family name first.
"""

from functools import cache
from itertools import islice, product

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from huawu.switchboard.core.folding import folded, is_han, tokens

_SEVERAL = {
    each[0]: tuple(each[1:].split())
    for each in (
        "曾zeng ceng,单shan dan,解xie jie,仇qiu chou,朴piao pu,查zha cha,盖ge gai,区ou qu,翟zhai di,"
        "缪miao mou,洗xian xi,乐yue le,覃qin tan,重zhong chong,行hang xing,长zhang chang,朝zhao chao,"
        "晟sheng cheng,茜qian xi,贾jia gu,薄bo bao,卜bu bo,种chong zhong,员yun yuan,折she zhe,祭zhai ji,"
        "秘bi mi,繁po fan,车che ju,召shao zhao,宿su xiu,隗wei kui,谌chen shen,郇xun huan,郗xi chi,"
        "褚chu zhu,句gou ju,那na nuo,能nai neng,石shi dan,盛sheng cheng,沈shen chen,柏bai bo,都du dou,"
        "黑he hei,藏zang cang,相xiang xing,厦xia sha,会hui kuai,调diao tiao,传chuan zhuan,弹dan tan,"
        "度du duo,强qiang jiang,系xi ji,角jiao jue,校xiao jiao,奇qi ji,涡guo wo,蔚yu wei,尉wei yu,"
        "六lu liu,莘shen xin,台tai,荥xing ying,参shen can,降jiang xiang,曲qu,佴nai er,纪ji,任ren,华hua,"
        "燕yan,宁ning,葛ge,哈ha,俞yu shu,畜xu chu,臧zang,殷yin yan,说shuo yue,炅gui jiong,牟mu mou,逯lu,"
        "瑕xia,亓qi,乜nie mie,冯feng ping,尾wei yi,的de di,地di de,得de dei,了le liao,着zhe zhuo,"
        "还hai huan,便bian pian,和he huo,给gei ji,屏ping bing,泊bo po,露lu lou,熟shu shou,血xue xie,"
        "壳ke qiao,落luo la,模mo mu,切qie,率lv shuai,宕dang,塔ta,仔zi zai"
    ).split(",")
}
_DOUBLE = {
    pair[:2]: tuple(pair[2:].split())
    for pair in (
        "尉迟yu chi,万俟mo qi,令狐ling hu,长孙zhang sun,单于chan yu,澹台tan tai,鲜于xian yu,宰父zai fu,"
        "宗政zong zheng,濮阳pu yang,亓官qi guan,拓跋tuo ba,夹谷jia gu,乐正yue zheng,子车zi ju,欧阳ou yang"
    ).split(",")
}
_MOST_WAYS = 8
_INITIALS = ("zh", "ch", "sh")


@cache
def _usual(char: str) -> str:
    """The commonest reading of one character, without tone; the character itself where none is known."""
    known = PINYIN_DICT.get(ord(char))
    return folded(known.split(",")[0]).replace(" ", "") if known else char


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin."""
    known = {_usual(chr(code)) for code in range(0x4E00, 0x9FA6)}
    return frozenset(one for one in known if one.isascii() and (len(one) > 1 or one in "aeo")) - {"ng", "hm"}


@cache
def beginnings() -> frozenset[str]:
    """Everything that a syllable begins with."""
    return frozenset(one[:end] for one in syllables() for end in range(1, len(one) + 1))


def readings(name: str, *, read: str = "") -> list[tuple[str, ...]]:
    """How each part of a name (`tokens`) may be read, the likeliest first. `read`: syllables that are known
    to be right, if there are as many as Chinese characters."""
    parts = tokens(name)
    said = folded(read).split()
    han = [place for place, part in enumerate(parts) if is_han(part)]
    if said and len(said) == len(han):
        known = dict(zip(han, said, strict=True))
        return [(known[place],) if place in known else (part,) for place, part in enumerate(parts)]
    if not any(part in _SEVERAL for part in parts) and "".join(parts[:2]) not in _DOUBLE:
        return [(_usual(part) if is_han(part) else part,) for part in parts]
    return _of_several(parts)


def _of_several(parts: list[str]) -> list[tuple[str, ...]]:
    context = _in_context(parts)
    double = _DOUBLE.get("".join(parts[:2]), ())
    found: list[tuple[str, ...]] = []
    for place, part in enumerate(parts):
        common = _SEVERAL.get(part, ())
        first: tuple[str, ...]
        if place < len(double):
            first = (double[place],)
        elif place == 0 and len(parts) <= 4 and common:
            first = common
        else:
            first = (context[place],)
        found.append(tuple(dict.fromkeys((*first, *common))))
    return found


def _in_context(parts: list[str]) -> list[str]:
    """By the words that characters stand in: 银行 is read yin hang, 行人 xing ren."""
    read: list[str] = []
    run = ""
    for part in [*parts, ""]:
        if part and is_han(part):
            run += part
            continue
        read += [folded(each).replace(" ", "") for each in lazy_pinyin(run)] if run else []
        run = ""
        read += [part] if part else []
    return read if len(read) == len(parts) else [_usual(p) if is_han(p) else p for p in parts]


def ways(read: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The ways in which a whole name may be read, the likeliest first, at most eight: all, or, of very many,
    those that differ in one place."""
    many = 1
    for each in read:
        many *= len(each)
    if many <= _MOST_WAYS:
        return list(product(*read))
    usual = tuple(each[0] for each in read)
    others = (
        (*usual[:place], one, *usual[place + 1 :]) for place, each in enumerate(read) for one in each[1:]
    )
    return [usual, *islice(others, _MOST_WAYS - 1)]


def is_first_sound(letters: str) -> bool:
    """Whether letters stand for a syllable by its first sound: z, zh."""
    return len(letters) == 1 or letters in _INITIALS
