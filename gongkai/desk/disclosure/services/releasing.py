"""What one applicant got is made public for everyone (条例 art. 44): decided here, drafted at the desk of
documents, due within twenty working days (art. 26)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.orgs.rules import Actor

from ..models import DisclosureRequest, Release
from ..rules.outcomes import Outcome
from ..rules.stages import RuleBroken
from .cases import held, noted

GIVEN = (Outcome.GRANTED, Outcome.PARTIAL)


@transaction.atomic
def must_be_releasable(key: int, *, version: int, by: Actor) -> DisclosureRequest:
    """The case held, when what it gave may go to everyone. Raises RuleBroken."""
    case = held(key, by, version=version)
    if case.outcome not in GIVEN:
        raise RuleBroken("只有答复予以公开或者部分公开的申请，才能转为主动公开（条例第四十四条）")
    if known := Release.objects.filter(case=case).first():
        raise RuleBroken(f"已于 {known.decided_on} 决定转为主动公开，稿件编号 {known.manuscript}")
    return case


@transaction.atomic
def release(key: int, manuscript: int, *, version: int, by: Actor) -> Release:
    """Decide it: ``manuscript`` is the draft that was begun for it. Its own clock starts today."""
    case = must_be_releasable(key, version=version, by=by)
    today = timezone.localdate()
    row = Release(case=case, manuscript=manuscript, decided_on=today, person_id=by.person or None)
    days = deadlines.statute("publication", today).value
    row.due_on = deadlines.calendar().add_working_days(today, days)
    row.save(force_insert=True)
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.released", case, by=by, manuscript=manuscript, due=str(row.due_on))
    return row


@transaction.atomic
def published(manuscript: int, publication: int, on: date, *, by: Actor) -> None:
    """The draft became public: the case names its publication."""
    row = Release.objects.select_for_update().get(manuscript=manuscript, published_on=None)
    case = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=row.case_id)
    row.published_on = on
    row.save(update_fields=["published_on"])
    case.publication_id, case.version = publication, case.version + 1
    case.save(update_fields=["publication", "version"])
    noted("disclosure.release_published", case, by=by, on=str(on))
