"""What the law removed from the record goes from the desk as well: revisions, files, findings, opinions.

The clock asks what became of the publications of manuscripts: the record does not know the desk.
"""

from django.db import transaction
from django.db.models import Q

from gongkai.ground.notices import services as notices
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.rules import Status as Published
from gongkai.record.editorial.services import findings, reviews

from ..models import Manuscript
from ..rules.manuscripts import GONE, Status
from .checking import KIND, subjects
from .manuscripts import locked, noted
from .unheld import let_go

PIECE = 50  # manuscripts in one run; the next run takes the rest


def purge_removed(*, by: Actor) -> int:
    """Clear the manuscripts of publications that were removed by law, those that would have changed one
    included; returns how many."""
    gone = Q(publication__status=Published.REMOVED) | Q(changes__status=Published.REMOVED)
    removed = Manuscript.objects.filter(gone).exclude(status=Status.PURGED)
    keys = list(removed.order_by("pk").values_list("pk", flat=True)[:PIECE])
    for key in keys:
        purge(key, by=by)
    return len(keys)


@transaction.atomic
def purge(key: int, *, by: Actor) -> None:
    """Clear one manuscript: its words, its files and what was said about it. The digests stay."""
    manuscript = locked(key, by, Duty.PUBLISH)
    if manuscript.status == Status.PURGED:
        return
    if manuscript.status == Status.REVIEWING:
        reviews.cancel(KIND, str(key), duty=Duty.PUBLISH, by=by)
    for subject in subjects(manuscript):
        findings.forget(KIND, subject, by=by)
    reviews.forget(KIND, str(key), GONE, by=by)
    notices.forget(f"/console/manuscripts/{key}/", GONE)
    held = list(manuscript.files.values_list("sha256", flat=True))
    manuscript.files.all().delete()
    manuscript.revisions.update(metadata="", html="")
    manuscript.status, manuscript.title, manuscript.number_key = Status.PURGED, GONE, ""
    manuscript.trouble, manuscript.publish_at = "", None
    manuscript.save(update_fields=["status", "title", "number_key", "trouble", "publish_at"])
    noted("manuscript.purged", manuscript, by=by)
    let_go(held, by=by)
