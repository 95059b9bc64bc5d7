"""What may be attached to a case: how a name is written down, and whether a file is what its name says.

Nothing of a file is believed: its kind is the one that its ending names, if its first bytes are of that kind
(file signatures: PNG RFC 2083, JPEG ISO 10918, PDF ISO 32000-1, ZIP APPNOTE 4.3.6, RIFF, ISO 14496-12,
[MS-CFB] 2.2). What a browser or a machine would run is of no kind.
"""

import unicodedata
from collections.abc import Callable

MOST_BYTES = 50 * 1024 * 1024
MOST_FILES = 50
MOST_OF_CASE = 500 * 1024 * 1024
"""Of one case together, removed ones that can still be put back included."""
HEAD_BYTES = 4096
"""So much of its beginning tells what a file is."""
LONGEST_NAME = 150

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_OOXML = "application/vnd.openxmlformats-officedocument"


def _begins(*with_any: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(with_any)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form


def _mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


def _mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def is_text(head: bytes) -> bool:
    """Plain text in UTF-8, UTF-16 with its mark, or GB 18030; the last character may be cut off."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head):
        return False
    return any(
        _decodes(head[: len(head) - cut], coding) for coding in ("utf-8", "gb18030") for cut in range(4)
    )


def _decodes(head: bytes, coding: str) -> bool:
    try:
        head.decode(coding)
    except UnicodeDecodeError:
        return False
    return True


_KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "gif": ("image/gif", _begins(b"GIF87a", b"GIF89a")),
    "bmp": ("image/bmp", _begins(b"BM")),
    "webp": ("image/webp", _riff(b"WEBP")),
    "heic": ("image/heic", _mp4),
    "pdf": ("application/pdf", lambda head: b"%PDF-" in head[:1024]),
    "txt": ("text/plain", is_text),
    "csv": ("text/csv", is_text),
    "eml": ("message/rfc822", is_text),
    "doc": ("application/msword", _begins(_OLE)),
    "xls": ("application/vnd.ms-excel", _begins(_OLE)),
    "ppt": ("application/vnd.ms-powerpoint", _begins(_OLE)),
    "docx": (f"{_OOXML}.wordprocessingml.document", _begins(*_ZIPS)),
    "xlsx": (f"{_OOXML}.spreadsheetml.sheet", _begins(*_ZIPS)),
    "pptx": (f"{_OOXML}.presentationml.presentation", _begins(*_ZIPS)),
    "zip": ("application/zip", _begins(*_ZIPS)),
    "wav": ("audio/wav", _riff(b"WAVE")),
    "mp3": ("audio/mpeg", _mp3),
    "m4a": ("audio/mp4", _mp4),
    "amr": ("audio/amr", _begins(b"#!AMR")),
    "mp4": ("video/mp4", _mp4),
    "mov": ("video/quicktime", lambda head: head[4:8] in (b"ftyp", b"moov", b"wide", b"mdat")),
}
ENDINGS = tuple(_KINDS)
"""Endings of names that are taken."""


def tidy_name(name: str) -> str:
    """The name as it is shown and given back: without folders, without characters that are not seen or that
    turn the order of the others round, not too long. "" when nothing of it is left but its ending."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        each for each in last if unicodedata.category(each)[0] != "C" and each not in "\u2028\u2029"
    )
    stem, dot, ending = " ".join(seen.split()).rpartition(".")
    stem = stem.strip(". ")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if stem and len(ending) <= 10 else ""


def ending_of(name: str) -> str:
    """What its name says it is: the ending, in small letters."""
    return name.rpartition(".")[2].lower()


def is_taken(name: str) -> bool:
    """Whether files with such a name are taken at all."""
    return ending_of(name) in _KINDS


def kind_of(name: str, head: bytes) -> str | None:
    """The media type of a file that is taken; None: its beginning is not of the kind that its name says."""
    kind, fits = _KINDS[ending_of(name)]
    return kind if fits(head[:HEAD_BYTES]) else None


def no_room(size: int, others: list[int]) -> str | None:
    """The key of the reason why one more file of so many bytes has no place in a case with these others."""
    if len(others) >= MOST_FILES:
        return "case.too_many_files"
    return "case.files_too_large" if sum(others) + size > MOST_OF_CASE else None
