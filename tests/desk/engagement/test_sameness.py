"""What is shown as likely the same incident, and in which words."""

from datetime import date

from gongkai.desk.engagement.rules.sameness import Sameness, nearest

PRACTICE = Sameness(days=60, perhaps=0.3, very=0.8)


def test_a_likeness_has_a_word_from_where_it_is_shown():
    assert [PRACTICE.word(one) for one in (0.29, 0.3, 0.79, 0.8)] == ["", "可能", "可能", "很像"]


def test_the_likeliest_first_the_newer_among_equals_and_no_more_than_asked():
    found = [(1, 0.5), (2, 0.9), (3, 0.5), (4, 0.1)]
    assert nearest(found, PRACTICE, 2) == [(2, 0.9), (3, 0.5)]
    assert [number for number, _ in nearest(found, PRACTICE, 9)] == [2, 3, 1]


def test_days_count_back_from_today():
    assert PRACTICE.since(date(2026, 3, 2)) == date(2026, 1, 1)
