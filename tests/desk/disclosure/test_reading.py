"""Only the duty opens what is sealed, each look is recorded, and the applicant needs nothing but the code."""

import pytest

from gongkai.desk.disclosure.models import CaseFile
from gongkai.desk.disclosure.queries import todo
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, RuleBroken
from gongkai.desk.disclosure.services import filing, reading, replying
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty, NotAllowed
from tests.record.editorial import making

from . import asking
from .asking import APPLICATION, FINANCE, RECEIVED


def test_every_look_is_recorded_with_who_looked(people, at):
    case = asking.submitted(at)
    _, application = reading.look(case.pk, by=people["case officer"])
    assert application == APPLICATION
    entry = Entry.objects.get(kind="disclosure.looked")
    assert (entry.subject, entry.person) == (case.number, people["case officer"].person)
    for who in ("drafter", "street officer", "head"):
        with pytest.raises(NotAllowed):
            reading.look(case.pk, by=people[who])


def test_a_superior_sees_the_case_and_not_the_applicant(people, at):
    case = asking.submitted(at)
    above = making.staff("city-officer", orgs.root().code, Duty.READ, Duty.DISCLOSE)
    with pytest.raises(NotAllowed, match="不向上级打开"):
        reading.look(case.pk, by=above)
    assert not todo.unconfirmed(above) and len(todo.unconfirmed(people["case officer"])) == 1


def test_files_are_sealed_and_opened_like_the_words(people, at):
    case = asking.submitted(at)
    officer = people["case officer"]
    replying.attach(case.pk, [asking.SEARCHED], Purpose.SEARCH, version=case.version, by=officer)
    row = CaseFile.objects.get(case=case)
    assert "检索".encode() not in bytes(row.sealed_name)
    _, name, content = reading.fetch(case.pk, row.pk, by=officer)
    assert (name, content) == (asking.SEARCHED.name, asking.SEARCHED.data)
    with pytest.raises(RuleBroken, match="没有这份材料"):
        reading.fetch(case.pk, row.pk + 1, by=officer)
    with pytest.raises(NotAllowed):
        reading.fetch(case.pk, row.pk, by=people["drafter"])


def test_an_applicant_sees_the_own_case_by_number_and_code(people, at):
    at(RECEIVED)
    case, code = filing.submit(FINANCE, APPLICATION, "a token")
    assert reading.visit(case.number, code) == (case, APPLICATION)
    assert reading.visit(case.number, "wrong") is None
    new = reading.reissue(case.pk, "another token", by=people["case officer"])
    assert reading.visit(case.number, code) is None
    assert reading.visit(case.number, new)[0] == case


def test_a_reviewer_looks_while_the_reply_waits_for_that_very_person(people, at):
    case = asking.received(people, at)
    officer = people["case officer"]
    replying.draft(case.pk, asking.letter(Outcome.SECRET), version=case.version, by=officer)
    with pytest.raises(NotAllowed, match="没有送到您这里"):
        reading.look(case.pk, duty=Duty.REVIEW, by=people["first"])
    replying.submit(case.pk, version=asking.fresh(case).version, by=officer)
    _, application = reading.look(case.pk, duty=Duty.REVIEW, by=people["first"])
    assert application == APPLICATION
    with pytest.raises(NotAllowed, match="没有送到您这里"):
        reading.look(case.pk, duty=Duty.FINAL, by=people["final"])  # its turn has not come
    asking.passed(people, case)
    for who, duty in (("first", Duty.REVIEW), ("final", Duty.FINAL)):
        with pytest.raises(NotAllowed):
            reading.look(case.pk, duty=duty, by=people[who])
