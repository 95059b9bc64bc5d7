"""A letter as bytes (RFC 5322, MIME). What others said goes into one line, or into the body, encoded."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from huawu.platform.clock import as_datetime
from huawu.platform.mail.ports import Letter, one_line
from huawu.platform.mail.server import Server

_LONGEST_LINE = 200


def composed(letter: Letter, server: Server) -> bytes:
    """The whole letter. `Auto-Submitted` (RFC 3834) keeps absence notices from answering it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(one_line(server.name, _LONGEST_LINE), addr_spec=server.sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = one_line(letter.subject, _LONGEST_LINE)
    message["Date"] = format_datetime(as_datetime(letter.at))
    message["Message-ID"] = message_id(letter, server)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    for each in letter.attachments:
        main, _, sub = each.kind.partition("/")
        name = one_line(each.name, _LONGEST_LINE)
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def message_id(letter: Letter, server: Server) -> str:
    """The same for the same letter to the same address, however often it is sent."""
    mark = sha256(f"{letter.id}\n{letter.to.lower()}".encode()).hexdigest()[:32]
    return f"<{mark}@{server.sender.rpartition('@')[2]}>"
