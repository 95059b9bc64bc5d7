"""What flows ask of this installation: customers by their number, letters by the site's mail server."""

from contextlib import asynccontextmanager
from typing import Any

import pytest

from huawu.app.live.world.house import HouseWorld
from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.flows.types import Look, Send, Web
from huawu.platform.mail import Server
from huawu.platform.mail.pretend import PretendMail
from huawu.platform.work import work
from huawu.telephony.ports.world import WorldFailed
from tests.app.web.house import House
from tests.app.web.test_mailing import SERVER

pytestmark = pytest.mark.room


def world(house: House, sent: list[PretendMail], **other: Any) -> HouseWorld:
    def out(server: Server) -> PretendMail:
        sent.append(PretendMail(server))
        return sent[-1]

    sessions = other.get("sessions", house.sessions)
    return HouseWorld(
        sessions, house.settings.site, answers=house.live, allowed=lambda: (), out=out, clock=house.clock
    )


async def test_a_customer_is_found_by_their_number_with_what_flows_may_know(house: House) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await customers.create_customer(w, NewCustomer("王芳", ("13800138000",), level="vip", language="en"))
    asked = world(house, [])
    found = await asked.look(Look("customer", "13800138000"))
    assert found is not None
    assert (found["name"], found["vip"], found["language"]) == ("王芳", True, "en")
    assert await asked.look(Look("customer", "13900000000")) is None
    with pytest.raises(WorldFailed, match="not_set_up"):
        await asked.look(Look("case", "1"))


async def test_a_letter_leaves_by_the_mail_server_of_the_site_or_fails_with_the_reason(house: House) -> None:
    sent: list[PretendMail] = []
    asked, letter = world(house, sent), Send("mail", "guest@example.com", "您的房间已订好\n谢谢")
    with pytest.raises(WorldFailed, match="not_set_up"):
        await asked.send(letter)
    admin = await house.browser("administrator")
    await admin.put("/api/config/mail_server/mail_server", {"value": SERVER})
    await admin.post("/api/config/publish", {})
    await asked.send(letter)
    assert b"guest@example.com" in sent[0].letters[0]
    with pytest.raises(WorldFailed, match="not_set_up"):
        await asked.send(Send("sms", "13800138000", "x"))


async def test_a_database_that_is_away_is_a_failure_and_not_an_error(house: House) -> None:
    @asynccontextmanager
    async def away() -> Any:  # noqa: ANN401 - never answers
        raise OSError
        yield

    asked = world(house, [], sessions=away)
    for asking in (asked.look(Look("customer", "1")), asked.send(Send("mail", "a@example.com", "x"))):
        with pytest.raises(WorldFailed, match="away"):
            await asking
    with pytest.raises(WorldFailed, match="not_allowed"):
        await asked.web(Web("GET", "http://127.0.0.1/", {}, 1))


@pytest.mark.parametrize(
    ("origins", "status"),
    [
        (["http://10.0.0.8:8080", "https://crm.example"], 200),
        (["http://10.0.0.8/path"], 422),
        (["ftp://x"], 422),
        (["http://x:99999"], 422),
        ("http://x", 422),
    ],
)
async def test_the_site_names_origins_that_flows_may_ask(house: House, origins: Any, status: int) -> None:
    admin = await house.browser("administrator")
    body = {"name": {"zh": "站点", "en": "Site"}, "web_allowed": origins}
    answer = await admin.put("/api/config/site/site", {"value": body})
    assert answer.status_code == status, answer.text
