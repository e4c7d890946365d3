"""Likely the same incident: the newest like it, each case once, nothing old, few statements."""

from datetime import timedelta

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.queries import incidents, practice
from gongkai.desk.engagement.rules.sameness import LATEST
from gongkai.desk.engagement.services import grouping, referring

from . import corresponding
from .corresponding import RECEIVED, fresh

OTHER = {"title": "南门市场旁搅拌站昼夜轰鸣", "words": "南门市场旁新建了搅拌站，昼夜轰鸣，粉尘漫天。"}


def test_alike_letters_come_and_others_do_not(people, at):
    first, second = corresponding.submitted(at, name="李四"), corresponding.submitted(at)
    corresponding.submitted(at, **OTHER)
    (found,) = incidents.likely(second)
    assert (found.letter, found.group, found.word) == (first, None, "很像")
    assert incidents.likely(corresponding.submitted(at, title="问问", words="请问在吗，怎么办呢，谢谢")) == []


def test_a_case_comes_once_and_its_own_not_at_all(people, at, django_assert_max_num_queries):
    lead = corresponding.accepted(people, at)
    others = [corresponding.referred(people, at, name=f"李四{number}") for number in range(3)]
    keys = [one.pk for one in others]
    row = grouping.group(lead.pk, "滨江路路灯", keys, version=lead.version, by=people["answerer"])
    alone = corresponding.submitted(at, name="王五")
    new = corresponding.submitted(at, name="赵六")
    with django_assert_max_num_queries(4):
        found = incidents.likely(new)
    assert {(one.group, one.letter.pk) for one in found} == {(row, keys[-1]), (None, alone.pk)}
    assert incidents.group_of(new) == row
    assert [one.group for one in incidents.likely(fresh(lead)) if one.group] == []


def test_what_ended_long_ago_is_not_compared(people, at):
    old = corresponding.answered(people, at)
    known = practice.sameness().days
    at(RECEIVED + timedelta(days=known))
    new = corresponding.submitted(at, RECEIVED + timedelta(days=known))
    assert [one.letter for one in incidents.likely(new)] == [old]
    at(RECEIVED + timedelta(days=known + 1))
    assert incidents.likely(new) == []


def test_keys_come_with_the_words_and_change_with_them(people, at):
    letter = corresponding.submitted(at)
    kept = set(letter.keys.values_list("key", flat=True))
    assert kept == set(incidents.keys_of(letter)) and 0 < len(kept) <= 16 and max(kept) < 2**31
    Letter.objects.filter(pk=letter.pk).update(compared=True)
    referring.rename(letter.pk, **OTHER, version=letter.version, by=people["referrer"])
    letter = fresh(letter)
    assert set(letter.keys.values_list("key", flat=True)) == set(incidents.keys_of(letter)) != kept
    assert list(incidents.uncompared()) == [letter]


def test_of_one_key_only_the_newest_are_read(people, at):
    made = [corresponding.submitted(at, name=f"李四{number}") for number in range(LATEST + 2)]
    (key,) = incidents.keys_of(made[0])[:1]
    assert incidents.near(made[0], [key]) == [[one.pk for one in reversed(made[2:])]]
