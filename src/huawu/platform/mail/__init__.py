"""Mail that leaves the house: a port (`MailOut`), its adapters, the configured server, and how a letter is
composed.

Whoever sends makes a `Letter`, asks `mail_out` for the port that the configuration says, and bears that
`send` fails: `MailFailed.final` tells whether trying again is of use. What is to arrive for certain is sent
by a job. Letters only go out; none is received.
"""

from huawu.platform.mail.ports import Attachment, Letter, MailFailed, MailOut
from huawu.platform.mail.server import (
    KIND,
    Server,
    check_address,
    check_server,
    password_in,
    server_from,
)
from huawu.platform.mail.smtp import Patience, mail_out

__all__ = [
    "KIND",
    "Attachment",
    "Letter",
    "MailFailed",
    "MailOut",
    "Patience",
    "Server",
    "check_address",
    "check_server",
    "mail_out",
    "password_in",
    "server_from",
]
