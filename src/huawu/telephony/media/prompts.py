"""Prompts: files `<id>.ulaw` (raw 8 kHz mu-law) in folders, kept in memory in the law they are asked in."""

import os
import re
from pathlib import Path

from huawu.telephony.core.media import g711
from huawu.telephony.core.media.playing import Clip

MUSIC = "music"
LONGEST_SILENCE_MS = 60_000
_ID = re.compile(r"[A-Za-z0-9_][\w.-]*(/[A-Za-z0-9_][\w.-]*)*", re.ASCII)
_SILENCE = re.compile(r"silence:(\d{1,6})")


class Prompts:
    """The folders, searched in order; a file that was replaced is read again."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = [str(folder) for folder in folders]
        self._kept: dict[str, tuple[tuple[str, int, int], dict[str, Clip]]] = {}

    def clip(self, prompt: str, law: str) -> Clip | None:
        """The clip of a prompt id, `music` or `silence:MILLISECONDS`; None when there is no such file."""
        if match := _SILENCE.fullmatch(prompt):
            return Clip(g711.silence(law, 8 * min(int(match[1]), LONGEST_SILENCE_MS)))
        found = self._find(prompt) if _ID.fullmatch(prompt) else None
        if found is None:
            return None
        stamp, clips = self._kept.get(prompt, (None, {}))
        if stamp != found:
            clips = {g711.MU: Clip(Path(found[0]).read_bytes(), endless=prompt == MUSIC)}
            self._kept[prompt] = found, clips
        if law not in clips:
            to = g711.crossing(g711.MU, law)
            clips[law] = Clip(clips[g711.MU].audio.translate(to), endless=prompt == MUSIC)
        return clips[law]

    def _find(self, prompt: str) -> tuple[str, int, int] | None:
        for folder in self._folders:
            path = f"{folder}/{prompt}.ulaw"
            try:
                known = os.stat(path)
            except OSError:
                continue
            return path, known.st_mtime_ns, known.st_size
        return None
