"""Recordings begin: a file with a key of its own, and what another process needs to go on with it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from huawu.app.live.owner import Owner
from huawu.app.live.transcripts import WORDS
from huawu.interactions.events import RecordingStarted
from huawu.platform.ids import Id, new_id
from huawu.platform.settings import Settings
from huawu.telephony import recordings
from huawu.telephony.core.switch import hearing
from huawu.telephony.core.switch.types import Call

NOTHING_MORE: Mapping[str, Any] = {}


class Takes:
    """`media_of`: the media process of the first of these legs that is there; `words`: what the header of a
    call's recording says of its being written down."""

    def __init__(
        self,
        owner: Owner,
        settings: Settings,
        keys: recordings.KeyPort,
        *,
        media_of: Callable[[Sequence[Id]], int],
        words: Callable[[Call], list[str] | None] = lambda call: None,
    ) -> None:
        self._owner, self._settings, self._keys, self._media_of = owner, settings, keys, media_of
        self._words = words

    def of_call(self, call: Call) -> None:
        """What is said in this call is recorded from now on."""
        switch = self._owner.switch
        call.recording = new_id()
        outside, inside = hearing.sides(call.parties)
        more = {WORDS: words} if (words := self._words(call)) is not None else {}
        path = self.begin(call.recording, call.id, outside=outside, inside=inside, more=more)
        started = RecordingStarted(call.recording, call.id, call.agent, call.queue, path, switch.now)
        switch.announce(call.id, started)

    def begin(
        self,
        recording: Id,
        call: Id,
        *,
        outside: list[Id],
        inside: list[Id],
        within: str = "",
        more: Mapping[str, Any] = NOTHING_MORE,
    ) -> str:
        """Begin a file in the folder `within`; answers its path. `more`: for its header; `hush`: so many
        seconds of silence on the left are told; `WORDS`: it is written down."""
        owner, settings = self._owner, self._settings
        path = within + recordings.path_for(recording, owner.switch.now)
        secret = recordings.secret_for(
            recording,
            path=settings.recordings_dir / path,
            keys=self._keys,
            started_at=owner.switch.now,
            site=settings.site,
        )
        secret["header"].update(more)
        kept = [call, path, secret["header"], outside, inside, self._media_of([*outside, *inside])]
        owner.books.spool.keep(f"recording/{recording}", kept)
        owner.switch.port.record(recording, outside=outside, inside=inside, secret=secret)
        return path
