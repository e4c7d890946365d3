"""Readers say that an entry is wrong or outdated; the organisation mends it, or says why it stays.

Nothing is asked about the reader, and what the reader wrote is never in the ledger.
"""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing

from ..models import FaqEntry, FaqReport
from ..queries.faq import public
from ..rules.faq import MAX_REASON, Fault, Standing, may_end
from ..rules.kinds import RuleBroken

READER = Actor("reader", "")  # whoever reads the public page: no post, no duty, no name


@transaction.atomic
def report(entry: int, fault: str, reason: str, token: str, *, by: Actor = READER) -> FaqReport:
    """A reader's report on a public entry. The same form again gives the same report."""
    words = " ".join("".join(one if one.isprintable() else " " for one in reason).split())
    row = public(entry)
    if row is None:
        raise RuleBroken("这条问答已经不再公开")
    if fault not in {one.value for one in Fault}:
        raise RuleBroken("请选择“有误”或者“过时”")
    if not 0 < len(words) <= MAX_REASON:
        raise RuleBroken(f"请写明哪里不对（1 至 {MAX_REASON} 字）")
    known, new = FaqReport.objects.get_or_create(
        token=sealing.digest("faq-report", token),
        defaults={"entry": row, "fault": fault, "reason": words, "received_at": timezone.now()},
    )
    if new:
        _noted("faq.reported", known, by)
    return known


@transaction.atomic
def answer(key: int, standing: Standing, words: str, *, by: Actor) -> FaqReport:
    """Mended, once the entry was published anew, or kept with a reason."""
    rows = FaqReport.objects.select_for_update(of=("self",)).select_related("entry__organisation")
    row = rows.filter(pk=key).first()
    if row is None:
        raise RuleBroken("没有这条反映，请从列表重新打开")
    by.must(Duty.ANSWER, row.entry.organisation.lineage)
    if row.standing != Standing.OPEN:
        raise RuleBroken(f"这条反映{Standing(row.standing).label}，请刷新页面")
    said = " ".join(words.replace("\0", "").split())
    entry: FaqEntry = row.entry
    may_end(standing, said, received=row.received_at, published=entry.published_at)
    row.standing, row.answer, row.answered_at = standing, said, timezone.now()
    row.save(update_fields=["standing", "answer", "answered_at"])
    _noted("faq.report_answered", row, by)
    return row


def _noted(kind: str, row: FaqReport, by: Actor) -> None:
    facts = {"entry": str(row.entry_id), "fault": str(row.fault), "standing": str(row.standing)}
    record_many(kind, [(f"faq-report/{row.pk}", facts)], by=by)
