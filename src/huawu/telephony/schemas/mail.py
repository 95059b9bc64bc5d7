"""What the HTTP interface says about mail that tells of messages."""

from datetime import datetime

from huawu.platform.web.shapes import Asked, Shape, ShortText


class MailFailing(Shape):
    """A letter whose latest try failed. `why` in the reader's language; `said`: what the server answered."""

    mailbox: str
    address: str
    at: datetime
    given_up: bool
    tries: int
    why: str
    said: str


class MailState(Shape):
    """`server`: one is in force; `password`: the file with its password is there; `waiting`: letters that
    are yet to go out; `failing`: of the last seven days, the newest first."""

    server: bool
    password: bool
    waiting: int
    failing: list[MailFailing]


class TestMailAsked(Asked):
    to: ShortText


class MailTried(Shape):
    """What the server said when it took the letter."""

    said: str
