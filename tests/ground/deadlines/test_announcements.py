"""Files about one year's days off: read, or refused with what to correct."""

import tomllib
from datetime import date

import pytest

from gongkai.ground.deadlines.rules.announcements import BadNotice, read_notice, statutory_days

GOOD = """
year = 2031
published_on = 2030-11-04
notice = "国办发明电〔2030〕7号"
holidays = [2031-01-01, "2031-01-22..2031-01-29", "2031-05-01..2031-05-05", "2031-10-01..2031-10-08"]
make_up_days = ["2031-01-19", 2031-02-08]
"""


def read(text):
    return read_notice(tomllib.loads(text), "2031.toml")


def test_dates_and_ranges_are_read():
    notice = read(GOOD)
    assert (notice.year, notice.published_on, notice.notice) == (
        2031,
        date(2030, 11, 4),
        "国办发明电〔2030〕7号",
    )
    assert date(2031, 1, 25) in notice.holidays
    assert len(notice.holidays) == 1 + 8 + 5 + 8
    assert notice.make_up_days == {date(2031, 1, 19), date(2031, 2, 8)}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("year = 2031\n", "", "缺少 year"),
        ("year = 2031", "year = '2031'", "year 应为"),
        ("year = 2031", "year = 2031\nholiday = 1", "不认识 holiday"),
        ('notice = "国办发明电〔2030〕7号"', 'notice = ""', "notice 应写明"),
        ("published_on = 2030-11-04", 'published_on = "去年"', "不是日期"),
        ('"2031-10-01..2031-10-08"', '"2031-10-04..2031-10-08"', "缺少法定节日 2031-10-01"),
        ('"2031-10-01..2031-10-08"', '"2031-10-08..2031-10-01"', "起止颠倒"),
        ("2031-02-08]", "2030-02-09]", "不在 2031 年"),
        ("2031-02-08]", "2031-02-10]", "不是周六、周日"),
        ("2031-02-08]", "2031-01-25]", "既放假又调休"),
        ("2031-02-08]", '"2031-02-30"]', "不是日期"),
        ('make_up_days = ["2031-01-19", 2031-02-08]', 'make_up_days = "无"', "应为日期列表"),
    ],
)
def test_what_is_wrong_is_said(old, new, says):
    assert old in GOOD
    with pytest.raises(BadNotice, match=says) as caught:
        read(GOOD.replace(old, new))
    assert "2031.toml" in str(caught.value)


def test_days_certain_before_the_announcement():
    """全国年节及纪念日放假办法 art. 2: thirteen days."""
    lunar = {"spring": date(2027, 2, 6), "qingming": date(2027, 4, 5), "dragon_boat": date(2027, 6, 9),
             "mid_autumn": date(2027, 9, 15)}  # fmt: skip
    days = statutory_days(2027, lunar)
    assert len(days) == 13
    assert {date(2027, 2, 5), date(2027, 2, 8), date(2027, 5, 2), date(2027, 10, 3)} <= days
    assert len(statutory_days(2080, {})) == 6
