"""Which prompts say things to someone who waits."""

from collections.abc import Callable

from huawu.platform.ids import Id
from huawu.speech import service as speech
from huawu.telephony.core.switch.types import Call

_OVERFLOW = {"closed": "closed.hours"}


class QueueVoice:
    """Says the position that routing knows."""

    def __init__(self, position: Callable[[Id], int | None]) -> None:
        self._position = position

    def waiting(self, call: Call) -> list[str]:
        """The first words in a queue: nothing about the position when an agent's phone rings already."""
        words = "queue.cut_off" if call.cut_off_from else "queue.please_wait"
        first = f"{call.language}/{words}"
        return [first] if call.offer else [first, *self._place(call)]

    def again(self, call: Call) -> list[str]:
        return [*self._place(call), f"{call.language}/queue.all_busy"]

    def overflow(self, call: Call, cause: str) -> list[str]:
        words = _OVERFLOW.get(cause, "call.failed")
        return [f"{call.language}/{words}", f"{call.language}/goodbye"]

    def _place(self, call: Call) -> list[str]:
        position = self._position(call.id)
        return speech.say_position(position - 1, language=call.language) if position else []
