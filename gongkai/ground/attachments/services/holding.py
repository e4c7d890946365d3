"""Who needs a file: what somebody holds is never let go, whoever else drops it.

One step of a room's own service, which has its duty, its scope and its entry.
"""

from django.db import transaction

from ..models import FileHold, StoredFile


@transaction.atomic
def hold(sha256: str, holder: str) -> None:
    """``holder`` (room/key) needs a file that is here; held already, nothing changes."""
    file = StoredFile.objects.select_for_update().get(sha256=sha256, discarded_at=None)
    FileHold.objects.get_or_create(file=file, holder=holder)


def release(sha256: str, holder: str) -> None:
    """``holder`` needs it no more. The content goes at the next tidying, if nothing else needs it."""
    FileHold.objects.filter(file__sha256=sha256, holder=holder).delete()
