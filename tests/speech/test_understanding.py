"""What is made of recognised sentences: figures, numbers, yes or no, days, times."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huawu.speech.core.understanding import KINDS, Understood, understand

pytestmark = pytest.mark.core

SUNDAY = date(2026, 11, 22)


def read(text: str, expects: str) -> Understood:
    return understand(text, expects=expects, today=SUNDAY)


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("幺三八零零幺三八零零零", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("我的号码是幺三八，零零幺三，八零零零。", "13800138000"),
        ("房间号是八零八", "808"),
        ("二十三 四十五", "2345"),
        ("一百零二", "102"),
        ("三个八", "888"),
        ("零二一，六个八", "021888888"),
        ("洞幺拐", "017"),
        ("我说一下，是二零一", "201"),
        ("二零三，不对，二零四", "204"),
        ("８０８房间", "808"),
        ("one three eight, double zero", "13800"),
        ("room twenty three oh five", "2305"),
        ("triple seven", "777"),
        ("it is 4 5 6", "456"),
        ("five hundred", "500"),
    ],
)
def test_figures_are_read_as_they_would_be_keyed(said: str, figures: str) -> None:
    assert read(said, "digits") == Understood(figures, figures, 1.0)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("三", 3),
        ("两间房", 2),
        ("十五个人", 15),
        ("一百五", 150),
        ("三千五", 3500),
        ("三千零五", 3005),
        ("一万二", 12000),
        ("三万零二十", 30020),
        ("十二万三千四百五十六", 123456),
        ("两亿三千万", 230000000),
        ("3.5万", 35000),
        ("三点五万", 35000),
        ("3528.60元", 3528.6),
        ("三千五百二十八块", 3528),
        ("负十二", -12),
        ("百分之二十", 0.2),
        ("两个半小时", 2.5),
        ("1,200块", 1200),
        ("三间，不对，四间", 4),
        ("three", 3),
        ("two hundred and five", 205),
        ("twelve thousand three hundred", 12300),
        ("a hundred", 100),
        ("two and a half", 2.5),
        ("three point one four", 3.14),
        ("minus four", -4),
        ("1,250", 1250),
        ("one million two hundred thousand", 1200000),
        ("three five two", 352),
        ("about thirty-five people", 35),
    ],
)
def test_numbers_are_read_in_both_languages(said: str, number: float) -> None:
    assert read(said, "number") == Understood(number, str(number), 1.0)


def test_a_sentence_with_two_numbers_is_read_with_doubt() -> None:
    assert read("两个人住三间房", "number").confidence < 0.7
    assert read("三零二，或者五零四六", "digits") == Understood("5046", "5046", 0.6)


@pytest.mark.parametrize("said", ["三四百", "没有数", "一样", "", "嗯", "hello there"])
def test_what_has_no_number_or_two_readings_is_not_read(said: str) -> None:
    assert not read(said, "number").is_clear


@pytest.mark.parametrize(
    ("said", "means"),
    [
        *(
            (word, True)
            for word in ("是", "是的", "对", "没错", "没问题", "好的好的", "嗯，对", "可以啊", "要")
        ),
        *(
            (word, False)
            for word in ("不是", "不对", "不用了", "没有", "错了", "不，是二零一", "别打了", "算了吧")
        ),
        *((word, True) for word in ("Yes.", "yeah sure", "that's right", "Okay", "no problem")),
        *((word, False) for word in ("No", "nope", "that's not right", "I don't", "wrong")),
    ],
)
def test_yes_and_no_are_told_apart(said: str, means: bool) -> None:
    assert read(said, "yes_no").value is means


@pytest.mark.parametrize(
    "said", ["对不起", "不好意思，等一下", "是不是", "我不知道", "I don't know", "no idea", "天气"]
)
def test_polite_words_and_questions_are_no_answer(said: str) -> None:
    assert not read(said, "yes_no").is_clear


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", "2026-11-22"),
        ("明天下午", "2026-11-23"),
        ("后天", "2026-11-24"),
        ("大后天", "2026-11-25"),
        ("前天", "2026-11-20"),
        ("今晚", "2026-11-22"),
        ("周三", "2026-11-25"),
        ("星期天", "2026-11-22"),
        ("下周三", "2026-11-25"),
        ("下下周一", "2026-11-30"),
        ("上周五", "2026-11-13"),
        ("十二月二十五号", "2026-12-25"),
        ("一月五日", "2027-01-05"),
        ("十一月二十二", "2026-11-22"),
        ("二零二七年三月一日", "2027-03-01"),
        ("明年二月三号", "2027-02-03"),
        ("25号入住", "2026-11-25"),
        ("五号", "2026-12-05"),
        ("下个月三号", "2026-12-03"),
        ("月底", "2026-11-30"),
        ("下个月底", "2026-12-31"),
        ("三天后", "2026-11-25"),
        ("两个星期以后", "2026-12-06"),
        ("国庆节", "2027-10-01"),
        ("2026-12-24", "2026-12-24"),
        ("2026/12/4", "2026-12-04"),
        ("二月二十九号", "2028-02-29"),
        ("today", "2026-11-22"),
        ("tomorrow evening", "2026-11-23"),
        ("the day after tomorrow", "2026-11-24"),
        ("on Wednesday", "2026-11-25"),
        ("next Tuesday", "2026-11-24"),
        ("November 25th", "2026-11-25"),
        ("the twenty second of November", "2026-11-22"),
        ("December the fifth", "2026-12-05"),
        ("March 1, 2027", "2027-03-01"),
        ("January fifth twenty twenty eight", "2028-01-05"),
        ("in three days", "2026-11-25"),
        ("two weeks from today", "2026-12-06"),
        ("in a week", "2026-11-29"),
        ("the fifth", "2026-12-05"),
        ("Christmas", "2026-12-25"),
        ("May 3rd", "2027-05-03"),
    ],
)
def test_days_are_found_from_today_on(said: str, day: str) -> None:
    assert read(said, "date") == Understood(day, day, 1.0)


@pytest.mark.parametrize("said", ["二月三十号", "2026年13月1日", "以后再说", "February 30th", "sometime"])
def test_a_day_that_there_is_not_is_not_read(said: str) -> None:
    assert not read(said, "date").is_clear


@pytest.mark.parametrize(
    ("said", "clock", "confidence"),
    [
        ("下午三点", "15:00", 1.0),
        ("下午三点半", "15:30", 1.0),
        ("早上七点零五分", "07:05", 1.0),
        ("上午十点一刻", "10:15", 1.0),
        ("晚上八点三刻", "20:45", 1.0),
        ("晚上十二点", "00:00", 1.0),
        ("凌晨两点", "02:00", 1.0),
        ("中午十二点半", "12:30", 1.0),
        ("中午一点", "13:00", 1.0),
        ("中午", "12:00", 1.0),
        ("十五点三十分", "15:30", 1.0),
        ("15:30", "15:30", 1.0),
        ("晚上八点差五分", "19:55", 1.0),
        ("差一刻九点", "08:45", 0.7),
        ("三点", "15:00", 0.7),
        ("九点钟", "09:00", 0.7),
        ("明天下午三点二十", "15:20", 1.0),
        ("half past four", "16:30", 0.7),
        ("quarter to six in the evening", "17:45", 1.0),
        ("three thirty pm", "15:30", 1.0),
        ("3:30 p.m.", "15:30", 1.0),
        ("9am", "09:00", 1.0),
        ("seven oh five am", "07:05", 1.0),
        ("ten o'clock", "10:00", 0.7),
        ("ten past five in the afternoon", "17:10", 1.0),
        ("noon", "12:00", 1.0),
        ("midnight", "00:00", 1.0),
        ("12 am", "00:00", 1.0),
    ],
)
def test_times_are_read_with_doubt_where_half_a_day_is_open(said: str, clock: str, confidence: float) -> None:
    assert read(said, "time") == Understood(clock, clock, confidence)


@pytest.mark.parametrize("said", ["二十五点", "三点七十分", "不知道", "25:00", "whenever"])
def test_a_time_that_there_is_not_is_not_read(said: str) -> None:
    assert not read(said, "time").is_clear


def test_the_doubt_of_the_recogniser_is_kept() -> None:
    found = understand("三点", expects="time", today=SUNDAY, confidence=0.5)
    assert found == Understood("15:00", "15:00", 0.35)


def test_text_is_left_as_it_was_said() -> None:
    assert read(" 我想问一下早餐 ", "text") == Understood("我想问一下早餐", "我想问一下早餐", 1.0)


WORDS = st.sampled_from(
    list("零一二三四五六七八九十百千万亿点半个两负年月日号周天后下午晚差刻分:.-0123456789 不是")
    + ["three ", "hundred ", "and ", "a ", "half ", "past ", "to ", "next ", "may ", "point ", "in ", "days "]
)


@given(st.lists(WORDS, max_size=14).map("".join) | st.text(max_size=30), st.sampled_from(KINDS))
def test_whatever_is_said_there_is_an_answer(text: str, kind: str) -> None:
    found = read(text, kind)
    assert 0.0 <= found.confidence <= 1.0
    if found.is_clear and kind == "digits":
        assert str(found.value).isdigit()
