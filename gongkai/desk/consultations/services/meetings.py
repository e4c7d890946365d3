"""Hearings and interviews are announced with their materials, recorded afterwards, or called off."""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Consultation, Meeting
from ..rules import meetings as rules
from ..rules.phases import VISIBLE, Phase, RuleBroken
from .consultations import locked

MAX_REASON = 500


@transaction.atomic
def announce(key: int, content: rules.Meeting, *, by: Actor) -> Meeting:
    """Put a hearing or another event on the public page, with materials and who takes part.

    Raises RuleBroken for one in the past, and for a hearing announced too late for its materials (art. 16).
    """
    row = _public(key, by)
    today = timezone.localdate()
    days = deadlines.statute("hearing_materials", today).value
    rules.must_be_announced_in_time(content, timezone.localdate(content.at), today, days)
    made = Meeting(consultation=row, kind=content.kind, at=content.at, announced_at=timezone.now())
    for name in ("title", "place", "materials", "participants"):
        setattr(made, name, str(getattr(content, name)).replace("\0", "").strip())
    made.save(force_insert=True)
    _noted("consultation.meeting_announced", row, made, by)
    return made


@transaction.atomic
def keep_record(key: int, meeting: int, words: str, *, by: Actor) -> Meeting:
    """Publish what was said at an event that has been held."""
    row = _public(key, by)
    held = _meeting(row, meeting)
    words = words.replace("\0", "").strip()
    if held.cancelled_reason:
        raise RuleBroken("这次活动已经取消，没有记录可以公布")
    if held.at > timezone.now():
        raise RuleBroken("活动还没有举行，举行以后再公布记录")
    if not 0 < len(words) <= rules.MAX_TEXT:
        raise RuleBroken(f"请填写记录，最多 {rules.MAX_TEXT:,} 字")
    held.record, held.recorded_at = words, timezone.now()
    held.save(update_fields=["record", "recorded_at"])
    _noted("consultation.meeting_recorded", row, held, by)
    return held


@transaction.atomic
def cancel(key: int, meeting: int, reason: str, *, by: Actor) -> Meeting:
    """Call an event off; its reason stands on the page."""
    row = _public(key, by)
    held = _meeting(row, meeting)
    reason = " ".join(reason.replace("\0", "").split())
    if held.recorded_at or held.cancelled_reason or held.at <= timezone.now():
        raise RuleBroken("已经举行或者取消的活动不能再取消")
    if not 0 < len(reason) <= MAX_REASON:
        raise RuleBroken(f"请写明取消的理由，最多 {MAX_REASON} 字，公众会看到")
    held.cancelled_reason = reason
    held.save(update_fields=["cancelled_reason"])
    _noted("consultation.meeting_cancelled", row, held, by)
    return held


def _public(key: int, by: Actor) -> Consultation:
    """Only what is public has a page on which an event can be announced; what is over changes no more."""
    row = locked(key, by, Duty.PUBLISH)
    if row.phase not in VISIBLE or row.phase == Phase.FINISHED:
        raise RuleBroken("征集公布以后、最终决定公布以前，才能公布听证和访谈")
    return row


def _meeting(row: Consultation, key: int) -> Meeting:
    found = Meeting.objects.select_for_update().filter(consultation=row, pk=key).first()
    if found is None:
        raise RuleBroken("没有找到这次活动，请刷新页面")
    return found


def _noted(kind: str, row: Consultation, meeting: Meeting, by: Actor) -> None:
    record(
        kind,
        f"consultation/{row.pk}/meeting/{meeting.pk}",
        by=by,
        organisation=row.organisation.code,
        meeting=str(meeting.kind),
        held=timezone.localtime(meeting.at).isoformat(),
    )
