"""The web glue without a web: tickets, throttles, business days, parts of a body."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.platform import tickets
from huawu.platform.clock import SECOND
from huawu.platform.days import day_start
from huawu.platform.refusals import NotSignedIn
from huawu.platform.web.limits import Rate, Throttle
from huawu.platform.web.ranges import Span, Unsatisfiable, asked_span
from huawu.platform.web.shapes import cursor, read_cursor

pytestmark = pytest.mark.core

NOW = 1_790_000_000 * SECOND
KEY = bytes(range(32))
TICKET = tickets.Ticket("u1", ("agent",), ("board.see",), "a1", NOW + tickets.LIFETIME)


def test_a_ticket_says_what_was_signed_until_it_is_too_old() -> None:
    said = tickets.sign(TICKET, KEY)

    assert tickets.verify(said, KEY, NOW) == TICKET
    assert tickets.verify(said, KEY, TICKET.expires_at) == TICKET
    with pytest.raises(NotSignedIn, match=r"ticket\.expired"):
        tickets.verify(said, KEY, TICKET.expires_at + 1)


@given(st.integers(0, 200), st.characters(codec="ascii"))
def test_a_ticket_in_which_a_letter_was_changed_is_none(place: int, letter: str) -> None:
    said = tickets.sign(TICKET, KEY)
    place %= len(said)
    changed = said[:place] + letter + said[place + 1 :]

    if changed != said:
        with pytest.raises(NotSignedIn):
            tickets.verify(changed, KEY, NOW)


@given(st.text(max_size=300))
def test_any_text_is_refused_as_a_ticket(text: str) -> None:
    with pytest.raises(NotSignedIn):
        tickets.verify(text, KEY, NOW)


def test_the_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "keys"

    first = tickets.ticket_key(folder)

    assert len(first) == 32
    assert tickets.ticket_key(folder) == first
    assert stat.S_IMODE((folder / "ticket.key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["ticket.key"]


def test_a_throttle_gives_a_burst_and_then_one_at_a_time() -> None:
    now = [NOW]
    throttle = Throttle(Rate(per_second=0.5, burst=3), lambda: now[0])

    assert [throttle.take("k") for _ in range(4)] == [0, 0, 0, 2]
    assert throttle.take("other") == 0
    now[0] += 2 * SECOND
    assert throttle.take("k") == 0
    assert throttle.take("k") == 2
    throttle.give_back("k")
    assert throttle.take("k") == 0
    throttle.forgive("k")
    assert [throttle.take("k") for _ in range(4)] == [0, 0, 0, 2]


def test_a_throttle_never_holds_more_than_its_burst_however_long_it_rests() -> None:
    now = [NOW]
    throttle = Throttle(Rate(per_second=10, burst=2), lambda: now[0])
    throttle.take("k")
    now[0] += 3600 * SECOND

    assert [throttle.take("k") == 0 for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    ("zone", "hour", "now", "start"),
    [
        ("Asia/Shanghai", 0, "2026-09-21T14:13:20", "2026-09-20T16:00:00"),
        ("Asia/Shanghai", 0, "2026-09-20T16:00:00", "2026-09-20T16:00:00"),
        ("Asia/Shanghai", 6, "2026-09-20T21:59:59", "2026-09-19T22:00:00"),
        ("Asia/Shanghai", 6, "2026-09-20T22:00:00", "2026-09-20T22:00:00"),
        ("Europe/Berlin", 0, "2026-03-29T12:00:00", "2026-03-28T23:00:00"),
        ("Europe/Berlin", 0, "2026-10-25T12:00:00", "2026-10-24T22:00:00"),
    ],
)
def test_a_business_day_begins_when_the_site_says(zone: str, hour: int, now: str, start: str) -> None:
    assert day_start(micros(now), zone, hour) == micros(start)


def micros(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * SECOND


@given(st.text(max_size=30) | st.none(), st.integers(0, 10_000))
def test_a_range_is_always_within_the_body(header: str | None, size: int) -> None:
    check(header, size)


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 10_000))
def test_every_well_formed_range_is_within_the_body(first: int, last: int, size: int) -> None:
    for header in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}"):
        check(header, size)


def check(header: str | None, size: int) -> None:
    try:
        span = asked_span(header, size)
    except Unsatisfiable:
        return
    assert span is None or 0 <= span.start < span.end <= size


def test_ranges_count_as_rfc_9110_says() -> None:
    assert asked_span("bytes=0-0", 10) == Span(0, 1)
    assert asked_span("bytes=-3", 10) == Span(7, 10)
    assert asked_span("bytes=4-", 10) == Span(4, 10)


@given(st.integers(0, 2**61), st.from_regex(r"[0-9a-z]{1,20}", fullmatch=True))
def test_a_cursor_comes_back_as_it_went(at: int, key: str) -> None:
    assert read_cursor(cursor(at, key)) == (at, key)
