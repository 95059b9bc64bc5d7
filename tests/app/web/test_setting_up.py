"""The first start over HTTP on real PostgreSQL: an empty installation becomes a centre, once."""

from typing import Any

import pytest

from huawu.app import site_plan
from huawu.app.setup import code
from huawu.platform.clock import SECOND
from tests.app.web.house import PASSWORD, Browser, House

pytestmark = pytest.mark.room

CENTRE: dict[str, Any] = {
    "company": {
        "name": {"zh": "江南茶业", "en": "Jiangnan Tea"},
        "zone": "Asia/Urumqi",
        "day_starts_hour": 4,
        "language": "zh-CN",
    },
    "line": {
        "number": "95001",
        "greeting": "recorded",
        "queue": {"zh": "客服", "en": "Service"},
        "answer_seconds": 25,
        "week": {"1": [["09:00", "12:00"], ["13:30", "18:00"]]},
    },
    "administrator": {"login": "boss", "password": PASSWORD, "name": {"zh": "周启明"}},
    "agent": {
        "person": {"login": "mei", "password": PASSWORD, "name": {"zh": "梅雪", "en": "Mei Xue"}},
        "number": "1001",
        "extension": "8001",
        "skills": [{"name": {"zh": "英语", "en": "English"}, "level": 4}],
    },
}


async def entered(house: House) -> Browser:
    """A browser that has given the code."""
    browser = house.client()
    answer = await browser.post("/api/setup/code", {"code": code.mint(house.settings, house.clock())})
    assert answer.status_code == 204, answer.text
    return browser


def changed(part: str, **values: Any) -> dict[str, Any]:
    return CENTRE | {part: CENTRE[part] | values}


async def test_an_empty_installation_says_that_it_waits_to_be_set_up(house: House) -> None:
    said = (await house.client().get("/api/setup")).json()

    assert said == {"open": True, "admitted": False}


async def test_the_centre_stands_after_it_was_set_up_and_its_administrator_is_signed_in(house: House) -> None:
    browser = await entered(house)
    assert (await browser.get("/api/setup")).json()["admitted"], "a reload finds the way in again"

    made = await browser.post("/api/setup", CENTRE)

    assert made.status_code == 201, made.text
    session = (await browser.get("/api/session")).json()
    assert session["user"]["roles"] == ["administrator"]
    assert session["site"] == {
        "name": {"zh": "江南茶业", "en": "Jiangnan Tea"},
        "zone": "Asia/Urumqi",
        "day_starts_hour": 4,
        "sip_port": house.settings.sip_port,
    }
    queues = (await browser.get("/api/queues")).json()["items"]
    assert [queue["name"] for queue in queues] == [{"zh": "客服", "en": "Service"}]
    assert (await browser.get("/api/wrap-up-types")).json()["items"]
    assert ("config.changed", {}) in house.live.told
    async with house.sessions() as session_:
        site = await site_plan.load_site(session_, house.settings.site)
    assert site["zone"] == "Asia/Urumqi"
    assert site["numbers"]["95001"]["hours"] in site["hours"]
    (agent,) = site["agents"]
    assert (agent["number"], agent["extension"], agent["queues"]) == ("1001", "8001", ["main"])
    assert list(agent["skills"].values()) == [4]
    assert made.json()["phone"]["extension"] == "8001"
    assert len(made.json()["phone"]["secret"]) >= 20


async def test_the_first_agent_signs_in_with_the_password_that_was_given(house: House) -> None:
    await (await entered(house)).post("/api/setup", CENTRE)

    answer = await house.client().sign_in("mei")

    assert answer.status_code == 201
    assert answer.json()["agent"]["extension"] == "8001"


async def test_the_administrator_may_be_the_agent(house: House) -> None:
    browser = await entered(house)

    made = await browser.post("/api/setup", changed("agent", person=None))

    assert made.status_code == 201, made.text
    session = (await browser.get("/api/session")).json()
    assert session["agent"]["name"]["zh"] == "周启明"


async def test_nothing_can_be_set_up_without_the_code(house: House) -> None:
    code.mint(house.settings, house.clock())

    for path, body in (("/api/setup", CENTRE), ("/api/setup/check", {})):
        answer = await house.client().post(path, body)
        assert (answer.status_code, answer.json()["key"]) == (403, "setup.code_needed")


async def test_a_wrong_code_is_refused_and_too_many_are_kept_waiting(house: House) -> None:
    right = code.mint(house.settings, house.clock())
    browser = house.client()
    for _ in range(5):
        answer = await browser.post("/api/setup/code", {"code": "aaaa-bbbb-cccc"})
        assert (answer.status_code, answer.json()["key"]) == (403, "setup.wrong_code")

    often = await browser.post("/api/setup/code", {"code": right})

    assert often.status_code == 429
    assert 0 < often.json()["params"]["retry_after_seconds"] <= 30
    house.clock.now += 31 * SECOND
    assert (await browser.post("/api/setup/code", {"code": right})).status_code == 204


