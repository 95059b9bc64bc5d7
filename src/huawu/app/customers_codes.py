"""One-time codes for customers, by mail. There is no way for SMS yet."""

import hashlib
import hmac
from collections.abc import Callable

from huawu.customers.ports import Codes, NoCodeWay
from huawu.platform.ids import new_id
from huawu.platform.mail import Letter, MailFailed, MailOut, Patience, Server, mail_out, password_in
from huawu.platform.refusals import Unavailable
from huawu.platform.settings import Settings
from huawu.platform.tickets import ticket_key
from huawu.platform.web.place import Place
from huawu.telephony.queries import mails

_PATIENCE = Patience(step=5.0, letter=10.0, whole=15.0)
_LETTERS = {
    "zh": (
        "您的验证码",
        "您的验证码是 {code}，{minutes} 分钟内有效。请只告诉正在与您通话的客服；没有通话时请不要告诉任何人。",
    ),
    "en": (
        "Your code",
        "Your code is {code}. It is good for {minutes} minutes. Tell it only to the agent whom you are "
        "talking to now, and to nobody else.",
    ),
}


class MailCodes:
    """Fills `customers.ports.CodeWay`: a letter to the customer's mail address."""

    def __init__(self, place: Place, out: Callable[[Server | None], MailOut]) -> None:
        self._place, self._out = place, out

    async def ready(self) -> bool:
        return await self._server() is not None

    async def send(self, to: str, code: str, *, minutes: int, language: str) -> None:
        subject, text = _LETTERS["zh" if language.startswith("zh") else "en"]
        letter = Letter(new_id(), to, subject, text.format(code=code, minutes=minutes), self._place.clock())
        try:
            await self._out(await self._server()).send(letter)
        except MailFailed as failed:
            raise Unavailable("customer.code_not_sent") from failed

    async def _server(self) -> Server | None:
        async with self._place.sessions() as session:
            return await mails.server_of(session, self._place.site)


def codes_of(place: Place, settings: Settings) -> Codes:
    """The ways of this installation, and a key of its own."""
    password = password_in(settings.key_dir)
    key = hmac.digest(ticket_key(settings.key_dir), b"huawu customer codes 1", hashlib.sha256)
    mail = MailCodes(place, lambda server: mail_out(server, password, patience=_PATIENCE))
    return Codes(key, {"mail": mail, "sms": NoCodeWay()})
