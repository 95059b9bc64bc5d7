"""What media processes are told: bridges with a matrix, pauses of recordings, both again after a death."""

import pytest

from tests.telephony.engine.lines import OwnHouse

pytestmark = pytest.mark.core

SECRET = {"path": "/nowhere", "key": b"k" * 32, "header": {}}


def three(house: OwnHouse) -> list[str]:
    legs = [house.arrive("4001") for _ in range(3)]
    house.told()
    return legs


def test_the_matrix_of_a_bridge_is_told_and_told_again_after_a_death() -> None:
    house = OwnHouse()
    a, b, c = three(house)
    house.engine.bridge("B", [a, b, c], {a: (b,), b: (a,), c: (a, b)})
    matrix = {a: [b], b: [a], c: [a, b]}
    wanted = {"bridge": "B", "legs": [a, b, c], "hears": matrix}
    assert house.media[0].last("bridge") == wanted
    house.media[0].done.clear()
    house.engine.media_joined(0, {})
    assert house.media[0].last("bridge") == wanted


def test_whoever_leaves_a_bridge_is_in_none_and_the_others_stay() -> None:
    house = OwnHouse()
    a, b, c = three(house)
    house.engine.bridge("B", [a, b, c])
    house.engine.bridge("B", [a, b])
    house.media[0].done.clear()
    house.engine.media_joined(0, {})
    assert house.media[0].last("bridge") == {"bridge": "B", "legs": [a, b], "hears": None}


def test_a_leg_that_went_on_to_another_bridge_stays_there_when_the_first_ends() -> None:
    house = OwnHouse()
    a, b, c = three(house)
    house.engine.bridge("B", [a, b])
    house.engine.bridge("C", [a, c])
    house.engine.unbridge("B")
    house.media[0].done.clear()
    house.engine.media_joined(0, {})
    assert house.media[0].last("bridge") == {"bridge": "C", "legs": [a, c], "hears": None}


def test_a_paused_recording_is_paused_again_when_its_process_comes_back() -> None:
    house = OwnHouse()
    a, b, _ = three(house)
    house.engine.record("R", outside=[a], inside=[b], secret=SECRET)
    house.engine.pause_recording("R")
    assert house.media[0].last("pause_record") == {"recording": "R"}
    house.media[0].done.clear()
    house.engine.media_joined(0, {"recordings": ["R"]})
    assert [name for name, _ in house.media[0].done][-2:] == ["record", "pause_record"]
    house.engine.resume_recording("R")
    assert house.media[0].last("resume_record") == {"recording": "R"}
    house.media[0].done.clear()
    house.engine.media_joined(0, {"recordings": ["R"]})
    assert house.media[0].done[-1][0] == "record"
