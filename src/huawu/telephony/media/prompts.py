"""Prompts: files `<id>.ulaw` (raw 8 kHz mu-law) in folders, kept in memory in the law they are asked in; and
recordings of ours, `recording:PATH`, opened whenever they are played and kept nowhere. A recording may be
long and lies encrypted on the disk: it is read in a thread, and the tick goes on meanwhile."""

import logging
import os
import re
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from huawu.platform.refusals import Refusal
from huawu.telephony.core.media import g711
from huawu.telephony.core.media.playing import Clip, Coming

MUSIC = "music"
RECORDED = "recording:"
SOUNDS = "sounds/"
LONGEST_SILENCE_MS = 60_000
log = logging.getLogger(__name__)
_ID = re.compile(r"[A-Za-z0-9_][\w.-]*(/[A-Za-z0-9_][\w.-]*)*", re.ASCII)
_SILENCE = re.compile(r"silence:(\d{1,6})")


class Prompts:
    """The folders, searched in order; a file that was replaced is read again. `recorded`: what a recording
    says (path, law); it is called in a thread. `readers`: these threads; None: two of its own. What begins
    with `sounds/` is a text that was said for somebody, and is not kept in memory."""

    def __init__(
        self,
        folders: list[Path],
        recorded: Callable[[str, str], bytes] = lambda path, law: b"",
        *,
        readers: Executor | None = None,
    ) -> None:
        self._folders = [str(folder) for folder in folders]
        self._recorded = recorded
        self._readers = readers or ThreadPoolExecutor(max_workers=2, thread_name_prefix="recordings")
        self._kept: dict[str, tuple[tuple[str, int, int], dict[str, Clip]]] = {}

    def clip(self, prompt: str, law: str) -> Clip | Coming | None:
        """The clip of a prompt id, `music`, `silence:MILLISECONDS` or `recording:PATH`; else None."""
        if match := _SILENCE.fullmatch(prompt):
            return Clip(g711.silence(law, 8 * min(int(match[1]), LONGEST_SILENCE_MS)))
        if prompt.startswith(RECORDED):
            coming = Coming()
            self._readers.submit(self._read, prompt.removeprefix(RECORDED), law, coming)
            return coming
        found = self._find(prompt) if _ID.fullmatch(prompt) else None
        if found is None:
            return None
        stamp, clips = self._kept.get(prompt, (None, {}))
        if stamp != found:
            clips = {g711.MU: Clip(Path(found[0]).read_bytes(), endless=prompt == MUSIC)}
            if not prompt.startswith(SOUNDS):
                self._kept[prompt] = found, clips
        if law not in clips:
            to = g711.crossing(g711.MU, law)
            clips[law] = Clip(clips[g711.MU].audio.translate(to), endless=prompt == MUSIC)
        return clips[law]

    def _read(self, path: str, law: str, coming: Coming) -> None:
        """In a thread: the player looks at `audio` each time it says something."""
        sound = b""
        try:
            sound = self._recorded(path, law)
        except (Refusal, ValueError, OSError) as error:
            log.warning("a recording cannot be played: %s", type(error).__name__)
        finally:
            coming.audio = sound  # whatever happens: nobody waits in silence for ever

    def _find(self, prompt: str) -> tuple[str, int, int] | None:
        for folder in self._folders:
            path = f"{folder}/{prompt}.ulaw"
            try:
                known = os.stat(path)
            except OSError:
                continue
            return path, known.st_mtime_ns, known.st_size
        return None
