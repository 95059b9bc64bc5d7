"""Numbers said aloud: read back they are the same number, and every piece that is said exists."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.speech.core import numbers
from huawu.speech.errors import CannotSay

pytestmark = pytest.mark.core

ZH, EN = "zh-CN", "en-US"
languages = st.sampled_from(numbers.LANGUAGES)
whole = st.one_of(
    st.integers(0, numbers.LARGEST),
    st.integers(0, 30_000),
    st.integers(0, 99_999).map(lambda n: n * 10_000),
    st.builds(lambda high, low: high * 10**8 + low, st.integers(0, 9_999), st.integers(0, 20_000)),
)


def spoken(ids: list[str], language: str) -> str:
    """The words of these pieces, as a listener would write them."""
    pieces = numbers.pieces(language)
    return ("" if language == ZH else " ").join(pieces[name].words for name in ids)


def read_back(ids: list[str]) -> int:
    """A listener's arithmetic: what number these pieces are, in either language."""
    total = section = 0
    scales = {
        "number.thousand": 10**3,
        "number.wan": 10**4,
        "number.million": 10**6,
        "number.yi": 10**8,
        "number.billion": 10**9,
    }
    for name in ids:
        if name in scales:
            if name == "number.yi":
                total, section = (total + section) * scales[name], 0
            else:
                total, section = total + section * scales[name], 0
        elif name == "number.two":
            section += 2
        else:
            _, *kind, figure = name.split(".")
            worth = {"hundreds": 100, "thousands": 1000}.get(kind[0] if kind else "", 1)
            section += int(figure) * worth
    return total + section


@given(whole, languages)
def test_a_number_read_back_is_the_same_number(value: int, language: str) -> None:
    assert read_back(numbers.number(value, language)) == value


@given(whole, languages)
def test_every_piece_of_a_number_exists(value: int, language: str) -> None:
    pieces = numbers.pieces(language)
    assert set(numbers.number(value, language)) <= set(pieces)
    assert set(numbers.counted(value, "minute", language)) <= set(pieces)


@given(whole)
def test_no_mandarin_number_has_two_zeros_in_a_row_or_ends_in_one(value: int) -> None:
    words = spoken(numbers.number(value, ZH), ZH)
    assert "零零" not in words
    assert value == 0 or not words.endswith("零")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (15, "十五"),
        (102, "一百零二"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (200, "两百"),
        (222, "两百二十二"),
        (1010, "一千零一十"),
        (2002, "两千零二"),
        (10_000, "一万"),
        (10_500, "一万零五百"),
        (20_000, "两万"),
        (115_000, "十一万五千"),
        (1_000_000_001, "十亿零一"),
        (100_010_000, "一亿零一万"),
        (1_000_100_010, "十亿零一十万零一十"),
        ("-3.50", "负三点五零"),
        ("0.05", "零点零五"),
    ],
)
def test_mandarin_is_said_as_people_say_it(value: int | str, words: str) -> None:
    assert spoken(numbers.number(value, ZH), ZH) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (42, "forty-two"),
        (100, "one hundred"),
        (3528, "three thousand five hundred twenty-eight"),
        (1_000_001, "one million one"),
        ("-3.50", "minus three point five zero"),
    ],
)
def test_english_is_said_as_people_say_it(value: int | str, words: str) -> None:
    assert spoken(numbers.number(value, EN), EN) == words


@pytest.mark.parametrize("value", [10**12, "", "abc", "1.2.3", "--1", "1.", "٣", "1.٣"])
def test_what_is_not_a_number_is_refused(value: int | str) -> None:
    for language in numbers.LANGUAGES:
        with pytest.raises(CannotSay):
            numbers.number(value, language)


def test_a_language_nobody_recorded_is_refused() -> None:
    with pytest.raises(CannotSay) as refused:
        numbers.number(1, "fr-FR")
    assert refused.value.key == "speech.language_unknown"


