"""Whatever is heard, the core never raises, never says 2xx to what does not deserve it, and forgets it
all."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip.keys import read_key
from huawu.telephony.core.sip.types import Flow
from huawu.telephony.core.sip.uri import parse_address, parse_uri
from tests.telephony.sip.mutation import FLOWS, TORTURE, Scene, faults, may_succeed, mutated
from tests.telephony.sip.playbook import SDP, Stage, request

pytestmark = pytest.mark.core

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 2**32)


@QUICK
@given(st.binary(max_size=400), st.sampled_from(FLOWS))
def test_arbitrary_bytes_neither_raise_nor_succeed(data: bytes, flow: Flow) -> None:
    stage = Stage()
    stage.endpoint.receive(data, flow, stage.now)
    stage.endpoint.receive_stream(data, flow, stage.now)
    assert not any(item.data.startswith(b"SIP/2.0 2") for item in stage.out())


@QUICK
@given(SEEDS)
def test_wounded_messages_in_the_middle_of_calls(seed: int) -> None:
    dice = Random(seed)
    scene = Scene()
    everything = scene.seeds + TORTURE
    for _ in range(12):
        data = mutated(dice.choice(everything), dice, everything)
        assert faults(scene, data, dice.choice(FLOWS)) == ""
        if dice.random() < 0.2:
            scene.stage.wait(dice.choice((0.6, 5, 40)))
    assert scene.over() == 0


@QUICK
@given(SEEDS)
def test_sound_messages_in_any_order(seed: int) -> None:
    dice = Random(seed)
    scene = Scene()
    for _ in range(25):
        assert faults(scene, dice.choice(scene.seeds), dice.choice(FLOWS)) == ""
        if dice.random() < 0.1:
            scene.stage.wait(dice.choice((0.6, 5, 40)))
    assert scene.over() == 0


@QUICK
@given(SEEDS)
def test_streams_in_any_pieces(seed: int) -> None:
    dice = Random(seed)
    stage = Stage()
    flow = Flow("tcp", "192.0.2.10", 4000, 1)
    stream = b"".join(
        mutated(seed, dice, TORTURE) if dice.random() < 0.3 else seed for seed in dice.sample(TORTURE, 5)
    )
    while stream:
        size = dice.choice((1, 10, 100, 5000))
        stage.endpoint.receive_stream(stream[:size], flow, stage.now)
        stream = stream[size:]
    stage.endpoint.connection_lost(flow, stage.now)


@QUICK
@given(
    st.text(max_size=300),
    st.lists(st.sampled_from(SDP.split("\r\n") + ["m=audio 1 RTP/AVP 0", "a=rtpmap:0 x/8"])),
)
def test_descriptions_uris_and_keys_from_anything(text: str, lines: list[str]) -> None:
    for description in (text, "v=0\r\n" + text, "\r\n".join(lines), "v=0\r\n" + "\r\n".join(lines)):
        session = sdp.parse(description)
        if session is not None:
            agreed = sdp.answer(session, sdp.Place("192.0.2.1", 30000))
            assert agreed is None or sdp.parse(agreed.sdp) is not None
    parse_uri(text)
    parse_uri("sip:" + text)
    parse_address(text)
    parse_address(f'"{text}" <sip:{text}>;{text}')
    read_key("application/dtmf-relay", text)
    read_key("application/dtmf", text)


def test_the_oracle_knows_good_from_bad() -> None:
    trunk, stranger = FLOWS[0], FLOWS[2]
    assert may_succeed(request("OPTIONS").encode(), stranger)
    assert may_succeed(request("INVITE", body=SDP).encode(), trunk)
    assert not may_succeed(request("INVITE", body=SDP).encode(), stranger)
    for bad in (request("OPTIONS", cseq_method="BYE"), request("OPTIONS").replace("Call-ID", "X"), "x"):
        assert not may_succeed(bad.encode(), trunk)
