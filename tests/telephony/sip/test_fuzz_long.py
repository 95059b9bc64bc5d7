"""The long fuzz: millions of wounded messages, as many as fit in the time; and what a call costs."""

import gc
import os
import time
from random import Random

import pytest

from huawu.telephony.core.sip.message import parse
from huawu.telephony.core.sip.types import Flow, Invited
from tests.telephony.sip.mutation import FLOWS, TORTURE, Scene, faults, mutated
from tests.telephony.sip.playbook import ANSWER, SDP, TRUNK, Stage, reply, request

pytestmark = pytest.mark.long

SECONDS = float(os.environ.get("HUAWU_FUZZ_SECONDS", "210"))


def test_millions_of_wounded_messages_break_nothing() -> None:
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")  # noqa: T201 - a failure is replayed from it
    dice = Random(seed)
    end = time.monotonic() + SECONDS
    heard = 0
    while time.monotonic() < end:
        scene = Scene()
        everything = scene.seeds + TORTURE
        for _ in range(400):
            data = mutated(dice.choice(everything), dice, everything)
            assert faults(scene, data, dice.choice(FLOWS)) == "", seed
            heard += 1
            if dice.random() < 0.02:
                scene.stage.wait(dice.choice((0.6, 5, 40)))
        assert scene.over() == 0, seed
    print(f"{heard} messages")  # noqa: T201 - the figure the run is for
    assert heard > 1000


def test_what_a_whole_call_costs() -> None:
    """INVITE in, INVITE out, 180s, 200s, ACKs, BYEs: the processor time of the core alone."""
    stage = Stage(fixed={"8002": "sip:8002@198.51.100.9:5070"})
    gc.collect()
    calls, spent = 3000, 0.0
    for n in range(calls):
        stage.now += 5000
        spent += _one_call(stage, n)
    print(f"{spent / calls * 1e6:.0f} us a call")  # noqa: T201 - the figure the run is for
    assert stage.endpoint.statistics().get("repeated_out", 0) == 0


def _one_call(stage: Stage, n: int) -> float:
    peer = Flow("udp", "198.51.100.9", 5070)
    endpoint, now, clock = stage.endpoint, stage.now, time.thread_time
    first = request("INVITE", body=SDP, branch=f"z9hG4bKa{n}", call_id=f"c{n}").encode()
    began = clock()
    endpoint.receive(first, TRUNK, now)
    (event,) = endpoint.events()
    assert isinstance(event, Invited)
    endpoint.invite(f"L{n}", "8002", now, sdp=SDP, caller="13800138000", caller_name="王")
    out = endpoint.to_send()
    spent = clock() - began
    invite = next(m for each in out if (m := parse(each.data)) is not None and m.method == "INVITE")
    ringing = reply(invite, 180).encode()
    ok = reply(invite, 200, body=ANSWER, extra="Contact: <sip:x@198.51.100.9:5070>\r\n").encode()
    began = clock()
    endpoint.receive(ringing, peer, now)
    endpoint.events()
    endpoint.progress(event.leg, 180, now)
    endpoint.receive(ok, peer, now)
    endpoint.events()
    endpoint.answer(event.leg, ANSWER, now)
    out = endpoint.to_send()
    spent += clock() - began
    answer = parse(out[-1].data)
    assert answer is not None
    to = answer.first("to")
    ack = request("ACK", branch=f"z9hG4bKb{n}", call_id=f"c{n}", to=to).encode()
    bye = request("BYE", branch=f"z9hG4bKc{n}", call_id=f"c{n}", to=to, cseq=2).encode()
    began = clock()
    endpoint.receive(ack, TRUNK, now)
    endpoint.receive(bye, TRUNK, now)
    endpoint.events()
    endpoint.hang_up(f"L{n}", now)
    endpoint.events()
    out = endpoint.to_send()
    spent += clock() - began
    ours = parse(out[-1].data)
    assert ours is not None
    done = reply(ours, 200).encode()
    began = clock()
    endpoint.receive(done, peer, now)
    endpoint.handle_timer(now)
    endpoint.next_timer()
    return spent + clock() - began
