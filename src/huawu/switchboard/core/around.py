"""What callers say around a name: 麻烦帮我转一下…先生，谢谢; could I speak to … please."""

import re

_BEFORE_ZH = (
    *("你好", "您好", "喂", "嗯", "麻烦", "劳驾", "请问", "请", "我想", "我要", "我", "想", "要"),
    *("帮我", "给我", "帮忙", "打给", "转接", "转到", "转", "接", "找一下", "找", "叫", "一下"),
)
_AFTER_ZH = (
    *("的电话", "的分机", "电话", "分机", "先生", "女士", "小姐", "经理", "主任", "老师"),
    *("谢谢", "吧", "呢", "啊"),
)
_BEFORE_EN = (
    *("hello", "hi", "please", "can", "could", "may", "i", "i'd", "would", "like", "want", "to", "you", "me"),
    *("speak", "talk", "with", "connect", "put", "through", "get", "call"),
)
_AFTER_EN = ("please", "thanks", "thank you")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_AROUND = (
    re.compile(rf"^(?:(?:{_any(_BEFORE_ZH)})[,，。 ]*)+"),
    re.compile(rf"(?:[,，。 ]*(?:{_any(_AFTER_ZH)}))+[。!！?？ ]*$"),
    re.compile(rf"^(?:(?:{_any(_BEFORE_EN)})[, ]+)+", re.IGNORECASE),
    re.compile(rf"(?:[,. ]+(?:{_any(_AFTER_EN)}))+[.!? ]*$", re.IGNORECASE),
)


def bare(said: str) -> str:
    """A name without what callers say around it."""
    text = said.strip()
    for words in _AROUND:
        text = words.sub("", text)
    return text
