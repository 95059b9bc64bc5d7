"""What a letter says of a message: to whom, in which language, and how much of the number."""

from datetime import UTC, datetime

import pytest

from huawu.platform.words import say
from huawu.telephony.core.voicemail.notice import Reader, Told, notice, sound_name

pytestmark = pytest.mark.core
AT = datetime(2026, 11, 2, 9, 5, 7, tzinfo=UTC)


def told(*, caller: str = "13800138000", name: str = "", inside: bool = False, seconds: float = 65.2) -> Told:
    return Told("m1", "8001", False, caller, name, inside, 1, AT, seconds, "https://huawu.example")


def said(message: Told, reader: Reader, *, sound: bool = False) -> tuple[str, str]:
    return notice(message, reader, sound=sound, say=lambda key, lang, values: say(key, lang, values).title)


def test_a_notice_in_chinese() -> None:
    subject, text = said(told(), Reader("王芳"), sound=True)
    assert subject == "新留言：138****8000，1 分 5 秒（分机 8001）"
    lines = text.splitlines()
    assert lines[0] == "王芳，您好："
    assert {"来电：138****8000", "时间：2026年11月2日 09:05", "录音见附件。"} <= set(lines)
    assert "https://huawu.example/messages" in lines


def test_a_notice_in_english() -> None:
    subject, text = said(told(seconds=0.2), Reader("", "en-US"))
    assert subject == "New message: 138****8000, 1 s (extension 8001)"
    assert text.startswith("Hello,\n")
    assert "Time: 2026-11-02 09:05" in text
    assert "attached" not in text


@pytest.mark.parametrize(
    ("message", "sees", "shown"),
    [
        (told(), True, "13800138000"),
        (told(name="13800138000"), False, "138****8000"),
        (told(name="李四 13800138000"), False, "138****8000"),
        (told(name="李四"), True, "李四 13800138000"),
        (told(caller="8002", name="前台", inside=True), False, "前台 8002"),
        (told(caller=""), False, "未知号码"),
    ],
)
def test_the_caller_is_named_as_the_reader_may_see_it(message: Told, sees: bool, shown: str) -> None:
    subject, text = said(message, Reader(sees_numbers=sees))
    assert f"来电：{shown}\n" in text
    assert subject.startswith(f"新留言：{shown}，")


def test_a_file_is_named_by_the_clock_on_the_wall() -> None:
    assert sound_name(told()) == "voicemail-20261102-090507.wav"
