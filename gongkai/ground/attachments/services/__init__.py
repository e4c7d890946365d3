"""Taking files in, and letting go of them. Parsers run in a child, outside every transaction."""

import hashlib
from collections.abc import Iterable
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from .. import sandbox
from ..models import FileContents, StoredFile
from ..queries import ALIAS, location
from ..rules import Format, names

MAX_DISCARDED = 200  # in one call


def take_in(name: str, data: bytes, *, by: Actor) -> StoredFile:
    """Keep a file that a drafter gave. The same content again is the same file, and records nothing.

    Raises Refused with words for the drafter. The content is on the disk before the row says that it is here;
    call this outside a transaction, because recognising takes its time.
    """
    by.must(Duty.DRAFT, _lineage(by))
    found: Format = sandbox.run("recognise", data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    _write(sha256, data)
    return _enter(sha256, names.safe(name), data, found, by=by)


@transaction.atomic
def _enter(sha256: str, name: str, data: bytes, found: Format, *, by: Actor) -> StoredFile:
    now = timezone.now()
    row, new = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(data), "format": found, "name": name, "taken_at": now, "taken_by": by.post},
    )
    row = StoredFile.objects.select_for_update().get(pk=row.pk)
    _write(sha256, data)  # a purge may have come between; it holds this lock while it deletes
    if not new and row.discarded_at is None:
        return row
    if not new:
        row.name, row.taken_at, row.taken_by = name, now, by.post
        row.discarded_at = row.purged_at = None
        row.save()
    record("file.taken", sha256, by=by, size=row.size, format=row.format)
    return row


@transaction.atomic
def discard(sha256s: Iterable[str], *, by: Actor) -> int:
    """Let go of contents that nothing public or drafted holds; returns how many were here.

    The caller knows what holds a file, and has checked its own subject's duty and scope: a file has no owner.
    The content is deleted once this transaction is safe; should the process end before, ``purge`` does it.
    """
    wanted = sorted(set(sha256s))
    if len(wanted) > MAX_DISCARDED:
        raise ValueError(f"一次最多废弃 {MAX_DISCARDED} 个文件")
    rows = StoredFile.objects.select_for_update().filter(sha256__in=wanted, discarded_at=None)
    held = {row.sha256: row for row in rows.order_by("id")}
    gone = StoredFile.objects.filter(pk__in=[row.pk for row in held.values()])
    gone.update(discarded_at=timezone.now(), name="")  # a name may say what the content said
    FileContents.objects.filter(file__in=[row.pk for row in held.values()]).delete()
    if held:
        record_many("file.discarded", [(sha256, {"size": row.size}) for sha256, row in held.items()], by=by)
        transaction.on_commit(partial(purge, tuple(held)))
    return len(held)


def purge(sha256s: Iterable[str] | None = None) -> int:
    """Delete the contents of discarded files, all of them without a list; returns how many were deleted."""
    waiting = StoredFile.objects.filter(discarded_at__isnull=False, purged_at=None)
    if sha256s is not None:
        waiting = waiting.filter(sha256__in=list(sha256s))
    return sum(map(_purge, list(waiting.values_list("pk", flat=True))))


@transaction.atomic
def _purge(pk: int) -> bool:
    row = StoredFile.objects.select_for_update().get(pk=pk)
    if row.discarded_at is None or row.purged_at is not None:
        return False  # taken in again meanwhile
    storages[ALIAS].delete(location(row.sha256))
    row.purged_at = timezone.now()
    row.save(update_fields=["purged_at"])
    return True


def _write(sha256: str, data: bytes) -> None:
    storage = storages[ALIAS]
    if not storage.exists(location(sha256)):
        storage.save(location(sha256), ContentFile(data))


def _lineage(by: Actor) -> str:
    own = orgs.by_code(by.organisation)
    return own.lineage if own else ""
