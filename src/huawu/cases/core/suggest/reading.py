"""A text as it is compared: one form of each character, without what is put between characters to hide a
word.

Full-width becomes half-width (NFKC), capitals small, common traditional characters simplified; blanks and
single signs between Chinese characters are left out, letters spaced out ("f i r e") are put together. Every
character left knows its place in the text as it was written, so that what is found can be shown there.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

_PAIRS = (
    "訴诉議议業业務务電电話话費费錢钱單单號号車车員员態态無无沒没問问題题請请謝谢應应該该辦办開开關关機机線线網网絡络給给還还說说講讲誰谁這这個个們们來来時时間间點点幾几錯错壞坏換换貨货運运"
    "遞递遲迟誤误訂订預预約约變变藥药醫医療疗護护產产檢检驗验報报結结賬账帳账銀银凍冻騙骗詐诈盜盗轉转匯汇險险煙烟災灾燒烧氣气體体洩泄門门樓楼層层傷伤殺杀輕轻視视頻频記记聞闻眾众傳传達达師师"
    "狀状況况調调執执證证據据戶户懷怀頭头腦脑緊紧張张壓压倉仓儲储優优價价漲涨賠赔償偿損损毀毁責责監监訟讼衛卫嚴严離离進进過过遠远連连選选邊边適适從从處处備备複复習习觀观規规覺觉計计認认讓让"
    "譯译讀读讚赞貴贵買买賣卖贈赠質质購购輸输農农違违遺遗鄰邻釋释鎖锁鐘钟鐵铁長长閉闭閱阅陽阳陰阴階阶隊队際际隨随難难雙双雜杂雲云靈灵靜静韓韩頁页項项順顺須须領领顆颗願愿類类顧顾風风飛飞飯饭"
    "飲饮館馆駕驾駛驶驚惊髒脏鬆松鬧闹鮮鲜麗丽麥麦齊齐齡龄壽寿夢梦夠够將将專专對对導导屬属島岛廠厂廢废廣广廳厅強强後后徑径復复惱恼愛爱慣惯憑凭戰战戲戏擇择擊击擋挡擾扰擔担攝摄敗败斷断條条棄弃"
    "楊杨極极構构樣样樂乐標标權权歡欢歲岁歸归殘残漢汉潔洁潛潜濕湿為为烏乌爐炉爛烂爭争牆墙獎奖獲获現现環环瑪玛發发盡尽盤盘碼码確确礙碍禮礼種种稱称積积窮穷競竞筆笔節节範范築筑簡简簽签籃篮糧粮"
    "紅红級级紙纸細细終终組组絕绝統统經经綠绿維维緩缓編编縮缩總总績绩繼继續续罰罚羅罗聯联聲声聽听職职聰聪肅肃脅胁脈脉腳脚腫肿臉脸臟脏舊旧藍蓝蘭兰蘇苏虛虚蟲虫裝装補补裡里製制親亲觸触訊讯討讨"
    "訓训託托設设許许評评詞词試试詢询詳详誇夸誌志語语誠诚課课談谈論论諮咨謊谎準准繳缴啟启檔档圖图鑰钥鬥斗綁绑襲袭闖闯瘋疯髮发劃划戀恋幫帮嗎吗啞哑暈晕嘔呕癥症搶抢"
)
"""Common traditional characters, each before its simplified one."""

_SIMPLER = {ord(old): plain for old, plain in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
_SIMPLER |= {ord(quote): "'" for quote in "’‘`´"}

HAN = "\u3400-\u9fff\uf900-\ufaff"
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])(?:[ \t\u3000]+|[ \t]*[*·_~^|./\\+=-][ \t]*)(?=[{HAN}])")
_SPACED_LETTERS = re.compile(r"(?<![^\W\d_])(?:[b-hj-z]|[ai](?! ))(?:([ .*_-])[a-z])(?:\1[a-z])+(?![^\W\d_])")
_BLANKS = re.compile(r"(?<=[ \t])[ \t]+")
_ENDS = re.compile(r"[。，！？；：、,!?;:\n\r]|\.(?=\s|$)|\.{2,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """`chars`: the text as it is compared; `places`: of each of its characters, where in `text` it stands.

    `ends`: where in `chars` a clause ends, in order; the last is its length.
    """

    text: str
    chars: str
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def clause(self, at: int) -> tuple[int, int]:
        """From where to where in `chars` the clause goes that this place is in."""
        after = min(bisect_right(self.ends, at), len(self.ends) - 1)
        return (self.ends[after - 1] + 1 if after else 0), self.ends[after]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where in `text` stands what `chars` has from `start` to `end`, which is not empty."""
        return self.places[start], self.places[end - 1] + 1


def read(text: str) -> Reading:
    chars, places = _one_form(text)
    for pattern, gone_of in ((_BETWEEN_HAN, _all), (_SPACED_LETTERS, _signs), (_BLANKS, _all)):
        chars, places = _without(chars, places, pattern, gone_of)
    ends = [found.start() for found in _ENDS.finditer(chars)]
    return Reading(text, chars, tuple(places), (*ends, len(chars)))


def _one_form(text: str) -> tuple[str, list[int]]:
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if "\u4e00" <= char <= "\u9fff":
            form = _SIMPLER.get(ord(char), char)
        elif char.isascii():
            form = char.lower()
        elif unicodedata.category(char) == "Cf":
            continue
        else:
            form = unicodedata.normalize("NFKC", char).casefold().translate(_SIMPLER)
        chars.append(form)
        places.extend([place] * len(form))
    return "".join(chars), places


def _without(
    chars: str, places: list[int], pattern: re.Pattern[str], gone_of: Callable[[re.Match[str]], range]
) -> tuple[str, list[int]]:
    gone = {at for found in pattern.finditer(chars) for at in gone_of(found)}
    if not gone:
        return chars, places
    kept = [at for at in range(len(chars)) if at not in gone]
    return "".join(chars[at] for at in kept), [places[at] for at in kept]


def _all(found: re.Match[str]) -> range:
    return range(found.start(), found.end())


def _signs(found: re.Match[str]) -> range:
    return range(found.start() + 1, found.end(), 2)
