"""The registrar, and the gate in front of it."""

from typing import Any

import msgpack
import pytest

from huawu.telephony.core.sip import gate
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Account, Bound, Directory, Flow, Invited, Trunk
from tests.telephony.sip.playbook import PHONE, SDP, STRANGER, Stage, authorization, directory, request

pytestmark = pytest.mark.core


class Phone:
    """A phone that registers as 8001."""

    def __init__(self, stage: Stage, flow: Flow = PHONE, call_id: str = "reg") -> None:
        self.stage, self.flow, self.call_id, self.cseq = stage, flow, call_id, 0

    def send(self, *contacts: str, extra: str = "", cseq: int = 0) -> Message:
        """REGISTER, answer the challenge, and return the final response."""
        lines = "".join(f"Contact: {contact}\r\n" for contact in contacts) + extra
        first = self._once(lines, cseq)
        if first.status != 401:
            return first
        return self._once(lines + authorization(first, "REGISTER", "8001"), cseq)

    def _once(self, lines: str, cseq: int) -> Message:
        self.cseq = cseq or self.cseq + 1
        branch = f"z9hG4bK-{self.call_id}-{self.cseq}-{len(lines)}"
        text = request(
            "REGISTER", branch=branch, call_id=self.call_id, cseq=self.cseq, uri="sip:192.0.2.1",
            to="<sip:8001@huawu>", sender="<sip:8001@huawu>;tag=r", extra=lines,
        )  # fmt: skip
        if "Contact:" not in lines:
            text = text.replace("Contact: <sip:peer@192.0.2.10:5060>\r\n", "")
        self.stage.hear(text, self.flow)
        return self.stage.one()


def phone() -> tuple[Stage, Phone]:
    stage = Stage("8001")
    return stage, Phone(stage)


def called(stage: Stage) -> list[str]:
    """Whom an INVITE to 8001 reaches."""
    leg = f"L{stage.now}{len(stage.flows)}"
    stage.endpoint.invite(leg, "8001", stage.now, sdp=SDP, caller="1", caller_name="")
    uris = [message.uri for message in stage.sent()]
    stage.endpoint.hang_up(leg, stage.now)
    stage.told()
    return uris


def test_registering_binds_and_expiry_unbinds() -> None:
    stage, one = phone()
    ok = one.send("<sip:8001@10.0.0.7>;expires=120")
    assert (ok.status, ok.fields["contact"]) == (200, ["<sip:8001@10.0.0.7>;expires=120"])
    assert stage.told() == [Bound("8001", 1)]
    stage.wait(119)
    assert stage.told() == []
    stage.wait(2)
    assert stage.told() == [Bound("8001", 0)]
    assert called(stage) == []


def test_refreshing_moves_the_expiry_and_the_flow() -> None:
    stage, one = phone()
    one.send("<sip:8001@10.0.0.7>;expires=120")
    stage.wait(100)
    moved = Flow("udp", "198.51.100.7", 40999)
    one.flow = moved
    assert one.send("<sip:8001@10.0.0.7>;expires=120").status == 200
    stage.wait(100)
    assert stage.told() == [Bound("8001", 1)]
    assert called(stage) == ["sip:8001@10.0.0.7"]
    assert stage.flows == [moved]


@pytest.mark.parametrize(
    ("contact", "extra", "granted"),
    [
        ("<sip:a@b>", "", 3600),
        ("<sip:a@b>", "Expires: 600\r\n", 600),
        ("<sip:a@b>;expires=300", "Expires: 600\r\n", 300),
        ("<sip:a@b>;expires=86400", "", 3600),
        ("<sip:a@b>;expires=99999999999", "", 3600),
        ("<sip:a@b>;expires=abc", "Expires: 900\r\n", 900),
        ("sip:a@b;expires=90", "", 90),
        ("<sip:a@b>;q=0.3", "", 3600),
    ],
)
def test_the_expiry_that_is_granted(contact: str, extra: str, granted: int) -> None:
    _, one = phone()
    assert one.send(contact, extra=extra).first("contact").endswith(f";expires={granted}")


def test_too_short_an_expiry_is_423() -> None:
    stage, one = phone()
    refusal = one.send("<sip:a@b>;expires=59")
    assert (refusal.status, refusal.first("min-expires")) == (423, "60")
    assert stage.told() == []


def test_several_contacts_are_listed_by_preference_and_all_are_called() -> None:
    stage, one = phone()
    ok = one.send("<sip:a@b>;q=0.2, <sip:c@d>;q=0.9", "<sip:e@f>")
    assert [c.split(">")[0] for c in ok.fields["contact"]] == ["<sip:e@f", "<sip:c@d", "<sip:a@b"]
    assert stage.told() == [Bound("8001", 3)]
    assert called(stage) == ["sip:e@f", "sip:c@d", "sip:a@b"]


