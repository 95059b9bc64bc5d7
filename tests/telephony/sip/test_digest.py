"""Digest: the RFC's own examples, nonces, counts, staleness, and no way to tell who exists."""

from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.telephony.core.sip.digest import Credentials, Digest, Verdict, expected, ha1, read_credentials
from huawu.telephony.core.sip.types import Directory
from tests.telephony.sip.playbook import (
    PHONE,
    START,
    STRANGER,
    Stage,
    account,
    authorization,
    counting_tokens,
    request,
)

pytestmark = pytest.mark.core

WHO: dict[str, Any] = {"uri": "sip:192.0.2.1", "to": "<sip:8001@huawu>", "sender": "<sip:8001@huawu>;tag=r"}


def challenged(stage: Stage, user: str = "8001") -> str:
    """Register without credentials; the raw challenge."""
    who: dict[str, Any] = {
        "uri": "sip:192.0.2.1",
        "to": f"<sip:{user}@huawu>",
        "sender": f"<sip:{user}@huawu>;tag=r",
    }
    stage.hear(
        request("REGISTER", branch=f"z9hG4bK-c{stage.now}{user}", call_id=f"c{stage.now}", **who), PHONE
    )
    challenge = stage.one()
    assert challenge.status == 401
    return challenge.raw.decode()


def test_the_examples_of_rfc_7616() -> None:
    for algorithm, response in (
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ):
        given = Credentials(
            username="Mufasa",
            realm="http-auth@example.org",
            nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            uri="/dir/index.html",
            response="",
            algorithm=algorithm,
            cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            qop="auth",
            count="00000001",
        )
        secret = ha1(algorithm, "Mufasa", "http-auth@example.org", "Circle of Life")
        assert expected(given, secret, "GET") == response


def test_credentials_are_read_with_quotes_commas_and_odd_spacing() -> None:
    given = read_credentials(
        'digest  username="a\\"b, c" ,realm = "x",nonce="n;1",uri="sip:a;b=c,d",qop=auth,nc=0000000a'
    )
    assert given is not None
    assert (given.username, given.realm, given.nonce, given.uri) == ('a"b, c', "x", "n;1", "sip:a;b=c,d")
    assert (given.qop, given.count, given.algorithm) == ("auth", "0000000a", "MD5")


@pytest.mark.parametrize("value", ["Basic YTpi", "Digest", 'Digest username="open', "", 'Digest a b="c"'])
def test_what_is_not_digest_is_none_or_empty(value: str) -> None:
    given = read_credentials(value)
    assert given is None or given.username == ""


def registered(stage: Stage, sign: str, cseq: int, branch: str) -> int:
    stage.hear(request("REGISTER", branch=branch, call_id="reg", cseq=cseq, extra=sign, **WHO), PHONE)
    return stage.one().status


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_both_algorithms_are_accepted(algorithm: str) -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    sign = authorization(stage.one(), "REGISTER", "8001", algorithm=algorithm)
    assert registered(stage, sign, 2, "z9hG4bK-2") == 200


def test_the_stronger_algorithm_is_offered_first_and_a_directory_may_offer_one_only() -> None:
    stage = Stage("8001")
    text = challenged(stage)
    assert text.index("algorithm=SHA-256") < text.index("algorithm=MD5")
    stage.endpoint.know(Directory("huawu", (), {"8001": account("8001")}))
    stage.wait(40)
    text = challenged(stage)
    assert "SHA-256" not in text, "old phones are not offered what they stumble over"
    assert "algorithm=MD5" in text


def test_a_count_is_good_once_and_must_rise() -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    challenge = stage.one()
    codes = []
    for n, count in enumerate(["00000001", "00000002", "00000002", "00000001", "0000000a"]):
        sign = authorization(challenge, "REGISTER", "8001", count=count)
        codes.append(registered(stage, sign, n + 2, f"z9hG4bK-n{n}"))
    assert codes == [200, 200, 401, 401, 200]


def test_a_replay_is_told_stale_with_a_new_nonce() -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    sign = authorization(stage.one(), "REGISTER", "8001")
    assert registered(stage, sign, 2, "z9hG4bK-2") == 200
    stage.hear(request("REGISTER", branch="z9hG4bK-3", call_id="reg", cseq=3, extra=sign, **WHO), PHONE)
    again = stage.one()
    assert again.status == 401
    assert "stale=true" in again.first("www-authenticate")


