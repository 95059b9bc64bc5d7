"""Recordings being made: a tape each, and an open file that gets one encrypted frame a second by one
write(2).

A second that cannot be written is lost and told once; the calls do not notice. Nothing is written any more
when the disk is nearly full: what else lies on it needs the rest. Both go on once there is room. A file that
is there already is taken up: its torn end is cut off and the index goes on by the wall clock, so a recording
survives the death of this process up to the last second.
"""

import errno
import heapq
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huawu.platform.clock import SECOND, Clock
from huawu.telephony.core.media import g711
from huawu.telephony.core.media import recording as codec
from huawu.telephony.core.media.incoming import Incoming
from huawu.telephony.core.media.lines import Shelf
from huawu.telephony.core.media.tape import Plane, Tape
from huawu.telephony.media.leg import Leg
from huawu.telephony.recordings.space import Space, space_of

Tell = Callable[[str, dict[str, Any]], None]
LOUD = 200
"""RMS of a second, of 32768, above which somebody speaks: quiet rooms are at 20 to 100."""
_END_OF_TIME = (1 << 32) * SECOND
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


@dataclass(slots=True, eq=False)
class Recording:
    """One file being written. `size`: bytes of whole frames and header; `planes`: of legs that are there.
    `hush`: whether silence on the left is listened for, and of how many seconds; `quiet` and `spoken` seconds
    have been heard."""

    id: str
    fd: int
    size: int
    end: int
    cipher: AESGCM
    tape: Tape
    outside: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    broken: bool = False
    planes: dict[str, tuple[Plane, Incoming]] = field(default_factory=dict)
    hush: float = 0.0
    quiet: float = 0.0
    spoken: float = 0.0

    def sides(self) -> dict[str, str]:
        """Leg to side; one that is named on both is outside."""
        return {**dict.fromkeys(self.inside, "right"), **dict.fromkeys(self.outside, "left")}