def test_a_counted_two_is_liang() -> None:
    assert spoken(numbers.counted(2, "minute", ZH), ZH) == "两分钟"
    assert spoken(numbers.counted(12, "minute", ZH), ZH) == "十二分钟"
    assert spoken(numbers.counted(1, "minute", EN), EN) == "one minute"
    assert spoken(numbers.counted(2, "minute", EN), EN) == "two minutes"


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(CannotSay):
        numbers.counted(1, "parsec", ZH)


@given(st.text("0123456789", min_size=1, max_size=20), languages, st.booleans())
def test_digits_are_said_figure_by_figure(text: str, language: str, yao: bool) -> None:
    ids = numbers.digits(text, language, yao=yao)
    assert "".join(name.split(".")[1] for name in ids) == text
    assert set(ids) <= set(numbers.pieces(language))
    assert ("digit.1.yao" in ids) == (yao and "1" in text and language == ZH)


def test_a_room_number_uses_yao() -> None:
    assert spoken(numbers.digits("8110", ZH, yao=True), ZH) == "八幺幺零"
    assert spoken(numbers.digits("8110", ZH), ZH) == "八一一零"


@pytest.mark.parametrize("text", ["", "12a", "---", "一二", "1,2"])
def test_digits_refuse_what_is_not_one(text: str) -> None:
    with pytest.raises(CannotSay):
        numbers.digits(text, ZH)


def test_star_hash_and_grouping_signs() -> None:
    assert spoken(numbers.digits("*57#", ZH), ZH) == "星号五七井号"
    assert numbers.digits("+86 (10) 8888-1234", ZH) == numbers.digits("861088881234", ZH)


@given(st.integers(0, 10_000), languages)
def test_a_place_in_the_queue_is_one_sentence_or_put_together(waiting: int, language: str) -> None:
    ids = numbers.position(waiting, language)
    if waiting == 0:
        assert ids == ["queue.you_are_next"]
    elif waiting <= numbers.POSITIONS:
        assert ids == [f"queue.position.{waiting}"]
    else:
        assert (ids[0], ids[-1]) == ("queue.position.before", "queue.position.after")
        assert read_back(ids[1:-1]) == waiting


def test_the_sentence_of_a_place_names_it() -> None:
    assert numbers.pieces(ZH)["queue.position.2"].words == "您前面还有两位客人。"
    assert numbers.pieces(ZH)["queue.position.10"].words == "您前面还有十位客人。"
    assert numbers.pieces(EN)["queue.position.1"].words == "There is one person ahead of you."


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (352_860, "三千五百二十八元六角"),
        (200, "两元"),
        (1005, "十元零五分"),
        (25, "二角五分"),
        (5, "五分"),
        (0, "零元"),
        (-1050, "负十元五角"),
        (20_002, "两百元零二分"),
    ],
)
def test_money_in_mandarin(fen: int, words: str) -> None:
    assert spoken(numbers.amount(fen, ZH), ZH) == words


def test_money_in_english() -> None:
    assert spoken(numbers.amount(352_860, EN), EN) == (
        "three thousand five hundred twenty-eight point six zero yuan"
    )
    assert spoken(numbers.amount(100, EN), EN) == "one yuan"


@given(st.integers(-(10**11), 10**11), languages)
def test_every_piece_of_money_exists(fen: int, language: str) -> None:
    assert set(numbers.amount(fen, language)) <= set(numbers.pieces(language))


@given(st.dates(date(1000, 1, 1)), languages)
def test_a_date_read_back_is_the_same_date(value: date, language: str) -> None:
    ids = numbers.day(value, language, year=True, weekday=True)
    by_kind = {name.split(".")[0]: name.split(".")[-1] for name in ids}
    assert (int(by_kind["month"]), int(by_kind["day"])) == (value.month, value.day)
    assert int(by_kind["weekday"]) == value.isoweekday()
    assert set(ids) <= set(numbers.pieces(language))
    year = [name for name in ids if name.startswith(("digit.", "number."))]
    if language == ZH:
        assert "".join(name[-1] for name in year) == str(value.year)
    elif len(year) == 2 and year[1] != "number.thousand":
        assert int(year[0][7:]) * 100 + int(year[1][7:]) == value.year
    else:
        assert read_back(year) == value.year


