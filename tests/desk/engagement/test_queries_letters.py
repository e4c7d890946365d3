"""Lists of letters: the scope's own, the most urgent first, in few statements."""

from datetime import date

import pytest
from django.db import connection

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.queries import letters
from gongkai.desk.engagement.rules.kinds import Kind, Stage
from gongkai.desk.engagement.services import handling, referring, replying
from gongkai.ground.orgs.rules import EVERYWHERE

from . import corresponding
from .corresponding import BUILDING, FINANCE, fresh


def test_the_most_urgent_first_page_by_page_within_the_scope(people, at, django_assert_max_num_queries):
    made = [corresponding.referred(people, at, on=date(2026, 3, day)) for day in (4, 2, 3)]
    made.append(corresponding.referred(people, at, to=BUILDING))
    scope = people["answerer"].scope
    with django_assert_max_num_queries(4):
        page = letters.handled(scope, limit=2)
    assert [one.pk for one in page.items] == [made[1].pk, made[2].pk]
    rest = letters.handled(scope, after=page.next)
    assert ([one.pk for one in rest.items], rest.next) == ([made[0].pk], None)
    assert len(letters.handled(people["referrer"].scope).items) == 4
    assert letters.handled(scope, number=made[0].number).items == [made[0]]
    assert letters.handled(scope, kind=Kind.ENQUIRY).items == []
    with pytest.raises(ValueError):
        letters.handled(scope, after="nonsense")


def test_ended_ones_by_number_and_counts(people, at):
    first, second = corresponding.answered(people, at), corresponding.answered(people, at)
    corresponding.referred(people, at)
    page = letters.handled(EVERYWHERE, stage=Stage.ANSWERED, limit=1)
    assert (page.items, page.next) == ([second], str(second.pk))
    assert letters.handled(EVERYWHERE, stage=Stage.ANSWERED, after=page.next).items == [first]
    overview = letters.overview(people["answerer"].scope, date(2026, 3, 12))
    assert (overview.stages, overview.overdue) == ({Stage.ANSWERED: 2, Stage.REFERRED: 1}, 1)
    late = letters.handled(people["answerer"].scope, late_on=date(2026, 3, 12)).items
    assert [letter.stage for letter in late] == [Stage.REFERRED]
    assert letters.handled(people["answerer"].scope, late_on=corresponding.RECEIVED).items == []
    assert list(letters.publishable(people["answerer"].scope)) == [second, first]


def test_one_for_who_holds_referred_or_shares_it(people, at, django_assert_max_num_queries):
    letter = corresponding.submitted(at)
    referring.refer(
        letter.pk, FINANCE, category="市政", joint=[BUILDING], version=letter.version, by=people["referrer"]
    )
    with django_assert_max_num_queries(6):
        found = letters.one(people["answerer"].scope, letter.pk)
        assert [event.step for event in found.events.all()] == ["received", "referred"]
        assert len(found.handlings.all()) == 2
    assert letters.one(people["builder"].scope, letter.pk)
    other = corresponding.referred(people, at)
    assert letters.one(people["builder"].scope, other.pk) is None


def test_what_waits_for_whom(people, at):
    letter = corresponding.submitted(at)
    assert letters.to_refer(people["referrer"]) == [letter]
    referring.refer(
        letter.pk, FINANCE, category="市政", joint=[BUILDING], version=letter.version, by=people["referrer"]
    )
    assert letters.to_accept(people["answerer"]) == [letter]
    assert letters.to_join(people["builder"]) == [letter]
    assert letters.to_accept(people["builder"]) == []
    handling.accept(letter.pk, version=fresh(letter).version, by=people["answerer"])
    assert letters.mine(people["answerer"]) == [letter]
    other = corresponding.referred(people, at)
    assert letters.by_same_person(fresh(other)) == [letter]


def test_the_work_list_is_read_from_its_index(people, at):
    """100,000 letters are walked by their last day, not sorted."""
    if connection.vendor != "sqlite":
        pytest.skip("the plan is read on the embedded database")
    rows = Letter.objects.filter(ended_on=None, organisation=1).order_by("until", "id")
    plan = rows.explain()
    assert "letter_work" in plan and "TEMP B-TREE" not in plan


def test_how_many_wait_for_whom_and_what_a_list_needs(people, at, django_assert_num_queries):
    letter = corresponding.accepted(people, at)
    waiting = corresponding.referred(people, at)
    with django_assert_num_queries(1):
        assert letters.waiting(people["answerer"]) == {"accept": 1, "mine": 1, "join": 0}
    corresponding.submitted(at)
    assert letters.waiting(people["referrer"]) == {"refer": 1}
    assert letters.waiting(people["supervisor"]) == {}
    assert letters.by_numbers(people["answerer"].scope, [letter.number, "none", "a\0"]) == {
        letter.number: letter.pk
    }
    assert letters.by_numbers(people["builder"].scope, [letter.number]) == {}
    assert letters.reply_states([letter, waiting]) == {}
    replying.draft(letter.pk, corresponding.ANSWER, version=letter.version, by=people["answerer"])
    assert letters.reply_states([letter, waiting]) == {letter.pk: "drafting"}
    assert letters.brief(letter.pk) == letter and letters.brief(0) is None
