"""Work lists by days left, in scope; duplicates and frequent applicants by their marks."""

from datetime import date

from gongkai.desk.disclosure.queries import cases
from gongkai.desk.disclosure.rules.stages import Stage
from gongkai.ground.orgs.rules import EVERYWHERE

from . import asking


def test_the_most_urgent_stands_first_and_pages_follow(people, at, django_assert_max_num_queries):
    later = asking.received(people, at, date(2026, 3, 9))
    sooner = asking.received(people, at, date(2026, 3, 2))
    waiting = asking.submitted(at, date(2026, 3, 10))
    scope = people["case officer"].scope
    with django_assert_max_num_queries(3):
        first = cases.work(scope, limit=2)
    assert [row.pk for row in first.items] == [waiting.pk, sooner.pk]
    rest = cases.work(scope, limit=2, after=first.next)
    assert [row.pk for row in rest.items] == [later.pk] and rest.next is None
    assert cases.work(people["street officer"].scope).items == []
    assert cases.one(people["street officer"].scope, sooner.pk) is None
    assert cases.counts(scope) == {Stage.RUNNING: 2, Stage.SUBMITTED: 1}
    assert cases.overdue(EVERYWHERE, date(2026, 4, 1)) == 1
    assert [row.pk for row in cases.due_between(date(2026, 3, 30), date(2026, 3, 31))] == [sooner.pk]
    assert [row.pk for row in cases.unconfirmed(date(2026, 3, 11))] == [waiting.pk]


def test_lists_of_ended_cases_run_backwards(people, at):
    ended = [asking.received(people, at) for _ in range(3)]
    for case in ended:
        asking.handling.withdraw(case.pk, by=asking.filing.APPLICANT)
    page = cases.work(EVERYWHERE, stage=Stage.ENDED, limit=2)
    assert [row.pk for row in page.items] == [ended[2].pk, ended[1].pk]
    assert [row.pk for row in cases.work(EVERYWHERE, stage=Stage.ENDED, after=page.next).items] == [
        ended[0].pk
    ]
    assert [row.pk for row in cases.work(EVERYWHERE, stage=Stage.ENDED, number=ended[0].number).items] == [
        ended[0].pk
    ]


def test_same_wishes_and_frequent_applicants_are_found(people, at):
    first = asking.received(people, at)
    second = asking.received(people, at, title="2025年滨江路改造工程的预算 批复")
    third = asking.received(people, at, name="吴建国", identity_number="1")
    assert {row.pk for row in cases.same_wish(second)} == {first.pk, third.pk}
    assert cases.by_same_person(second, date(2026, 1, 1)) == 1
    second.same_as = first
    second.save()
    assert cases.one(EVERYWHERE, first.pk).grouped == 1
    assert cases.one(EVERYWHERE, second.pk).grouped is None