def test_a_query_lists_and_changes_nothing() -> None:
    stage, one = phone()
    one.send("<sip:a@b>")
    stage.told()
    stage.wait(600)
    ok = one.send()
    assert (ok.status, ok.fields["contact"]) == (200, ["<sip:a@b>;expires=3000"])
    assert stage.told() == []


def test_one_contact_or_all_are_removed() -> None:
    stage, one = phone()
    one.send("<sip:a@b>", "<sip:c@d>")
    stage.told()
    ok = one.send("<sip:a@b>;expires=0")
    assert [c.split(";")[0] for c in ok.fields["contact"]] == ["<sip:c@d>"]
    assert stage.told() == [Bound("8001", 1)]
    ok = one.send("*", extra="Expires: 0\r\n")
    assert (ok.status, ok.first("contact")) == (200, "")
    assert stage.told() == [Bound("8001", 0)]
    stage.wait(4000)
    assert stage.told() == []


@pytest.mark.parametrize(
    ("contacts", "extra"),
    [
        (("*",), ""),
        (("*",), "Expires: 60\r\n"),
        (("*", "<sip:a@b>"), "Expires: 0\r\n"),
        (("<mailto:a@b>",), ""),
    ],
)
def test_nonsense_is_400_and_changes_nothing(contacts: tuple[str, ...], extra: str) -> None:
    stage, one = phone()
    one.send("<sip:kept@b>")
    stage.told()
    assert one.send(*contacts, extra=extra).status == 400
    assert stage.told() == []


def test_a_late_register_does_not_undo_a_later_one() -> None:
    stage, one = phone()
    assert one.send("<sip:a@b>", cseq=0).status == 200
    stage.wait(40)
    late = one.send("<sip:a@b>;expires=0", cseq=1)
    assert late.status == 500
    assert stage.told() == [Bound("8001", 1)]
    other = Phone(stage, call_id="rebooted")
    assert other.send("<sip:a@b>;expires=0").status == 200, "a rebooted phone begins anew"


def test_a_page_that_was_loaded_again_replaces_itself() -> None:
    stage = Stage("8001")
    instance = ';+sip.instance="<urn:uuid:f81d4fae>";reg-id=1'
    Phone(stage, Flow("ws", "198.51.100.30", 1, 1), "one").send(f"<sip:x1@a.invalid;transport=ws>{instance}")
    ok = Phone(stage, Flow("ws", "198.51.100.30", 2, 2), "two").send(
        f"<sip:x2@a.invalid;transport=ws>{instance}"
    )
    assert len(ok.fields["contact"]) == 1
    assert stage.told() == [Bound("8001", 1)]
    assert called(stage) == ["sip:x2@a.invalid;transport=ws"]


def test_a_closed_connection_takes_its_contacts_along() -> None:
    stage = Stage("8001")
    gone, stays = Flow("ws", "198.51.100.30", 1, 1), Flow("tcp", "198.51.100.31", 2, 2)
    Phone(stage, gone, "one").send("<sip:a@b>")
    Phone(stage, stays, "two").send("<sip:c@d>")
    stage.told()
    stage.endpoint.connection_lost(gone, stage.now)
    assert stage.told() == [Bound("8001", 1)]
    assert called(stage) == ["sip:c@d"]


def test_an_eleventh_contact_pushes_the_one_that_ends_first_out() -> None:
    stage = Stage("8001")
    for n in range(10):
        Phone(stage, call_id=f"r{n}").send(f"<sip:a{n}@b>;expires={1000 - 10 * n}")
    ok = Phone(stage, call_id="last").send("<sip:new@b>")
    names = {c.split("@")[0] for c in ok.fields["contact"]}
    assert len(names) == 10
    assert "<sip:new" in names
    assert "<sip:a9" not in names


def test_a_deleted_account_is_no_longer_registered() -> None:
    stage, one = phone()
    one.send("<sip:a@b>")
    stage.told()
    stage.endpoint.know(directory())
    assert stage.told() == [Bound("8001", 0)]


def test_bindings_outlive_the_process_except_those_on_connections() -> None:
    stage = Stage("8001")
    Phone(stage, call_id="udp").send("<sip:a@b>;expires=600;q=0.4")
    Phone(stage, Flow("ws", "198.51.100.30", 1, 1), "ws").send("<sip:c@d>")
    saved = msgpack.unpackb(msgpack.packb(stage.endpoint.save_bindings()))
    after = Stage("8001")
    after.now = stage.now + 300_000_000
    after.endpoint.restore_bindings(saved, after.now)
    assert after.told() == [Bound("8001", 1)]
    assert called(after) == ["sip:a@b"]
    after.wait(301)
    assert Bound("8001", 0) in after.told()
    late = Stage("8001")
    late.now = stage.now + 601_000_000
    late.endpoint.restore_bindings(saved, late.now)
    assert late.told() == []


