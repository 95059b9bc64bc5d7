"""The file of a recording: there and back, torn, with the wrong key."""

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.telephony.core.media import recording as codec

pytestmark = pytest.mark.core

KEY = AESGCM(bytes(range(32)))
HEADER = {"recording": "rec1", "site": "main", "started_at": 1, "key_id": "k", "wrapped": b"w"}


def both(first: int, samples: int, index: int, laws: int) -> codec.Slice:
    return codec.Slice(index, first, laws, os.urandom(samples), os.urandom(samples))


slices = st.builds(
    lambda first, samples, index, laws: both(first, min(samples, codec.RATE - first), index, laws),
    st.integers(0, codec.RATE - 1),
    st.integers(1, codec.RATE),
    st.integers(0, 2**32 - 1),
    st.integers(0, 3),
)


def file_of(parts: list[codec.Slice]) -> bytes:
    frames = [codec.encode_frame(KEY, b"rec1", part, os.urandom(12)) for part in parts]
    return codec.encode_header(HEADER) + b"".join(frames)


def read(data: bytes, cipher: AESGCM = KEY, recording: bytes = b"rec1") -> list[codec.Slice]:
    _, offset = codec.decode_header(data)
    return [
        codec.decode_frame(cipher, recording, head, data[head.offset - 12 : head.offset + head.size])
        for head in codec.heads(lambda count, at: data[at : at + count], offset, len(data))
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(slices, max_size=4))
def test_what_was_written_is_read(parts: list[codec.Slice]) -> None:
    data = file_of(parts)
    assert codec.decode_header(data)[0] == HEADER
    assert read(data) == parts


@settings(max_examples=60, deadline=None)
@given(st.lists(slices, min_size=1, max_size=3), st.data())
def test_a_torn_end_costs_only_the_frame_it_tore(parts: list[codec.Slice], data: st.DataObject) -> None:
    whole = file_of(parts)
    first = len(file_of([]))
    ends = [len(file_of(parts[: n + 1])) for n in range(len(parts))]
    cut = data.draw(st.integers(first, len(whole)))
    assert read(whole[:cut]) == parts[: sum(end <= cut for end in ends)]


def test_zeroes_that_a_lost_disk_block_left_are_an_end() -> None:
    parts = [both(0, 8000, 0, 0)]
    assert read(file_of(parts) + bytes(4096)) == parts


def test_another_key_another_recording_and_any_changed_byte_are_refused() -> None:
    data = file_of([both(0, 100, 0, 0)])
    with pytest.raises(codec.Unreadable):
        read(data, AESGCM(bytes(32)))
    with pytest.raises(codec.Unreadable):
        read(data, recording=b"rec2")
    start = len(file_of([]))
    for at in range(start + 2, start + 11):  # index, first, samples, laws
        changed = bytearray(data)
        changed[at] ^= 1
        try:
            assert read(bytes(changed)) == []  # no longer a whole frame
        except codec.Unreadable:
            continue
    changed = bytearray(data)
    changed[-20] ^= 1
    with pytest.raises(codec.Unreadable):
        read(bytes(changed))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda b: codec.MAGIC + b))
def test_what_is_no_recording_is_refused(data: bytes) -> None:
    with pytest.raises(codec.Unreadable):
        codec.decode_header(data)
