"""Extensions over HTTP: what owners may wish, and what a configuration of them must be."""

from typing import Any

import pytest

from huawu.app.live.site import site_of, with_passwords
from huawu.app.site_plan import load_site
from huawu.telephony.core.sip.digest import ha1
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

WISHES = {"dnd": True, "always": "", "busy": "8002", "no_answer": "", "offline": "+8613800000000"}


async def draft(admin: Browser, kind: str, key: str, value: dict[str, Any]) -> str:
    """The key of the refusal, "" when it was kept and published."""
    answer = await admin.put(f"/api/config/{kind}/{key}", {"value": value})
    if answer.status_code == 200:
        answer = await admin.post("/api/config/publish", {})
    if answer.status_code != 200:
        await admin.delete(f"/api/config/{kind}/{key}")
        return str(answer.json()["key"])
    return ""


async def test_an_owner_wishes_for_the_own_extension_and_no_other(house: House) -> None:
    agent = await house.browser("agent")
    own = (await agent.get("/api/agents/me")).json()["agent"]["extension"]

    kept = await agent.put(f"/api/extensions/{own}/wishes", WISHES)
    other = await agent.put("/api/extensions/8999/wishes", WISHES)

    assert kept.status_code == 200, kept.text
    shown = kept.json()
    assert {name: shown.pop(name) for name in WISHES} == WISHES
    assert (shown["number"], shown["state"], shown["calls"]) == (own, "idle", 0)
    name, args = house.live.told[-1]
    assert (name, args["number"], args["by"]) == ("extension.wish", own, house.users["agent"])
    assert (other.status_code, other.json()["key"]) == (403, "extension.not_yours")


async def test_who_leads_may_wish_for_others(house: House) -> None:
    leader = await house.browser("team_leader")
    assert (await leader.put("/api/extensions/8999/wishes", WISHES)).status_code == 200
    assert (await leader.get("/api/extensions/8999")).json()["number"] == "8999"


async def test_calls_may_be_sent_on_to_the_mailbox_by_the_code_that_opens_it(house: House) -> None:
    agent = await house.browser("agent")
    own = (await agent.get("/api/agents/me")).json()["agent"]["extension"]

    kept = await agent.put(f"/api/extensions/{own}/wishes", WISHES | {"no_answer": "*97"})

    assert (kept.status_code, kept.json()["no_answer"]) == (200, "*97")


@pytest.mark.parametrize("wishes", [{"always": "abc"}, {"always": "1"}, {"else": "8001"}, {"dnd": "perhaps"}])
async def test_a_wish_that_is_none_never_reaches_live(house: House, wishes: dict[str, Any]) -> None:
    leader = await house.browser("team_leader")
    assert (await leader.put("/api/extensions/8999/wishes", wishes)).status_code == 422
    assert not [name for name, _ in house.live.told if name == "extension.wish"]


async def test_extensions_groups_and_places_are_published_and_taken_over(house: House) -> None:
    admin = await house.browser("administrator")
    said = {"outside": True, "shown": "02155550000", "call_waiting": True, "lines": 3, "pickup_group": "hall"}
    member = {"extension": "8801", "after": 5}
    assert await draft(admin, "extension", "8801", said) == ""
    assert await draft(admin, "ring_group", "600", {"members": [member], "order": "by_time"}) == ""
    assert await draft(admin, "park", "701", {"return_seconds": 90}) == ""
    assert await draft(admin, "number", "4008", {"extension": "600"}) == ""

    async with house.sessions() as session:
        site = site_of(await load_site(session, house.settings.site))

    lines = site.switch.lines
    assert (lines.extensions["8801"].lines, lines.extensions["8801"].outside) == (3, True)
    assert (lines.groups["600"].members[0].after, lines.groups["600"].order) == (5, "by_time")
    assert lines.places["701"].return_seconds == 90
    assert site.switch.numbers["4008"].extension == "600"
    assert "8801" in site.switch.extensions


async def test_a_telephone_that_is_no_agents_has_its_password_in_the_folder_of_keys(house: House) -> None:
    admin = await house.browser("administrator")
    await draft(admin, "extension", "8801", {})
    async with house.sessions() as session:
        site = site_of(await load_site(session, house.settings.site))
    folder = house.settings.key_dir
    (folder / "phones").mkdir(parents=True, exist_ok=True)

    assert not with_passwords(site.directory, folder).accounts["8801"].ha1
    (folder / "phones" / "8801").write_text("a long secret\n", encoding="utf-8")

    secrets = with_passwords(site.directory, folder).accounts["8801"].ha1
    assert secrets["MD5"] == ha1("MD5", "8801", site.directory.realm, "a long secret")


@pytest.mark.parametrize(
    ("kind", "key", "body", "refused"),
    [
        ("extension", "8801", {"lines": 0}, "config.bad_field"),
        ("extension", "8801", {"ring_seconds": True}, "config.bad_field"),
        ("extension", "8801", {"colour": "red"}, "config.unknown_field"),
        ("extension", "8801", {"hot_line": "8801"}, "extension.to_itself"),
        ("extension", "8", {}, "extension.bad_number"),
        ("ring_group", "600", {"members": []}, "ring_group.no_members"),
        ("ring_group", "600", {"members": [{"extension": "8801"}] * 2}, "ring_group.twice"),
        (
            "ring_group",
            "600",
            {"members": [{"extension": "8801"}], "otherwise": "600"},
            "extension.to_itself",
        ),
        ("ring_group", "600", {"members": ["8801"]}, "config.bad_field"),
        (
            "ring_group",
            "600",
            {"members": [{"extension": "8801", "hours": "never"}]},
            "number.leads_nowhere",
        ),
        ("park", "701", {"return_seconds": 1}, "config.bad_field"),
        ("number", "4009", {"extension": "8899"}, "number.leads_nowhere"),
    ],
)
async def test_what_could_not_work_is_refused(
    house: House, kind: str, key: str, body: dict[str, Any], refused: str
) -> None:
    admin = await house.browser("administrator")
    assert await draft(admin, kind, key, body) == refused


async def test_one_number_is_one_thing(house: House) -> None:
    admin = await house.browser("administrator")
    await draft(admin, "extension", "8801", {})
    assert await draft(admin, "park", "8801", {}) == "extension.taken"
