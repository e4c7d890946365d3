"""紧急下架: the duty officer takes something from sight at once; another person decides afterwards.

Public entries say only that it was suspended and what became of it. The reason is in an entry that the
public cannot read, as a digest: what must be taken down in a hurry is often what must not be described.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import alert, notify_duty
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Channel, Placement, Publication, TakeDown
from ..rules import RuleBroken, Status
from ..rules.content import reason_digest
from ..rules.endings import REVIEW_HOURS, Ending, Verdict, check, readable
from . import closing, entries, placements, rows

PRIVATE = "只供内部复核，不向社会公开"


def suspend(identifier: str, *, reason: str, by: Actor) -> TakeDown:
    """Take something public from every page, list, file, feed, index and interface (officer duty).

    Its rows, versions and files stay, its legal effects too. Raises RuleBroken unless it is public or a
    withdrawn text that is still readable.
    """
    reason = closing.reason_given(reason, PRIVATE)
    now = timezone.now()
    with transaction.atomic():
        row = entries.one(identifier, by, Duty.OFFICER)
        if not readable(row.status, row.ending):
            raise RuleBroken(f"{identifier} 现为“{Status(row.status).label}”，只有公众能读到的信息可以下架")
        pages = closing.pages_of(row)
        before = {"ending": row.ending, "explanation": row.reason}
        row.status, row.ending, row.reason = Status.SUSPENDED, "", ""
        row.save(update_fields=closing.ENDED)
        placements.clear(row)
        taken = TakeDown.objects.create(
            publication=row,
            reason=reason,
            channels=sorted(pages["standing"].channels),
            **before,
            opened_at=now,
            opened_by_id=by.person or None,
            opened_post=by.post,
            review_by=now + timedelta(hours=REVIEW_HOURS),
        )
        entries.record_ended("publication.suspended", row, set(), by=by, at=now, **pages)
        record("takedown.opened", _subject(taken), by=by, at=now, reason_digest=reason_digest(reason))
        told = Words("有一条紧急下架，待另一人复核", identifier, f"/console/take-downs/{taken.pk}/")
        notify_duty(row.publisher.code, Duty.FINAL, told, by=by)
        alert(row.publisher.code, told, by=by)
    return taken


def restore(number: int, *, words: str, by: Actor) -> TakeDown:
    """Show it again as it was, where it stood; channels that were closed meanwhile stay without it."""
    words = closing.reason_given(words, PRIVATE)
    now = timezone.now()
    with transaction.atomic():
        taken, row = _held(number, by)
        row.status = Status.WITHDRAWN if taken.ending else Status.PUBLISHED
        row.ending, row.reason = taken.ending, taken.explanation
        row.validity = rows.validity(row, now)
        row.save(update_fields=[*closing.ENDED, "validity"])
        open_ = Channel.objects.filter(code__in=taken.channels, closed_on=None)
        placements.save(
            [Placement(publication=row, channel=one, published_at=row.published_at) for one in open_]
        )
        kind = "publication.withdrawn" if taken.ending else "publication.restored"
        entries.record_ended(kind, row, set(), by=by, at=now, **closing.pages_of(row))
        _decide(taken, Verdict.RESTORED, words, by)
    return taken


def confirm(
    number: int, *, ending: Ending, reason: str, words: str, successor: str = "", by: Actor
) -> TakeDown:
    """End it for good in one of the ways; the public reads ``reason``, the staff ``words``."""
    words = closing.reason_given(words, PRIVATE)
    if ending != Ending.REMOVED:
        check(ending, successor=bool(successor.strip()))
    with transaction.atomic():
        taken, row = _held(number, by)
        closing.close(row, ending, reason=reason, successor=successor, by=by, at=timezone.now())
        _decide(taken, Verdict.ENDED, words, by)
    return taken


def _held(number: int, by: Actor) -> tuple[TakeDown, Publication]:
    """The take-down and its publication, held for a second person who may publish or sign off there."""
    taken = TakeDown.objects.select_for_update().filter(pk=number).first()
    if taken is None:
        raise RuleBroken("没有这次下架，请刷新列表")
    row = entries.held(Publication.objects.filter(pk=taken.publication_id)).get()
    by.must(Duty.FINAL if Duty.FINAL in by.duties else Duty.PUBLISH, row.publisher.lineage)
    if taken.verdict != Verdict.WAITING:
        raise RuleBroken(f"这次下架已经复核：{Verdict(taken.verdict).label}")
    if not by.person or by.person == taken.opened_by_id:
        raise RuleBroken("下架须由另一人复核，请交有发布或终审职责的其他人员办理")
    return taken, row


def _decide(taken: TakeDown, verdict: Verdict, words: str, by: Actor) -> None:
    now = timezone.now()
    taken.verdict, taken.words, taken.reviewed_at = verdict, words, now
    taken.reviewed_by_id, taken.reviewed_post = by.person, by.post
    taken.save(update_fields=["verdict", "words", "reviewed_at", "reviewed_by", "reviewed_post"])
    facts = {"verdict": str(verdict), "words_digest": reason_digest(words)}
    record("takedown.reviewed", _subject(taken), by=by, at=now, **facts)


def _subject(taken: TakeDown) -> str:
    return f"takedown:{taken.pk}"
