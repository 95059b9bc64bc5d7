"""What the jobs of telephony ask of the live process about messages in mailboxes."""

from typing import Protocol

from huawu.platform.ids import Id


class MailboxKeeper(Protocol):
    """`app` fills it. Each may refuse, Unavailable("live.away") among others."""

    async def message_mailed(self, mailbox: str, message: Id) -> None:
        """Its owner has it by mail: a new one is heard from now on. One that is not there is no failure."""

    async def expire_messages(self, mailbox: str, messages: list[Id]) -> list[Id]:
        """Delete these, whose time is over. Answers those that live does not know."""
