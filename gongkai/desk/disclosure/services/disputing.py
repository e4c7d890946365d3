"""Reconsideration and litigation about a request, and the new reply that a correction asks for.

行政复议法 art. 54 with 88: in the simple procedure the organ answers within five working days, so whoever
handles the case is told at once. A redone reply changes no table: the request keeps its one outcome.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify, notify_duty
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import PENDING, Dispute
from ..rules.stages import RuleBroken
from ..rules.tables import DISPUTES, RECONSIDERED, RESULTS, SUED_AFTERWARDS
from .cases import held, noted

CORRECTED = "corrected"


@transaction.atomic
def file(key: int, *, row: str, filed_on: date, by: Actor) -> Dispute:
    """A reconsideration or a suit was accepted."""
    case = held(key, by)
    _past(filed_on)
    if row not in DISPUTES:
        raise RuleBroken("请选择行政复议、直接起诉或者复议后起诉")
    begun = case.received_on or timezone.localdate(case.submitted_at)
    if filed_on < begun:
        raise RuleBroken(f"受理日 {filed_on} 早于申请 {begun}，请改正")
    rows = Dispute.objects.filter(case=case)
    if rows.filter(row=row, result=PENDING).exists():
        raise RuleBroken(f"这件申请已有一件{DISPUTES[row]}尚未审结")
    if row == SUED_AFTERWARDS and not rows.filter(row=RECONSIDERED).exclude(result=PENDING).exists():
        raise RuleBroken("复议后起诉须先有已审结的行政复议，请先登记")
    dispute = Dispute(case=case, row=row, filed_on=filed_on, recorded_at=timezone.now())
    if row == RECONSIDERED:
        days = deadlines.statute("reconsideration_answer", filed_on).value
        dispute.answer_by = deadlines.calendar().add_working_days(filed_on, days)
    dispute.save(force_insert=True)
    noted("disclosure.disputed", case, by=by, dispute=row, on=str(filed_on))
    told = Words(f"申请 {case.number} 有新的{DISPUTES[row]}，请准备答复", "", f"/console/requests/{case.pk}/")
    notify([case.officer_id] if case.officer_id else [], told, by=by)
    notify_duty(case.organisation.code, Duty.CONSENT, told, by=by)
    return dispute


@transaction.atomic
def conclude(dispute: int, *, result: str, on: date, redo_by: date | None = None, by: Actor) -> Dispute:
    """It was decided. A corrected result may set a day for a new reply."""
    row = Dispute.objects.get(pk=dispute)
    case = held(row.case_id, by)
    row = Dispute.objects.select_for_update().get(pk=dispute)
    _past(on)
    if row.result != PENDING:
        raise RuleBroken(f"这件{DISPUTES[row.row]}已经登记结果：{RESULTS[row.result]}")
    if result not in RESULTS or result == PENDING:
        raise RuleBroken("请选择结果：维持、纠正或者其他")
    if on < row.filed_on:
        raise RuleBroken(f"审结日 {on} 早于受理日 {row.filed_on}，请改正")
    if redo_by is not None and (result != CORRECTED or redo_by < on):
        raise RuleBroken("重新答复的期限只在结果纠正时填写，且不早于审结日")
    row.result, row.concluded_on, row.redo_by = result, on, redo_by
    row.save(update_fields=["result", "concluded_on", "redo_by"])
    noted("disclosure.concluded", case, by=by, dispute=row.row, result=result, on=str(on))
    return row


@transaction.atomic
def redo(dispute: int, *, on: date, by: Actor) -> Dispute:
    """The reply that the decision asked for was served."""
    row = Dispute.objects.get(pk=dispute)
    case = held(row.case_id, by)
    row = Dispute.objects.select_for_update().get(pk=dispute)
    _past(on)
    if row.result != CORRECTED or row.redone_on or row.concluded_on is None or on < row.concluded_on:
        raise RuleBroken("只有结果纠正且还没有重新答复的可以登记，日期不早于审结日")
    row.redone_on = on
    row.save(update_fields=["redone_on"])
    noted("disclosure.redone", case, by=by, dispute=row.row, on=str(on))
    return row


def _past(on: date) -> None:
    if on > timezone.localdate():
        raise RuleBroken(f"日期 {on} 在将来，请改正")
