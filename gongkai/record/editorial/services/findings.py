"""Keeping what checks found, and the answers of people who take a finding on.

An answer holds as long as the words it was given for stay: it is kept by the finding's fingerprint.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor

from ..models import StoredFinding
from ..rules.findings import Finding
from ..rules.reviewing import RuleBroken

MAX_ANSWER = 500
MAX_KEPT = 500  # findings of one subject: beyond these a person reads the rest after mending the first


@transaction.atomic
def store(kind: str, subject: str, findings: Iterable[Finding], *, by: Actor) -> list[StoredFinding]:
    """Bring the findings of a subject up to date: new ones added, gone ones dropped, answers kept.

    One entry when something changed, with how many of each check; none otherwise. Whether ``by`` may act on
    the subject is for the room that owns it to say: this is one step of its own service.
    """
    found = list({finding.fingerprint: finding for finding in findings}.values())[:MAX_KEPT]
    kept = {row.fingerprint: row for row in _rows(kind, subject).select_for_update()}
    gone = set(kept) - {finding.fingerprint for finding in found}
    new = [_row(kind, subject, finding) for finding in found if finding.fingerprint not in kept]
    if gone:
        _rows(kind, subject).filter(fingerprint__in=gone).delete()
    StoredFinding.objects.bulk_create(new)
    if new or gone:
        tally: dict[str, int] = {}
        for finding in found:
            tally[finding.check] = tally.get(finding.check, 0) + 1
        record("findings.stored", f"findings/{kind}/{subject}", by=by, checks=dict(sorted(tally.items())))
    return list(_rows(kind, subject))


@transaction.atomic
def answer(kind: str, subject: str, fingerprint: str, *, reason: str, by: Actor) -> StoredFinding:
    """A named person takes a finding on and says why it may stay. Raises RuleBroken where it may not."""
    reason = reason.strip()
    if not 0 < len(reason) <= MAX_ANSWER or "\0" in reason:
        raise RuleBroken(f"请写明理由（1 至 {MAX_ANSWER} 字），审核人员会看到")
    row = _rows(kind, subject).select_for_update().filter(fingerprint=fingerprint).first()
    if row is None:
        raise RuleBroken("这条检查结果已不存在，内容可能已经修改，请刷新页面")
    if not row.answerable:
        raise RuleBroken("这一项必须改正，不能以说明代替")
    row.answer, row.answered_post, row.answered_at = reason, by.post, timezone.now()
    row.answered_by_id = by.person or None
    row.save(update_fields=["answer", "answered_post", "answered_at", "answered_by"])
    record("finding.answered", f"findings/{kind}/{subject}", by=by, check=row.check_name, finding=fingerprint)
    return row


@transaction.atomic
def forget(kind: str, subject: str, *, by: Actor) -> None:
    """Drop the findings of a subject that is gone."""
    if _rows(kind, subject).delete()[0]:
        record("findings.stored", f"findings/{kind}/{subject}", by=by, checks={})


def _rows(kind: str, subject: str) -> QuerySet[StoredFinding]:
    return StoredFinding.objects.filter(kind=kind, subject=subject)


def _row(kind: str, subject: str, finding: Finding) -> StoredFinding:
    return StoredFinding(
        kind=kind,
        subject=subject,
        check_name=finding.check,
        severity=finding.severity,
        place=finding.place[:300],
        text=finding.text[:500],
        advice=finding.advice[:500],
        answerable=finding.answerable,
        fingerprint=finding.fingerprint,
        found_at=timezone.now(),
    )
