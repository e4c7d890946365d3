"""A notice of holidays moves the days of open cases, and tells whom it concerns."""

from datetime import date

from gongkai.desk.disclosure.services import recomputing
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from tests.record.editorial.making import OPERATOR

from . import asking
from .asking import fresh


def test_a_new_notice_moves_days_and_tells_the_officer(people, at, monkeypatch):
    late = date(2026, 12, 10)
    case = asking.received(people, at, late)
    ended = asking.received(people, at, late)
    asking.handling.withdraw(ended.pk, by=asking.filing.APPLICANT)
    assert case.provisional
    assert recomputing.recompute(by=OPERATOR) == 0
    calendar = deadlines.calendar()
    changed = type(calendar)(
        calendar.holidays | {date(2027, 1, 4), date(2027, 1, 5)}, calendar.make_up, date(2027, 12, 31)
    )
    monkeypatch.setattr(deadlines, "calendar", lambda: changed)
    assert recomputing.recompute(by=OPERATOR) == 1
    after = fresh(case)
    assert after.due_on > case.due_on and not after.provisional
    assert Entry.objects.filter(kind="disclosure.recomputed", subject=case.number).count() == 1
    assert Notice.objects.filter(recipient_id=people["case officer"].person).count() == 1
    assert recomputing.recompute(by=OPERATOR) == 0
