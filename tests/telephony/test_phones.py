"""Which phones can take a call: told event by event."""

import pytest

from huawu.platform.clock import SECOND
from huawu.telephony.core.phones import Phones

pytestmark = pytest.mark.core


class Story:
    """One extension, with a clock in seconds."""

    def __init__(self) -> None:
        self.phones = Phones()
        self.phones.edge(up=True)
        self.now = SECOND

    def open(self, tab: str = "t1", connection: int = 1) -> int:
        return self.phones.connected("8001", tab, connection, self.now)

    def register(self, connection: int = 1) -> bool:
        self.phones.registered("8001", 1)
        return self.phones.returned("8001", connection)

    def says(self, state: str, tab: str = "t1") -> bool:
        return self.phones.told_audio("8001", tab, state, self.now)

    def pass_seconds(self, seconds: int) -> list[int]:
        self.now += seconds * SECOND
        return self.phones.tick(self.now)

    @property
    def why(self) -> str | None:
        return self.phones.view("8001").why


@pytest.fixture
def ready() -> Story:
    story = Story()
    story.open()
    story.register()
    story.says("ok")
    assert story.why is None
    return story


def test_a_browser_is_ready_only_with_socket_registration_sound_and_edge() -> None:
    story = Story()
    assert story.why == "phone.not_registered"
    story.open()
    assert story.why == "phone.not_registered"
    story.register()
    assert story.why == "phone.audio_unknown"
    story.says("blocked")
    assert story.why == "phone.blocked"
    story.says("ok")
    assert story.why is None
    story.phones.edge(up=False)
    assert (story.why, story.phones.view("8001").audio) == ("phone.edge_down", "edge_down")


def test_silence_of_45_seconds_counts_as_asleep(ready: Story) -> None:
    ready.pass_seconds(44)
    assert ready.why is None
    ready.says("ok")
    ready.pass_seconds(44)
    assert ready.why is None
    assert ready.phones.next_due() == 90 * SECOND
    ready.pass_seconds(1)
    assert ready.why == "phone.asleep"
    ready.says("ok")
    assert ready.why is None


def test_a_page_that_does_not_ring_in_time_is_unreachable_until_it_registers_again(ready: Story) -> None:
    ready.phones.rung("leg", "8001", ready.now)
    assert ready.pass_seconds(2) == [1]
    assert ready.why == "phone.unreachable"
    ready.phones.lost(1)
    ready.open(connection=2)
    ready.register(2)
    assert ready.why is None


def test_a_page_that_rings_in_time_stays(ready: Story) -> None:
    ready.phones.rung("leg", "8001", ready.now)
    ready.phones.rings("leg")
    assert ready.pass_seconds(2) == []
    assert ready.why is None


def test_another_tab_is_told_since_when_the_phone_is_in_use_and_may_take_it_over(ready: Story) -> None:
    assert ready.phones.holder("8001", "t1") is None
    assert ready.phones.holder("8001", "t2") == SECOND
    assert ready.open("t2", 2) == 1
    assert ready.why == "phone.not_registered"
    assert not ready.says("ok", "t1")
    ready.phones.lost(1)
    assert ready.phones.view("8001").tab == "t2"


def test_a_tab_that_was_closed_holds_nothing(ready: Story) -> None:
    ready.phones.lost(1)
    assert ready.phones.holder("8001", "t2") is None


def test_a_tab_that_comes_back_keeps_what_is_known_of_its_sound(ready: Story) -> None:
    ready.phones.lost(1)
    ready.open(connection=2)
    assert ready.register(2)
    assert not ready.register(2), "not the first time"
    assert ready.why is None


def test_a_tab_that_leaves_on_purpose_makes_room_for_the_desk_phone(ready: Story) -> None:
    ready.phones.registered("8001", 2)
    assert ready.phones.view("8001").kind == "browser"
    assert ready.phones.left("8001", "t1") == 1
    ready.phones.registered("8001", 1)
    assert (ready.phones.view("8001").kind, ready.why) == ("sip", None)


def test_a_desk_phone_is_ready_while_it_is_registered() -> None:
    phones = Phones()
    phones.registered("8002", 1)
    assert phones.view("8002").ready
    phones.registered("8002", 0)
    assert phones.view("8002").why == "phone.not_registered"


def test_a_fixed_phone_is_always_ready() -> None:
    phones = Phones()
    phones.fixed = frozenset({"8003"})
    assert (phones.view("8003").kind, phones.view("8003").ready) == ("sip", True)
