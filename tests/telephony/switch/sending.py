"""A queue may send callers outside, or tell them something, while anything else happens: each goes on from
there as its rule says, and none is left in silence."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from huawu.interactions.events import InteractionEnded, PassedOn
from huawu.routing.types import Goal, Overflowing
from huawu.telephony.core.switch import sent_on
from tests.telephony.switch.exchange import NUMBER
from tests.telephony.switch.paged import Paged

CLOSED = Goal("announcement", "closed.hours")
OTHER = "13933334444"
RULES = st.sampled_from(
    [
        (),
        (Overflowing("wait", Goal("outside", NUMBER), 15),),
        (Overflowing("wait", Goal("announcement", "call.transfer", Goal("outside", NUMBER, CLOSED)), 15),),
        (Overflowing("no_agents", Goal("outside", NUMBER, Goal("outside", OTHER, Goal("queue", "front")))),),
        (Overflowing("no_agents", CLOSED), Overflowing("wait", Goal("outside", OTHER), 15)),
    ]
)
PICK = st.integers(min_value=0, max_value=7)


class Sending(Paged):
    """The queue `back` sends callers on by one of these rules, or by none."""

    sent = 0

    @initialize(rules=RULES)
    def the_queue_sends_on(self, rules: tuple[Overflowing, ...]) -> None:
        centre = self.centre
        plan = centre.engine.plan
        queues = plan.queues | {"back": replace(plan.queues["back"], overflows=rules)}
        for answer in centre.engine.load(replace(plan, queues=queues), centre.now):
            centre.switch.routed(answer, centre.now)
        centre.turn()

    @rule(seconds=st.sampled_from([1, 16]))
    def a_caller_may_not_wait(self, seconds: int) -> None:
        """Not at all, or not for long."""
        if len(self.centre.switch.calls) > 2:
            return
        self.sent += 1
        self.centre.phones.arrive(f"s{self.sent}", "4003")
        self.centre.turn()
        self.centre.pass_time(seconds)

    @rule(says=st.sampled_from(["answered", "busy", "no_answer", "hung_up"]))
    def somebody_outside_says(self, says: str) -> None:
        for leg in self.centre.phones.ringing():
            if leg.number and says == "answered":
                self.centre.phones.pick_up(leg.id)
            elif leg.number:
                self.centre.phones.put_down(leg.id, says)
        self.centre.turn()

    @rule()
    def who_talks_outside_hangs_up(self) -> None:
        for call in list(self.centre.switch.calls.values()):
            if call.sent is not None and call.sent.done:
                self.centre.put_down(call.leg)

    @rule(which=PICK)
    def what_is_said_is_heard_to_the_end(self, which: int) -> None:
        if told := sorted(leg.id for leg in self.centre.phones.legs.values() if leg.token):
            self.centre.said(told[which % len(told)])

    @invariant()
    def nobody_is_left_in_silence(self) -> None:
        for call in self.centre.switch.calls.values():
            if call.leg in self.centre.phones.legs and not call.parties and not call.dialling:
                assert self.centre.hears(call.leg), call.stage

    @invariant()
    def who_was_sent_outside_talks_there_or_waits_for_that(self) -> None:
        for call in self.centre.switch.calls.values():
            assert call.sent_on <= sent_on.MOST
            rings = [each for each in call.parties.values() if each.verb == "overflow"]
            if rings:
                assert call.stage == "transfer"
                assert call.sent is not None
                assert (call.sent.kind, call.sent.done, len(rings)) == ("outside", False, 1)
            elif call.parties and call.sent is not None:
                assert call.sent.done

    @invariant()
    def who_was_put_through_to_outside_did_not_give_up(self) -> None:
        """Nor did anybody of ours serve them, unless one came into it later."""
        facts = [fact for _, fact in self.centre.facts]
        taken = {
            f.interaction
            for f in facts
            if isinstance(f, PassedOn) and (f.verb, f.end) == ("overflow", "answered")
        }
        for fact in facts:
            if isinstance(fact, InteractionEnded) and fact.interaction in taken:
                assert (fact.by, fact.cause) == ("system", "outside") or fact.answered_at is not None
