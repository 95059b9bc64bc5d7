"""The port: somebody who takes letters and sees that the next mail server has them."""

from dataclasses import dataclass
from typing import Protocol

from huawu.platform.clock import Micros
from huawu.platform.refusals import Refusal

_LONGEST_SAID = 300


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. `kind`: its media type, such as "audio/wav"."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address. `id` makes its Message-ID: the same letter sent again has the same, so that
    a mailbox can tell. `at`: when it was written. Nothing in it may be trusted to be one line."""

    id: str
    to: str
    subject: str
    text: str
    at: Micros
    attachments: tuple[Attachment, ...] = ()


class MailFailed(Refusal):
    """A letter was not taken. `key` says at which step: mail.connect, mail.tls, mail.sign_in, mail.sender,
    mail.recipient, mail.letter, mail.no_server, mail.no_password. `final`: sending it again would be refused
    again. `code` and `said` are what the server answered, 0 and "" when it did not; `said` may name the
    address and is for administrators only."""

    status = 502

    def __init__(self, key: str, *, final: bool = False, code: int = 0, said: str = "") -> None:
        line = one_line(said, _LONGEST_SAID)
        super().__init__(key, code=code, said=line)
        self.final, self.code, self.said = final, code, line


class MailOut(Protocol):
    """Takes letters. Every adapter passes the same contract test."""

    async def send(self, letter: Letter) -> str:
        """Hand a letter over; answers what the server said last. Raises MailFailed."""


def one_line(text: str, most: int) -> str:
    """Without line ends and other signs that nobody sees, of bearable length: it cannot begin a header."""
    return "".join(each if each.isprintable() else " " for each in text)[:most].strip()