def test_an_expired_nonce_is_stale_and_a_new_one_good() -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    challenge = stage.one()
    stage.wait(301)
    sign = authorization(challenge, "REGISTER", "8001")
    stage.hear(request("REGISTER", branch="z9hG4bK-3", call_id="reg", cseq=3, extra=sign, **WHO), PHONE)
    stale = stage.one()
    assert "stale=true" in stale.first("www-authenticate")
    sign = authorization(stale, "REGISTER", "8001")
    assert registered(stage, sign, 4, "z9hG4bK-4") == 200


@pytest.mark.parametrize("nonce", ["", "forged", "0.t1.0123456789abcdef0123456789abcdef", "ÿ.é"])
def test_a_nonce_that_is_not_ours_is_never_good(nonce: str) -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    sign = authorization(stage.one(), "REGISTER", "8001", nonce=nonce)
    assert registered(stage, sign, 2, "z9hG4bK-2") == 401


def test_a_nonce_is_good_only_for_the_address_it_was_given_to() -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    sign = authorization(stage.one(), "REGISTER", "8001")
    stage.hear(request("REGISTER", branch="z9hG4bK-2", call_id="reg", cseq=2, extra=sign, **WHO), STRANGER)
    assert stage.one().status == 401


def test_a_signature_for_another_method_is_wrong() -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    sign = authorization(stage.one(), "INVITE", "8001")
    assert registered(stage, sign, 2, "z9hG4bK-2") == 403


@pytest.mark.parametrize(
    "change",
    [
        {"qop": ""},
        {"qop": "auth-int"},
        {"cnonce": ""},
        {"count": "1"},
        {"count": "zzzzzzzz"},
        {"realm": "other"},
    ],
)
def test_credentials_without_proof_against_replay_are_challenged_again(change: dict[str, str]) -> None:
    stage = Stage("8001")
    stage.hear(request("REGISTER", **WHO), PHONE)
    sign = authorization(stage.one(), "REGISTER", "8001", **change)
    assert registered(stage, sign, 2, "z9hG4bK-2") == 401


def test_a_user_who_exists_and_one_who_does_not_get_the_same_answers() -> None:
    shapes = []
    for user in ("8001", "no-such-user"):
        stage = Stage("8001")
        who: dict[str, Any] = {
            "uri": "sip:192.0.2.1",
            "to": f"<sip:{user}@huawu>",
            "sender": f"<sip:{user}@huawu>;tag=r",
        }
        stage.hear(request("REGISTER", **who), PHONE)
        challenge = stage.one()
        sign = authorization(challenge, "REGISTER", user, password="wrong")
        stage.hear(request("REGISTER", branch="z9hG4bK-2", cseq=2, extra=sign, **who), PHONE)
        refusal = stage.one()
        shapes.append([challenge.raw.replace(user.encode(), b"U"), refusal.raw.replace(user.encode(), b"U")])
        assert stage.endpoint.statistics()["unauthorised"] == 1
        assert refusal.status == 403
    assert shapes[0] == shapes[1]


def test_a_phone_cannot_register_as_another() -> None:
    stage = Stage("8001", "8002")
    who: dict[str, Any] = {
        "uri": "sip:192.0.2.1",
        "to": "<sip:8002@huawu>",
        "sender": "<sip:8001@huawu>;tag=r",
    }
    stage.hear(request("REGISTER", **who), PHONE)
    sign = authorization(stage.one(), "REGISTER", "8001")
    stage.hear(request("REGISTER", branch="z9hG4bK-2", cseq=2, extra=sign, **who), PHONE)
    assert stage.one().status == 403
    assert stage.told() == []


def test_used_nonces_are_forgotten_when_they_have_expired() -> None:
    digest = Digest(counting_tokens(), ("MD5",))
    secrets = {"MD5": ha1("MD5", "u", "r", "p")}
    now = START
    for _ in range(50):
        now += 100 * SECOND
        nonce = digest.challenge("r", "h", now).split('nonce="')[1].split('"')[0]
        given = Credentials("u", "r", nonce, "sip:x", "", "MD5", "c", "auth", "00000001")
        right = expected(given, secrets["MD5"], "REGISTER")
        signed = Credentials("u", "r", nonce, "sip:x", right, "MD5", "c", "auth", "00000001")
        assert digest.judge(signed, secrets, "REGISTER", host="h", now=now) is Verdict.GOOD
    assert len(digest._used) <= 4
