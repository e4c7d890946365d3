"""Complaints: made by anybody, read and answered by whoever supervises, destroyed after appraisal.

A complaint goes above the organ that it is about (条例 arts. 47, 51, 55): to its superior, the city's own to
itself. The query code follows from the form's token as with requests, so that one form is one complaint.
"""

from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import alert, notify_duty
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, OrganisationKind
from gongkai.ground.sealing import services as sealing

from ..models import Complaint
from ..queries.codes import code_of, digest_of
from ..rules import complaints as rules
from ..rules.complaints import Kind, State
from ..rules.stages import RuleBroken
from .cases import APPLICANT
from .filing import ASKED, Incomplete

MAX_ANSWER = 5_000  # characters


def complain(
    organisation: str, content: rules.Complaint, token: str, *, case: int | None = None
) -> tuple[Complaint, str]:
    """The complaint and its query code; the same token again gives the same one. Raises RuleBroken."""
    code = code_of(token)
    if known := Complaint.objects.filter(code=digest_of(code)).first():
        return known, code
    if found := rules.problems(content):
        raise Incomplete(found)
    try:
        return _new(organisation, content, code, case), code
    except IntegrityError:  # the same form, sent twice at once
        return Complaint.objects.get(code=digest_of(code)), code


@transaction.atomic
def _new(organisation: str, content: rules.Complaint, code: str, case: int | None) -> Complaint:
    about = orgs.by_code(organisation)
    if about is None or about.closed_on:
        raise RuleBroken("这个机构不存在或者已经撤销，请重新选择")
    kind = Kind.HANDLING if OrganisationKind(about.kind) in ASKED else Kind.ENTERPRISE
    key = sealing.new_key()
    row = Complaint(kind=kind, organisation=about, addressee=about.parent or about, case_id=case)
    row.submitted_at, row.sealing, row.code = timezone.now(), key, digest_of(code)
    row.sealed = sealing.seal(key, content.pack(), f"complaint/{key}")
    row.save(force_insert=True)
    _noted("complaint.submitted", row, by=APPLICANT, category=str(kind))
    told = Words(f"收到投诉 {row.number}，请处理", "", f"/console/complaints/{row.pk}/")
    if not notify_duty(row.addressee.code, Duty.SUPERVISE, told, by=APPLICANT):
        alert(row.addressee.code, told, by=APPLICANT)
    return row


@transaction.atomic
def look(key: int, *, by: Actor) -> tuple[Complaint, rules.Complaint]:
    """A complaint opened, for whoever supervises where it goes; the look is recorded."""
    row = _held(key, by)
    content = rules.unpack(sealing.unseal(row.sealing, row.sealed, f"complaint/{row.sealing}"))
    _noted("complaint.looked", row, by=by)
    return row, content


@transaction.atomic
def answer(key: int, *, words: str, by: Actor) -> Complaint:
    """Answer a complaint, once; the complainant reads it by number and code."""
    row = _held(key, by)
    if row.state != State.WAITING:
        raise RuleBroken("这件投诉已经回复")
    words = words.strip()
    if not 0 < len(words) <= MAX_ANSWER:
        raise RuleBroken(f"请填写回复，最多 {MAX_ANSWER:,} 字")
    row.answer = sealing.seal(row.sealing, words.encode(), f"complaint/{row.sealing}/answer")
    row.state, row.answered_at, row.officer_id = State.ANSWERED, timezone.now(), by.person or None
    row.save(update_fields=["answer", "state", "answered_at", "officer"])
    _noted("complaint.answered", row, by=by)
    return row


@transaction.atomic
def destroy(key: int, *, by: Actor) -> Complaint:
    """After appraisal by the head of the office: the key goes, and every word with it."""
    row = _held(key, by, Duty.CONSENT)
    if row.state != State.ANSWERED:
        raise RuleBroken("这件投诉的内容已经销毁" if row.state == State.DESTROYED else "回复以后才能鉴定销毁")
    if by.person and by.person == row.officer_id:
        raise RuleBroken("回复和鉴定销毁须由不同的人办理")
    row.state, row.sealed, row.answer, row.code = State.DESTROYED, b"", None, None
    row.save(update_fields=["state", "sealed", "answer", "code"])
    _noted("complaint.destroyed", row, by=by)
    transaction.on_commit(partial(sealing.destroy, row.sealing))
    return row


def answer_of(row: Complaint) -> str:
    """What was answered, "" before and once it is destroyed; for its complainant, who has shown the query
    code."""
    if row.answer is None:
        return ""
    return sealing.unseal(row.sealing, row.answer, f"complaint/{row.sealing}/answer").decode()


def _held(key: int, by: Actor, duty: Duty = Duty.SUPERVISE) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("organisation", "addressee")
    row = rows.filter(pk=key).first()
    if row is None:
        raise RuleBroken("没有这件投诉，请从列表重新打开")
    by.must(duty, row.addressee.lineage)
    return row


def _noted(kind: str, row: Complaint, *, by: Actor, **facts: str) -> None:
    known = {"organisation": row.organisation.code, "state": str(row.state), **facts}
    record_many(kind, [(row.number, known)], by=by)
