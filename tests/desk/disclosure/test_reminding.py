"""Officer, duty officer and head hear of each last day once; the supervisors of what nobody confirmed."""

from datetime import date

import pytest

from gongkai.desk.disclosure.models import Reminder
from gongkai.desk.disclosure.services import extending, handling, reminding
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty
from tests.record.editorial import making

from . import asking
from .asking import FINANCE, fresh

DUE = date(2026, 3, 30)


@pytest.fixture
def watched(people):
    people["duty officer"] = making.staff("duty-officer", FINANCE, Duty.READ, Duty.OFFICER)
    people["supervisor"] = making.staff("supervisor", orgs.root().code, Duty.READ, Duty.SUPERVISE)
    return people


def told(who):
    return list(
        Notice.objects.filter(recipient_id=who.person).order_by("pk").values_list("subject", flat=True)
    )


def test_each_level_is_told_once_to_each(watched, at):
    case = asking.received(watched, at)
    assert case.due_on == DUE
    for today, level in ((23, "5 个工作日"), (26, "2 个工作日"), (30, "今天到期"), (31, "已超过答复期限")):
        day = date(2026, 3, today)
        at(day)
        assert reminding.remind(day, by=making.OPERATOR) == 1
        assert reminding.remind(day, by=making.OPERATOR) == 0
        for who in ("case officer", "duty officer", "head"):
            assert level in told(watched[who])[-1]
    assert [len(told(watched[who])) for who in ("case officer", "head", "first")] == [4, 4, 0]
    assert Entry.objects.filter(kind="disclosure.reminded", subject=case.number).count() == 4
    assert not [text for text in told(watched["head"]) if "批复" in text or "周" in text]


def test_a_moved_day_is_told_anew(watched, at):
    case = asking.received(watched, at)
    at(date(2026, 3, 24))
    assert reminding.remind(date(2026, 3, 24), by=making.OPERATOR) == 1
    extending.extend(case.pk, days=2, words="需要核对", version=fresh(case).version, by=watched["head"])
    at(date(2026, 3, 27))
    assert reminding.remind(date(2026, 3, 27), by=making.OPERATOR) == 1
    assert Reminder.objects.filter(level="five").count() == 2


def test_a_lapsed_correction_is_told(watched, at):
    case = asking.received(watched, at)
    handling.ask_correction(
        case.pk, words="请写明年份", days=5, version=fresh(case).version, by=watched["case officer"]
    )
    at(date(2026, 3, 11))
    assert reminding.remind(date(2026, 3, 11), by=making.OPERATOR) == 1
    assert "等待补正" in told(watched["case officer"])[-1]


def test_what_nobody_confirmed_by_the_end_of_its_day_alerts_the_supervising_body(watched, at):
    asking.submitted(at, date(2026, 3, 6))
    weekend = asking.submitted(at, date(2026, 3, 7))
    assert reminding.remind(date(2026, 3, 6), by=making.OPERATOR) == 0
    assert reminding.remind(date(2026, 3, 7), by=making.OPERATOR) == 1
    (alert,) = Notice.objects.filter(recipient_id=watched["supervisor"].person)
    assert alert.alert and "没有确认" in alert.subject and weekend.number not in alert.words
    assert told(watched["case officer"]) and not told(watched["head"])
    assert reminding.remind(date(2026, 3, 9), by=making.OPERATOR) == 0
    assert reminding.remind(date(2026, 3, 10), by=making.OPERATOR) == 1


def test_many_are_one_notice_that_names_the_first_twenty(watched, at, django_assert_max_num_queries):
    for _ in range(25):
        asking.received(watched, at)
    at(date(2026, 3, 30))
    with django_assert_max_num_queries(60):
        assert reminding.remind(date(2026, 3, 30), by=making.OPERATOR) == 25
    (notice,) = Notice.objects.filter(recipient_id=watched["head"].person)
    assert notice.subject.startswith("25 件") and "等 25 件" in notice.words and len(notice.words) < 1000
