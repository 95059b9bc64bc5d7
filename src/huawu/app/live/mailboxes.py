"""Commands about mailboxes: what lies in them, what is done with it, greetings and secret numbers."""

from collections.abc import Awaitable, Callable
from typing import Any

from huawu.app.live.owner import Owner
from huawu.platform.ids import Id
from huawu.platform.plain import plain_values
from huawu.platform.refusals import NotFound
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.mailbox import mailbox_menu
from huawu.telephony.core.voicemail.box import DELETED, HEARD, NEW, QUEUE, Boxes, Message, is_shared
from huawu.telephony.core.voicemail.pins import Pin
from huawu.telephony.events import VoicemailSet

Args = dict[str, Any]


class Mailboxes:
    """Answers `mailbox.*`. `confirmed`: waits until it is on the disk."""

    def __init__(self, owner: Owner, confirmed: Callable[[], Awaitable[None]]) -> None:
        self._owner, self._confirmed = owner, confirmed
        self.table: dict[str, Callable[[Args], Awaitable[Any]]] = {
            "mailbox.counts": self._counts,
            "mailbox.show": self._show,
            "mailbox.mark": self._mark,
            "mailbox.restore": self._restore,
            "mailbox.pin": self._pin,
            "mailbox.no_greeting": self._no_greeting,
            "mailbox.mailed": self._mailed,
            "mailbox.expire": self._expire,
        }

    async def _counts(self, args: Args) -> Args:
        """New ones and others of each mailbox asked for that there is."""
        boxes = self._owner.switch.mail.boxes
        return {each: list(boxes.counts(each)) for each in args["mailboxes"] if self._is_there(each)}

    async def _show(self, args: Args) -> Args:
        return self._shown(args["mailbox"])

    async def _mark(self, args: Args) -> Args:
        message = self._of(args)
        changed = self._boxes.mark(message.id, args["state"], by=args["by"], now=self._now())
        return await self._done(message, changed, args["by"])

    async def _restore(self, args: Args) -> Args:
        message = self._of(args)
        changed = self._boxes.restore(message.id, by=args["by"], now=self._now())
        return await self._done(message, changed, args["by"])

    async def _mailed(self, args: Args) -> None:
        """Its owner has it by mail. One that is heard, deleted or gone stays so."""
        message = self._boxes.messages.get(args["message"])
        if message is not None and message.state == NEW and not is_shared(message.mailbox):
            self._marked(message.id, HEARD)
            await self._confirmed()

    async def _expire(self, args: Args) -> list[Id]:
        """Delete messages whose time is over; answers those that are not here."""
        here = [each for each in args["messages"] if each in self._boxes.messages]
        for each in here:
            self._marked(each, DELETED)
        await self._confirmed()
        return [each for each in args["messages"] if each not in here]

    def _marked(self, message: Id, state: str) -> None:
        """Nobody's doing: the house's."""
        found = self._boxes.messages[message]
        if found.state == DELETED:
            return
        changed = self._boxes.mark(message, state, by=None, now=self._now())
        if changed is not None:
            mailbox_menu.announce(self._owner.switch, changed.mailbox, message, state, by=None)

    async def _pin(self, args: Args) -> Args:
        """A new secret number, hashed by who was told it; it ends a lock."""
        mailbox = self._known(args["mailbox"])
        self._boxes.pin(mailbox, Pin(args["hashed"]))
        return await self._was_set(mailbox, "pin", args["by"])

    async def _no_greeting(self, args: Args) -> Args:
        """Callers hear the usual greeting again."""
        mailbox = self._known(args["mailbox"])
        if before := self._boxes.greet(mailbox, ""):
            self._owner.switch.mail.drop(before)
        return await self._was_set(mailbox, "no_greeting", args["by"])

    async def _was_set(self, mailbox: str, what: str, by: Id) -> Args:
        told = VoicemailSet(mailbox, what, by, self._now())
        self._owner.switch.announce(f"voicemail/{mailbox}", told)
        await self._confirmed()
        return self._shown(mailbox)

    async def _done(self, message: Message, changed: Message | None, by: Id) -> Args:
        switch = self._owner.switch
        if changed is not None:
            mailbox_menu.announce(switch, message.mailbox, message.id, message.state, by=by)
        await self._confirmed()
        return self._shown(message.mailbox)

    @property
    def _boxes(self) -> Boxes:
        return self._owner.switch.mail.boxes

    def _now(self) -> int:
        return self._owner.look()

    def _is_there(self, mailbox: str) -> bool:
        switch = self._owner.switch
        if is_shared(mailbox):
            return mailbox.removeprefix(QUEUE) in switch.plan.queues
        return extensions.is_extension(switch, mailbox)

    def _known(self, mailbox: str) -> str:
        if not self._is_there(mailbox):
            raise NotFound("voicemail.unknown_mailbox")
        return mailbox

    def _of(self, args: Args) -> Message:
        found = self._boxes.found(args["message"], self._owner.clock())
        if found.mailbox != args["mailbox"]:
            raise NotFound("voicemail.unknown")
        return found

    def _shown(self, mailbox: str) -> Args:
        """A mailbox as `telephony.ports.pages.Mailboxes` says."""
        boxes, now = self._boxes, self._owner.clock()
        self._known(mailbox)
        boxes.forget_old(mailbox, now)
        pin = boxes.pins.get(mailbox)
        new, old = boxes.counts(mailbox)
        return {
            "mailbox": mailbox,
            "new": new,
            "old": old,
            "greeting": mailbox in boxes.greetings,
            "pin": pin is not None,
            "locked_until": pin.locked_until if pin is not None and pin.is_locked(now) else None,
            "messages": [plain_values(each) for each in reversed(boxes.in_order(mailbox, deleted=True))],
        }