async def test_the_code_is_read_without_case_dashes_and_spaces(house: House) -> None:
    given = code.mint(house.settings, house.clock()).upper().replace("-", " ")

    assert (await house.client().post("/api/setup/code", {"code": given})).status_code == 204


async def test_a_new_code_ends_the_old_one_and_who_came_in_with_it(house: House) -> None:
    browser = await entered(house)
    code.mint(house.settings, house.clock())

    assert (await browser.post("/api/setup", CENTRE)).json()["key"] == "setup.code_needed"


async def test_a_code_is_good_for_a_day_and_the_way_in_for_two_hours(house: House) -> None:
    browser = await entered(house)
    late = code.mint(house.settings, house.clock())
    house.clock.now += 24 * 3600 * SECOND

    assert not (await browser.get("/api/setup")).json()["admitted"]
    answer = await house.client().post("/api/setup/code", {"code": late})
    assert (answer.status_code, answer.json()["key"]) == (403, "setup.no_code")


async def test_the_code_is_kept_only_as_a_hash_for_its_owners_eyes(house: House) -> None:
    given = code.mint(house.settings, house.clock())
    (kept,) = house.settings.data_dir.glob("setup-code*")

    assert kept.stat().st_mode & 0o777 == 0o600
    assert given not in kept.read_text()
    assert given.replace("-", "") not in kept.read_text()


async def test_it_is_set_up_once_and_then_closed_to_everybody(house: House) -> None:
    browser = await entered(house)
    await browser.post("/api/setup", CENTRE)
    given = code.mint(house.settings, house.clock())

    assert (await house.client().get("/api/setup")).json() == {"open": False, "admitted": False}
    for path, body in (
        ("/api/setup/code", {"code": given}),
        ("/api/setup/check", {}),
        ("/api/setup", CENTRE),
    ):
        answer = await browser.post(path, body)
        assert (answer.status_code, answer.json()["key"]) == (409, "setup.closed")


async def test_an_installation_with_people_was_never_open(house: House) -> None:
    await house.hire("mei", "agent")

    assert (await house.client().get("/api/setup")).json()["open"] is False


async def test_another_sites_page_cannot_set_anything_up(house: House) -> None:
    browser = await entered(house)
    browser.http.headers["sec-fetch-site"] = "cross-site"

    assert (await browser.post("/api/setup", CENTRE)).json()["key"] == "csrf.strange_page"


@pytest.mark.parametrize(
    ("body", "key", "part"),
    [
        (changed("company", zone="Mars/Olympus"), "site.unknown_zone", "company"),
        (changed("line", week={"1": [["18:00", "09:00"]]}), "hours.ends_before_it_begins", "line"),
        (changed("line", week={"8": []}), "hours.bad_week", "line"),
        (changed("administrator", password="short"), "password.too_short", "administrator"),
        (changed("agent", person=CENTRE["administrator"]), "login.taken", "agent"),
    ],
)
async def test_a_refusal_says_which_step_it_is_about_and_leaves_nothing_behind(
    house: House, body: dict[str, Any], key: str, part: str
) -> None:
    browser = await entered(house)

    for path in ("/api/setup/check", "/api/setup"):
        answer = await browser.post(path, body)
        assert (answer.json()["key"], answer.json()["params"]["part"]) == (key, part)
    assert (await browser.post("/api/setup", CENTRE)).status_code == 201


async def test_each_step_can_be_checked_with_what_has_been_filled_in_so_far(house: House) -> None:
    browser = await entered(house)

    for parts in (("company",), ("company", "line"), ("company", "line", "administrator", "agent")):
        answer = await browser.post("/api/setup/check", {part: CENTRE[part] for part in parts})
        assert answer.status_code == 204, answer.text
    assert (await browser.get("/api/setup")).json()["open"], "nothing was kept"


async def test_the_session_shows_the_zone_that_was_published_later(house: House) -> None:
    browser = await entered(house)
    await browser.post("/api/setup", CENTRE)
    browser.csrf = (await browser.get("/api/session")).json()["csrf"]
    site = {"name": {"zh": "江南茶业"}, "zone": "Europe/Berlin"}

    await browser.put("/api/config/site/site", {"value": site})
    assert (await browser.post("/api/config/publish", {})).status_code == 200

    assert (await browser.get("/api/session")).json()["site"]["zone"] == "Europe/Berlin"
