"""The neighbour of the trunk may take calls back that go on to outside, while anything else happens: it
agrees, refuses, says how it goes, or just ends the call."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.telephony.switch.paged import Paged

PICK = st.integers(min_value=0, max_value=7)
SAYS = st.sampled_from(["accepted", "accepted", "ringing", "done", "refused", "failed"])


class Handing(Paged):
    """The trunk hands back from some moment on, and may cease to."""

    @rule(on=st.booleans())
    def the_neighbour_takes_calls_back(self, on: bool) -> None:
        switch = self.centre.switch
        switch.plan = replace(switch.plan, handing_back=frozenset({"trunk"} if on else ()))

    @rule(which=PICK, outcome=SAYS)
    def the_neighbour_says_what_comes_of_it(self, which: int, outcome: str) -> None:
        phones = self.centre.phones
        if asked := sorted({leg for leg, _, _ in phones.referred if leg in phones.legs}):
            phones.refer_answered(asked[which % len(asked)], outcome)
            self.centre.turn()

    @rule(which=PICK)
    def the_neighbour_puts_another_leg_in_the_place_of_its_customer(self, which: int) -> None:
        centre = self.centre
        customers = sorted(call.leg for call in centre.switch.calls.values() if call.trunk and call.parties)
        if customers:
            old = customers[which % len(customers)]
            centre.phones.arrive(old + "'", "4002", replaces=old)
            centre.turn()

    @invariant()
    def whom_the_neighbour_is_to_have_back_nobody_rings_for(self) -> None:
        for call in self.centre.switch.calls.values():
            handed = [party for party in call.parties.values() if party.verb in ("asked", "handed")]
            if handed:
                assert [party.leg for party in handed] == [call.leg]
                assert call.leg in {leg for leg, _, _ in self.centre.phones.referred}
                assert call.stage == "transfer"
                rings = [party for party in call.parties.values() if not party.up]
                assert {party.verb for party in rings} <= {"supervise"}
