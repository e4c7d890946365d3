"""The end of a consultation: by its time, to the second, whether or not the clock's job runs."""

from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.ground.ledger.services import record_many
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import alert, notify_duty
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.editorial.services import reviews

from ..models import Consultation
from ..rules.phases import Phase, Stage, phase_at
from . import drafts
from .checking import DRAFT

PIECE = 50  # consultations closed in one run; the next takes the rest
AHEAD = timedelta(days=7)  # before the last day of the result, from practice


def close(row: Consultation, now: datetime, *, by: Actor) -> None:
    """Nobody can comment any more; a version of the draft that was still worked on is thrown away.

    A step: the caller holds the row and records it.
    """
    if row.stage == Stage.REVIEWING:
        reviews.cancel(DRAFT, str(row.pk), by=by)
    drafts.drop(row)
    row.phase, row.stage = Phase.CLOSED, Stage.WRITING
    row.revision, row.changed_at = row.revision + 1, now
    row.save(update_fields=["phase", "stage", "revision", "changed_at"])
    words = Words(f"意见征集已截止，请在 {row.result_due_on} 以前公布结果", row.title[:200], _link(row))
    _tell(row, words, by)


def close_due(now: datetime, *, by: Actor) -> int:
    """Close what is over; returns how many. The clock calls this."""
    over = Consultation.objects.filter(phase=Phase.OPEN, closes_at__lte=now)
    closed = 0
    for key in list(over.order_by("closes_at", "pk").values_list("pk", flat=True)[:PIECE]):
        with transaction.atomic():
            rows = Consultation.objects.select_for_update(of=("self",)).select_related("organisation")
            row = rows.get(pk=key)
            if phase_at(row.phase, row.closes_at, now) == row.phase:
                continue
            close(row, now, by=by)
            facts = {"organisation": row.organisation.code, "phase": str(row.phase)}
            record_many("consultation.closed", [(f"consultation/{row.pk}", facts)], by=by)
            closed += 1
    return closed


@transaction.atomic
def remind(on: date, *, by: Actor) -> int:
    """Tell who drafts of results due in a week, and who supervises of those overdue since yesterday."""
    waiting = Consultation.objects.select_related("organisation").filter(phase=Phase.CLOSED)
    told = []
    for row in waiting.filter(result_due_on=on + AHEAD):
        words = Words(f"意见征集结果应在 {row.result_due_on} 以前公布", row.title[:200], _link(row))
        _tell(row, words, by)
        told.append(row)
    for row in waiting.filter(result_due_on=on - timedelta(days=1)):
        words = Words(f"意见征集结果已逾期，应在 {row.result_due_on} 以前公布", row.title[:200], _link(row))
        _tell(row, words, by)
        notify_duty(row.organisation.code, Duty.SUPERVISE, words, by=by)
        told.append(row)
    if told:
        facts = {"on": str(on)}
        record_many("consultation.reminded", [(f"consultation/{row.pk}", facts) for row in told], by=by)
    return len(told)


def _link(row: Consultation) -> str:
    return f"/console/consultations/{row.pk}/"


def _tell(row: Consultation, words: Words, by: Actor) -> None:
    notify_duty(row.organisation.code, Duty.DRAFT, words, by=by)
    alert(row.organisation.code, words, by=by)
