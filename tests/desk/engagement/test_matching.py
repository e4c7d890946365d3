"""The clock compares new letters and keeps the case that they likely belong to, beside what people decide."""

import json

import pytest

from gongkai.desk.engagement.models import Letter, LetterGroup, LetterKey
from gongkai.desk.engagement.queries import groups, practice
from gongkai.desk.engagement.services import archiving, grouping, matching, suggesting
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import Duty, NotAllowed, system
from tests.record.editorial import making

from . import corresponding
from .corresponding import FINANCE, entries, fresh

CLOCK = system("clock")
OTHER = {"title": "南门市场旁搅拌站昼夜轰鸣", "words": "南门市场旁新建了搅拌站，昼夜轰鸣，粉尘漫天。"}


def incident(people, at, size: int = 2):
    lead = corresponding.accepted(people, at)
    keys = [corresponding.referred(people, at, name=f"李四{number}").pk for number in range(size - 1)]
    return grouping.group(lead.pk, "滨江路路灯", keys, version=lead.version, by=people["answerer"])


def test_a_new_letter_gets_its_likely_case_once_and_it_is_recorded(people, at):
    row = incident(people, at)
    alike, other = corresponding.submitted(at), corresponding.submitted(at, **OTHER)
    assert suggesting.suggest_groups(by=CLOCK) == 1
    kept = fresh(alike)
    assert (kept.suggested_group, kept.group, kept.version) == (row, None, alike.version + 1)
    assert entries(alike)[-1] == "letter.group_suggested"
    assert json.loads(Entry.objects.filter(subject=alike.number).latest("pk").facts)["group"] == row.pk
    assert (fresh(other).suggested_group, fresh(other).version) == (None, other.version)
    assert suggesting.suggest_groups(by=CLOCK) == 0 and not Letter.objects.filter(compared=False).exists()


def test_letters_that_came_before_the_case_are_compared_again(people, at):
    early = corresponding.submitted(at)
    assert suggesting.suggest_groups(by=CLOCK) == 0
    row = incident(people, at)
    assert suggesting.suggest_groups(by=CLOCK) == 1 and fresh(early).suggested_group == row


def test_what_a_person_decided_stands_and_the_suggestion_beside_it(people, at):
    row = incident(people, at)
    letter = corresponding.referred(people, at)
    suggesting.suggest_groups(by=CLOCK)
    grouping.add(row.pk, [letter.pk], version=row.version, by=people["answerer"])
    Letter.objects.update(compared=False)
    assert suggesting.suggest_groups(by=CLOCK) == 0
    assert (fresh(letter).group, fresh(letter).suggested_group) == (row, row)


def test_letters_from_before_get_their_keys(people, at):
    letter = corresponding.submitted(at)
    known = set(letter.keys.values_list("key", flat=True))
    LetterKey.objects.all().delete()
    suggesting.suggest_groups(by=CLOCK)
    assert set(letter.keys.values_list("key", flat=True)) == known


def test_with_suggested_letters_it_is_raised_as_suspected_and_surely_later(people, at):
    officer = making.staff("officer", FINANCE, Duty.OFFICER)
    most = practice.growth().letters
    row = incident(people, at, size=most - 1)
    more = corresponding.referred(people, at)
    suggesting.suggest_groups(by=CLOCK)
    row = LetterGroup.objects.get()
    assert row.suspected_at and row.raised_at is None and len(groups.suspected(row)) == 1
    told = Notice.objects.get(recipient=officer.person, alert=True)
    assert "疑似" in told.subject and f"已归入 {most - 1} 件，另有 1 件程序认为疑似" in told.words
    entry = Entry.objects.get(kind="letter_group.suspected", subject=f"letter_group/{row.pk}")
    facts = json.loads(entry.facts)
    assert (facts["letters"], facts["suspected"]) == (most - 1, 1)
    assert grouping.raise_fast(by=CLOCK) == 0
    grouping.add(row.pk, [more.pk], version=row.version, by=people["answerer"])
    assert LetterGroup.objects.get().raised_at
    assert Notice.objects.filter(recipient=officer.person, alert=True).count() == 2


def test_keys_go_with_the_words(people, at):
    letter = corresponding.answered(people, at)
    archiving.archive(letter.pk, version=fresh(letter).version, by=people["referrer"])
    by = people["second referrer"]
    archiving.destroy(letter.pk, reason="保管期满", version=fresh(letter).version, by=by)
    assert not letter.keys.exists()
    assert matching.match(letter.pk, by=CLOCK) is None and not letter.keys.exists()


def test_nobody_without_the_duty_suggests(people, at):
    with pytest.raises(NotAllowed):
        matching.match(corresponding.submitted(at).pk, by=people["builder"])
