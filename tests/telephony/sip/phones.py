"""Calls to phones of ours, for conversations about them: the phone speaks raw SIP within its dialog."""

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Answered, Flow
from tests.telephony.sip.playbook import ANSWER, PHONE, SDP, Stage, authorization, reply, request

DESK = Flow("udp", "198.51.100.9", 5070)
FAR = "Contact: <sip:8002@198.51.100.9:5070>\r\n"


class PhoneCall:
    """A call to the phone 8002 that is up. `say` is a request of the phone in its dialog, `ok` its answer to
    a request of ours."""

    def __init__(self, stage: Stage, leg: str = "L") -> None:
        self.stage, self.leg, self.count = stage, leg, 10
        assert stage.endpoint.invite(leg, "8002", stage.now, sdp=SDP, caller="4001", caller_name="")
        self.invite = stage.sent()[-1]
        self.tag = f"desk-{leg}"
        stage.hear(reply(self.invite, 200, tag=self.tag, extra=FAR, body=ANSWER), DESK)
        assert stage.codes() == ["ACK"]
        assert isinstance(stage.told()[-1], Answered)

    @property
    def replaces(self) -> str:
        """The Replaces value that names this call, escaped."""
        ours = self.invite.from_tag
        return f"{self.invite.call_id.replace('@', '%40')}%3Bto-tag%3D{ours}%3Bfrom-tag%3D{self.tag}"

    def say(self, method: str, extra: str = "", *, body: str = "") -> None:
        self.stage.hear(self.text(method, extra, body=body), DESK)

    def text(self, method: str, extra: str = "", *, body: str = "") -> str:
        self.count += 1
        return request(
            method,
            branch=f"z9hG4bK-{self.leg}{self.count}",
            call_id=self.invite.call_id,
            cseq=self.count,
            uri="sip:huawu@192.0.2.1:5060",
            sender=f"{self.invite.first('to')};tag={self.tag}",
            to=self.invite.first("from"),
            extra=FAR + extra,
            body=body,
        )

    def refer(self, to: str, extra: str = "") -> None:
        self.say("REFER", f"Refer-To: {to}\r\n{extra}")

    def ok(self, message: Message, code: int = 200) -> None:
        self.stage.hear(reply(message, code, tag=self.tag), DESK)


def desk_stage() -> Stage:
    """A house whose phone 8002 is always at the same place."""
    return Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"})


class Watcher:
    """The phone 8001, subscribing."""

    def __init__(self, stage: Stage, flow: Flow = PHONE) -> None:
        self.stage, self.flow, self.count = stage, flow, 0
        self.last = b""

    def ask(
        self,
        resource: str,
        extra: str = "Event: dialog\r\n",
        *,
        call: str = "",
        to: str = "",
        sender: str = "8001",
    ) -> Message:
        """A SUBSCRIBE with proof; the answer to it."""
        self.count += 1
        where = {
            "uri": f"sip:{resource}@192.0.2.1",
            "to": to or f"<sip:{resource}@huawu>",
            "sender": f"<sip:{sender}@huawu>;tag=w",
            "call_id": call or f"watch-{self.count}",
        }
        if not to:
            self._hear("SUBSCRIBE", 2 * self.count, "", where, extra)
            challenge = self.stage.one()
            assert challenge.status == 401
            extra += authorization(challenge, "SUBSCRIBE", "8001")
        self._hear("SUBSCRIBE", 2 * self.count + 1, "x", where, extra)
        self.answers = self.stage.sent()
        return self.answers[0]

    def _hear(self, method: str, cseq: int, mark: str, where: dict[str, str], extra: str) -> None:
        contact = "Contact: <sip:8001@10.0.0.7:5060>\r\n"
        text = request(method, branch=f"z9hG4bK-{mark}{cseq}", cseq=cseq, extra=contact + extra, **where)
        self.last = text.encode()
        self.stage.hear(text, self.flow)

    def ok(self, notify: Message, code: int = 200) -> None:
        self.stage.hear(reply(notify, code), self.flow)

    def again(self, answer: Message, extra: str) -> Message:
        """A SUBSCRIBE within the dialog that `answer` made."""
        return self.ask("huawu", extra, call=answer.call_id, to=answer.first("to"))
