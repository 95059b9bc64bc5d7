"""What a file may be called, and whether it is what its name says."""

import pytest

from huawu.cases.core.attachments import (
    LONGEST_NAME,
    MOST_FILES,
    MOST_OF_CASE,
    is_taken,
    kind_of,
    no_room,
    tidy_name,
)

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("照片 1.JPG", "照片 1.JPG"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\lin\\合同.pdf", "合同.pdf"),
        ("<script>alert(1)</script>.txt", "script>.txt"),
        ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
        ("发票\u202egpj.exe", "发票gpj.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("  多   空格 .txt", "多 空格.txt"),
        (".txt", ""),
        ("...txt", ""),
        ("没有扩展名", ""),
        ("", ""),
        ("x." + "y" * 30, ""),
    ],
)
def test_a_name_loses_folders_and_what_is_not_seen(sent: str, kept: str) -> None:
    assert tidy_name(sent) == kept


def test_a_long_name_is_cut_before_its_ending() -> None:
    kept = tidy_name("长" * 400 + ".docx")
    assert (len(kept), kept[-5:]) == (LONGEST_NAME, ".docx")


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.js", "a.bat", "a.docm", "a.lnk", "a.php"])
def test_what_would_run_is_not_taken(name: str) -> None:
    assert not is_taken(name)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        ("a.JPG", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.png", b"MZ\x90\0", None),
        ("a.png", b"<html><script>", None),
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.pdf", b"PK\x03\x04", None),
        ("a.txt", "您好，空调坏了".encode(), "text/plain"),
        ("a.txt", "您好，空调坏了".encode("gb18030"), "text/plain"),
        ("a.txt", "你好".encode() * 1000 + "好".encode()[:2], "text/plain"),
        ("a.txt", b"\x7fELF\x02\x01\0", None),
        ("a.csv", b"\x00\x01\x02", None),
        ("a.zip", b"PK\x03\x04\x14\0", "application/zip"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
        ("a.wav", b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        ("a.webp", b"RIFF\0\0\0\0WAVEfmt ", None),
        ("a.mp3", b"\xff\xfb\x90\x00", "audio/mpeg"),
        ("a.mp4", b"\0\0\0\x18ftypmp42", "video/mp4"),
        ("a.mp4", b"", None),
    ],
)
def test_a_file_is_what_its_name_says_or_is_refused(name: str, head: bytes, kind: str | None) -> None:
    assert kind_of(name, head) == kind


def test_a_case_has_room_for_so_many_files_and_bytes() -> None:
    assert no_room(1, [1] * (MOST_FILES - 1)) is None
    assert no_room(1, [1] * MOST_FILES) == "case.too_many_files"
    assert no_room(10, [MOST_OF_CASE - 10]) is None
    assert no_room(11, [MOST_OF_CASE - 10]) == "case.files_too_large"
