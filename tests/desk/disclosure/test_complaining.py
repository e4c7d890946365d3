"""A complaint goes above whom it is about, is sealed, is told to who supervises, is answered once, and is
destroyed by another hand."""

import pytest

from gongkai.desk.disclosure.models import Complaint
from gongkai.desk.disclosure.queries import complaints
from gongkai.desk.disclosure.rules.complaints import Complaint as Content
from gongkai.desk.disclosure.rules.complaints import Kind, State
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import archiving, complaining
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.queries import root
from gongkai.ground.orgs.rules import Duty, NewOrganisation, NotAllowed, OrganisationKind, check_character
from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.services import Destroyed
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


def test_it_is_destroyed_by_the_head_once_answered(people, supervisor, django_capture_on_commit_callbacks):
    head = making.staff("city-head", root().code, Duty.READ, Duty.CONSENT)
    row, code = complaining.complain(FINANCE, CONTENT, "a token")
    with pytest.raises(RuleBroken, match="回复以后"):
        complaining.destroy(row.pk, by=head)
    answered = complaining.answer(row.pk, words="已责令三日内答复", by=supervisor)
    for who in (supervisor, people["head"]):  # without the duty, and the head of whom it is about
        with pytest.raises(NotAllowed):
            complaining.destroy(row.pk, by=who)
    with django_capture_on_commit_callbacks(execute=True):
        gone = complaining.destroy(row.pk, by=head)
    assert sealing.destroyed(gone.sealing) and archiving.finish() == 0
    with pytest.raises(Destroyed):
        sealing.unseal(gone.sealing, answered.sealed, f"complaint/{gone.sealing}")
    with pytest.raises(ValueError, match="销毁"):
        complaining.look(row.pk, by=supervisor)
    kept = Complaint.objects.get(pk=row.pk)
    assert (kept.number, kept.state, bytes(kept.sealed)) == (row.number, State.DESTROYED, b"")
    assert complaining.answer_of(kept) == "" and complaints.found(row.number, code) is None
    assert Entry.objects.get(kind="complaint.destroyed").subject == row.number
    assert Entry.objects.filter(kind="complaint.looked").count() == 0
    with pytest.raises(RuleBroken, match="已经销毁"):
        complaining.destroy(row.pk, by=head)


def test_who_answered_does_not_appraise_and_an_interrupted_destruction_is_finished(supervisor):
    both = making.staff("both", root().code, Duty.SUPERVISE, Duty.CONSENT)
    row, _ = complaining.complain(FINANCE, CONTENT, "a token")
    complaining.answer(row.pk, words="已督促", by=both)
    with pytest.raises(RuleBroken, match="不同的人"):
        complaining.destroy(row.pk, by=both)
    head = making.staff("city-head", root().code, Duty.CONSENT)
    complaining.destroy(row.pk, by=head)  # the transaction of the test never commits
    second, _ = complaining.complain(FINANCE, CONTENT, "another token")
    complaining.answer(second.pk, words="已督促", by=supervisor)
    complaining.destroy(second.pk, by=head)  # two without a code stand beside one another
    assert archiving.finish() == 2 and sealing.destroyed(row.sealing)
