"""Signing in and out of the page, over HTTP on real PostgreSQL."""

import pytest

from huawu.platform.clock import SECOND
from tests.app.web.house import PASSWORD, House

pytestmark = pytest.mark.room
HOUR = 3600 * SECOND


async def test_the_right_password_opens_a_session_that_the_cookie_carries(house: House) -> None:
    browser = await house.browser("agent")

    said = (await browser.get("/api/session")).json()

    assert said["user"]["login"] == "agent"
    assert said["user"]["name"] == {"zh": "林小满", "en": "Lin Xiaoman"}
    assert said["agent"]["extension"] == "8001"
    assert "agent.work" in said["permissions"]
    assert said["csrf"] == browser.csrf


async def test_the_cookie_is_hidden_from_scripts_and_from_other_sites_forms(house: House) -> None:
    await house.hire("mei", "agent")

    answer = await house.client().sign_in("mei")

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("huawu_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_the_login_is_read_without_case_and_spaces(house: House) -> None:
    await house.hire("mei", "agent")

    assert (await house.client().sign_in("  MEI ")).status_code == 201


@pytest.mark.parametrize(("login", "password"), [("mei", "wrong password"), ("nobody", "wrong password")])
async def test_a_wrong_password_and_an_unknown_login_are_refused_alike(
    house: House, login: str, password: str
) -> None:
    await house.hire("mei", "agent")

    answer = await house.client().sign_in(login, password)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["key"] == "session.wrong_credentials"
    assert "set-cookie" not in answer.headers


async def test_without_a_session_there_is_nothing_to_see(house: House) -> None:
    answer = await house.client().get("/api/session")

    assert answer.status_code == 401
    assert answer.json()["key"] == "session.needed"


async def test_a_made_up_cookie_opens_nothing(house: House) -> None:
    browser = house.client()
    browser.http.cookies.set("huawu_session", "made-up")

    assert (await browser.get("/api/session")).status_code == 401


async def test_signing_out_ends_the_session_for_whoever_has_the_cookie(house: House) -> None:
    browser = await house.browser("agent")
    token = browser.http.cookies["huawu_session"]

    assert (await browser.delete("/api/session")).status_code == 204

    thief = house.client()
    thief.http.cookies.set("huawu_session", token)
    assert (await thief.get("/api/session")).status_code == 401


async def test_a_session_that_nobody_uses_for_twelve_hours_is_over(house: House) -> None:
    browser = await house.browser("agent")
    house.clock.now += 11 * HOUR
    assert (await browser.get("/api/session")).status_code == 200
    house.clock.now += 11 * HOUR
    assert (await browser.get("/api/session")).status_code == 200

    house.clock.now += 1 * HOUR
    assert (await browser.get("/api/session")).status_code == 200, "used, but not yet a whole day old"
    house.clock.now += 2 * HOUR
    assert (await browser.get("/api/session")).status_code == 401, "a day is the longest, however used"


async def test_an_idle_session_is_over_before_the_day_is(house: House) -> None:
    browser = await house.browser("agent")

    house.clock.now += 13 * HOUR

    assert (await browser.get("/api/session")).status_code == 401


async def test_settings_are_kept_and_the_language_changes_what_is_said(house: House) -> None:
    browser = await house.browser("agent")

    changed = await browser.patch("/api/session", {"locale": "en-US", "theme": "dark"})
    refused = await browser.get("/api/figures/today")

    assert changed.json()["user"]["theme"] == "dark"
    assert refused.json()["title"] == "You may not do this."


async def test_after_five_wrong_passwords_even_the_right_one_must_wait(house: House) -> None:
    await house.hire("mei", "agent")
    browser = house.client()
    for _ in range(5):
        assert (await browser.sign_in("mei", "wrong password")).status_code == 401

    answer = await browser.sign_in("mei")

    assert answer.status_code == 429
    assert answer.json()["key"] == "session.too_many"
    wait = answer.json()["params"]["retry_after_seconds"]
    assert answer.headers["retry-after"] == str(wait)
    house.clock.now += wait * SECOND
    assert (await browser.sign_in("mei")).status_code == 201


async def test_wrong_passwords_from_one_address_do_not_lock_out_another(house: House) -> None:
    await house.hire("mei", "agent")
    for _ in range(6):
        await house.client("192.0.2.66").sign_in("mei", "wrong password")

    assert (await house.client("192.0.2.7").sign_in("mei")).status_code == 201


async def test_an_unknown_login_is_throttled_like_a_known_one(house: House) -> None:
    browser = house.client()
    codes = [(await browser.sign_in("nobody", "wrong password")).status_code for _ in range(6)]

    assert codes == [401] * 5 + [429]


async def test_signing_in_often_with_the_right_password_is_no_offence(house: House) -> None:
    await house.hire("mei", "agent")

    for _ in range(8):
        assert (await house.client().sign_in("mei")).status_code == 201


async def test_a_page_of_another_site_cannot_sign_anybody_in(house: House) -> None:
    await house.hire("mei", "agent")

    answer = await house.client().http.post(
        "/api/session",
        json={"login": "mei", "password": "x"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403
    assert answer.json()["key"] == "csrf.strange_page"


async def test_an_unsafe_request_needs_the_csrf_token_of_its_own_session(house: House) -> None:
    browser = await house.browser("agent")
    other = await house.browser("team_leader")

    missing = await browser.http.patch("/api/session", json={"theme": "dark"})
    browser.csrf = other.csrf
    wrong = await browser.patch("/api/session", {"theme": "dark"})

    assert (missing.status_code, missing.json()["key"]) == (403, "csrf.missing")
    assert (wrong.status_code, wrong.json()["key"]) == (403, "csrf.wrong")


async def test_who_changes_their_password_stays_here_and_is_signed_out_elsewhere(house: House) -> None:
    here, elsewhere = await house.browser("agent"), await house.browser("agent")
    asked = {"current": PASSWORD, "new": "yi-pian-bing-xin"}

    changed = await here.put("/api/session/password", asked)

    assert changed.status_code == 204, changed.text
    assert (await here.get("/api/session")).status_code == 200
    assert (await elsewhere.get("/api/session")).status_code == 401
    assert (await house.client().sign_in("agent", PASSWORD)).status_code == 401
    assert (await house.client().sign_in("agent", asked["new"])).status_code == 201


async def test_a_password_is_changed_only_by_who_knows_it_and_only_to_a_good_one(house: House) -> None:
    browser = await house.browser("agent")
    wrong = [
        ({"current": "something else", "new": "yi-pian-bing-xin"}, "password.wrong"),
        ({"current": PASSWORD, "new": PASSWORD}, "password.same"),
        ({"current": PASSWORD, "new": "short"}, "password.too_short"),
        ({"current": PASSWORD, "new": "my-agent-2026"}, "password.contains_login"),
    ]

    for asked, key in wrong:
        refused = await browser.put("/api/session/password", asked)
        assert (refused.status_code, refused.json()["key"]) == (422, key)
    for _ in range(8):
        refused = await browser.put("/api/session/password", wrong[2][0])
        assert refused.json()["key"] == "password.too_short", "who knows the current one guesses nothing"
    guesses = [await browser.put("/api/session/password", wrong[0][0]) for _ in range(6)]

    assert guesses[-1].status_code == 429, "nobody guesses it at a page that was left open"
    assert (await house.client().sign_in("agent")).status_code == 201
