"""Values that flows say, as rendered prompts."""

import re
from datetime import date, time
from decimal import Decimal

from huawu.flows.types import Spoken
from huawu.platform.refusals import Refusal
from huawu.speech import service as speech

_FIGURES = re.compile(r"[0-9+*# -]+")


def prompts_of(spoken: Spoken, language: str) -> list[str]:
    """[] for what cannot be said: words that need a voice, a number that is none."""
    try:
        return _said(spoken.text.strip(), spoken.as_, language)
    except (Refusal, ValueError, ArithmeticError):
        return []


def _said(text: str, as_: str, language: str) -> list[str]:
    if as_ == "number":
        return speech.say_number(text, language)
    if as_ == "money":
        return speech.say_amount(int(Decimal(text) * 100), language)
    if as_ == "date":
        return speech.say_day(date.fromisoformat(text), language, weekday=True)
    if as_ == "time":
        return speech.say_clock(time.fromisoformat(text), language)
    if as_ == "digits" or _FIGURES.fullmatch(text):
        return speech.say_digits(text, language, yao=language == "zh-CN")
    return []
