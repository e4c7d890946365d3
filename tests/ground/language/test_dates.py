"""Dates in every form the sources use, and refused where they are impossible."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.dates import SHANGHAI, read_date, read_instant, written

DAY = date(2021, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2021-03-05",
        "2021/3/5",
        "2021.03.05",
        "2021年3月5日",
        "2021年03月05",
        "２０２１年３月５日",
        "二〇二一年三月五日",
        "二○二一年三月五日",
        "20210305",
        " 2021-03-05 00:00 ",
        "2021-03-05 12:30:59",
        "2021-03-05T12:30:59.123",
        "2021-03-05T12:30:59+08:00",
        "2021-03-04T16:00:00.000Z",
        "1614873600000",
        1614873600000,
        "1614873600",
        date(2021, 3, 5),
        datetime(2021, 3, 4, 17, tzinfo=UTC),
        "[2021-03-05]",
        "（2021年3月5日）",
        "2021 年 3 月 5 日",
    ],
)
def test_a_day_is_read(value):
    assert read_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "-",
        None,
        "2021-02-30",
        "2021-13-01",
        "0000-00-00",
        "1948-12-31",
        "2101-01-01",
        "2021",
        "2021-03",
        "昨天",
        "3月5日",
        "二〇二一年十三月五日",
        "二〇二一年三月三十二日",
        "12345678901",
        "99999999",
        True,
        [],
        "2021-03/05",
        "2021-03-05 25:00",
    ],
)
def test_what_is_no_day_is_none(value):
    assert read_date(value) is None
    assert read_instant(value) is None


def test_counted_chinese_numerals():
    assert read_date("二〇二〇年十二月三十一日") == date(2020, 12, 31)
    assert read_date("一九九九年十月二十日") == date(1999, 10, 20)
    assert read_date("二〇二〇年一月廿一日") == date(2020, 1, 21)


def test_an_instant_is_in_shanghai():
    instant = read_instant("2021-11-23T03:35:00.000Z")
    assert instant == datetime(2021, 11, 23, 11, 35, tzinfo=SHANGHAI)
    assert instant.utcoffset().total_seconds() == 8 * 3600


@given(st.dates(date(1949, 10, 1), date(2099, 12, 31)))
def test_every_form_of_every_day(day):
    milliseconds = int(datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI).timestamp() * 1000)
    forms = [f"{day}", f"{day:%Y.%m.%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"]
    assert {read_date(form) for form in forms} == {day}
    if abs(milliseconds) >= 10**11:
        assert read_date(milliseconds) == day


@given(st.text() | st.integers() | st.floats() | st.none())
def test_any_value_can_be_offered(value):
    read_date(value)


def test_a_day_as_documents_write_it_is_read_again():
    assert written(DAY) == "2021年3月5日"
    assert read_date(written(DAY)) == DAY