def test_a_date_is_said_in_the_order_of_its_language() -> None:
    value = date(2026, 11, 21)
    said = {lang: spoken(numbers.day(value, lang, year=True, weekday=True), lang) for lang in (ZH, EN)}
    assert said[ZH] == "二零二六年十一月二十一日星期六"
    assert said[EN] == "Saturday November twenty-first twenty twenty-six"
    assert spoken(numbers.day(value, ZH), ZH) == "十一月二十一日"


@given(st.times(), languages)
def test_a_time_read_back_is_the_same_time(value: time, language: str) -> None:
    ids = numbers.clock(value, language)
    assert set(ids) <= set(numbers.pieces(language))
    if language == ZH:
        period, hour, minute = ids[:3]
        assert ids[3:] in ([], ["unit.fen"])
        late = period in ("time.afternoon", "time.evening")
        assert int(hour.split(".")[1]) + (12 if late else 0) == value.hour
        assert (0 if minute == "time.sharp" else int(minute.split(".")[1])) == value.minute
    else:
        hour, *minutes, half = ids
        assert int(hour.split(".")[1]) % 12 + (12 if half == "time.pm" else 0) == value.hour
        assert (int(minutes[0].split(".")[1]) if minutes else 0) == value.minute


@pytest.mark.parametrize(
    ("hour", "minute", "zh", "en"),
    [
        (0, 0, "凌晨零点整", "twelve a.m."),
        (6, 30, "早上六点三十分", "six thirty a.m."),
        (12, 5, "中午十二点零五分", "twelve oh five p.m."),
        (14, 2, "下午两点零二分", "two oh two p.m."),
        (23, 59, "晚上十一点五十九分", "eleven fifty-nine p.m."),
    ],
)
def test_times_are_said_as_people_say_them(hour: int, minute: int, zh: str, en: str) -> None:
    assert spoken(numbers.clock(time(hour, minute), ZH), ZH) == zh
    assert spoken(numbers.clock(time(hour, minute), EN), EN) == en


def test_lengths_of_time() -> None:
    assert spoken(numbers.duration(0, ZH), ZH) == "零分钟"
    assert spoken(numbers.duration(2, ZH), ZH) == "两分钟"
    assert spoken(numbers.duration(60, ZH), ZH) == "一小时"
    assert spoken(numbers.duration(125, ZH), ZH) == "两小时五分钟"
    assert spoken(numbers.duration(61, EN), EN) == "one hour one minute"


def test_an_estimate_is_a_range() -> None:
    assert spoken(numbers.duration_range(4, 5, ZH), ZH) == "四到五分钟"
    assert spoken(numbers.duration_range(2, 3, ZH), ZH) == "两到三分钟"
    assert spoken(numbers.duration_range(4, 5, EN), EN) == "four to five minutes"


@given(st.integers(0, 600), st.integers(0, 600), languages)
def test_any_estimate_can_be_said(low: int, high: int, language: str) -> None:
    ids = numbers.duration_range(low, high, language)
    assert set(ids) <= set(numbers.pieces(language))
    if 0 < low < high:
        assert read_back(ids[: ids.index("number.to")]) == low
        assert read_back(ids[ids.index("number.to") + 1 : -1]) == high


def test_an_agent_gives_the_number_with_yao() -> None:
    assert numbers.agent_number("1002", ZH) == [
        "agent.number.before",
        "digit.1.yao",
        "digit.0",
        "digit.0",
        "digit.2",
        "agent.number.after",
    ]
    assert numbers.agent_number("1002", EN)[1] == "digit.1"
