"""What waits for one person, and for nobody else."""

from datetime import date, timedelta

from gongkai.desk.disclosure.queries import todo
from gongkai.desk.disclosure.rules.complaints import Complaint
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.tables import RECONSIDERED
from gongkai.desk.disclosure.services import (
    complaining,
    disputing,
    extending,
    record_corrections,
    releasing,
)
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty
from tests.record.editorial import making

from . import asking
from .asking import FINANCE, fresh
from .test_record_corrections import CLAIM


def test_each_kind_waits_for_who_must_act(people, at):
    officer, head, street = people["case officer"], people["head"], people["street officer"]
    case = asking.received(people, at)
    waiting = asking.submitted(at)
    assert [one.pk for one in todo.unconfirmed(officer)] == [waiting.pk]
    assert [one.pk for one in todo.mine(officer)] == [case.pk] and not list(todo.mine(head))
    assert not list(todo.unconfirmed(street))
    extending.ask_extension(case.pk, days=5, words="需要核对", by=officer)
    assert [one.pk for one in todo.extensions(head)] == [case.pk]
    extending.extend(case.pk, days=5, words="需要核对", version=fresh(case).version, by=head)
    assert not list(todo.extensions(head))
    record_corrections.receive(FINANCE, CLAIM, "a token", by=APPLICANT)
    assert len(todo.corrections(officer)) == 1 and not todo.corrections(street)


def test_disputes_and_releases_follow_the_reply(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    at(date(2026, 3, 20))
    asking.replied(people, case, Outcome.GRANTED)
    releasing.release(case.pk, 7, version=fresh(case).version, by=officer)
    assert [row.manuscript for row in todo.releases(officer)] == [7]
    dispute = disputing.file(case.pk, row=RECONSIDERED, filed_on=date(2026, 3, 20), by=officer)
    assert [row.pk for row in todo.disputes(officer)] == [dispute.pk]
    on = date(2026, 3, 20)
    disputing.conclude(dispute.pk, result="corrected", on=on, redo_by=on + timedelta(days=30), by=officer)
    assert [row.pk for row in todo.disputes(officer)] == [dispute.pk]
    disputing.redo(dispute.pk, on=on, by=officer)
    assert not todo.disputes(officer)


def test_complaints_wait_for_the_organisation_above(people, at):
    at(asking.RECEIVED)
    supervisor = making.staff("supervisor", orgs.root().code, Duty.READ, Duty.SUPERVISE)
    row, _ = complaining.complain(FINANCE, Complaint("没有答复"), "a token")
    assert [one.pk for one in todo.complaints(supervisor)] == [row.pk]
    assert not list(todo.complaints(people["case officer"]))
    complaining.answer(row.pk, words="已督促", by=supervisor)
    assert not list(todo.complaints(supervisor))
