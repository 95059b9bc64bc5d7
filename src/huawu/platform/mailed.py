"""What configuration says of mailing voice messages: an extension and a queue say it in the same words.

    "mail_to": ["front@hotel.example"]  who is told of each message; nobody when it is left out
    "mail_sound": true                  the sound goes along and so leaves the house: not unless it is said
    "mail_heard": true                  what was sent counts as heard (extensions only: a queue's is taken by
                                        somebody)

The site says whether owners of mailboxes may set an address of their own beside these:

    "mail_own_forbidden": true          they may not, and those set before are not told any more

The live process does not need to know, and what it does not know is not in its spool.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huawu.platform.config.checks import Body, Whole
from huawu.platform.mail import KIND, check_address
from huawu.platform.refusals import Invalid

FIELDS = frozenset({"mail_to", "mail_sound", "mail_heard"})
OF_QUEUES = FIELDS - {"mail_heard"}
OWN_FORBIDDEN = "mail_own_forbidden"
MOST = 10
"""Addresses of one mailbox."""


@dataclass(frozen=True, slots=True)
class Mailed:
    """What one of them says."""

    to: tuple[str, ...] = ()
    sound: bool = False
    heard: bool = False


def mailed_by(body: Mapping[str, Any]) -> Mailed:
    """What a published body says."""
    return Mailed(
        tuple(body.get("mail_to") or ()),
        sound=body.get("mail_sound") is True,
        heard=body.get("mail_heard") is True,
    )


def check_mailed(body: Body, whole: Whole) -> None:
    """Refused when an address is none or is there twice, and where no letter could go out."""
    addresses = body.get("mail_to", [])
    if not isinstance(addresses, list) or len(addresses) > MOST:
        raise Invalid("mail.too_many", most=MOST)
    for each in addresses:
        check_address(each)
    if len({each.lower() for each in addresses}) < len(addresses):
        raise Invalid("config.bad_field", field="mail_to")
    for name in ("mail_sound", "mail_heard"):
        if not isinstance(body.get(name, False), bool):
            raise Invalid("config.bad_field", field=name)
    if addresses and not whole.get(KIND):
        raise Invalid("mail.no_server")


def may_set_own(whole: Whole) -> bool:
    """Whether owners may be told at an address of their own, by a published configuration."""
    return whole.get("site", {}).get("site", {}).get(OWN_FORBIDDEN) is not True


def without_mail(bodies: Mapping[str, Body]) -> dict[str, Body]:
    """Bodies by key as the live process gets them."""
    return {
        key: {name: value for name, value in body.items() if name not in FIELDS}
        for key, body in bodies.items()
    }
