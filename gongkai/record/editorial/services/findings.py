"""Keeping what checks found, and the answers of people who take a finding on.

An answer holds as long as the words it was given for stay: it is kept by the finding's fingerprint.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs.rules import Actor

from ..models import StoredFinding
from ..rules.findings import Finding
from ..rules.reviewing import RuleBroken

MAX_ANSWER = 500
MAX_BATCH = 200
MAX_KEPT = 500  # findings of one subject: beyond these a person reads the rest after mending the first


@transaction.atomic
def store(
    kind: str, subject: str, findings: Iterable[Finding], *, by: Actor, organisation: int | None = None
) -> list[StoredFinding]:
    """Bring the findings of a subject up to date: new ones added, gone ones dropped, answers kept.

    One entry when something changed, with how many of each check; none otherwise. Whether ``by`` may act on
    the subject is for the room that owns it to say: this is one step of its own service. ``organisation`` is
    whose subject it is (primary key), for lists.
    """
    store_many(kind, {subject: findings}, by=by, organisations={subject: organisation})
    return list(_rows(kind, subject))


@transaction.atomic
def store_many(
    kind: str,
    findings: Mapping[str, Iterable[Finding]],
    *,
    by: Actor,
    organisations: Mapping[str, int | None] | None = None,
) -> int:
    """``store`` for up to MAX_BATCH subjects at once; of how many something changed. The caller has locked
    what keeps two from storing one subject's findings at the same time."""
    if len(findings) > MAX_BATCH:
        raise RuleBroken(f"一次最多 {MAX_BATCH} 个对象")
    whose = organisations or {}
    kept: dict[str, dict[str, int]] = {}
    rows = StoredFinding.objects.select_for_update().filter(kind=kind, subject__in=list(findings))
    for key, subject, fingerprint in rows.values_list("pk", "subject", "fingerprint"):
        kept.setdefault(subject, {})[fingerprint] = key
    gone, new, told = [], [], []
    for subject, some in findings.items():
        found = dict(list({finding.fingerprint: finding for finding in some}.items())[:MAX_KEPT])
        before = kept.get(subject, {})
        lost = [key for fingerprint, key in before.items() if fingerprint not in found]
        added = [finding for fingerprint, finding in found.items() if fingerprint not in before]
        gone += lost
        new += [_row(kind, subject, finding, whose.get(subject)) for finding in added]
        if lost or added:
            tally = Counter(finding.check for finding in found.values())
            told.append((f"findings/{kind}/{subject}", {"checks": dict(sorted(tally.items()))}))
    if gone:
        StoredFinding.objects.filter(pk__in=gone).delete()
    StoredFinding.objects.bulk_create(new)
    if told:
        record_many("findings.stored", told, by=by)
    return len(told)


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


def _row(kind: str, subject: str, finding: Finding, organisation: int | None) -> StoredFinding:
    return StoredFinding(
        kind=kind,
        subject=subject,
        organisation_id=organisation,
        check_name=finding.check,
        severity=finding.severity,
        place=finding.place[:300],
        text=finding.text[:500],
        advice=finding.advice[:500],
        answerable=finding.answerable,
        fingerprint=finding.fingerprint,
        found_at=timezone.now(),
    )
