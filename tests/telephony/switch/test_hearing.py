"""Who hears whom, as a table; the music, the recording, the ledger and the stage that follow."""

import pytest

from huawu.telephony.core.switch import hearing
from huawu.telephony.core.switch.party import (
    AGENT,
    ASIDE,
    CONSULTED,
    CUSTOMER,
    JOINED,
    LISTENER,
    MAIN,
    OUT,
    TARGET,
    WHISPERER,
    Party,
)

pytestmark = pytest.mark.core


def call(*parties: Party) -> dict[str, Party]:
    """A customer `c`, and these."""
    return {"c": Party("c", CUSTOMER)} | {each.leg: each for each in parties}


def agent(circle: str = MAIN, **more: bool) -> Party:
    return Party("a", AGENT, "ann", circle=circle, **more)  # type: ignore[arg-type]


def joined(leg: str, **more: bool | str) -> Party:
    return Party(leg, JOINED, leg, **more)  # type: ignore[arg-type]


CONSULT = Party("b", CONSULTED, "bob", circle=ASIDE)
LISTEN = Party("l", LISTENER, "lea", by="a")
WHISPER = Party("w", WHISPERER, "lea", by="a")

TABLE = {
    "a talk": (call(agent()), {"c": "a", "a": "c"}, ""),
    "hold: music for the customer": (call(agent(OUT)), {}, "c"),
    "a transfer rings: the agent waits": (
        call(agent(OUT), Party("t", TARGET, "bob", up=False)), {}, "c"
    ),
    "a consultation rings": (call(agent(ASIDE), Party("b", CONSULTED, up=False, circle=ASIDE)), {}, "c"),
    "a consultation, apart from the customer": (call(agent(ASIDE), CONSULT), {"a": "b", "b": "a"}, "c"),
    "alternated: back with the customer": (call(agent(), CONSULT), {"c": "a", "a": "c"}, "b"),
    "a conference of three": (call(agent(), joined("j")), {"c": "aj", "a": "cj", "j": "ca"}, ""),
    "a conference goes on without the agent": (call(agent(OUT), joined("j")), {"c": "j", "j": "c"}, ""),
    "one is muted and hears on": (
        call(agent(), joined("j", muted=True)), {"c": "a", "a": "c", "j": "ca"}, ""
    ),
    "a phone that still rings hears nothing": (
        call(agent(), joined("j", up=False)), {"c": "a", "a": "c"}, ""
    ),
    "listening: heard by nobody": (call(agent(), LISTEN), {"c": "a", "a": "c", "l": "ca"}, ""),
    "whispering: heard by the agent alone": (call(agent(), WHISPER), {"c": "a", "a": "cw", "w": "ca"}, ""),
    "listening follows the agent aside": (
        call(agent(ASIDE), CONSULT, LISTEN), {"a": "b", "b": "a", "l": "ab"}, "c"
    ),
    "whispering while the customer is held": (call(agent(OUT), WHISPER), {"a": "w", "w": "a"}, "c"),
    "a listener does not hear a whisper, nor a whisperer a listener": (
        call(agent(), LISTEN, WHISPER), {"c": "a", "a": "cw", "l": "ca", "w": "ca"}, ""
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_who_hears_whom(name: str) -> None:
    parties, expected, music = TABLE[name]
    heard = hearing.hears(parties)
    assert {leg: set(speakers) for leg, speakers in heard.items()} == {
        leg: set(speakers) for leg, speakers in expected.items()
    }
    assert hearing.music(parties, heard) == set(music)


def test_an_agent_who_is_lost_neither_hears_nor_is_heard() -> None:
    parties = call(agent(), joined("j"))
    assert hearing.hears(parties, lost="a") == {"c": ("j",), "j": ("c",)}
    assert hearing.music(call(agent()), hearing.hears(call(agent()), lost="a")) == {"c"}


def test_outside_parties_are_recorded_left_the_house_right_and_guides_not_at_all() -> None:
    outside = Party("o", JOINED, number="13900000000", outside=True)
    parties = call(agent(), outside, joined("j"), joined("k", up=False), LISTEN, WHISPER)
    assert hearing.sides(parties) == (["c", "o"], ["a", "j"])


@pytest.mark.parametrize(
    ("circle", "rings", "tone"),
    [
        (ASIDE, Party("b", CONSULTED, up=False, circle=ASIDE, verb="consult", by="a"), True),
        (OUT, Party("t", TARGET, up=False, verb="transfer", by="a"), True),
        (OUT, joined("j", up=False, verb="serial", by="a"), True),
        (MAIN, joined("j", up=False, verb="join", by="a"), False),
        (OUT, Party("l", LISTENER, up=False, verb="supervise", by="a"), False),
        (OUT, Party("t", TARGET, up=False, verb="return"), False),
    ],
)
def test_who_waits_for_somebody_they_had_called_hears_the_ring_back_tone(
    circle: str, rings: Party, tone: bool
) -> None:
    parties = call(agent(circle), rings)
    assert hearing.ring_back(parties, hearing.hears(parties)) == ({"a"} if tone else set())
    rings.sounds = True
    heard = hearing.hears(parties)
    assert heard.get("a") == ((rings.leg,) if tone else ("c",) if circle == MAIN else None)
    assert rings.leg not in heard
    assert hearing.ring_back(parties, heard) == set()


@pytest.mark.parametrize(
    ("parties", "roles", "stage"),
    [
        (call(agent()), {"a": "talk"}, "talk"),
        (call(agent(OUT)), {"a": "hold"}, "hold"),
        (call(agent(ASIDE), CONSULT), {"a": "consult", "b": "consult"}, "consult"),
        (call(agent(), CONSULT), {"a": "talk", "b": "consult"}, "talk"),
        (call(agent(), joined("j")), {"a": "conference", "j": "conference"}, "conference"),
        (call(agent(), joined("j", up=False)), {"a": "talk", "j": "ringing"}, "talk"),
        (call(agent(OUT), Party("t", TARGET, up=False)), {"a": "transfer", "t": "ringing"}, "transfer"),
        (call(agent(), LISTEN, WHISPER), {"a": "talk", "l": "listen", "w": "whisper"}, "talk"),
        (call(joined("j")), {"j": "talk"}, "talk"),
    ],
)
def test_the_ledger_and_the_stage_follow_from_the_parties(
    parties: dict[str, Party], roles: dict[str, str], stage: str
) -> None:
    found = {leg: hearing.interval(each, parties) for leg, each in parties.items()}
    assert {leg: role for leg, role in found.items() if role} == roles
    assert hearing.stage(parties) == stage
