"""What the law removed from the record goes from the desk as well: the guide's words, files and opinions.

The clock asks what became of the publications of guides: the record does not know the desk.
"""

from django.db import transaction

from gongkai.ground.attachments.services import holding
from gongkai.ground.notices import services as notices
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.editorial.services import findings, reviews

from ..models import Guide, PublicGuide
from ..queries import guides as queries
from ..rules.shape import Shape
from ..rules.states import State
from .checking import KIND, subjects
from .files import holder
from .guides import locked, noted, write

PIECE = 50  # guides in one run; the next run takes the rest
GONE = "（已依法清除）"  # in place of words that the law removed


def purge_removed(*, by: Actor) -> int:
    """Clear the guides whose publication was removed by law; returns how many."""
    removed = Guide.objects.filter(publication__status=Public.REMOVED)
    keys = list(removed.order_by("pk").values_list("pk", flat=True)[:PIECE])
    for key in keys:
        purge(key, by=by)
    return len(keys)


@transaction.atomic
def purge(key: int, *, by: Actor) -> None:
    """Clear one guide: its words, its files and what was said about it. Digests stay in the ledger."""
    guide = locked(key, by, Duty.PUBLISH)
    if guide.state == State.REVIEWING:
        reviews.cancel(KIND, str(key), duty=Duty.PUBLISH, by=by)
    files = queries.files(guide)
    for subject in subjects(guide, files):
        findings.forget(KIND, subject, by=by)
    for file in files:
        holding.release(file.sha256, holder(guide))
    guide.files.all().delete()
    reviews.forget(KIND, str(key), GONE, by=by)
    notices.forget(f"/console/guides/{key}/", GONE)
    PublicGuide.objects.filter(guide=guide).delete()
    guide.item = guide.item_digest = guide.compared = guide.note = ""
    write(guide, Shape(title=GONE))
    guide.state, guide.publication_id = State.ABANDONED, None
    guide.revision += 1
    guide.save()
    noted("guide.purged", guide, by=by)
