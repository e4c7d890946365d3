"""Keeping what a file says, so that checks can be run over it again when the word list or a rule changes.

A derived reading of a file that is here already: it changes nothing about the file and leaves no entry.
"""

from django.db import transaction
from django.utils import timezone

from .. import sandbox
from ..models import FileContents, StoredFile
from ..queries import content
from ..rules import Contents, Format, Refused
from ..rules.keeping import READER, pack

GONE = "文件的内容不在库中，没有检查"


def keep(sha256: str, contents: Contents) -> None:
    """Keep what was read of a file that is here."""
    _keep(sha256, pack(contents), "")


def read(sha256: str) -> None:
    """Read a file in a child process, within the limits of background work, and keep its words, or why it
    cannot be read. Call this outside a transaction. Raises sandbox.Busy when other files are being read."""
    file, data = StoredFile.objects.filter(sha256=sha256, discarded_at=None).first(), content(sha256)
    if file is None or data is None:
        _keep(sha256, b"", GONE)
        return
    try:
        contents: Contents = sandbox.run("contents_again", data, Format(file.format))
    except sandbox.Busy:
        raise
    except Refused as refused:
        _keep(sha256, b"", str(refused)[:300])
    else:
        _keep(sha256, pack(contents), "")


@transaction.atomic
def _keep(sha256: str, packed: bytes, trouble: str) -> None:
    row = StoredFile.objects.select_for_update().filter(sha256=sha256, discarded_at=None).first()
    if row is None:
        return  # discarded meanwhile: nothing of it may stay
    known = {"packed": packed, "trouble": trouble, "reader": READER, "read_at": timezone.now()}
    FileContents.objects.update_or_create(file=row, defaults=known)
