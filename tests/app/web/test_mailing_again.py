"""Letters that go out otherwise than was meant, or after something that nobody foresaw."""

import pytest
from sqlalchemy import select

from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from huawu.telephony.jobs.mailing import PAUSES
from tests.app.web.house import House
from tests.app.web.test_mailboxes import record
from tests.app.web.test_mailing import Post, text_of, told

pytestmark = pytest.mark.room


async def hours_later(post: Post) -> None:
    """After more tries than a job has that fails for no foreseen reason."""
    for _ in range(20):
        await post.work_off()
        post.house.clock.now += 600 * SECOND


async def test_a_letter_that_is_refused_with_the_sound_goes_without(house: House) -> None:
    post = Post(house)
    own = await told(house, mail_sound=True)
    record(house)
    post.out.no_files = 452
    await post.left(own)
    assert (await post.work_off(), post.letters()) == (1, [])  # the disk is full: later it may take it
    post.out.no_files = 552
    house.clock.now += PAUSES[0] * SECOND
    assert await post.work_off() == 1
    (letter,) = post.letters()
    assert list(letter.iter_attachments()) == []
    assert "附件" not in text_of(letter)
    assert [row.state for row in await post.rows()] == ["sent"]


async def test_a_letter_that_breaks_off_goes_out_when_that_is_mended_and_is_given_up_after_days(
    house: House,
) -> None:
    post = Post(house)
    own = await told(house)
    post.breaks = True
    await post.left(own)
    await hours_later(post)
    assert [row.state for row in await post.rows()] == ["waiting"]
    post.breaks = False
    assert await post.work_off() == 1
    assert [row.state for row in await post.rows()] == ["sent"]
    post.breaks = True
    await post.left(own, "m2")
    await hours_later(post)
    house.clock.now += 2 * 86_400 * SECOND
    assert (await post.work_off(), await post.work_off()) == (1, 0)
    states = {row.message: (row.state, row.why) for row in await post.rows()}
    assert states == {"m1": ("sent", None), "m2": ("given_up", "mail.broke_off")}
    async with house.sessions() as session:
        found = await session.execute(select(FactRow.body).where(FactRow.kind == "voicemail.not_mailed"))
        assert [(fact["message"], fact["why"]) for fact in found.scalars()] == [("m2", "mail.broke_off")]
