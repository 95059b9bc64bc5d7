"""What was said in a recorded call, in words: only for who has the key, whole after every death."""

from pathlib import Path

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Unavailable
from huawu.telephony import recordings
from huawu.telephony.recordings.words import INSIDE, OUTSIDE, Line, Pen, beside, read

pytestmark = pytest.mark.core

BEGUN = 1_790_000_000 * SECOND
HELLO = Line(BEGUN + SECOND, BEGUN + 2 * SECOND, OUTSIDE, "你好，我要投诉。")
YES = Line(BEGUN + 3 * SECOND, BEGUN + 4 * SECOND, INSIDE, "您请讲。", typed=True)


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder, self.keys = folder / "recordings", recordings.FileKeyPort(folder / "keys")
        self.path = recordings.path_for("r1", BEGUN)
        self.secret = recordings.secret_for(
            "r1", path=self.path, keys=self.keys, started_at=BEGUN, site="main"
        )

    def pen(self, path: str = "") -> Pen:
        header, key = self.secret["header"], self.secret["key"]
        return Pen(Path(path or self.path), key=key, header=header, inside=self.folder)

    @property
    def file(self) -> Path:
        return beside(self.folder / self.path)

    def read(self) -> list[Line]:
        return read(self.path, self.keys, inside=self.folder)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_lines_are_read_as_they_were_said_and_lie_encrypted(shelf: Shelf) -> None:
    pen = shelf.pen()
    pen.write(YES)  # the agent's ear was the quicker one
    pen.write(HELLO)
    pen.close()
    assert shelf.read() == [HELLO, YES]
    assert "投诉".encode() not in shelf.file.read_bytes()
    assert shelf.file.stat().st_mode & 0o777 == 0o600


def test_the_next_process_goes_on_behind_the_last_whole_line(shelf: Shelf) -> None:
    pen = shelf.pen()
    pen.write(HELLO)
    whole = shelf.file.stat().st_size
    pen.write(YES)
    pen.close()
    data = shelf.file.read_bytes()
    for torn in range(whole, len(data)):
        shelf.file.write_bytes(data[:torn])
        again = shelf.pen()
        again.write(YES)
        again.close()
        assert shelf.read() == [HELLO, YES]


def test_a_line_that_was_changed_or_moved_is_not_read(shelf: Shelf) -> None:
    pen = shelf.pen()
    pen.write(HELLO)
    pen.write(YES)
    pen.close()
    data = bytearray(shelf.file.read_bytes())
    data[-1] ^= 1
    shelf.file.write_bytes(bytes(data))
    assert shelf.read() == [HELLO]


def test_without_the_site_key_nobody_reads_and_without_words_there_is_nothing(
    shelf: Shelf, tmp_path: Path
) -> None:
    assert shelf.read() == []
    shelf.pen().close()
    assert shelf.read() == []
    with pytest.raises(Unavailable):
        read(shelf.path, recordings.FileKeyPort(tmp_path / "other"), inside=shelf.folder)


@pytest.mark.parametrize("path", ["../outside.hwr", "/etc/outside.hwr", "a/../../outside.hwr"])
def test_a_place_outside_of_the_folder_is_refused(shelf: Shelf, path: str) -> None:
    shelf.folder.mkdir()
    with pytest.raises(ValueError, match="outside"):
        shelf.pen(path)
    assert read(path, shelf.keys, inside=shelf.folder) == []


def test_words_are_not_added_to_those_of_another_recording_and_nothing_stays_open(shelf: Shelf) -> None:
    pen = shelf.pen()
    pen.write(HELLO)
    pen.close()
    open_before = len(list(Path("/proc/self/fd").iterdir()))
    header = {**shelf.secret["header"], "recording": "r2"}
    for _ in range(3):
        with pytest.raises(ValueError, match="another recording"):
            Pen(Path(shelf.path), key=shelf.secret["key"], header=header, inside=shelf.folder)
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before
    assert shelf.read() == [HELLO]
