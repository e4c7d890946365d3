"""Disputes are registered with their result, and table four counts them."""

from datetime import date

import pytest

from gongkai.desk.disclosure.queries.statistics import table_four_of
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.rules.tables import RECONSIDERED, SUED_AFTERWARDS, SUED_AT_ONCE, Cell
from gongkai.desk.disclosure.services import disputing
from gongkai.ground.notices.models import Notice

from . import asking


@pytest.fixture
def case(people, at):
    case = asking.replied(people, asking.received(people, at), Outcome.NOT_HELD)
    at(date(2026, 4, 20))
    return case


def test_a_reconsideration_tells_whoever_must_answer_in_five_days(people, case):
    row = disputing.file(case.pk, row=RECONSIDERED, filed_on=date(2026, 4, 13), by=people["case officer"])
    assert str(row.answer_by) == "2026-04-20"
    told = set(Notice.objects.values_list("recipient_id", flat=True))
    assert told == {people["case officer"].person, people["head"].person}


def test_what_was_corrected_is_redone_and_the_outcome_stays(people, at, case):
    officer = people["case officer"]
    row = disputing.file(case.pk, row=RECONSIDERED, filed_on=date(2026, 4, 13), by=officer)
    row = disputing.conclude(
        row.pk, result="corrected", on=date(2026, 4, 20), redo_by=date(2026, 5, 20), by=officer
    )
    at(date(2026, 5, 12))
    assert disputing.redo(row.pk, on=date(2026, 5, 12), by=officer).redone_on == date(2026, 5, 12)
    case.refresh_from_db()
    assert case.outcome == Outcome.NOT_HELD
    assert table_four_of([case.organisation_id], 2026)[Cell(4, RECONSIDERED, "corrected")] == 1
    with pytest.raises(RuleBroken, match="重新答复"):
        disputing.redo(row.pk, on=date(2026, 5, 12), by=officer)


def test_steps_out_of_order_are_refused(people, case):
    officer = people["case officer"]
    for given, says in (
        ({"row": SUED_AFTERWARDS, "filed_on": date(2026, 4, 13)}, "已审结的行政复议"),
        ({"row": "x", "filed_on": date(2026, 4, 13)}, "请选择"),
        ({"row": SUED_AT_ONCE, "filed_on": date(2026, 3, 1)}, "早于申请"),
        ({"row": SUED_AT_ONCE, "filed_on": date(2026, 4, 21)}, "在将来"),
    ):
        with pytest.raises(RuleBroken, match=says):
            disputing.file(case.pk, by=officer, **given)
    row = disputing.file(case.pk, row=SUED_AT_ONCE, filed_on=date(2026, 4, 13), by=officer)
    with pytest.raises(RuleBroken, match="尚未审结"):
        disputing.file(case.pk, row=SUED_AT_ONCE, filed_on=date(2026, 4, 14), by=officer)
    for given, says in (
        ({"result": "pending", "on": date(2026, 4, 20)}, "请选择结果"),
        ({"result": "upheld", "on": date(2026, 4, 1)}, "早于受理日"),
        ({"result": "upheld", "on": date(2026, 4, 20), "redo_by": date(2026, 5, 1)}, "结果纠正"),
    ):
        with pytest.raises(RuleBroken, match=says):
            disputing.conclude(row.pk, by=officer, **given)
    disputing.conclude(row.pk, result="upheld", on=date(2026, 4, 20), by=officer)
    with pytest.raises(RuleBroken, match="已经登记结果"):
        disputing.conclude(row.pk, result="upheld", on=date(2026, 4, 20), by=officer)
