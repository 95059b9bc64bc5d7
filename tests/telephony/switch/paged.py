"""What pages do while anything else happens: they call somebody, are lost, come back with or without their
legs, and ask to be called anew."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import rule

from huawu.platform.refusals import Refusal
from tests.telephony.switch.exchange import AGENTS, NUMBER
from tests.telephony.switch.recorded import Recorded

WHO = st.sampled_from(["ann", "bob", "cat", "dan", "lea"])
PICK = st.integers(min_value=0, max_value=7)
CALLED = st.sampled_from([("agent", "bob"), ("extension", "7001"), ("queue", "front"), ("number", NUMBER)])


class Paged(Recorded):
    """Every leg at an extension that was dialled is a page's."""

    def pages(self) -> list[str]:
        """Legs of pages that are up."""
        return sorted(leg.id for leg in self.centre.phones.legs.values() if leg.extension and leg.up)

    @rule(agent=WHO, to=CALLED, answers=st.booleans())
    def an_agent_calls_from_the_page(self, agent: str, to: tuple[str, str], answers: bool) -> None:
        """Who is signed out cannot (`app.live.dialling`)."""
        centre = self.centre
        if len(centre.switch.calls) > 2 or centre.state(agent) == "signed_out":
            return
        with suppress(Refusal):
            centre.calls_out(agent, to)
            if answers:
                centre.picks_up(agent)

    @rule(which=PICK, on=st.booleans())
    def a_page_is_lost_or_found(self, which: int, on: bool) -> None:
        if legs := self.pages():
            tell = self.centre.phones.find_path if on else self.centre.phones.lose_path
            tell(legs[which % len(legs)])
            self.centre.turn()

    @rule(which=PICK)
    def the_edge_of_a_page_dies(self, which: int) -> None:
        if legs := self.pages():
            self.centre.phones.lose_edge(legs[which % len(legs)])
            self.centre.turn()

    @rule(agent=WHO, holds=st.booleans())
    def a_page_comes_back(self, agent: str, holds: bool) -> None:
        mine = [leg for leg in self.pages() if self.centre.phones.legs[leg].extension == AGENTS[agent]]
        self.centre.phones.come_back(AGENTS[agent], *(mine if holds else ()))
        self.centre.turn()

    @rule(agent=WHO)
    def a_page_wants_to_be_called_anew(self, agent: str) -> None:
        self.centre.switch.asked(agent, "rejoin", self.centre.now)
        self.centre.turn()
