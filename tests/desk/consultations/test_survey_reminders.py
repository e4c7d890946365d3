"""Who must act hears before the month is over, the supervisor when it is."""

from datetime import date

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.services import survey_reminders
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.queries import root
from gongkai.ground.orgs.rules import EVERYWHERE, Duty, Scope
from tests.record.editorial import making

from .asking import CLOCK, closed


def test_five_days_before_and_a_day_after(askers, at):
    supervisor = making.staff("supervisor", root().code, Duty.READ, Duty.SUPERVISE)
    made = closed(askers, at)
    Notice.objects.all().delete()
    assert survey_reminders.remind(date(2026, 4, 22), by=CLOCK) == 0
    assert survey_reminders.remind(date(2026, 4, 23), by=CLOCK) == 1
    assert "须在 2026-04-30 以前公布" in Notice.objects.get(recipient_id=askers["drafter"].person).subject
    assert not queries.overdue(EVERYWHERE, date(2026, 4, 30))
    assert survey_reminders.remind(date(2026, 5, 1), by=CLOCK) == 2
    assert "已逾期 1 天" in Notice.objects.get(recipient_id=supervisor.person).subject
    assert queries.overdue(EVERYWHERE, date(2026, 5, 1)) == [made]
    assert not queries.overdue(Scope(()), date(2026, 5, 1))
