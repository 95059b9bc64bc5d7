"""Rules about people: passwords, permissions, phone secrets."""

import pytest

from huawu.people.core.passwords import weakness
from huawu.people.core.permissions import (
    AGENT_WORK,
    CONFIG_CHANGE,
    INTERACTIONS_ALL,
    NUMBERS_SEE,
    PEOPLE_CHANGE,
    RECORDINGS_ALL,
    ROLES,
    agents_roles_below,
    is_below,
    permissions_of,
)
from huawu.people.core.sip_secrets import digest_secrets

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "password.too_short"),
        ("a" * 300, "password.too_long"),
        ("aaaaaaaaaaaa", "password.too_simple"),
        ("MyPassword2026", "password.too_simple"),
        ("88888888abcdxyz", "password.too_simple"),
        ("linxiaoman-2026", "password.contains_login"),
        ("春江花月夜的第一句话", None),
        ("rk4m-pt7x-9qwz", None),
    ],
)
def test_a_password_is_judged_by_length_and_by_what_everybody_tries(password: str, why: str | None) -> None:
    assert weakness(password, login="linxiaoman") == why


def test_a_login_of_a_few_letters_may_stand_in_a_password_by_chance() -> None:
    assert weakness("5vhy-swuf-ru3y", login="wu") is None
    assert weakness("5vhy-Chen-ru3y", login="chen") == "password.contains_login"


def test_roles_add_up_and_an_unknown_role_gives_nothing() -> None:
    both = permissions_of(["agent", "inspector"])

    assert both == ROLES["agent"] | ROLES["inspector"]
    assert permissions_of(["no such role"]) == frozenset()


def test_only_those_who_lead_or_dial_see_numbers_whole() -> None:
    assert {role for role, may in ROLES.items() if NUMBERS_SEE in may} == {
        "operator",
        "team_leader",
        "administrator",
    }


def test_an_agent_sees_their_own_work_only() -> None:
    assert AGENT_WORK in ROLES["agent"]
    assert not ROLES["agent"] & {INTERACTIONS_ALL, RECORDINGS_ALL, CONFIG_CHANGE}


def test_nobody_but_the_administrator_changes_the_configuration() -> None:
    assert {role for role, may in ROLES.items() if CONFIG_CHANGE in may} == {"administrator"}


def test_phone_secrets_are_the_digests_of_rfc_3261_and_rfc_8760() -> None:
    secrets = digest_secrets("8001", "zanzibar")

    # echo -n 8001:huawu:zanzibar | md5sum, sha256sum
    assert secrets.md5 == "3aac79f57dbb29abac337ec818b96ea5"
    assert secrets.sha256 == "907eab76de596a9eb9e21935155a323c1da84f6c6617c5815cafcbd6919da1ec"


def test_who_leads_may_give_the_roles_of_agents_that_can_do_less_than_they() -> None:
    assert agents_roles_below(permissions_of(["team_leader"])) == ["agent", "operator"]
    assert agents_roles_below(permissions_of(["agent"])) == []
    assert "administrator" in agents_roles_below(permissions_of(["administrator"]))
    assert not is_below(["agent", "auditor"], permissions_of(["agent", "operator"])), "together they can more"
    assert {role for role, may in ROLES.items() if PEOPLE_CHANGE in may} == {"team_leader", "administrator"}
