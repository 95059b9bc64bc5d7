"""No mail server is configured: every letter is refused, for now."""

from huawu.platform.mail.ports import Letter, MailFailed


class NullMail:
    """The way out that is not there."""

    async def send(self, letter: Letter) -> str:
        raise MailFailed("mail.no_server")
