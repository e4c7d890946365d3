"""A complaint goes above whom it is about, is sealed, is told to who supervises, and is answered once."""

import pytest

from gongkai.desk.disclosure.models import Complaint
from gongkai.desk.disclosure.rules.complaints import Complaint as Content
from gongkai.desk.disclosure.rules.complaints import Kind, State
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import complaining
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.queries import root
from gongkai.ground.orgs.rules import Duty, NewOrganisation, NotAllowed, OrganisationKind, check_character
from tests.record.editorial import making

from .asking import FINANCE, RECEIVED

CONTENT = Content("答复超过期限", "周晓梅", "13800138000")


@pytest.fixture
def supervisor(people, at):
    at(RECEIVED)
    return making.staff("supervisor", root().code, Duty.READ, Duty.SUPERVISE)


def test_it_goes_to_the_superior_and_whoever_supervises_hears(supervisor):
    row, _ = complaining.complain(FINANCE, CONTENT, "a token")
    assert (row.kind, row.addressee.code) == (Kind.HANDLING, root().code)
    notice = Notice.objects.get(recipient_id=supervisor.person)
    assert row.number in notice.subject
    assert Entry.objects.get(kind="complaint.submitted").subject == row.number


def test_nothing_of_it_is_readable_in_the_database(supervisor):
    row, code = complaining.complain(FINANCE, CONTENT, "a token")
    kept = str(Complaint.objects.filter(pk=row.pk).values().get())
    kept += "".join(Entry.objects.values_list("facts", flat=True))
    kept += "".join(f"{notice.subject}{notice.words}" for notice in Notice.objects.all())
    for text in ("周晓梅", "13800138000", "答复超过期限", code):
        assert text not in kept and text.encode() not in bytes(row.sealed)


def test_the_same_form_is_one_complaint(supervisor):
    assert complaining.complain(FINANCE, CONTENT, "a token") == complaining.complain(
        FINANCE, CONTENT, "a token"
    )
    assert Complaint.objects.count() == 1


def test_a_public_enterprise_is_complained_of_to_its_department(supervisor):
    code = "42990050" + check_character("42990050")
    new = NewOrganisation(code, "江城市水务集团", OrganisationKind.PUBLIC_ENTERPRISE, FINANCE, "水务集团")
    orgs.open_organisations([new], by=making.OPERATOR)
    row, _ = complaining.complain(code, CONTENT, "a token")
    assert (row.kind, row.addressee.code) == (Kind.ENTERPRISE, FINANCE)


def test_it_is_read_and_answered_once_by_who_supervises_there(people, supervisor):
    row, _ = complaining.complain(FINANCE, CONTENT, "a token")
    for who in ("case officer", "drafter"):
        with pytest.raises(NotAllowed):
            complaining.look(row.pk, by=people[who])
    assert complaining.look(row.pk, by=supervisor)[1] == CONTENT
    assert Entry.objects.filter(kind="complaint.looked").count() == 1
    with pytest.raises(RuleBroken, match="请填写回复"):
        complaining.answer(row.pk, words=" ", by=supervisor)
    row = complaining.answer(row.pk, words="已责令三日内答复", by=supervisor)
    assert (row.state, complaining.answer_of(row)) == (State.ANSWERED, "已责令三日内答复")
    assert Entry.objects.filter(kind="complaint.answered").count() == 1
    with pytest.raises(RuleBroken, match="已经回复"):
        complaining.answer(row.pk, words="再答", by=supervisor)


def test_what_cannot_be_sent_is_said(supervisor):
    with pytest.raises(RuleBroken, match="投诉的事情"):
        complaining.complain(FINANCE, Content(), "a token")
    with pytest.raises(RuleBroken, match="不存在"):
        complaining.complain("000000000", CONTENT, "a token")
