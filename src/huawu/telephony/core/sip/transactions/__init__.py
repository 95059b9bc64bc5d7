"""The four transaction machines (RFC 3261 section 17, RFC 6026), their keys and their times.

A transaction has one deadline at a time and wakes itself. Server transactions answer retransmissions
themselves; client transactions tell their user of responses and of failure (`ClientUser`).
"""

from huawu.telephony.core.sip.transactions.clients import ClientUser, InviteClient, PlainClient
from huawu.telephony.core.sip.transactions.servers import InviteServer, PlainServer, server_key

Server = InviteServer | PlainServer
Client = InviteClient | PlainClient

__all__ = [
    "Client",
    "ClientUser",
    "InviteClient",
    "InviteServer",
    "PlainClient",
    "PlainServer",
    "Server",
    "server_key",
]
