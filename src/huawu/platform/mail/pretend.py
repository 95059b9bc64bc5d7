"""The twin of the SMTP adapter: letters are kept, and what a server would refuse is refused alike."""

from huawu.platform.mail.compose import composed
from huawu.platform.mail.ports import Letter, MailFailed
from huawu.platform.mail.server import Server

TAKEN = "2.0.0 taken"


class PretendMail:
    """`letters`: as bytes, in order. `refuses`: what a server answers an address, by address: its code;
    `away`: nobody listens there; `no_files`: what it answers a letter with a file: a code, or 0."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.letters: list[bytes] = []
        self.refuses: dict[str, int] = {}
        self.away = False
        self.no_files = 0

    async def send(self, letter: Letter) -> str:
        if self.away:
            raise MailFailed("mail.connect")
        if code := self.refuses.get(letter.to):
            raise MailFailed("mail.recipient", final=code >= 500, code=code, said="no such mailbox")
        if self.no_files and letter.attachments:
            raise MailFailed("mail.letter", final=self.no_files >= 500, code=self.no_files, said="no files")
        self.letters.append(composed(letter, self._server))
        return TAKEN
