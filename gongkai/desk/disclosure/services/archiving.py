"""Archive, appraisal, and lawful destruction: the key goes, and with it every word of the applicant.

What was counted and recorded stays: numbers, days, outcome, ledger entries. Two people: who archived does not
appraise. While a dispute is pending, or its time has not run out, nothing is destroyed.
"""

from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import months_later
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing
from gongkai.record.editorial.services import reviews

from ..models import PENDING, Complaint, DisclosureRequest, RecordCorrection
from ..rules.complaints import State as Complained
from ..rules.record_corrections import State
from ..rules.stages import RuleBroken, Stage
from .cases import held, noted
from .replying import KIND


@transaction.atomic
def archive(key: int, *, version: int, by: Actor) -> DisclosureRequest:
    """Put an ended case on file."""
    case = held(key, by, version=version)
    if case.stage != Stage.ENDED:
        raise RuleBroken(f"这件申请{Stage(case.stage).label}，办结以后才能归档")
    case.stage, case.version = Stage.ARCHIVED, case.version + 1
    case.officer_id = by.person or case.officer_id
    case.save(update_fields=["stage", "version", "officer"])
    noted("disclosure.archived", case, by=by)
    return case


@transaction.atomic
def destroy(key: int, *, reason: str, version: int, by: Actor) -> DisclosureRequest:
    """After appraisal by the head of the office: destroy the key. There is no way back."""
    case = held(key, by, Duty.CONSENT, version=version)
    if case.stage != Stage.ARCHIVED:
        raise RuleBroken(f"这件申请{Stage(case.stage).label}，归档以后才能鉴定销毁")
    if by.person and by.person == case.officer_id:
        raise RuleBroken("归档和鉴定销毁须由不同的人办理")
    until = remedies_until(case)
    if until and timezone.localdate() <= until:
        raise RuleBroken(f"对答复不服的期限到 {until} 才满，之前不能销毁")
    if case.disputes.filter(result=PENDING).exists():
        raise RuleBroken("这件申请还有尚未审结的复议或者诉讼，不能销毁")
    if not reason.strip():
        raise RuleBroken("请写明鉴定意见")
    places = list(case.files.values_list("place", flat=True))
    case.stage, case.appraised_at, case.version = Stage.DESTROYED, timezone.now(), case.version + 1
    case.subject = case.person = case.wish = case.code = ""
    case.sealed = b""
    case.save()
    case.events.update(sealed=None)
    case.files.all().delete()
    reviews.forget(KIND, str(case.pk), f"答复书 {case.number}", by=by)  # an opinion may quote the reply
    noted("disclosure.destroyed", case, by=by)
    transaction.on_commit(partial(_gone, case.sealing, places))
    return case


def remedies_until(case: DisclosureRequest) -> date | None:
    """The last day on which somebody may still sue over the reply (行政诉讼法 art. 46), however it ended."""
    if case.ended_on is None:
        return None
    return months_later(case.ended_on, deadlines.statute("suit_at_once", case.ended_on).value)


def _gone(key: str, places: list[str]) -> None:
    """The key first: whatever happens next, nothing can be read."""
    sealing.destroy(key)
    for place in places:
        sealing.discard(place)


def finish() -> int:
    """Keys whose destruction was interrupted after the decision; how many."""
    cases = DisclosureRequest.objects.filter(stage=Stage.DESTROYED).values_list("sealing", flat=True)
    corrections = RecordCorrection.objects.filter(state=State.DESTROYED).values_list("sealing", flat=True)
    complaints = Complaint.objects.filter(state=Complained.DESTROYED).values_list("sealing", flat=True)
    left = [key for key in (*cases, *corrections, *complaints) if not sealing.destroyed(key)]
    for key in left:
        sealing.destroy(key)
    return len(left)
