"""Prompts as pieces of 20 ms."""

import pytest

from huawu.telephony.core.media.playing import Clip, Coming, Player

pytestmark = pytest.mark.core


def player(*clips: Clip | Coming, loop: bool = False) -> Player:
    return Player(clips, law="PCMU", loop=loop, token="t", prompts=[])


def test_clips_follow_each_other_and_a_broken_piece_is_filled_with_silence() -> None:
    said = player(Clip(b"\1" * 320), Clip(b"\2" * 100))
    assert [said.next(0) for _ in range(5)] == [
        b"\1" * 160, b"\1" * 160, b"\2" * 100 + b"\xff" * 60, None, None,
    ]  # fmt: skip


def test_a_loop_begins_again_and_never_ends() -> None:
    said = player(Clip(b"\1" * 160), Clip(b"\2" * 160), loop=True)
    assert [said.next(0) for _ in range(5)] == [b"\1" * 160, b"\2" * 160] * 2 + [b"\1" * 160]


def test_music_is_at_the_same_place_for_all_who_hear_it() -> None:
    music = Clip(bytes(n % 251 for n in range(1000)), endless=True)
    early, late = player(music), player(music)
    for clock in range(0, 4800, 160):
        piece = early.next(clock)
    assert late.next(4640) == piece
    assert piece == bytes((4640 + n) % 1000 % 251 for n in range(160))


def test_what_is_still_being_read_is_silence_and_then_said_from_its_beginning() -> None:
    coming = Coming()
    said = player(Clip(b"\1" * 160), coming, Clip(b"\3" * 160))
    assert [said.next(0) for _ in range(3)] == [b"\1" * 160, b"\xff" * 160, b"\xff" * 160]
    coming.audio = b"\2" * 160
    assert [said.next(0) for _ in range(3)] == [b"\2" * 160, b"\3" * 160, None]


@pytest.mark.parametrize("loop", [True, False])
def test_what_turns_out_to_be_nothing_is_left_out(loop: bool) -> None:
    coming = Coming()
    said = player(coming, Clip(b"\1" * 160), loop=loop)
    coming.audio = b""
    assert said.next(0) == b"\1" * 160
    assert said.next(0) == (b"\1" * 160 if loop else None)
    alone = player(empty := Coming(), loop=loop)
    empty.audio = b""
    assert alone.next(0) is None


@pytest.mark.parametrize("loop", [True, False])
def test_nothing_to_play_has_ended(loop: bool) -> None:
    assert player(loop=loop).next(0) is None
    assert player(Clip(b""), loop=loop).next(0) is None
