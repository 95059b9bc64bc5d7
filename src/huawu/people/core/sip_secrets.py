"""Digest secrets of phones: what is kept instead of a SIP password (RFC 3261 section 22, RFC 8760)."""

import hashlib
from dataclasses import dataclass

REALM = "huawu"


@dataclass(frozen=True, slots=True)
class DigestSecrets:
    """HA1 of `extension:realm:password` as lower-case hexadecimal, one for each algorithm that phones
    speak.
    """

    md5: str
    sha256: str


def digest_secrets(extension: str, password: str) -> DigestSecrets:
    """The two HA1 values of a phone's password."""
    text = f"{extension}:{REALM}:{password}".encode()
    return DigestSecrets(
        md5=hashlib.md5(text, usedforsecurity=False).hexdigest(),
        sha256=hashlib.sha256(text).hexdigest(),
    )
