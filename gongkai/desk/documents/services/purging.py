"""What the law removed from the record goes from the desk as well: revisions, files, findings, opinions.

The clock asks what became of the publications of manuscripts: the record does not know the desk.
"""

from django.db import transaction

from gongkai.ground.attachments import services as attachments
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.rules import Status as Published
from gongkai.record.editorial.services import findings, reviews

from ..models import Manuscript
from ..queries.manuscripts import holding
from ..rules.manuscripts import Status
from .checking import KIND, subjects
from .manuscripts import locked, noted

PIECE = 50  # manuscripts in one run; the next run takes the rest
GONE = "（已依法清除）"


def purge_removed(*, by: Actor) -> int:
    """Clear the manuscripts of publications that were removed by law; returns how many."""
    removed = Manuscript.objects.filter(publication__status=Published.REMOVED).exclude(status=Status.PURGED)
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
    for subject in subjects(manuscript):
        findings.forget(KIND, subject, by=by)
    reviews.forget(KIND, str(key), GONE, by=by)
    held = list(manuscript.files.values_list("sha256", flat=True))
    manuscript.files.all().delete()
    manuscript.revisions.update(metadata="", html="")
    manuscript.status, manuscript.title, manuscript.number_key = Status.PURGED, GONE, ""
    manuscript.save(update_fields=["status", "title", "number_key"])
    noted("manuscript.purged", manuscript, by=by)
    attachments.discard([sha256 for sha256 in held if not holding(sha256)], by=by)