# ---- the gate ----------------------------------------------------------------------------------------------


def flood(stage: Stage, method: str, count: int, flow: Flow = STRANGER) -> list[int | str]:
    for n in range(count):
        stage.hear(request(method, branch=f"z9hG4bK-f{stage.now}-{n}", call_id=f"f{stage.now}-{n}"), flow)
    return stage.codes()


@pytest.mark.parametrize("method", ["REGISTER", "INVITE", "OPTIONS"])
def test_a_flood_is_let_in_at_a_measured_rate_and_counted(method: str) -> None:
    stage = Stage("8001")
    assert len(flood(stage, method, gate.BURST + 500)) == gate.BURST
    assert stage.endpoint.statistics()["flooded"] == 500
    stage.wait(10)
    stage.sent()
    assert len(flood(stage, method, 1000)) == 10 * gate.RATE


def test_a_flood_does_not_touch_others_nor_trunks() -> None:
    stage = Stage("8001")
    flood(stage, "REGISTER", gate.BURST + 10)
    assert Phone(stage).send("<sip:a@b>").status == 200
    assert (
        flood(stage, "OPTIONS", gate.BURST + 100, Flow("udp", "192.0.2.10", 5060)).count(200)
        == gate.BURST + 100
    )


def test_phones_that_prove_themselves_use_nothing_up() -> None:
    stage = Stage("8001")
    for n in range(3 * gate.BURST // 2):
        assert Phone(stage, call_id=f"r{n}").send("<sip:a@b>").status == 200


def test_guessing_passwords_is_slow() -> None:
    stage = Stage("8001")
    answered = 0
    for n in range(400):
        who: dict[str, Any] = {
            "uri": "sip:192.0.2.1",
            "to": "<sip:8001@huawu>",
            "sender": "<sip:8001@huawu>;tag=r",
        }
        stage.hear(request("REGISTER", branch=f"z9hG4bK-a{n}", call_id=f"g{n}", **who), STRANGER)
        challenge = stage.sent()
        if challenge:
            sign = authorization(challenge[0], "REGISTER", "8001", password=f"guess{n}")
            stage.hear(
                request("REGISTER", branch=f"z9hG4bK-b{n}", call_id=f"g{n}", cseq=2, extra=sign, **who),
                STRANGER,
            )
            answered += len(stage.sent())
    assert answered < gate.BURST / gate.COST_WRONG + 5


def test_malformed_and_stray_requests_of_strangers_are_measured_too() -> None:
    stage = Stage()
    for n in range(gate.BURST + 100):
        stage.hear(request("BYE", branch=f"z9hG4bK-{n}", to="<sip:a@b>;tag=none"), STRANGER)
        stage.hear(request("BYE", cseq_method="INVITE"), STRANGER)
    assert len(stage.codes()) == gate.BURST
    assert stage.open() == 0


def test_trunks_are_known_by_network_in_both_families() -> None:
    stage = Stage()
    stage.endpoint.know(
        Directory(
            "huawu", (Trunk("a", ("192.0.2.0/25", "2001:db8::/32")), Trunk("b", ("198.51.100.1/32",))), {}
        )
    )
    known = {
        "192.0.2.127": 100,
        "192.0.2.128": 401,
        "2001:db8::5": 100,
        "2001:db9::5": 401,
        "198.51.100.1": 100,
    }
    known["::ffff:192.0.2.1"] = 100
    for n, (host, code) in enumerate(known.items()):
        stage.hear(
            request("INVITE", body=SDP, branch=f"z9hG4bK-{n}", call_id=f"c{n}"), Flow("udp", host, 5060)
        )
        assert stage.codes() == [code], host


def test_what_is_known_is_replaced_whole() -> None:
    stage = Stage()
    stage.hear(request("INVITE", body=SDP))
    assert stage.codes() == [100]
    stage.endpoint.know(Directory("huawu", (), {"8001": Account("8001")}))
    stage.hear(request("INVITE", body=SDP, branch="z9hG4bK-2", call_id="2"))
    assert stage.codes() == [401]


@pytest.mark.parametrize(
    ("caller", "port", "user"), [("8001", 40123, "8001"), ("8001", 40124, None), ("8002", 40123, None)]
)
def test_a_phone_among_the_addresses_of_a_trunk_is_known_by_where_it_registered(
    caller: str, port: int, user: str | None
) -> None:
    stage = Stage("8001", "8002")
    home = Flow("udp", "192.0.2.77", 40123)
    Phone(stage, home).send("<sip:8001@192.0.2.77>")
    stage.told()
    sender = f"<sip:{caller}@huawu>;tag=p"
    text = request("INVITE", body=SDP, sender=sender, call_id="own", branch="z9hG4bK-own")
    stage.hear(text, home._replace(port=port))
    (event,) = stage.told()
    assert isinstance(event, Invited)
    assert event.user == user
