"""Recordings at rest: keys, places, WAV."""

import io
import os
import stat
import wave
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huawu.platform.refusals import Invalid, NotFound, Unavailable
from huawu.telephony import recordings
from huawu.telephony.core.media import g711
from huawu.telephony.core.media import recording as codec

pytestmark = pytest.mark.room

STARTED = 1_700_000_000_000_000


@pytest.fixture
def keys(tmp_path: Path) -> recordings.FileKeyPort:
    return recordings.FileKeyPort(tmp_path / "keys")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "recordings"
    made.mkdir()
    return made


def written(folder: Path, keys: recordings.KeyPort, parts: list[codec.Slice], *, name: str = "r1.hwr") -> str:
    secret = recordings.secret_for("r1", path=name, keys=keys, started_at=STARTED, site="main")
    frames = [codec.encode_frame(AESGCM(secret["key"]), b"r1", part, os.urandom(12)) for part in parts]
    (folder / name).write_bytes(codec.encode_header(secret["header"]) + b"".join(frames))
    return name


def level(value: int, samples: int, law: str = "PCMU") -> bytes:
    return g711.encode(np.full(samples, value), law)


def a_recording(folder: Path, keys: recordings.KeyPort) -> str:
    """2.5 s: one second, a missing one, half a one with A-law on the right."""
    return written(
        folder,
        keys,
        [
            codec.Slice(0, 0, 0, level(1000, 8000), level(-1000, 8000)),
            codec.Slice(2, 0, codec.RIGHT_IS_A, level(2000, 4000), level(-2000, 4000, "PCMA")),
        ],
    )


def test_a_wav_is_stereo_with_outside_left_and_missing_seconds_silent(
    folder: Path, keys: recordings.FileKeyPort
) -> None:
    name = a_recording(folder, keys)
    view = recordings.open_wav(name, keys, inside=folder)
    data = b"".join(recordings.wav(name, keys, inside=folder))
    assert len(data) == view.size
    assert view.duration == recordings.duration(name, inside=folder) == 2.5
    with wave.open(io.BytesIO(data)) as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (2, 2, 8000)
        samples = np.frombuffer(read.readframes(read.getnframes()), dtype="<i2").reshape(-1, 2)
    assert len(samples) == 20000
    assert np.abs(samples[:8000] - [1000, -1000]).max() < 40
    assert not samples[8000:16000].any()
    assert np.abs(samples[16000:] - [2000, -2000]).max() < 80


def test_any_range_is_the_same_bytes_as_in_the_whole(folder: Path, keys: recordings.FileKeyPort) -> None:
    view = recordings.open_wav(a_recording(folder, keys), keys, inside=folder)
    whole = b"".join(view.pieces())
    for start, end in [
        (0, 1),
        (0, 44),
        (40, 50),
        (43, 32045),
        (31999, 32001),
        (60000, 10**9),
        (79999, 80044),
    ]:
        assert view.read(start, end) == whole[start:end]
    assert view.read(50, 50) == view.read(10**9, 2 * 10**9) == b""


def test_two_parts_of_one_second_are_put_together(folder: Path, keys: recordings.FileKeyPort) -> None:
    parts = [
        codec.Slice(0, 0, 0, level(500, 1600), level(0, 1600)),
        codec.Slice(0, 4000, 0, level(900, 4000), level(0, 4000)),
    ]
    left, _ = recordings.open_wav(written(folder, keys, parts), keys, inside=folder).planes(0)
    assert set(left[:1600].tolist()) == {g711.decode(level(500, 1), "PCMU")[0]}
    assert not left[1600:4000].any()
    assert set(left[4000:].tolist()) == {g711.decode(level(900, 1), "PCMU")[0]}


def test_a_torn_end_is_left_out(folder: Path, keys: recordings.FileKeyPort) -> None:
    name = a_recording(folder, keys)
    os.truncate(folder / name, (folder / name).stat().st_size - 3)
    assert recordings.open_wav(name, keys, inside=folder).duration == 1.0


def test_the_site_key_is_for_its_owner_alone_and_the_same_next_time(tmp_path: Path) -> None:
    first = recordings.FileKeyPort(tmp_path / "keys").current()
    files = list((tmp_path / "keys").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert recordings.FileKeyPort(tmp_path / "keys").current() == first


def test_after_a_new_site_key_old_recordings_are_still_read(
    folder: Path, keys: recordings.FileKeyPort
) -> None:
    old = keys.current()[0]
    name = a_recording(folder, keys)
    assert keys.rotate() != old
    later = recordings.FileKeyPort(folder.parent / "keys")
    assert recordings.open_wav(name, later, inside=folder).duration == 2.5
    assert later.current()[0] == keys.current()[0]


def test_the_data_alone_says_nothing(folder: Path, keys: recordings.FileKeyPort) -> None:
    name = a_recording(folder, keys)
    stranger = recordings.FileKeyPort(folder.parent / "other-keys")
    with pytest.raises(Unavailable):
        recordings.open_wav(name, stranger, inside=folder)
    assert level(1000, 100) not in (folder / name).read_bytes()


def test_a_data_key_opens_with_its_site_key_only(keys: recordings.FileKeyPort) -> None:
    site_key = keys.current()[1]
    data_key, wrapped = recordings.new_secret(site_key)
    assert recordings.open_secret(site_key, wrapped) == data_key
    assert data_key not in wrapped
    for other, changed in [
        (bytes(32), wrapped),
        (site_key, wrapped[:-1] + bytes([wrapped[-1] ^ 1])),
        (site_key, b""),
    ]:
        with pytest.raises(ValueError, match="another key"):
            recordings.open_secret(other, changed)


def test_a_recording_can_be_opened_again_to_go_on(folder: Path, keys: recordings.FileKeyPort) -> None:
    secret = recordings.secret_for("r9", path="r9.hwr", keys=keys, started_at=STARTED, site="main")
    (folder / "r9.hwr").write_bytes(codec.encode_header(secret["header"]))
    assert recordings.reopen("r9.hwr", keys, inside=folder) == secret["key"] == keys.unwrap(secret["header"])
    assert recordings.duration("r9.hwr", inside=folder) == 0


@pytest.mark.parametrize(
    "path",
    ["../secret.hwr", "/etc/passwd", "a/../../secret.hwr", "link.hwr", "", ".", "no.hwr", "x\0y", "n" * 5000],
)
def test_no_path_leads_out_of_the_folder(folder: Path, keys: recordings.FileKeyPort, path: str) -> None:
    outside = written(folder.parent, keys, [], name="secret.hwr")
    (folder / "link.hwr").symlink_to(folder.parent / outside)
    with pytest.raises(NotFound):
        recordings.open_wav(path, keys, inside=folder)


def test_a_file_that_is_no_recording_is_refused(folder: Path, keys: recordings.FileKeyPort) -> None:
    (folder / "x.hwr").write_bytes(b"RIFF" * 100)
    with pytest.raises(Invalid):
        recordings.open_wav("x.hwr", keys, inside=folder)


def test_places_are_by_day() -> None:
    assert recordings.path_for("abc", STARTED) == "2023/11/14/abc.hwr"
