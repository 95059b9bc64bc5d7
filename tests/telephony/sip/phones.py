"""Calls to phones of ours, for conversations about them: the phone speaks raw SIP within its dialog."""

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.types import Answered, Flow
from tests.telephony.sip.playbook import ANSWER, SDP, Stage, reply, request

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
        self.count += 1
        text = request(
            method,
            branch=f"z9hG4bK-{self.leg}{self.count}",
            call_id=self.invite.call_id,
            cseq=self.count,
            uri="sip:huawu@192.0.2.1:5060",
            sender=f"{self.invite.first('to')};tag={self.tag}",
            to=self.invite.first("from"),
            extra=extra,
            body=body,
        )
        self.stage.hear(text, DESK)

    def refer(self, to: str, extra: str = "") -> None:
        self.say("REFER", f"Refer-To: {to}\r\n{extra}")

    def ok(self, message: Message, code: int = 200) -> None:
        self.stage.hear(reply(message, code, tag=self.tag), DESK)


def desk_stage() -> Stage:
    """A house whose phone 8002 is always at the same place."""
    return Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"})
