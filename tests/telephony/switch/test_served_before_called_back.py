"""Who is to be called back, and calls again and is served, is not called back."""

import pytest

from huawu.routing.types import ContactChanged
from tests.telephony.switch.callbacks import CALLER, Office

pytestmark = pytest.mark.core


def is_served_first(office: Office, agent: str, caller: str = CALLER) -> None:
    """Somebody who is to be called back calls again, and talks with this agent before that."""
    call = office.waits("d", caller=caller)
    office.tell(ContactChanged(call.id, vip=True))
    office.ready(agent)
    office.picks_up(agent)
    assert office.together(agent, "d")


def test_who_calls_again_and_is_served_is_not_called_back() -> None:
    office = Office()
    office.is_called()
    is_served_first(office, "ann")
    assert office.ends() == ["served"]
    office.ready("bob")
    assert not office.rings("bob")


def test_who_is_served_is_known_however_the_network_writes_the_number() -> None:
    office = Office()
    office.is_called()
    is_served_first(office, "ann", caller=f"+86{CALLER}")
    assert (office.ends(), office.switch.backs.numbers) == (["served"], {})


def test_who_is_served_while_an_agent_is_offered_it_is_not_called() -> None:
    office = Office()
    office.is_called()
    office.ready("ann")
    assert office.rings("ann")
    is_served_first(office, "bob")
    assert (office.phones.ringing(), office.state("ann"), office.ends()) == ([], "ready", ["served"])
    assert (len(office.switch.calls), office.switch.backs.waiting) == (1, {})
    office.hangs_up("d")
    office.wrapped_up("bob")
    office.pass_time(700)
    assert not office.phones.ringing()


@pytest.mark.parametrize("mode", ["agent_first", "customer_first"])
def test_who_is_served_while_their_telephone_rings_is_not_called_again(mode: str) -> None:
    office = Office(mode=mode)
    asked = office.is_called()
    office.ready("ann")
    if mode == "agent_first":
        office.picks_up("ann")
    is_served_first(office, "bob")
    back = office.switch.backs.waiting[asked.id]
    assert type(back)(*back.saved()).served
    office.hangs_up(CALLER, "busy")
    assert (office.ends(), office.state("ann")) == (["served"], "ready")
    office.pass_time(700)
    assert not office.phones.ringing()
