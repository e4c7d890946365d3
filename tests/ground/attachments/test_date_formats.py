"""Days and times in a sheet's formats."""

from datetime import date, datetime, timedelta

import pytest

from gongkai.ground.attachments.rules.conversion.date_formats import dated

MOMENT = datetime(2026, 11, 5, 0, 7, 9, 250_000)


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("yyyy/m/d", "2026/11/5"),
        ("yy-mm-dd", "26-11-05"),
        ("d-mmm-yy", "5-Nov-26"),
        ("mmmm d, yyyy", "November 5, 2026"),
        ("ddd", "Thu"),
        ("dddd", "Thursday"),
        ("aaa", "四"),
        ("mm:ss.00", "07:09.25"),
        ("h:mm AM/PM", "12:07 AM"),
        ('m"月"d"日" h"时"', "11月5日 0时"),
    ],
)
def test_parts(section, text):
    assert dated(MOMENT, section) == text


def test_time_that_counts_on():
    assert dated(timedelta(days=2, minutes=3), "[h]:mm") == "48:03"
    assert dated(timedelta(minutes=90), "[mm]") == "90"
    assert dated(date(2026, 1, 2), "yyyy.mm.dd") == "2026.01.02"