class Recorder:
    """All recordings of one media process."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        legs: dict[str, Leg],
        tell: Tell,
        shelf: Shelf | None = None,
        room: Callable[[Path], Space] = space_of,
    ) -> None:
        self._folder, self._wall, self._legs, self._tell = str(folder.resolve()), clock, legs, tell
        self._shelf = shelf
        self._room = partial(room, folder)
        self._full, self._looked_at = False, -codec.RATE
        self._known_folders: set[str] = set()
        self.recordings: dict[str, Recording] = {}
        self._due: list[tuple[int, int, Recording]] = []
        self._number = 0
        self._of_leg: dict[str, set[Recording]] = {}

    def record(self, recording: str, *, path: str, key: bytes, header: dict[str, Any], clock: int) -> None:
        """Begin a file, or go on with the one that is there. One under way stays as it is."""
        if recording in self.recordings:
            return
        try:
            started_at = int(header["started_at"])
            if not 0 <= started_at < _END_OF_TIME:
                raise ValueError("begun at no time")
            fd, last, size = self._take_up(path, {**header, "recording": recording})
        except (OSError, ValueError, KeyError) as error:
            self._tell("failed", {"recording": recording, "why": f"recording: {_reason(error)}"})
            return
        position = max(0, (self._wall() - started_at) * codec.RATE // SECOND)
        tape = Tape(clock=clock, position=position)
        tape.paused = last is not None and bool(last.laws & codec.PAUSED)  # until somebody says resume
        end = last.end if last is not None else 0
        self.recordings[recording] = made = Recording(recording, fd, size, end, AESGCM(key), tape)
        made.hush = float(header.get("hush") or 0)
        made.spoken = end / codec.RATE if made.hush else 0.0  # what was said before is not thrown away
        self._schedule(made)

    def _take_up(self, path: str, header: dict[str, Any]) -> tuple[int, codec.Head | None, int]:
        place = self._inside(path)
        try:
            return _take_up(place, header)
        except FileNotFoundError:  # the folder was there before, and has been removed
            self._known_folders.clear()
            return _take_up(self._inside(path), header)

    def _inside(self, path: str) -> str:
        """The place of a file, when it lies in the folder of recordings. Its own folder is made."""
        place = os.path.join(self._folder, path)
        folder, name = os.path.split(place)
        if name in ("", ".", ".."):
            raise ValueError("not a file")
        if folder not in self._known_folders:
            real = os.path.realpath(folder)
            if real != self._folder and not real.startswith(self._folder + os.sep):
                raise ValueError("outside of the folder")
            os.makedirs(real, mode=0o700, exist_ok=True)
            self._known_folders.add(folder)
        return place

    def adjust(self, recording: str, *, outside: list[str], inside: list[str]) -> None:
        """Say whose voices are on the left and on the right from now on."""
        made = self.recordings.get(recording)
        if made is None:
            return
        before = made.sides()
        made.outside, made.inside = tuple(outside), tuple(inside)
        after = made.sides()
        for leg_id in before.keys() | after.keys():
            self._name(made, leg_id, leg_id in after)
            if before.get(leg_id) == after.get(leg_id):
                continue
            self._detach(made, leg_id)
            if leg_id in after and leg_id in self._legs:
                self._attach(made, self._legs[leg_id])

    def _name(self, made: Recording, leg_id: str, named: bool) -> None:
        """Note whether a recording names a leg, so that legs that come and go find theirs."""
        if named:
            self._of_leg.setdefault(leg_id, set()).add(made)
        elif leg_id in self._of_leg:
            self._of_leg[leg_id].discard(made)
            if not self._of_leg[leg_id]:
                del self._of_leg[leg_id]

    def opened(self, leg: Leg) -> None:
        """A leg came that recordings may have been waiting for."""
        for made in self._of_leg.get(leg.id, ()):
            self._attach(made, leg)

    def closed(self, leg_id: str) -> None:
        for made in self._of_leg.get(leg_id, ()):
            self._detach(made, leg_id)

    def pause(self, recording: str, clock: int) -> None:
        """From now on the file says nothing, and that it was told to."""
        self._turn(recording, clock, paused=True)

    def resume(self, recording: str, clock: int) -> None:
        """From now on those who are recorded are heard again."""
        self._turn(recording, clock, paused=False)

    def _turn(self, recording: str, clock: int, *, paused: bool) -> None:
        made = self.recordings.get(recording)
        if made is None or made.tape.paused == paused:
            return
        for leg_id in made.sides():
            self._detach(made, leg_id)
        for part in made.tape.turn(clock, paused=paused):
            self._write(made, part)
        for leg_id in made.sides():
            if leg_id in self._legs:
                self._attach(made, self._legs[leg_id])

    def _attach(self, made: Recording, leg: Leg) -> None:
        side = made.sides().get(leg.id)
        if side is None or made.tape.paused:
            return
        plane = Plane(made.tape, leg.incoming.law, self._shelf)
        (made.tape.left if side == "left" else made.tape.right).append(plane)
        leg.incoming.planes += (plane,)
        leg.incoming.arrange()
        made.planes[leg.id] = plane, leg.incoming

    def _detach(self, made: Recording, leg_id: str) -> None:
        if leg_id not in made.planes:
            return
        plane, incoming = made.planes.pop(leg_id)
        plane.end(incoming.transit)
        incoming.planes = tuple(other for other in incoming.planes if other is not plane)
        incoming.arrange()

    def _schedule(self, made: Recording) -> None:
        self._number += 1
        heapq.heappush(self._due, (made.tape.due_at, self._number, made))

    def write_due(self, clock: int) -> None:
        """Write the seconds that are over."""
        if self._due and self._due[0][0] <= clock and clock - self._looked_at >= codec.RATE:
            self._full, self._looked_at = self._room().state == "full", clock
        while self._due and self._due[0][0] <= clock:
            _, _, made = heapq.heappop(self._due)
            if made.id not in self.recordings or self.recordings[made.id] is not made:
                continue
            if made.tape.due_at > clock:  # a pause took up more than was due
                self._schedule(made)
                continue
            made.tape.skip_to(clock)
            for plane, incoming in made.planes.values():
                plane.settle(incoming.transit)
            self._write(made, made.tape.take())
            self._schedule(made)

    def _listen(self, made: Recording, part: codec.Slice) -> None:
        """Whether somebody speaks on the left; silence that has lasted long enough is told once."""
        seconds = len(part.left) / codec.RATE
        heard = g711.decode(part.left, g711.A if part.laws & codec.LEFT_IS_A else g711.MU).astype(np.float32)
        if float(np.sqrt(np.mean(heard * heard))) > LOUD:
            made.spoken, made.quiet = made.spoken + seconds, 0.0
            return
        before, made.quiet = made.quiet, made.quiet + seconds
        if before < made.hush <= made.quiet:
            self._tell("hushed", {"recording": made.id})

    def _write(self, made: Recording, part: codec.Slice) -> None:
        if made.hush:
            self._listen(made, part)
        frame = codec.encode_frame(made.cipher, made.id.encode(), part, os.urandom(codec.NONCE_BYTES))
        try:
            if self._full:
                raise OSError(errno.ENOSPC, "the disk is nearly full")
            written = os.write(made.fd, frame)
            if written != len(frame):
                os.ftruncate(made.fd, made.size)
                raise OSError("short write")
        except OSError as error:
            if not made.broken:
                self._tell("failed", {"recording": made.id, "why": f"recording: {_reason(error)}"})
            made.broken = True
            return
        made.broken = False
        made.size += written
        made.end = part.index * codec.RATE + part.first + len(part.left)

    def stop(self, recording: str, clock: int) -> None:
        """Write the part of a second that is left, and close."""
        made = self.recordings.pop(recording, None)
        if made is None:
            return
        for leg_id in made.sides():
            self._detach(made, leg_id)
            self._name(made, leg_id, False)
        for part in made.tape.finish(clock):
            self._write(made, part)
        os.close(made.fd)
        told = {"recording": recording, "seconds": made.end / codec.RATE, "size": made.size}
        self._tell("recorded", {**told, "spoken": made.spoken} if made.hush else told)

    def stop_all(self, clock: int) -> None:
        for recording in list(self.recordings):
            self.stop(recording, clock)


def _take_up(path: str, header: dict[str, Any]) -> tuple[int, codec.Head | None, int]:
    """Open or make the file: descriptor, its last whole frame, size up to there."""
    fd = os.open(path, _FLAGS, 0o600)
    try:
        begun = os.pread(fd, codec.LONGEST_HEADER + 12, 0)
        if not begun:
            data = codec.encode_header(header)
            if os.write(fd, data) != len(data):
                raise OSError("short write")
            return fd, None, len(data)
        there, offset = codec.decode_header(begun)
        if there["recording"] != header["recording"]:
            raise ValueError("file of another recording")
        last = None
        for head in codec.heads(partial(os.pread, fd), offset, os.fstat(fd).st_size):
            offset, last = head.offset + head.size, head
        os.ftruncate(fd, offset)
    except BaseException:
        os.close(fd)
        raise
    return fd, last, offset


def _reason(error: Exception) -> str:
    return (error.strerror or "failed") if isinstance(error, OSError) else str(error)
