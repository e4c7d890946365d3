"""What is handed in, and that a large text is read in time."""

import time

from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Numbers, Subject
from gongkai.record.editorial.rules.checks.vocabulary import standard

from .subjects import checks, stated


def test_an_empty_subject_has_no_findings():
    assert checks("news", "") == []


def test_each_finding_once():
    assert checks("news", "电话13812345678和13812345678") == ["personal_data.mobile"]


def test_twenty_thousand_characters_in_a_moment():
    """The target is 300 ms; ten times as much fails even a busy machine."""
    line = (
        "各区人民政府要按照江政发〔2020〕1号文件，在2026年3月5日前完成12栋楼的改造，咨询电话027-82345678。\n"
    )
    text = line * (20_000 // len(line))
    subject = Subject(
        "interpretation", text, stated(), against=text, vocabulary=standard(), numbers=Numbers()
    )
    began = time.perf_counter()
    examine(subject)
    assert time.perf_counter() - began < 3
