"""Every day of a period with why it does not count, up to the last day that the row shows."""

from datetime import date

from gongkai.desk.disclosure.queries import derivations
from gongkai.desk.disclosure.services import handling
from gongkai.ground.deadlines.rules.consultations import Opinion
from gongkai.ground.deadlines.rules.events import Party

from . import asking
from .asking import fresh


def test_the_days_end_on_the_last_day_and_say_what_does_not_count(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    at(date(2026, 3, 5))
    given = {"party": Party.THIRD_PARTY, "reference": "函1", "words": "征求意见"}
    handling.consult(case.pk, **given, version=fresh(case).version, by=officer)
    at(date(2026, 3, 20))
    handling.answered(
        case.pk, reference="函1", words="不同意", agrees=False, version=fresh(case).version, by=officer
    )
    case = fresh(case)
    found = derivations.days(derivations.clock_of(case))
    assert (found[-1].on, found[-1].counted) == (case.due_on, 20) and case.due_on == date(2026, 4, 15)
    assert sum(day.why == "征求意见" for day in found) == 11
    assert found[0].on == date(2026, 3, 3)
    [(one, opinion, last)] = derivations.opinions(derivations.clock_of(case), date(2026, 3, 21))
    assert (one.reference, opinion, last) == ("函1", Opinion.OBJECTED, date(2026, 3, 26))


def test_nothing_runs_before_it_is_confirmed_or_while_a_correction_is_awaited(people, at):
    assert derivations.clock_of(asking.submitted(at)) is None
    case = asking.received(people, at)
    handling.ask_correction(
        case.pk, words="请写明", days=5, version=fresh(case).version, by=people["case officer"]
    )
    assert derivations.days(derivations.clock_of(fresh(case))) == []


def test_days_left_are_working_days_and_below_zero_when_late():
    friday = date(2026, 3, 27)
    assert derivations.left(date(2026, 3, 30), friday) == 1
    assert derivations.left(friday, friday) == 0
    assert derivations.left(friday, date(2026, 3, 31)) == -2
