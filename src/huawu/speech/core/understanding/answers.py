"""Yes or no, in Mandarin and English. What comes first counts; polite words (不好意思) and questions (是不是)
do not."""

import re

_NEITHER = (
    "对不起|不好意思|不客气|是不是|对不对|好不好|行不行|要不要|可不可以|能不能|有没有|是吗|对吗|好吗|行吗|不知道|不清楚|不确定"
    "|i dont know|i do not know|no idea|not sure"
)
_YES = (
    "没错|没问题|没有问题|没意见|不错|是|对|好|行|可以|能|嗯|恩|唔|要|需要|有|确认|确定|同意|正确|当然"
    "|yes|yeah|yep|yup|sure|correct|right|okay|ok|of course|exactly|affirmative|no problem|i do|please do"
)
_NO = (
    "不是|不对|不要|不用|不行|不可以|不能|不需要|不必|不同意|不好|不|没有|没|错了|错|否|别|取消|算了|拒绝"
    "|nope|nah|no|not|dont|do not|wrong|incorrect|negative|never|cancel"
)
_MEANS: dict[str, bool | None] = {word: None for word in _NEITHER.split("|")}
_MEANS |= dict.fromkeys(_YES.split("|"), True) | dict.fromkeys(_NO.split("|"), False)


def _pattern(word: str) -> str:
    return f"\\b{word}\\b" if word.isascii() else word


_FOUND = re.compile("|".join(_pattern(word) for word in sorted(_MEANS, key=len, reverse=True)))


def answer(text: str) -> bool | None:
    """True for yes, False for no, None when it is neither."""
    plain = re.sub("[^\\w ]+", " ", text.lower().replace("'", "").replace("’", ""))
    for found in _FOUND.finditer(plain):
        means = _MEANS[found.group()]
        if means is not None:
            return means
    return None
